"""Plan: six columns under three years."""
