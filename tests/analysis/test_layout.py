"""Layered layouts: nothing overlaps, few lines cross, and what stays does not jump."""

from __future__ import annotations

import doctest
import math
from itertools import pairwise, permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.analysis.layout import crossings, heights
from curriplan.analysis.layout.arrange import (
    QUICK,
    Layered,
    Layout,
    arrange,
    count_all_crossings,
    follow,
    rejoin,
)
from curriplan.analysis.layout.heights import stack
from curriplan.domain.progress import Cancelled, quiet

Spot = tuple[int, int]


@st.composite
def layered(draw: st.DrawFn, most: int = 5) -> Layered[Spot]:
    """Return a graph of up to five columns, its lines in any direction, over any number of columns."""
    sizes = draw(st.lists(st.integers(0, most), min_size=1, max_size=5))
    columns = tuple(tuple((n, at) for at in range(size)) for n, size in enumerate(sizes))
    nodes = [one for column in columns for one in column]
    ends = st.sampled_from(nodes) if nodes else st.nothing()
    lines = draw(st.lists(st.tuples(ends, ends), max_size=14)) if nodes else []
    chosen = draw(st.lists(st.floats(0.5, 3.0), min_size=len(nodes), max_size=len(nodes)))
    return Layered(columns, tuple(lines), dict(zip(nodes, chosen, strict=True)), draw(st.booleans()))


def column_of(graph: Layered[Spot], layout: Layout[Spot], n: int) -> list[tuple[float, float]]:
    """Return (height, size) of everything in a column from top to bottom, bends too."""
    held = [(layout.places[one].height, graph.sizes.get(one, 1.0)) for one in graph.columns[n]]
    for (left, _), bends in layout.bends.items():
        held += [(at, 0.35) for k, at in enumerate(bends, layout.places[left].column + 1) if k == n]
    return sorted(held)


def brute_crossings(layout: Layout[Spot]) -> int:
    """Count crossings from heights alone, pair of segments by pair of segments."""
    segments: list[tuple[int, float, float]] = []
    for (left, right), bends in layout.bends.items():
        run = [layout.places[left].height, *bends, layout.places[right].height]
        first = layout.places[left].column
        segments += [(first + n, one, other) for n, (one, other) in enumerate(pairwise(run))]
    return sum(
        1
        for n, (column, one, other) in enumerate(segments)
        for second, third, fourth in segments[:n]
        if column == second and (one - third) * (other - fourth) < 0
    )


@pytest.mark.parametrize("module", [crossings, heights])
def test_the_worked_examples_are_true(module: Any) -> None:
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 0) == (0, True)


