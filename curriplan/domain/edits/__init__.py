"""Edits: pure functions from a programme to the next one, one file a noun."""
