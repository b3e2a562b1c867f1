"""Measurements of the program itself, each in a process of its own."""
