"""Sections of the report: a tree of tables and sentences without any file format."""
