"""Delay factor: the longest chain of requisites that a course stands in."""

from __future__ import annotations

from curriplan.analysis.metrics.metric import Metric
from curriplan.analysis.metrics.order import Order


def delay(order: Order) -> dict[str, int]:
    """Return for each course how many courses the longest chain through it has; 1 if it stands alone.

    >>> order = Order.of({"v1": frozenset(), "v2": frozenset(), "v3": frozenset({"v1", "v2"}),
    ...                   "v4": frozenset({"v3"})})
    >>> sorted(delay(order).items())
    [('v1', 3), ('v2', 3), ('v3', 3), ('v4', 3)]
    """
    before, after = ending(order), beginning(order)
    return {course: before[course] + after[course] - 1 for course in order.courses}


def ending(order: Order) -> dict[str, int]:
    """Return for each course how many courses the longest chain has that ends with it."""
    found: dict[str, int] = {}
    for course in order.courses:
        found[course] = 1 + max((found[one] for one in order.before[course]), default=0)
    return found


def beginning(order: Order) -> dict[str, int]:
    """Return for each course how many courses the longest chain has that begins with it."""
    found: dict[str, int] = {}
    for course in reversed(order.courses):
        found[course] = 1 + max((found[one] for one in order.after[course]), default=0)
    return found


DELAY = Metric(
    "delay",
    "courses",
    "d(v) = number of courses on the longest path through v",
    "Heileman et al. 2018, arXiv:1811.09676",
    delay,
)
