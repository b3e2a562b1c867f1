"""Gaps: required levels against delivered ones, for each post, at graduation and when due."""
