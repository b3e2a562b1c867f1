"""Crossings between neighbouring columns, counted for every pair of nodes at once.

The nodes of a column are numbers from 0. What joins two neighbouring columns is a matrix with 1 where a line
runs. For two nodes u and v of a column, the lines of u and those of v cross a number of times that depends only
on which of them stands above, as long as the neighbouring column keeps its order: one matrix product gives
that number for all pairs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np

    Matrix: TypeAlias = np.ndarray[Any, Any]
    Order: TypeAlias = np.ndarray[Any, Any]


def joints(left: int, right: int, lines: Iterable[tuple[int, int]]) -> Matrix:
    """Return a matrix left x right with 1 where a line joins two nodes.

    Whole numbers up to 2^24 are exact in 32 bits, and no pair of nodes has as many crossings.
    """
    import numpy as np

    made = np.zeros((left, right), dtype=np.float32)
    for one, other in lines:
        made[one, other] = 1.0
    return made


def pair_crossings(joined: Matrix, order: Order) -> Matrix:
    """Return for all u, v how often their lines cross if u stands above v.

    ``joined`` has a row for each node of the column and a column for each node of its neighbour, which
    stands in ``order``. The lines 0-1 and 1-0 cross if 0 stands above 1, and not the other way round:

    >>> import numpy as np
    >>> pair_crossings(joints(2, 2, [(0, 1), (1, 0)]), np.array([0, 1])).tolist()
    [[0.0, 1.0], [0.0, 0.0]]
    """
    ordered = joined[:, order]
    above = ordered.cumsum(axis=1) - ordered
    found: Matrix = ordered @ above.T
    return found


def count_crossings(joined: Matrix, left: Order, right: Order) -> int:
    """Return how many pairs of lines cross between two columns that stand in some order.

    >>> import numpy as np
    >>> both = joints(2, 2, [(0, 1), (1, 0)])
    >>> count_crossings(both, np.array([0, 1]), np.array([0, 1]))
    1
    >>> count_crossings(both, np.array([0, 1]), np.array([1, 0]))
    0
    """
    import numpy as np

    ordered = joined[left][:, right].astype(np.int64)
    above = ordered.cumsum(axis=0) - ordered
    # Of the lines that begin above this one, those that end strictly below it.
    below = above.sum(axis=1, keepdims=True) - above.cumsum(axis=1)
    return int((ordered * below).sum())
