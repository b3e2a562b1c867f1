"""Give every formula of a table its value."""

from __future__ import annotations

from dataclasses import replace

from curriplan.analysis.report.formula import value_of
from curriplan.analysis.report.tree import (
    Cell,
    Days,
    Formula,
    Level,
    Number,
    Spanned,
    Table,
    Weekly,
    WholeWeeks,
)


class CircularFormula(ValueError):
    """A formula leads back to its own cell: a defect of the section that built the table."""


class _Values:
    """The numbers of a table's cells; formulas are worked out when they are first asked for."""

    def __init__(self, rows: list[list[Cell]]) -> None:
        self._rows = rows
        self._known: dict[tuple[int, int], float | None] = {}
        self._open: set[tuple[int, int]] = set()

    def __call__(self, row: int, column: int) -> float | None:
        place = (row, column)
        if place not in self._known:
            if place in self._open:
                raise CircularFormula(f"row {row}, column {column}")
            self._open.add(place)
            self._known[place] = self._number(self._rows[row][column])
            self._open.discard(place)
        return self._known[place]

    def _number(self, cell: Cell) -> float | None:
        match cell:
            case Spanned(value=inner):
                return self._number(inner)
            case Formula(expression=expression):
                return value_of(expression, self)
            case Number(value=value) | Weekly(hours=value) | WholeWeeks(weeks=value) | Days(days=value):
                return value
            case Level(level=value):
                return value
            case int() | float():
                return cell
            case _:
                return None


def settled(table: Table) -> Table:
    """Return a table whose formulas hold their values.

    Raises:
        CircularFormula: a formula leads back to its own cell.

    """
    rows = [list(row.cells) for row in table.rows]
    values = _Values(rows)
    kept = tuple(
        replace(row, cells=tuple(_with_value(cell, values, r, c) for c, cell in enumerate(row.cells)))
        for r, row in enumerate(table.rows)
    )
    return replace(table, rows=kept)


def _with_value(cell: Cell, values: _Values, row: int, column: int) -> Cell:
    if isinstance(cell, Formula):
        return replace(cell, value=values(row, column))
    if isinstance(cell, Spanned) and isinstance(cell.value, Formula):
        return replace(cell, value=replace(cell.value, value=values(row, column)))
    return cell
