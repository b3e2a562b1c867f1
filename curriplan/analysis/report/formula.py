"""Formulas over the cells of one table, and their values.

A formula is kept as a small expression, so that a writer can print it live in its own notation, and its
value stands beside it: what a preview, a phone or a text file shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import prod


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells: rows and columns from 0 within the body of its table, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def cells(self) -> tuple[tuple[int, int], ...]:
        """Return (row, column) of every cell, row by row."""
        return tuple(
            (row, column)
            for row in range(self.first_row, self.last_row + 1)
            for column in range(self.first_column, self.last_column + 1)
        )


def at(row: int, column: int) -> Area:
    """Return the area of one cell."""
    return Area(row, column, row, column)


def down(column: int, first: int, last: int) -> Area:
    """Return the cells of a column from one row to another."""
    return Area(first, column, last, column)


def across(row: int, first: int, last: int) -> Area:
    """Return the cells of a row from one column to another."""
    return Area(row, first, row, last)


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of all cells of some areas; empty cells count nothing."""

    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class SumProduct:
    """The sum over places of the product of areas of one shape; an empty cell makes its product 0."""

    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Plus:
    """A sum of expressions."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Minus:
    """A difference, rounded to two decimals so that it is zero where both sides agree."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Ratio:
    """A quotient; nothing where the divisor is zero."""

    over: Expression
    under: Expression


Expression = Sum | SumProduct | Plus | Minus | Ratio
CellNumber = Callable[[int, int], float | None]


def value_of(expression: Expression, number: CellNumber) -> float | None:
    """Return what an expression comes to; ``number(row, column)`` gives a cell's number, None if empty."""
    match expression:
        case Sum(areas):
            return sum(number(*cell) or 0.0 for area in areas for cell in area.cells)
        case SumProduct(areas):
            places = zip(*(area.cells for area in areas), strict=True)
            return sum(prod(number(*cell) or 0.0 for cell in place) for place in places)
        case Plus(terms):
            return sum(value_of(term, number) or 0.0 for term in terms)
        case Minus(left, right):
            return _rounded((value_of(left, number) or 0.0) - (value_of(right, number) or 0.0))
        case Ratio(over, under):
            divisor = value_of(under, number)
            return None if not divisor else (value_of(over, number) or 0.0) / divisor


def _rounded(value: float) -> float:
    """Round to two decimals as spreadsheets do: the printed figure counts, halves away from zero."""
    return float(Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)) + 0.0
