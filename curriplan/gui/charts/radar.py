"""A radar of a few axes from 0 to 100 %: a shape says at a glance which of five competencies lags behind.

Only where few axes are enough: with more of them, bars are read better.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from curriplan.gui.charts.chart import Chart
from curriplan.gui.charts.group_bars import GroupBar, Headings
from curriplan.gui.charts.words import in_lines
from curriplan.gui.desk import Desk

LEAST_AXES, MOST_AXES = 3, 6
RINGS = (0.25, 0.5, 0.75, 1.0)
LABEL_WIDTH, LABEL_LINES = 128.0, 3
MARGIN = 8.0


def suits(groups: Sequence[GroupBar]) -> bool:
    """Tell whether groups can be axes: few of them, each with a figure."""
    return LEAST_AXES <= len(groups) <= MOST_AXES and all(one.share is not None for one in groups)


class Radar(Chart):
    """Shares of a few groups on axes about a middle; the second share is a dashed line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._groups: tuple[GroupBar, ...] = ()
        self._heads = Headings("", "", "", "")

    def tell(self, groups: Sequence[GroupBar], headings: Headings) -> None:
        """Show groups."""
        self._groups, self._heads = tuple(groups), headings
        self.setAccessibleDescription("; ".join(f"{one.name}: {one.figure}" for one in groups))
        self.update()

    def table(self) -> list[list[str]]:
        rows = [[one.name, one.figure, one.other_figure] for one in self._groups]
        return [[self._heads.name, self._heads.share, self._heads.other], *rows]

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def draw(self, painter: QPainter, room: QRectF) -> None:
        if not self._groups:
            return
        high = LABEL_LINES * painter.fontMetrics().lineSpacing() + MARGIN
        radius = min(room.width() / 2 - LABEL_WIDTH - MARGIN, room.height() / 2 - high)
        if radius < 30:
            return
        middle = room.center()
        self._draw_rings(painter, middle, radius)
        theme = self.desk.theme
        fill = QColor(theme.levels[1])
        fill.setAlpha(110)
        shares = [one.share or 0.0 for one in self._groups]
        self._draw_shape(painter, middle, radius, shares, QPen(QColor(theme.levels[3]), 2), fill)
        others = [one.other or 0.0 for one in self._groups]
        dashed = QPen(QColor(theme.dim), 1.5, Qt.PenStyle.DashLine)
        self._draw_shape(painter, middle, radius, others, dashed, None)
        for n, one in enumerate(self._groups):
            self._draw_label(painter, self._at(middle, radius + 10, n), n, one)

    def _angle(self, n: int) -> float:
        return -math.pi / 2 + 2 * math.pi * n / len(self._groups)

    def _at(self, middle: QPointF, distance: float, n: int) -> QPointF:
        angle = self._angle(n)
        return QPointF(middle.x() + distance * math.cos(angle), middle.y() + distance * math.sin(angle))

    def _draw_rings(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        theme = self.desk.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.line), 1))
        for ring in RINGS:
            corners = [self._at(middle, radius * ring, n) for n in range(len(self._groups))]
            painter.drawPolygon(QPolygonF(corners))
        for n in range(len(self._groups)):
            painter.drawLine(middle, self._at(middle, radius, n))

    def _draw_shape(
        self,
        painter: QPainter,
        middle: QPointF,
        radius: float,
        shares: Sequence[float],
        pen: QPen,
        fill: QColor | None,
    ) -> None:
        corners = [self._at(middle, radius * share, n) for n, share in enumerate(shares)]
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
        painter.drawPolygon(QPolygonF(corners))
        if fill is not None:
            painter.setBrush(pen.color())
            for corner in corners:
                painter.drawEllipse(corner, 2.5, 2.5)

    def _draw_label(self, painter: QPainter, at: QPointF, n: int, one: GroupBar) -> None:
        """Write name and figure outside the axis's end."""
        theme, flags, metrics = self.desk.theme, Qt.AlignmentFlag, painter.fontMetrics()
        lines = [*in_lines(one.name, metrics, LABEL_WIDTH, LABEL_LINES - 1), one.figure]
        high = metrics.lineSpacing()
        across, down = math.cos(self._angle(n)), math.sin(self._angle(n))
        left = at.x() - LABEL_WIDTH * (0.5 - 0.5 * (round(across, 3) > 0) + 0.5 * (round(across, 3) < 0))
        side = flags.AlignHCenter
        if abs(across) > 0.1:
            side = flags.AlignLeft if across > 0 else flags.AlignRight
        top = at.y() - len(lines) * high * (0.5 - 0.5 * down)
        for k, line in enumerate(lines):
            painter.setPen(QColor(theme.dim if k + 1 < len(lines) else theme.ink))
            painter.drawText(QRectF(left, top + k * high, LABEL_WIDTH, high), side, line)
