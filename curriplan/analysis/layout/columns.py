"""Columns of numbered nodes in some order, and what joins them: what the search for few crossings works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from curriplan.analysis.layout.crossings import count_crossings, joints

if TYPE_CHECKING:
    from curriplan.analysis.layout.crossings import Matrix, Order

Lines = Sequence[Sequence[tuple[int, int]]]
"""``lines[n]`` are the pairs that are joined between column n and column n + 1."""


class Chain(NamedTuple):
    """A line over several columns: node ``start`` of ``column``, a bend in each column between, node ``end``."""

    column: int
    start: int
    bends: tuple[int, ...]
    end: int


@dataclass(slots=True)
class Columns:
    """``orders[n]`` holds the nodes of column n from top to bottom, ``between[n]`` what joins n and n + 1."""

    orders: list[Order]
    between: list[Matrix]
    chains: tuple[Chain, ...] = ()

    @classmethod
    def of(cls, sizes: Sequence[int], lines: Lines, chains: Sequence[Chain] = ()) -> Columns:
        """Return columns of so many nodes each, in the order of their numbers."""
        import numpy as np

        between = [joints(sizes[n], sizes[n + 1], held) for n, held in enumerate(lines)]
        return cls([np.arange(size) for size in sizes], between, tuple(chains))

    def crossings(self) -> int:
        """Return how many pairs of lines cross."""
        return sum(
            count_crossings(joined, self.orders[n], self.orders[n + 1])
            for n, joined in enumerate(self.between)
        )

    def left(self, column: int) -> tuple[Matrix, Order]:
        """Return what joins a column to its left neighbour, rows are its own nodes, and the neighbour's order."""
        return self.between[column - 1].T, self.orders[column - 1]

    def right(self, column: int) -> tuple[Matrix, Order]:
        """Return what joins a column to its right neighbour, rows are its own nodes, and the neighbour's order."""
        return self.between[column], self.orders[column + 1]

    def sides(self, column: int) -> list[tuple[Matrix, Order]]:
        """Return both neighbours of a column, or the one that there is."""
        found = [self.left(column)] if column > 0 else []
        return [*found, self.right(column)] if column < len(self.between) else found

    def taken(self) -> list[Order]:
        """Return a copy of the orders, to come back to."""
        return [one.copy() for one in self.orders]

    def effort(self) -> int:
        """Return a measure of the work of one pass over all columns."""
        sizes = [len(one) for one in self.orders]
        pairs = [one * other for one, other in pairwise(sizes)]
        led = sum(
            300 + pairs[n] // 4
            for one in self.chains
            for n in range(one.column, one.column + len(one.bends) + 1)
        )
        return 20 * sum(sizes) + 2 * sum(pairs) + led
