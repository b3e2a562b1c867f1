"""Readiness of modules, kinds, contexts or parts of a framework: bars, a radar where few are enough, a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from curriplan.analysis.account.account import Figure
from curriplan.analysis.gap.result import Basis, GapReport
from curriplan.analysis.insight.by_group import group_columns, group_line
from curriplan.analysis.insight.groups import GroupReadiness, grouping_name, readiness_by
from curriplan.app.figures import share
from curriplan.gui.charts.chart import Chart
from curriplan.gui.charts.group_bars import GroupBar, GroupBars, Headings
from curriplan.gui.charts.radar import Radar, suits
from curriplan.gui.desk import Desk
from curriplan.gui.views.gaps.split import ContentSplitter
from curriplan.gui.views.gaps.values import LineTables, text_of
from curriplan.gui.widgets.basic import card, column, row

MARGIN, DRAWING_SHARE = 12, 0.62
LEAST_TABLE = 136
"""The height of a table with its heading and three rows."""


class BarsView(QWidget):
    """The bars of one way to group, on both bases of evidence."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._by = ""
        self._basis: Basis = "all"
        self.bars, self.radar = GroupBars(desk), Radar(desk)
        self.tables = LineTables(desk)
        self.bars.picked.connect(self._choose)
        lines = column(self)
        self._parts = ContentSplitter(self._share)
        self._parts.addWidget(self._drawings())
        box = card()
        column(box, margin=2).addWidget(self.tables)
        self._parts.addWidget(box)
        lines.addWidget(self._parts)
        self.setFocusProxy(self.bars)

    def _drawings(self) -> QWidget:
        box = card()
        line = row(box, spacing=12, margin=MARGIN)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        scroll.setWidget(self.bars)
        line.addWidget(scroll, 1)
        line.addWidget(self.radar, 1)
        return box

    def _share(self, room: int) -> tuple[int, int]:
        """Return the heights of drawing and table: the drawing is seen whole while the table has some rows."""
        needed = self.bars.minimumHeight() + 2 * MARGIN + 2
        held = max(int(room * DRAWING_SHARE), min(needed, room - LEAST_TABLE))
        return held, room - held

    def drawing(self) -> Chart:
        """Return the drawing that is copied and saved."""
        return self.bars

    def retell(self) -> None:
        """Follow the language."""
        say = self._desk.say
        self.bars.setAccessibleName(say("insight.view.bars_name"))
        self.radar.setAccessibleName(say("insight.view.radar_name"))
        self.tables.retell()

    def tell(self, by: str, whole: GapReport, assessed: GapReport, shown: GapReport) -> None:
        """Show the groups of a grouping; what is missing is counted on the basis that is shown."""
        desk, program = self._desk, self._desk.program
        self._by, self._basis = by, shown.basis
        groups = readiness_by(program, whole, assessed, by)
        counts = {
            one.key: one for one in (groups if shown is whole else readiness_by(program, shown, shown, by))
        }
        bars = [self._bar(one, counts.get(one.key, one)) for one in groups]
        say = desk.say
        heads = Headings(
            text_of(desk, grouping_name(program, by)),
            say("insight.view.all"),
            say("insight.view.assessed"),
            say("insight.column.missing"),
        )
        self.bars.tell(bars, heads)
        self._parts.share()
        self.radar.tell(bars, heads)
        self.radar.setVisible(suits(bars))
        lines = [group_line(one) for one in groups]
        self.tables.tell("groups", group_columns(), lines, say("insight.by_group.name"))

    def _bar(self, one: GroupReadiness, counted: GroupReadiness) -> GroupBar:
        say = self._desk.say
        key = "insight.view.missing_firm" if counted.firm else "insight.view.missing"
        note = say(key, missing=counted.missing, rows=counted.requirements, firm=counted.firm)
        return GroupBar(
            one.key,
            text_of(self._desk, one.name),
            one.readiness,
            one.assessed,
            share(one.readiness),
            share(one.assessed),
            note,
        )

    def _choose(self, key: str) -> None:
        """Mark a group, and say why its readiness is what it is."""
        self.bars.choose(key)
        self._desk.ask((Figure("readiness", key, self._by, self._basis),))
