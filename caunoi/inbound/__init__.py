"""What the people tell the state: the lane from a citizen's form to the answer, and what guards its entrance."""
