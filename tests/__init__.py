"""Tests of the house as a whole; the tests of a room stand beside its code."""
