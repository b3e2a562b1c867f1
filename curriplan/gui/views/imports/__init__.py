"""Import: what a file would change, before it does."""
