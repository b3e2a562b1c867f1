"""Curriplan designs vocational programmes from what enterprises really require."""

__version__ = "0.1.0"
