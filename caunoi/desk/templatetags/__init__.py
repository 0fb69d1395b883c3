"""What templates of this room ask of its Python."""
