"""Demand: who said what, and what posts therefore require."""
