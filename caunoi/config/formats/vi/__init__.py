"""For a desk in Vietnamese."""
