"""Cells of insights as the window shows them: text, order, tone; and tables made from their columns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from curriplan.analysis.insight.insight import Column as Asked
from curriplan.analysis.insight.insight import Line, Spot
from curriplan.analysis.report.tree import Level, Mark, Number, Value
from curriplan.analysis.report.tree import Tone as ReportTone
from curriplan.app.why import worded
from curriplan.gui.desk import Desk
from curriplan.gui.models.table import Column, TableModel
from curriplan.gui.theme import Tone
from curriplan.gui.widgets.fitted import FittedTable


def text_of(desk: Desk, value: Value) -> str:
    """Return a cell as text: shares in per cent with one decimal, levels by key, names in the window's language."""
    return worded(value, desk.texts)


def order_of(desk: Desk, value: Value) -> tuple[bool, Any]:
    """Return what a cell sorts by: figures by size, unknown ones first, the rest as text."""
    match value:
        case None:
            return False, 0.0
        case Number(value=number):
            return True, number
        case Level(level=level):
            return True, float(level)
        case date():
            return True, float(value.toordinal())
        case _:
            return True, text_of(desk, value)


def tone_of(desk: Desk, value: Value) -> Tone | None:
    """Return the tone of a cell that has one."""
    if not isinstance(value, Mark):
        return None
    theme = desk.theme
    return {
        ReportTone.MET: theme.met,
        ReportTone.GAP: theme.gap,
        ReportTone.FIRM: theme.firm,
        ReportTone.NO_COVERAGE: theme.no_coverage,
        ReportTone.OVER: theme.over,
    }.get(value.tone, theme.unrated)


def lines_by_key(lines: Iterable[Line]) -> dict[str, Line]:
    """Return lines by a key that stays theirs over edits: where they lead, and the how-manieth there."""
    found: dict[str, Line] = {}
    times: dict[Spot, int] = {}
    for line in lines:
        spot = line.spot
        times[spot] = times.get(spot, 0) + 1
        found[f"{spot.post}\x1f{spot.competency}\x1f{spot.course}\x1f{times[spot]}"] = line
    return found


class LineTable(FittedTable):
    """A table of an insight's lines."""

    def __init__(self, desk: Desk, columns: tuple[Asked, ...]) -> None:
        headings = {f"{one.key}:{one.n}": one.heading for one in columns}
        made = [_column(desk, n, one) for n, one in enumerate(columns)]
        self.lines: TableModel[Line] = TableModel(made, lambda key: text_of(desk, headings[key]))
        super().__init__(desk, self.lines)


def _column(desk: Desk, n: int, one: Asked) -> Column[Line]:
    def tone(line: Line) -> Tone | None:
        return tone_of(desk, line.cells[n])

    return Column(
        f"{one.key}:{one.n}",
        lambda line: text_of(desk, line.cells[n]),
        lambda line: order_of(desk, line.cells[n]),
        right=one.figures,
        tone=None if one.figures else tone,
    )


class LineTables(QStackedWidget):
    """One table for each set of columns, made when it is wanted; rows follow edits without a reset.

    ``chosen`` and ``opened`` tell where a line leads.
    """

    chosen = Signal(Spot)
    opened = Signal(Spot)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tables: dict[tuple[str, tuple[Asked, ...]], LineTable] = {}

    def tell(self, name: str, columns: tuple[Asked, ...], lines: Iterable[Line], title: str) -> LineTable:
        """Show lines in the table of a name and its columns."""
        table = self._tables.get((name, columns))
        if table is None:
            table = self._tables[name, columns] = self._made(columns)
        table.setAccessibleName(title)
        table.lines.show_rows(lines_by_key(lines))
        table.fit()
        self.setCurrentWidget(table)
        return table

    def retell(self) -> None:
        """Follow the language."""
        for table in self._tables.values():
            table.lines.retell()
            table.fit_anew()

    def _made(self, columns: tuple[Asked, ...]) -> LineTable:
        table = LineTable(self._desk, columns)
        table.chosen.connect(lambda key: self.chosen.emit(_spot(key)))
        table.opened.connect(lambda key: self.opened.emit(_spot(key)))
        self.addWidget(table)
        return table


def _spot(key: str) -> Spot:
    post, competency, course, _ = key.split("\x1f")
    return Spot(post, competency, course)
