"""Closing gaps: what could be taught or assessed, what it costs by the table, and the cheapest set with proof."""
