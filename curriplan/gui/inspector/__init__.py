"""The inspector: what is selected, why, and what can be done about it."""
