"""A graph whose nodes stand in given columns, arranged: who stands above whom, how high, where lines bend.

Columns may be posts, tasks, competencies, courses and terms, or terms alone with courses in them. Lines run
between columns; one over several columns bends in each column between, so that it never runs through a node.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from curriplan.analysis.layout.columns import Chain, Columns
from curriplan.analysis.layout.heights import Heights, Pull, evenly, near, steady
from curriplan.analysis.layout.untangle import QUICK, THOROUGH, untangle
from curriplan.domain.progress import Progress, quiet

__all__ = [
    "QUICK",
    "THOROUGH",
    "Layered",
    "Layout",
    "Place",
    "arrange",
    "count_all_crossings",
    "follow",
    "rejoin",
]

K = TypeVar("K", bound=Hashable)

BEND = 0.35
"""Rows that a passing line takes."""
PULLS = (1.0, 2.0, 8.0)
"""How strongly a line draws its ends to one height, by how many of them are bends: long lines are straight."""


@dataclass(frozen=True, slots=True)
class Layered(Generic[K]):
    """Nodes by column, in the order that holds where nothing else decides, and the lines between them.

    Lines may be named from either end; twice the same, within a column or to a node that is not there, they
    are left out. ``sizes`` are rows (default 1); ``even``: columns are spread over the whole height instead
    of standing near what they are joined to.
    """

    columns: tuple[tuple[K, ...], ...]
    lines: tuple[tuple[K, K], ...]
    sizes: Mapping[K, float] = field(default_factory=dict)
    even: bool = False


class Place(NamedTuple):
    """Where a node stands: number of its column, height of its middle in rows from the top."""

    column: int
    height: float


@dataclass(frozen=True, slots=True)
class Layout(Generic[K]):
    """Where every node stands, where every line bends, and how many rows all of it is high.

    ``bends`` has every line by its left and right end, with its heights in the columns between.
    """

    places: Mapping[K, Place]
    bends: Mapping[tuple[K, K], tuple[float, ...]]
    height: float


class _Bend(NamedTuple):
    left: object
    right: object
    column: int


_Item: TypeAlias = "K | _Bend"


@dataclass(slots=True)
class _Grid(Generic[K]):
    """All that stands in columns, bends too; ``tracks`` are the lines, each by what it touches from left to right."""

    items: list[list[_Item[K]]]
    tracks: list[list[_Item[K]]]

    def places(self) -> dict[_Item[K], tuple[int, int]]:
        return {one: (n, at) for n, column in enumerate(self.items) for at, one in enumerate(column)}

    def steps(self) -> Iterator[tuple[_Item[K], _Item[K]]]:
        """Yield what is joined directly, left then right."""
        for track in self.tracks:
            yield from pairwise(track)


def arrange(graph: Layered[K], progress: Progress = quiet, work: int = THOROUGH) -> Layout[K]:
    """Return a layout with few crossings, the same for the same graph.

    Nodes without lines stand below the others. ``work`` is QUICK for an answer at once, THOROUGH for a job.

    Raises:
        Cancelled: the user no longer wants it.

    """
    grid = _grid(graph)
    columns = _columns(grid)
    untangle(columns, progress, work)
    joined = {item for step in grid.steps() for item in step}
    for n, order in enumerate(columns.orders):
        ordered = [grid.items[n][at] for at in order.tolist()]
        alone = [one for one in grid.items[n] if one not in joined]
        grid.items[n] = [*(one for one in ordered if one in joined), *alone]
    return _layout(graph, grid, _fresh(graph, grid))


def follow(graph: Layered[K], kept: Layout[K], anew: bool = False) -> Layout[K]:
    """Return the layout of a graph that was changed a little: what stayed keeps its order and its height.

    What is new stands near what it is joined to. ``anew``: the order stays, the heights are worked out again.
    """
    grid = _grid(graph)
    known = _known(grid, kept)
    wanted = _wanted(grid, known)
    for n, column in enumerate(grid.items):
        grid.items[n] = sorted(column, key=lambda one: (wanted[one], one not in known))
    if anew:
        return _layout(graph, grid, _fresh(graph, grid))
    stood = [[(wanted[one], one in known) for one in column] for column in grid.items]
    return _layout(graph, grid, steady(stood, _sizes(graph, grid)))


def rejoin(kept: Layout[K], gone: Iterable[tuple[K, K]], come: Iterable[tuple[K, K]]) -> Layout[K] | None:
    """Return what ``follow`` would, at once, where all nodes stay and only lines are gone or come.

    None where a new line passes a column, so that it must be made room for.
    """
    bends = dict(kept.bends)
    for ends in gone:
        bends.pop(_rightward(kept, ends), None)
    for ends in come:
        left, right = _rightward(kept, ends)
        passed = kept.places[right].column - kept.places[left].column - 1
        if passed > 0:
            return None
        if passed == 0:
            bends[left, right] = ()
    return Layout(kept.places, bends, kept.height)


def _rightward(kept: Layout[K], ends: tuple[K, K]) -> tuple[K, K]:
    one, other = ends
    return ends if kept.places[one].column <= kept.places[other].column else (other, one)


def count_all_crossings(graph: Layered[K], layout: Layout[K]) -> int:
    """Return how many pairs of lines cross in a layout, bends counted as places that lines run through."""
    grid = _grid(graph)
    known = _known(grid, layout)
    for column in grid.items:
        column.sort(key=known.__getitem__)
    return _columns(grid).crossings()


def _grid(graph: Layered[K]) -> _Grid[K]:
    column_of = {node: n for n, column in enumerate(graph.columns) for node in column}
    items: list[list[_Item[K]]] = [list(column) for column in graph.columns]
    tracks: dict[tuple[K, K], list[_Item[K]]] = {}
    for ends in graph.lines:
        if any(one not in column_of for one in ends):
            continue
        left, right = sorted(ends, key=column_of.__getitem__)
        between = range(column_of[left] + 1, column_of[right])
        if column_of[left] == column_of[right] or (left, right) in tracks:
            continue
        bends = [_Bend(left, right, n) for n in between]
        tracks[left, right] = [left, *bends, right]
        for bend in bends:
            items[bend.column].append(bend)
    return _Grid(items, list(tracks.values()))


def _columns(grid: _Grid[K]) -> Columns:
    at = grid.places()
    lines: list[list[tuple[int, int]]] = [[] for _ in grid.items[1:]]
    for left, right in grid.steps():
        lines[at[left][0]].append((at[left][1], at[right][1]))
    chains = [
        Chain(at[track[0]][0], at[track[0]][1], tuple(at[one][1] for one in track[1:-1]), at[track[-1]][1])
        for track in grid.tracks
        if len(track) > 2
    ]
    return Columns.of([len(column) for column in grid.items], lines, chains)


def _sizes(graph: Layered[K], grid: _Grid[K]) -> list[list[float]]:
    return [
        [BEND if isinstance(one, _Bend) else graph.sizes.get(one, 1.0) for one in column]
        for column in grid.items
    ]


def _fresh(graph: Layered[K], grid: _Grid[K]) -> Heights:
    sizes = _sizes(graph, grid)
    if graph.even:
        return evenly(sizes)
    at = grid.places()
    pulls: list[list[list[Pull]]] = [[[] for _ in column] for column in grid.items]
    for left, right in grid.steps():
        pull = PULLS[isinstance(left, _Bend) + isinstance(right, _Bend)]
        for one, other in ((left, right), (right, left)):
            column, place = at[one]
            pulls[column][place].append((*at[other], pull))
    return near(sizes, pulls)


def _known(grid: _Grid[K], kept: Layout[K]) -> dict[_Item[K], float]:
    """Return the heights of everything that stood in the same column before."""
    found: dict[_Item[K], float] = {}
    for n, column in enumerate(grid.items):
        for one in column:
            if not isinstance(one, _Bend):
                place = kept.places.get(one)
                if place is not None and place.column == n:
                    found[one] = place.height
    for track in grid.tracks:
        held = kept.bends.get((track[0], track[-1]), ())  # type: ignore[arg-type]
        if len(held) == len(track) - 2 and track[0] in found and track[-1] in found:
            found.update(zip(track[1:-1], held, strict=True))
    return found


def _wanted(grid: _Grid[K], known: Mapping[_Item[K], float]) -> dict[_Item[K], float]:
    """Return the height that each item would have: its own, or the mean of what it is joined to, or the last."""
    beside: dict[_Item[K], list[float]] = {}
    for track in grid.tracks:
        ends = [known[one] for one in (track[0], track[-1]) if one in known]
        for one in track:
            if one not in known:
                beside.setdefault(one, []).extend(ends)
    below = max(known.values(), default=0.0) + 1.0
    found = {}
    for column in grid.items:
        for one in column:
            near_ = beside.get(one, [])
            found[one] = known[one] if one in known else sum(near_) / len(near_) if near_ else below
    return found


def _layout(graph: Layered[K], grid: _Grid[K], heights: Heights) -> Layout[K]:
    found: dict[_Item[K], Place] = {}
    lowest = 0.0
    for n, (column, held, sizes) in enumerate(zip(grid.items, heights, _sizes(graph, grid), strict=True)):
        for one, height, size in zip(column, held, sizes, strict=True):
            found[one] = Place(n, height)
            lowest = max(lowest, height + size / 2)
    bends = {(track[0], track[-1]): tuple(found[one].height for one in track[1:-1]) for track in grid.tracks}
    return Layout({node: found[node] for column in graph.columns for node in column}, bends, lowest)  # type: ignore[arg-type]
