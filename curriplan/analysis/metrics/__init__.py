"""Metrics of curricula, each with unit, formula, source and a worked example."""
