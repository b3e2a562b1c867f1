"""How readiness builds up over the terms: a line for all and one for each group, and the same as a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from curriplan.analysis.gap.result import GapReport
from curriplan.analysis.insight.trend import Trend, trend, trend_columns, trend_lines
from curriplan.app.figures import share
from curriplan.gui.charts.chart import Chart
from curriplan.gui.charts.trend_lines import TrendLine, TrendLines
from curriplan.gui.desk import Desk
from curriplan.gui.views.gaps.split import splitter
from curriplan.gui.views.gaps.values import LineTables, text_of
from curriplan.gui.widgets.basic import card, column

WHOLE = "whole"  # the key of what is of no group is empty


class TrendView(QWidget):
    """The lines of one way to group, on the basis that is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.chart, self.tables = TrendLines(desk), LineTables(desk)
        self.chart.picked.connect(self.chart.choose)
        parts = splitter(Qt.Orientation.Vertical)
        for held, margin in ((self.chart, 12), (self.tables, 2)):
            box = card()
            column(box, margin=margin).addWidget(held)
            parts.addWidget(box)
        parts.setSizes([6200, 3800])  # shares of what there is
        column(self).addWidget(parts)
        self.setFocusProxy(self.chart)

    def drawing(self) -> Chart:
        """Return the drawing that is copied and saved."""
        return self.chart

    def retell(self) -> None:
        """Follow the language."""
        self.chart.setAccessibleName(self._desk.say("insight.view.trend_name"))
        self.tables.retell()

    def tell(self, by: str, shown: GapReport) -> None:
        """Show the lines of a grouping."""
        desk = self._desk
        held = trend(desk.program, shown, by)
        lines = [
            TrendLine(
                one.key if n else WHOLE,
                text_of(desk, one.name),
                one.values,
                share(one.values[-1]),
                main=n == 0,
            )
            for n, one in enumerate(held.lines)
        ]
        graduation = _graduation_differs(held)
        moments = [desk.say("insight.column.term", n=number) for number in held.terms]
        if graduation:
            moments.append(desk.say("insight.column.graduation"))
        else:
            lines = [_without_last(one) for one in lines]
        self.chart.tell(lines, moments, desk.say("insight.column.readiness"))
        table = trend_lines(held)
        self.tables.tell("trend", trend_columns(held, by), table, desk.say("insight.trend.name"))


def _graduation_differs(held: Trend) -> bool:
    """Tell whether courses without a term add anything after the last one; else it would be a flat end."""
    return not held.terms or any(one.values[-1] != one.values[-2] for one in held.lines)


def _without_last(line: TrendLine) -> TrendLine:
    return TrendLine(line.key, line.name, line.values[:-1], line.figure, line.main)
