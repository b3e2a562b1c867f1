"""The bound by patterns is the optimum of sharing out sizes over alike terms, and exact figures stay exact."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.planning.exact import FINEST, exact, unit_of
from curriplan.planning.partition import MOST_PATTERNS, Partition, add_patterns
from curriplan.planning.solver import Settings, empty_model, run


def bound(partition: Partition, most: int, scale: int) -> int | None:
    model = empty_model()
    assert add_patterns(model, partition, most, scale)
    found = run(
        model,
        (),
        seconds=60,
        settings=Settings(workers=1),
        cancel=lambda: False,
        watch=lambda *_: None,
    )
    return found.objective


def by_trying(partition: Partition, most: int, scale: int) -> int | None:
    best = None
    for where in product(range(partition.terms), repeat=len(partition.sizes)):
        loads = [0] * partition.terms
        for term, size in zip(where, partition.sizes, strict=True):
            loads[term] += size
        if max(loads) <= most:
            away = sum(partition.away(load, scale) for load in loads)
            best = away if best is None else min(best, away)
    return best


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.integers(1, 4), st.integers(0, 8))
@settings(max_examples=30, deadline=None)
def test_patterns_give_the_optimum(sizes: list[int], terms: int, slack: int) -> None:
    partition = Partition(tuple(sizes), terms)
    most = max(sizes) + slack
    assert bound(partition, most, terms * 2) == by_trying(partition, most, terms * 2)


def test_too_many_patterns_are_left_alone() -> None:
    assert not add_patterns(empty_model(), Partition(tuple(range(1, 40)), 8), 60, 8)
    assert MOST_PATTERNS < 10_000


def test_thirds_and_halves_are_exact() -> None:
    unit = unit_of([exact(4 * (32 / 96)), exact(1.5), exact(2.0)])
    assert (unit.per, unit.lossless) == (6, True)
    assert [unit.whole(one) for one in (Fraction(4, 3), Fraction(3, 2))] == [8, 9]
    assert unit.limit(26.0, 50) == 156


def test_figures_that_fit_no_unit_are_rounded_and_limits_are_not_tightened_by_it() -> None:
    odd = [Fraction(1, n) for n in (7, 11, 13, 17, 19, 23)]
    unit = unit_of(odd)
    assert (unit.per, unit.lossless) == (FINEST, False)
    total = sum(odd, Fraction(0))
    assert sum(unit.whole(one) for one in odd) <= unit.limit(float(total), len(odd))