@settings(deadline=None, max_examples=40)
@given(layered())
def test_every_node_stands_in_its_column_and_nothing_overlaps(graph: Layered[Spot]) -> None:
    layout = arrange(graph, work=QUICK // 20)
    assert set(layout.places) == {one for column in graph.columns for one in column}
    for n, column in enumerate(graph.columns):
        assert all(layout.places[one].column == n for one in column)
        for (above, high), (below, low) in pairwise(column_of(graph, layout, n)):
            assert below - above >= (high + low) / 2 - 1e-9
    for (left, right), bends in layout.bends.items():
        assert layout.places[right].column - layout.places[left].column == len(bends) + 1
    tops = [at - size / 2 for n in range(len(graph.columns)) for at, size in column_of(graph, layout, n)]
    assert min(tops, default=0.0) >= -1e-9


@settings(deadline=None, max_examples=40)
@given(layered())
def test_crossings_are_those_that_one_would_count(graph: Layered[Spot]) -> None:
    layout = arrange(graph, work=0)
    assert count_all_crossings(graph, layout) == brute_crossings(layout)


@settings(deadline=None, max_examples=40)
@given(layered())
def test_the_search_never_adds_crossings_and_repeats_itself(graph: Layered[Spot]) -> None:
    layout = arrange(graph, work=QUICK // 20)
    as_given = follow(graph, Layout({}, {}, 0.0))
    assert count_all_crossings(graph, layout) <= count_all_crossings(graph, as_given)
    assert arrange(graph, work=QUICK // 20) == layout


def _fewest(graph: Layered[Spot]) -> int:
    """Return the smallest number of crossings over all orders of all columns; no long lines."""
    found = []
    for orders in product(*(permutations(column) for column in graph.columns)):
        at = {one: n for order in orders for n, one in enumerate(order)}
        pairs = [(one, other) for line in graph.lines for one, other in [sorted(line)]]
        found.append(
            sum(
                1
                for n, (one, other) in enumerate(pairs)
                for second, third in pairs[:n]
                if one[0] == second[0] and (at[one] - at[second]) * (at[other] - at[third]) < 0
            )
        )
    return min(found)


@pytest.mark.parametrize("seed", range(6))
def test_on_small_graphs_the_optimum_is_found(seed: int) -> None:
    lines = {
        ((n, (a * 7 + seed * 3 + n) % 4), (n + 1, (a * 5 + seed + a // 3) % 4))
        for n in (0, 1)
        for a in range(7)
    }
    columns = tuple(tuple((n, at) for at in range(4)) for n in range(3))
    graph = Layered(columns, tuple(sorted(lines)))
    assert count_all_crossings(graph, arrange(graph)) == _fewest(graph)


def test_a_tree_is_drawn_without_crossings() -> None:
    columns = tuple(tuple((n, at) for at in range(3**n)) for n in range(4))
    lines = tuple(
        ((n, (at * 7) % 3**n), (n + 1, ((at * 7) % 3**n) * 3 + k))
        for n in range(3)
        for at in range(3**n)
        for k in range(3)
    )
    graph = Layered(columns, lines[::-1])
    assert count_all_crossings(graph, arrange(graph)) == 0


def test_a_long_line_is_straight_and_passes_the_nodes_by() -> None:
    columns = tuple(tuple((n, at) for at in range(2)) for n in range(5))
    graph = Layered(columns, (((0, 0), (4, 0)), *(((n, 1), (n + 1, 1)) for n in range(4))))
    layout = arrange(graph)
    bends = layout.bends[(0, 0), (4, 0)]
    assert len(bends) == 3
    assert max(bends) - min(bends) < 0.01
    for n, at in enumerate(bends, 1):
        assert all(abs(at - layout.places[one].height) >= 0.5 for one in columns[n])


@settings(deadline=None, max_examples=40)
@given(layered())
def test_nothing_moves_where_nothing_changed(graph: Layered[Spot]) -> None:
    layout = arrange(graph, work=0)
    again = follow(graph, layout)
    assert again.places.keys() == layout.places.keys()
    assert all(
        again.places[one].height == pytest.approx(layout.places[one].height, abs=1e-6)
        for one in layout.places
    )
    assert all(again.bends[line] == pytest.approx(held, abs=1e-6) for line, held in layout.bends.items())


@settings(deadline=None, max_examples=40)
@given(layered(), st.integers(0, 4), st.data())
def test_what_stays_keeps_its_order_when_something_comes(
    graph: Layered[Spot], n: int, data: st.DataObject
) -> None:
    n = min(n, len(graph.columns) - 1)
    layout = arrange(graph, work=0)
    new = (n, 99)
    columns = tuple((*column, new) if at == n else column for at, column in enumerate(graph.columns))
    others = [one for column in graph.columns for one in column]
    line = ((new, data.draw(st.sampled_from(others))),) if others else ()
    after = follow(Layered(columns, (*graph.lines, *line), graph.sizes, graph.even), layout)
    for column in graph.columns:
        before = sorted(column, key=lambda one: layout.places[one].height)
        assert before == sorted(column, key=lambda one: after.places[one].height)
    # Everything may move down together; apart from that only the columns that took something in may move.
    new_bends = {
        column
        for (left, right), held in after.bends.items()
        if new in {left, right}
        for column in range(after.places[left].column + 1, after.places[left].column + 1 + len(held))
    }
    moved = {
        round(after.places[one].height - place.height, 6)
        for one, place in layout.places.items()
        if place.column != n and place.column not in new_bends
    }
    assert len(moved) <= 1


@settings(deadline=None, max_examples=40)
@given(layered(), st.data())
def test_what_stays_does_not_move_when_something_goes(graph: Layered[Spot], data: st.DataObject) -> None:
    nodes = [one for column in graph.columns for one in column]
    gone = data.draw(st.sampled_from(nodes)) if nodes else None
    layout = arrange(graph, work=0)
    columns = tuple(tuple(one for one in column if one != gone) for column in graph.columns)
    after = follow(Layered(columns, graph.lines, graph.sizes, graph.even), layout)
    assert all(
        place.height == pytest.approx(layout.places[one].height, abs=1e-6)
        for one, place in after.places.items()
    )


@given(
    st.lists(st.tuples(st.floats(-9, 9), st.floats(0.1, 3), st.floats(0.1, 50)), min_size=1, max_size=8),
    st.integers(0, 7),
    st.sampled_from([-1e-3, 1e-3]),
)
def test_a_stack_stands_as_near_as_it_can(
    held: list[tuple[float, float, float]], which: int, step: float
) -> None:
    wanted, sizes, weights = (list(column) for column in zip(*held, strict=True))
    found = stack(wanted, sizes, weights)
    gaps = [(one + other) / 2 for one, other in pairwise(sizes)]

    def fits(at: list[float]) -> bool:
        return all(low - high >= gap - 1e-9 for (high, low), gap in zip(pairwise(at), gaps, strict=True))

    def far(at: list[float]) -> float:
        return math.fsum(w * (a - b) ** 2 for a, b, w in zip(at, wanted, weights, strict=True))

    assert fits(found)
    # Least squares under such limits are convex: no run of nodes moved a little does better.
    first = which % len(held)
    for last in range(first, len(held)):
        moved = [at + step if first <= n <= last else at for n, at in enumerate(found)]
        assert not fits(moved) or far(moved) >= far(found) - 1e-9


def test_a_cancelled_search_ends() -> None:
    graph = Layered((tuple(range(9)), tuple(range(10, 19))), tuple((n, 10 + (n * 4) % 9) for n in range(9)))

    def stop(share: float | None, step: str = "") -> None:
        raise Cancelled(share, step)

    with pytest.raises(Cancelled):
        arrange(graph, stop)
    assert len(arrange(graph, quiet, 0).places) == 18


@given(st.data())
def test_lines_that_come_and_go_between_neighbours_leave_everything_where_it_was(data: st.DataObject) -> None:
    graph = data.draw(layered())
    kept = arrange(graph, quiet, QUICK)
    names = list(dict.fromkeys(graph.lines))
    gone = data.draw(st.sets(st.sampled_from(names))) if names else set()
    nodes = [one for column in graph.columns for one in column]
    ends = st.sampled_from(nodes) if nodes else st.nothing()
    come = tuple(data.draw(st.lists(st.tuples(ends, ends), max_size=4))) if nodes else ()
    quick = rejoin(kept, gone, come)
    if any(abs(one[0] - other[0]) > 1 for one, other in come):
        assert quick is None
        return
    stayed = tuple(one for one in graph.lines if one not in gone and one[::-1] not in gone)
    assert quick is not None
    slow = follow(Layered(graph.columns, (*stayed, *come), graph.sizes, graph.even), kept)
    assert set(quick.bends) == set(slow.bends)
    for node, place in slow.places.items():
        assert quick.places[node] == pytest.approx(place)
    for line, bends in slow.bends.items():
        assert quick.bends[line] == pytest.approx(bends)
