"""The rule language: what a row of a rule pack finds in a programme."""
