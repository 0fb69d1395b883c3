"""Tests of the command: real processes, no fakes of our own code."""
