"""Circles in what should be an order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def circle(before: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the names along one circle, or nothing where there is an order.

    ``before[name]`` must come before ``name``. Each name of the circle comes before the next one, and the
    last before the first. The same circle is found for the same content, whatever its order.
    """
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in sorted(before):
        sorter.add(name, *sorted(before[name]))
    try:
        sorter.prepare()
    except CycleError as problem:
        names: list[str] = problem.args[1]
        return tuple(names[:-1])
    return ()
