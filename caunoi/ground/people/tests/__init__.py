"""The rights, the doors and the trail."""
