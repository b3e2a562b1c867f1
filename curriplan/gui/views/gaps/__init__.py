"""Gaps: posts x competencies."""
