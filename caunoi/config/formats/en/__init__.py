"""For a desk in English: the same as in Vietnamese."""
