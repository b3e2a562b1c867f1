"""The longest chains of requisites: what a student must take one after the other at the least."""

from __future__ import annotations

from dataclasses import dataclass

from curriplan.analysis.metrics.delay import beginning, ending
from curriplan.analysis.metrics.order import Order


@dataclass(frozen=True, slots=True)
class Longest:
    """``chain`` is one longest chain; ``courses`` and ``steps`` are those that lie on any longest chain.

    All are empty where no course has a requisite.
    """

    chain: tuple[str, ...] = ()
    courses: frozenset[str] = frozenset()
    steps: frozenset[tuple[str, str]] = frozenset()


def longest(order: Order) -> Longest:
    """Return the longest chains; none is listed one by one, there may be more than 10^21.

    >>> order = Order.of({"a": frozenset(), "b": frozenset({"a"}), "c": frozenset({"b"}), "d": frozenset({"a"})})
    >>> longest(order).chain, sorted(longest(order).steps)
    (('a', 'b', 'c'), [('a', 'b'), ('b', 'c')])
    """
    before, after = ending(order), beginning(order)
    most = max(before.values(), default=0)
    if most < 2:
        return Longest()
    on_it = [one for one in order.courses if before[one] + after[one] - 1 == most]
    steps = [
        (one, other)
        for one in on_it
        for other in order.after[one]
        if before[other] == before[one] + 1 and before[one] + after[other] == most
    ]
    return Longest(
        _one(steps, [one for one in on_it if before[one] == 1]), frozenset(on_it), frozenset(steps)
    )


def _one(steps: list[tuple[str, str]], starts: list[str]) -> tuple[str, ...]:
    """Return one chain along some steps; of several always the same."""
    following: dict[str, str] = {}
    for one, other in steps:
        following[one] = min(other, following.get(one, other))
    chain = [min(starts)]
    while chain[-1] in following:
        chain.append(following[chain[-1]])
    return tuple(chain)
