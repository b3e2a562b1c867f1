"""Measurements of the program on generated and published data."""
