"""Nouns, edits, differences and findings: frozen values, no third party at all."""
