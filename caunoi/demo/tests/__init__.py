"""Tests of the made-up province: its data hang together and its pictures can be painted."""
