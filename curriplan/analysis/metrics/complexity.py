"""Structural complexity: blocking plus delay."""

from __future__ import annotations

from curriplan.analysis.metrics.blocking import blocking
from curriplan.analysis.metrics.delay import delay
from curriplan.analysis.metrics.metric import Metric
from curriplan.analysis.metrics.order import Order


def complexity(order: Order) -> dict[str, int]:
    """Return for each course blocking + delay.

    >>> order = Order.of({"v1": frozenset(), "v2": frozenset(), "v3": frozenset({"v1", "v2"}),
    ...                   "v4": frozenset({"v3"})})
    >>> sorted(complexity(order).items())
    [('v1', 5), ('v2', 5), ('v3', 4), ('v4', 3)]
    >>> sorted(COMPLEXITY.of(order, quarter_system=True).items())
    [('v1', 3.3), ('v2', 3.3), ('v3', 2.7), ('v4', 2.0)]
    """
    blocked, delayed = blocking(order), delay(order)
    return {course: blocked[course] + delayed[course] for course in order.courses}


COMPLEXITY = Metric(
    "complexity",
    "courses",
    "h(v) = b(v) + d(v); with quarters round(2/3 (b(v) + d(v)), 1) of each course",
    "Heileman et al. 2018, arXiv:1811.09676; quarters: CurricularAnalytics.jl",
    complexity,
    quarters=2 / 3,
)
