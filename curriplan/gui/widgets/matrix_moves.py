"""Where keys lead in a matrix, as in a spreadsheet: places are (row, column); headings are no places."""

from __future__ import annotations

from collections.abc import Sequence

from curriplan.gui.models.matrix import MatrixModel

Place = tuple[int, int]


def edge(model: MatrixModel, start: Place, step: Place) -> Place:
    """Return the edge of the filled cells in a direction, as Ctrl with an arrow finds it.

    From inside a filled run its last cell; else the next filled cell; else the last cell of all.
    """
    row, column = start
    if step[0]:
        line: Sequence[Place] = [(n, column) for n in _free_rows(model)]
    else:
        line = [(row, n) for n in range(model.columnCount())]
    if start not in line:
        return start
    ahead = list(line[line.index(start) + 1 :]) if sum(step) > 0 else list(line[: line.index(start)][::-1])
    if not ahead:
        return start
    if _filled(model, start) and _filled(model, ahead[0]):
        empty = next((n for n, place in enumerate(ahead) if not _filled(model, place)), len(ahead))
        return ahead[empty - 1]
    return next((place for place in ahead if _filled(model, place)), ahead[-1])


def corner(model: MatrixModel, *, last: bool) -> Place:
    """Return the first or the last cell of all."""
    rows = _free_rows(model)
    return (rows[-1], model.columnCount() - 1) if last else (rows[0], 0)


def free_row(model: MatrixModel, row: int, *, up: bool) -> int:
    """Return the nearest row that is no heading, first in one direction, then in the other."""
    rows = _free_rows(model)
    above = [n for n in rows if n <= row]
    below = [n for n in rows if n >= row]
    first, second = (above[::-1], below) if up else (below, above[::-1])
    return (first or second or [row])[0]


def _free_rows(model: MatrixModel) -> list[int]:
    return [n for n in range(model.rowCount()) if not model.row(n).heads]


def _filled(model: MatrixModel, place: Place) -> bool:
    return bool(model.look(*place).text)
