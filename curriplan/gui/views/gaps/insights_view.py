"""The insights: all of them with their figures at the left, the rows of the chosen one at the right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from curriplan.analysis.account.account import Figure
from curriplan.analysis.insight.insight import Found, Insight, Spot
from curriplan.analysis.insight.insights import INSIGHTS
from curriplan.analysis.report.tree import Unit
from curriplan.gui.desk import Desk
from curriplan.gui.models.table import Column, TableModel
from curriplan.gui.views.gaps.split import splitter
from curriplan.gui.views.gaps.values import LineTables, text_of
from curriplan.gui.widgets.basic import button, card, column, label, row
from curriplan.gui.widgets.fitted import FittedTable

LIST_WIDTH = 304
BY_ID = {one.id: one for one in INSIGHTS}


@dataclass(frozen=True, slots=True)
class Asked:
    """An insight with what it found; None while that is not worked out yet."""

    insight: Insight
    found: Found | None


class InsightsView(QWidget):
    """A list of insights and the lines of one. ``chosen`` and ``opened`` tell where a line leads."""

    chosen = Signal(Spot)
    opened = Signal(Spot)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._current = INSIGHTS[0].id
        self._open: list[str] = []
        self._asked: dict[str, Asked] = {}
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._ask_next)
        desk.opened.listen(lambda _: self.forget())
        self._model: TableModel[Asked] = TableModel(self._columns(), desk.say)
        parts = splitter(Qt.Orientation.Horizontal)
        parts.addWidget(self._build_list())
        parts.addWidget(self._build_lines())
        parts.setStretchFactor(1, 1)
        parts.setSizes([LIST_WIDTH, 10 * LIST_WIDTH])  # shares: the list no wider than it must be
        column(self).addWidget(parts)
        self.setFocusProxy(self.list)

    def _columns(self) -> list[Column[Asked]]:
        desk = self._desk
        return [
            Column("insight.view.insight", lambda one: desk.say(f"insight.{one.insight.id}.name")),
            Column("insight.view.figure", self._figure, _size, right=True),
        ]

    def _figure(self, one: Asked) -> str:
        return "…" if one.found is None else text_of(self._desk, one.found.figure)

    def _build_list(self) -> QWidget:
        self.list = FittedTable(self._desk, self._model)
        self.list.setMinimumWidth(LIST_WIDTH)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self._enter())
        box = card()
        column(box, margin=2).addWidget(self.list)
        return box

    def _build_lines(self) -> QWidget:
        self._title, self._about = label(role="headline"), label(role="dim", wrap=True)
        self._summary = label(wrap=True)
        self._tables = LineTables(self._desk)
        self._tables.chosen.connect(self.chosen)
        self._tables.opened.connect(self.opened)
        self._more = label(role="dim")
        box = card()
        lines = column(box, spacing=6, margin=12)
        self._why = button("", self._ask_why, "link")
        heading = row(spacing=8)
        heading.addWidget(self._title)
        heading.addStretch(1)
        heading.addWidget(self._why)
        lines.addLayout(heading)
        for one in (self._about, self._summary):
            lines.addWidget(one)
        lines.addWidget(self._tables, 1)
        lines.addWidget(self._more)
        return box

    def retell(self) -> None:
        """Follow the language."""
        self.list.setAccessibleName(self._desk.say("insight.view.list_name"))
        self._why.setText(self._desk.say("why.ask.title"))
        self._why.setAccessibleName(self._desk.say("why.ask.insight"))
        self._model.retell()
        self.list.fit_anew()
        self._tables.retell()

    def tell(self) -> None:
        """Ask again: the insight that is looked at now, the others one by one when there is time."""
        self._asked[self._current] = Asked(BY_ID[self._current], self._find(self._current))
        self._open = [one.id for one in INSIGHTS if one.id != self._current]
        self._show_list()
        self._show_lines()
        if self._open:
            self._next.start()

    def rest(self) -> None:
        """Ask no more until ``tell``: the view is not seen."""
        self._next.stop()

    def forget(self) -> None:
        """Leave the programme that is no longer open, with what was still to be asked about it."""
        self.rest()
        self._open, self._asked = [], {}

    def show_insight(self, name: str) -> None:
        """Show the lines of an insight."""
        self.list.choose(name)
        self._choose(name)

    def _find(self, name: str) -> Found:
        return self._desk.results.insight(BY_ID[name], self._desk.today)

    def _ask_next(self) -> None:
        if self._open:
            name = self._open.pop(0)
            self._asked[name] = Asked(BY_ID[name], self._find(name))
            self._show_list()
        if not self._open:
            self._next.stop()

    def _ask_why(self) -> None:
        self._desk.ask((Figure("insight", self._current),))

    def _enter(self) -> None:
        table = self._tables.currentWidget()
        if table is not None:
            table.setFocus()

    def _show_list(self) -> None:
        self._model.show_rows({one.id: self._asked.get(one.id, Asked(one, None)) for one in INSIGHTS})
        self.list.fit()
        self.list.choose(self._current)

    def _choose(self, name: str) -> None:
        if name != self._current:
            self._current = name
            self._asked[name] = Asked(BY_ID[name], self._find(name))
            self._show_list()
        self._show_lines()

    def _show_lines(self) -> None:
        desk, insight = self._desk, BY_ID[self._current]
        asked = self._asked.get(self._current)
        found = None if asked is None else asked.found
        if found is None:
            return
        name = desk.say(f"insight.{insight.id}.name")
        self._title.setText(f"{name}: {text_of(desk, found.figure)}" if found.figure else name)
        self._about.setText(desk.say(f"insight.{insight.id}.about"))
        summary = "" if found.summary is None else text_of(desk, found.summary)
        if not found.lines and found.summary is None:
            summary = desk.say("report.insights.nothing")
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary))
        self._more.setText(desk.say("insight.view.more", n=found.left_out))
        self._more.setVisible(found.left_out > 0)
        self._tables.tell(insight.id, found.columns or insight.columns, found.lines, name)


def _size(one: Asked) -> tuple[bool, float]:
    """Return what figures sort by: counts after shares, unknown ones first."""
    figure = None if one.found is None else one.found.figure
    return (False, -1.0) if figure is None else (figure.unit is Unit.COUNT, figure.value)
