"""Blocking factor: how many courses wait for this one."""

from __future__ import annotations

from curriplan.analysis.metrics.metric import Metric
from curriplan.analysis.metrics.order import Order


def blocking(order: Order) -> dict[str, int]:
    """Return for each course how many others can only come after it, directly or not.

    >>> order = Order.of({"v1": frozenset(), "v2": frozenset(), "v3": frozenset({"v1", "v2"}),
    ...                   "v4": frozenset({"v3"})})
    >>> sorted(blocking(order).items())
    [('v1', 2), ('v2', 2), ('v3', 1), ('v4', 0)]
    """
    # One bit a course: a union is a single operation on integers, whatever the number of courses.
    reached: dict[str, int] = {}
    for bit, course in enumerate(reversed(order.courses)):
        below = 0
        for following in order.after[course]:
            below |= reached[following]
        reached[course] = below | (1 << bit)
    return {course: held.bit_count() - 1 for course, held in reached.items()}


BLOCKING = Metric(
    "blocking",
    "courses",
    "b(v) = number of courses reachable from v",
    "Heileman et al. 2018, arXiv:1811.09676",
    blocking,
)
