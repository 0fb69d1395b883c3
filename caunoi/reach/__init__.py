"""Reach: how releases reach people. Every room here is a follower of the release log; what it makes public goes back through the gate."""
