"""The search for an order of all columns in which few lines cross.

A descent sorts the columns by barycentres, sweeping to and fro, and then moves single nodes and whole long
lines until nothing helps. It begins from several orders; the best found is shaken in one column at a time and
settled again, which is kept if it is no worse (iterated local search). The same columns give the same order everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from curriplan.analysis.layout.columns import Columns
from curriplan.analysis.layout.moves import by_barycentre, lead_anew, move_single
from curriplan.domain.progress import Progress

if TYPE_CHECKING:
    from curriplan.analysis.layout.crossings import Order

SWEEPS = 4
ROUNDS = 12
ENOUGH = 0.001
"""A round that takes away a smaller share of the crossings is the last one of a large graph."""
QUICK, THOROUGH = 200_000, 4_000_000
"""How much work the search may take, in the measure of ``Columns.effort``."""
MOST_SHAKES = 120
FEW = 8
"""A graph so large that fewer settlings are affordable is settled once."""


def untangle(columns: Columns, progress: Progress, work: int) -> None:
    """Put the nodes of all columns into an order in which few lines cross.

    Raises:
        Cancelled: the user no longer wants it.

    """
    if not columns.between or not any(joined.any() for joined in columns.between):
        return
    best, fewest = columns.taken(), columns.crossings()
    affordable = work // columns.effort()
    starts = list(_starts(columns))[: max(1, affordable // FEW)]
    shakes = min(MOST_SHAKES, affordable) if affordable >= FEW else 0
    steps = len(starts) + shakes

    def settled(done: int) -> int:
        _settle(columns, lambda share: progress((done + share) / steps, "arrange"))
        return columns.crossings()

    for n, start in enumerate(starts):
        columns.orders = start
        for sweep in range(SWEEPS):
            _sweep(columns, forward=sweep % 2 == 0, mirrored=sweep // 2 % 2 == 1)
        found = settled(n)
        if found < fewest:
            best, fewest = columns.taken(), found
    columns.orders = best
    chance = random.Random(steps)
    for n in range(shakes):
        kept = columns.taken()
        _shake(columns, chance)
        found = settled(len(starts) + n)
        if found <= fewest:
            fewest = found
        else:
            columns.orders = kept


def _sweep(columns: Columns, forward: bool, mirrored: bool) -> None:
    """Sort column after column by the one before it."""
    count = len(columns.orders)
    for n in range(1, count) if forward else range(count - 2, -1, -1):
        side = columns.left(n) if forward else columns.right(n)
        by_barycentre(columns, n, side, mirrored)


def _settle(columns: Columns, told: Callable[[float], None]) -> None:
    """Move nodes and long lines until nothing takes crossings away, or little in a large graph."""
    last = columns.crossings()
    for round_ in range(ROUNDS):
        moved = False
        count = len(columns.orders)
        for n in range(count) if round_ % 2 == 0 else range(count - 1, -1, -1):
            told(round_ / ROUNDS)
            moved |= move_single(columns, n)
        for chain in columns.chains:
            told(round_ / ROUNDS)
            lead_anew(columns, chain)
        now = columns.crossings()
        if not moved or last - now <= ENOUGH * last:
            return
        last = now


def _shake(columns: Columns, chance: random.Random) -> None:
    """Put a run of nodes elsewhere in its column, and sort some columns beside it after that."""
    count = len(columns.orders)
    column = chance.randrange(count)
    order = columns.orders[column].tolist()
    length = min(len(order), max(2, int(len(order) * chance.uniform(0.1, 0.4))))
    at = chance.randrange(len(order) - length + 1)
    run, left = order[at : at + length], order[:at] + order[at + length :]
    if chance.random() < 0.5:
        run.reverse()
    to = chance.randrange(len(left) + 1)
    columns.orders[column][:] = left[:to] + run + left[to:]
    reach = chance.randrange(1, count)
    for n in range(column + 1, min(count, column + 1 + reach)):
        by_barycentre(columns, n, columns.left(n), mirrored=False)
    for n in range(column - 1, max(-1, column - 1 - reach), -1):
        by_barycentre(columns, n, columns.right(n), mirrored=False)


def _starts(columns: Columns) -> Iterator[list[Order]]:
    """Yield the orders to begin from: as found by walking over the graph from either end, and as given."""
    for backward in (False, True):
        yield _walked(columns, backward)
    yield columns.taken()


def _walked(columns: Columns, backward: bool) -> list[Order]:
    """Return the nodes of each column in the order in which a breadth-first walk meets them."""
    import numpy as np

    near = _neighbours(columns)
    count = len(columns.orders)
    met: list[list[int]] = [[] for _ in range(count)]
    seen: set[tuple[int, int]] = set()
    for column in range(count - 1, -1, -1) if backward else range(count):
        for root in columns.orders[column].tolist():
            queue = [] if (column, root) in seen else [(column, root)]
            seen.update(queue)
            for node in queue:
                met[node[0]].append(node[1])
                fresh = [one for one in near.get(node, ()) if one not in seen]
                seen.update(fresh)
                queue.extend(fresh)
    return [np.array(one, dtype=np.int64) for one in met]


def _neighbours(columns: Columns) -> dict[tuple[int, int], list[tuple[int, int]]]:
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for n, joined in enumerate(columns.between):
        for one, other in zip(*(axis.tolist() for axis in joined.nonzero()), strict=True):
            found.setdefault((n, one), []).append((n + 1, other))
            found.setdefault((n + 1, other), []).append((n, one))
    return found
