"""Closing gaps from the Gaps page: single steps for one gap, and the cheapest set for many."""
