"""Home: what to begin with, and what to do next."""
