"""Lines over the terms from 0 to 100 %, each named at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from curriplan.app.figures import share as per_cent
from curriplan.gui.charts.pick import PickChart
from curriplan.gui.desk import Desk

LEFT, TOP, FOOT = 56.0, 30.0, 34.0
NAMES = 0.32
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
NEAR = 8.0
DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One line: a share (0..1 or None) for each moment, the last one as text; the main line is thick."""

    key: str
    name: str
    values: tuple[float | None, ...]
    figure: str
    main: bool = False


class TrendLines(PickChart):
    """How shares build up."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: tuple[TrendLine, ...] = ()
        self._moments: tuple[str, ...] = ()
        self._axis = ""

    def tell(self, lines: Sequence[TrendLine], moments: Sequence[str], axis: str) -> None:
        """Show lines over named moments; ``axis`` is what they show."""
        self._lines, self._moments, self._axis = tuple(lines), tuple(moments), axis
        self.setAccessibleDescription("; ".join(f"{one.name}: {one.figure}" for one in lines))
        self.update()

    def table(self) -> list[list[str]]:
        rows = [
            [one.name, *("" if value is None else f"{value * 100:.1f} %" for value in one.values)]
            for one in self._lines
        ]
        return [[self._axis, *self._moments], *rows]

    def sizeHint(self) -> QSize:
        return QSize(520, 300)

    # -- where things are -----------------------------------------------------------------------------

    def _field(self, room: QRectF) -> QRectF:
        return room.adjusted(LEFT, TOP, -room.width() * NAMES, -FOOT)

    def _x(self, field: QRectF, n: int) -> float:
        return field.left() + field.width() * n / max(1, len(self._moments) - 1)

    def _y(self, field: QRectF, share: float) -> float:
        return field.bottom() - share * field.height()

    def _points(self, field: QRectF, one: TrendLine) -> list[QPointF]:
        return [
            QPointF(self._x(field, n), self._y(field, value))
            for n, value in enumerate(one.values)
            if value is not None
        ]

    def _labels(self, field: QRectF, high: float) -> list[tuple[TrendLine, float]]:
        """Return the lines with the height of their names: near their ends, none over another, from the top."""
        ends = sorted(
            (
                (self._points(field, one)[-1].y(), n, one)
                for n, one in enumerate(self._lines)
                if any(one.values)
            ),
            key=lambda end: end[:2],
        )
        placed: list[tuple[TrendLine, float]] = []
        below = field.top() - high
        for y, _, one in ends:
            below = max(y, below + high)
            placed.append((one, below))
        over = max(0.0, below - (field.bottom() + FOOT - high)) if placed else 0.0
        return [(one, y - over) for one, y in placed]

    # -- drawing --------------------------------------------------------------------------------------

    def draw(self, painter: QPainter, room: QRectF) -> None:
        field = self._field(room)
        self._draw_axes(painter, room, field)
        order = sorted(self._lines, key=lambda one: (one.main, one.key == self._chosen))
        for one in order:
            self._draw_line(painter, field, one)
        self._draw_names(painter, room, field)

    def _pen(self, one: TrendLine) -> QPen:
        """Return the pen of a line: the main one thick; others by colour and dashes, so that colour is not alone."""
        theme = self.desk.theme
        if one.main:
            return QPen(QColor(theme.ink), 3)
        hues = [colour for _, colour in theme.roles]
        n = [each.key for each in self._lines if not each.main].index(one.key)
        colour = QColor(hues[n % len(hues)])
        if self._chosen is not None and one.key != self._chosen:
            colour.setAlpha(110)
        return QPen(colour, 3 if one.key == self._chosen else 1.6, DASHES[n // len(hues) % len(DASHES)])

    def _draw_axes(self, painter: QPainter, room: QRectF, field: QRectF) -> None:
        theme, flags = self.desk.theme, Qt.AlignmentFlag
        for tick in TICKS:
            y = self._y(field, tick)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(QColor(theme.dim))
            cell = QRectF(room.left(), y - 9, LEFT - 8, 18)
            painter.drawText(cell, flags.AlignRight | flags.AlignVCenter, per_cent(tick))
        painter.drawText(QRectF(room.left() + 8, room.top() + 4, 300, 18), flags.AlignLeft, self._axis)
        width = field.width() / max(1, len(self._moments) - 1)
        for n, name in enumerate(self._moments):
            x = self._x(field, n)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(x, field.bottom()), QPointF(x, field.bottom() + 4))
            painter.setPen(QColor(theme.dim))
            elided = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(width - 4))
            painter.drawText(QRectF(x - width / 2, field.bottom() + 8, width, 18), flags.AlignHCenter, elided)

    def _draw_line(self, painter: QPainter, field: QRectF, one: TrendLine) -> None:
        points = self._points(field, one)
        painter.setPen(self._pen(one))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(points)
        painter.setBrush(self._pen(one).color())
        painter.setPen(Qt.PenStyle.NoPen)
        for point in points:
            painter.drawEllipse(point, 2.6, 2.6)

    def _draw_names(self, painter: QPainter, room: QRectF, field: QRectF) -> None:
        theme, metrics = self.desk.theme, painter.fontMetrics()
        for one, y in self._labels(field, metrics.lineSpacing()):
            pen = self._pen(one)
            end = self._points(field, one)[-1]
            painter.setPen(QPen(pen.color(), 1))
            painter.drawLine(end, QPointF(field.right() + 18, y))
            figure = f"{one.figure}  "
            place = QPointF(field.right() + 22, y + metrics.ascent() / 2 - 1)
            painter.setPen(QColor(theme.ink if one.main or one.key == self._chosen else theme.dim))
            width = room.right() - place.x() - metrics.horizontalAdvance(figure) - 2
            name = metrics.elidedText(one.name, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(place, f"{figure}{name}")

    # -- hand and keys --------------------------------------------------------------------------------

    def keys(self) -> list[str]:
        return [one.key for one in self._lines]

    def tip(self, key: str) -> str:
        return next((f"{one.name} {one.figure}" for one in self._lines if one.key == key), "")

    def key_at(self, at: QPointF) -> str | None:
        """Return the key of the line whose point or name is nearest to a place, None where none is near."""
        room = QRectF(self.rect())
        field, high = self._field(room), self.fontMetrics().lineSpacing()
        if at.x() > field.right() + 14:
            labels = self._labels(field, high)
            return next((one.key for one, y in labels if abs(y - at.y()) <= high / 2), None)
        near = [
            ((point - at).manhattanLength(), n)
            for n, one in enumerate(self._lines)
            for point in self._points(field, one)
            if (point - at).manhattanLength() <= NEAR
        ]
        return self._lines[min(near)[1]].key if near else None
