"""Centrality: how many chains of requisites, and how long ones, lead through a course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curriplan.analysis.metrics.metric import Metric
from curriplan.analysis.metrics.order import Order


def centrality(order: Order) -> dict[str, int]:
    """Return for each course the sum of the lengths of all chains from a source to a sink through it.

    Lengths are counted in courses; sources and sinks have 0. With the number n and the summed length l of the
    partial chains into and out of a course, the sum is l_in n_out + l_out n_in - n_in n_out: exact, and
    no chain is ever listed (there may be more than 10^21 of them).

    >>> order = Order.of({"v1": frozenset(), "v2": frozenset(), "v3": frozenset({"v1", "v2"}),
    ...                   "v4": frozenset({"v3"})})
    >>> sorted(centrality(order).items())
    [('v1', 0), ('v2', 0), ('v3', 6), ('v4', 0)]
    """
    into = _chains(order.courses, order.before)
    out = _chains(order.courses[::-1], order.after)
    found = {}
    for course in order.courses:
        (n_in, l_in), (n_out, l_out) = into[course], out[course]
        inner = bool(order.before[course]) and bool(order.after[course])
        found[course] = l_in * n_out + l_out * n_in - n_in * n_out if inner else 0
    return found


def _chains(courses: Sequence[str], previous: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[int, int]]:
    """Return for each course the number and the summed length of all partial chains that end at it."""
    found: dict[str, tuple[int, int]] = {}
    for course in courses:
        reached = [found[one] for one in previous[course]] or [(1, 0)]
        number = sum(n for n, _ in reached)
        found[course] = number, sum(length for _, length in reached) + number
    return found


CENTRALITY = Metric(
    "centrality",
    "courses",
    "q(v) = sum of the lengths of all source-to-sink paths through v; 0 for sources and sinks",
    "Heileman et al. 2018, arXiv:1811.09676",
    centrality,
)
