"""Ways to take crossings out of columns; each keeps what it does not improve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curriplan.analysis.layout.columns import Chain, Columns
from curriplan.analysis.layout.crossings import pair_crossings

if TYPE_CHECKING:
    from curriplan.analysis.layout.crossings import Matrix, Order

PASSES = 3
MOST_NODES = 2000
"""In larger columns single nodes are not tried in every place: the matrix of all pairs would be too big."""


def by_barycentre(columns: Columns, column: int, side: tuple[Matrix, Order], mirrored: bool) -> None:
    """Sort a column by the mean places of its nodes' neighbours on one side.

    Nodes without a neighbour keep their share of the height. ``mirrored`` turns round those of equal mean:
    what looks equal from one side may not be so from the other. Source: Sugiyama, Tagawa, Toda 1981.
    """
    import numpy as np

    joined, neighbours = side
    order = columns.orders[column][::-1] if mirrored else columns.orders[column]
    place = np.empty(len(neighbours))
    place[neighbours] = np.arange(len(neighbours))
    own = np.empty(len(order))
    own[columns.orders[column]] = np.arange(len(order)) * (len(neighbours) / max(1, len(order)))
    degree = joined.sum(axis=1)
    mean = np.where(degree > 0, joined @ place / np.maximum(degree, 1), own)
    columns.orders[column] = order[np.argsort(mean[order], kind="stable")]


def move_single(columns: Columns, column: int) -> bool:
    """Move nodes of a column, one after the other, to where fewest lines cross; tell whether any moved.

    This is sifting (Matuszewski, Schönfeld, Molitor 1999): transpositions over any distance.
    """
    order = columns.orders[column]
    if not 2 <= len(order) <= MOST_NODES:
        return False
    both: Matrix = sum(pair_crossings(*side) for side in columns.sides(column))  # type: ignore[assignment]
    excess = both - both.T
    moved = False
    for _ in range(PASSES):
        restless = _restless(order, excess)
        for node in restless:
            _move(order, excess, node)
        if not restless:
            break
        moved = True
    return moved


def _restless(order: Order, excess: Matrix) -> list[int]:
    """Return the nodes that some other place would suit better; most columns soon have none."""
    import numpy as np

    shown = excess[order][:, order].astype(np.float64)
    up, down = np.tril(shown, -1), np.triu(shown, 1)
    cost = up.sum(axis=1, keepdims=True) - up.cumsum(axis=1) + up - down.cumsum(axis=1)
    gains: list[int] = order[cost.min(axis=1) < 0].tolist()
    return gains


def _move(order: Order, excess: Matrix, node: int) -> None:
    """Move one node to its best place; ``excess[u, v]`` is what u above v costs more than v above u."""
    import numpy as np

    at = int((order == node).argmax())
    row = excess[node, order].astype(np.float64)
    cost = np.zeros(len(order))
    cost[:at] = row[:at][::-1].cumsum()[::-1]
    cost[at + 1 :] = -row[at + 1 :].cumsum()
    to = int(cost.argmin())
    if cost[to] >= 0:
        return
    if to < at:
        order[to + 1 : at + 1] = order[to:at].copy()
    else:
        order[at:to] = order[at + 1 : to + 1].copy()
    order[to] = node


def lead_anew(columns: Columns, chain: Chain) -> None:
    """Lead a long line between the others where it crosses fewest, all its bends at once.

    That is a shortest path: through each column over the places between its nodes.
    """
    import numpy as np

    first, last = chain.column, chain.column + len(chain.bends) + 1
    ends = {first: chain.start, last: chain.end}
    orders = [
        columns.orders[n] if n in ends else _without(columns.orders[n], chain.bends[n - first - 1])
        for n in range(first, last + 1)
    ]
    came: list[Order] = []
    cost = np.zeros(1)
    for n in range(first, last):
        left, right = orders[n - first], orders[n - first + 1]
        places = _places(ends.get(n), left), _places(ends.get(n + 1), right)
        total = cost[:, None] + _crossed(columns.between[n][left][:, right], *places)
        came.append(total.argmin(axis=0))
        cost = total.min(axis=0)
    place = 0
    for n in range(last - 1, first, -1):
        place = int(came[n - first][place])
        columns.orders[n] = np.insert(orders[n - first], place, chain.bends[n - first - 1])


def _without(order: Order, node: int) -> Order:
    left: Order = order[order != node]
    return left


def _places(node: int | None, order: Order) -> Order:
    """Return which places a line may take in a column: all between nodes, or that of its end.

    Place 2k is the gap above the k-th node, 2k + 1 the node itself.
    """
    import numpy as np

    if node is None:
        return np.arange(0, 2 * len(order) + 1, 2)
    return np.array([2 * int((order == node).argmax()) + 1])


def _crossed(joined: Matrix, left: Order, right: Order) -> Matrix:
    """Return how many lines one from some places left to some places right would cross.

    Lines that share a node do not cross there.
    """
    import numpy as np

    high, wide = joined.shape
    before = np.zeros((high + 1, wide + 1))
    before[1:, 1:] = joined.cumsum(axis=0).cumsum(axis=1)
    # Lines that begin above and end below this one, and the other way round.
    falls = before[left // 2][:, -1:] - before[left // 2][:, (right + 1) // 2]
    rises = before[-1:, right // 2] - before[(left + 1) // 2][:, right // 2]
    found: Matrix = falls + rises
    return found
