"""Best and bound of a running search as two lines that come together; where they meet, the best is proven."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from curriplan.gui.desk import Desk

if TYPE_CHECKING:
    from curriplan.planning.planner import PlanProgress

HEIGHT = 64
MARGIN = 6
WORDS_WIDTH = 150

Steps = list[tuple[float, float]]


class Race(QWidget):
    """Drawn over the seconds of the objective in work. The words beside it tell the same."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._objective = ""
        self.best: Steps = []
        self.bound: Steps = []
        self.setFixedHeight(HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def clear(self) -> None:
        """Begin anew."""
        self._objective, self.best, self.bound = "", [], []
        self.update()

    def add(self, latest: PlanProgress) -> None:
        """Take in how far the search is; another objective begins lines of its own."""
        if latest.objective != self._objective:
            self.clear()
            self._objective = latest.objective
        for steps, value in ((self.best, latest.value), (self.bound, latest.bound)):
            if value is not None and (not steps or steps[-1] != (latest.wall_s, value)):
                steps.append((latest.wall_s, value))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.best and not self.bound:
            return
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -WORDS_WIDTH, -MARGIN)
        place = _Scale(room, [*self.best, *self.bound])
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        for steps, colour, style in (
            (self.bound, theme.dim, Qt.PenStyle.DashLine),
            (self.best, theme.accent, Qt.PenStyle.SolidLine),
        ):
            if steps:
                painter.setPen(QPen(QColor(colour), 2, style))
                painter.drawPolyline(place.line(steps))
        self._name(painter, room, place)
        painter.end()

    def _name(self, painter: QPainter, room: QRectF, place: _Scale) -> None:
        """Write best and bound at the ends of their lines, and apart where these lie close together."""
        line = painter.fontMetrics().lineSpacing()
        ends = [
            (place.of(steps[-1]).y(), self._desk.say(key), colour)
            for steps, key, colour in (
                (self.best, "race.best", self._desk.theme.accent),
                (self.bound, "race.bound", self._desk.theme.dim),
            )
            if steps
        ]
        ends.sort()
        before = -float(line)
        for n, (height, words, colour) in enumerate(ends):
            most = room.bottom() - (len(ends) - n - 0.5) * line
            least = room.top() + (n + 0.5) * line
            before = middle = max(min(max(height, least), most), before + line)
            painter.setPen(QColor(colour))
            where = QRectF(room.right() + MARGIN, middle - line / 2, WORDS_WIDTH - 2 * MARGIN, line)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)


class _Scale:
    """Seconds and values to places in a room."""

    def __init__(self, room: QRectF, points: Sequence[tuple[float, float]]) -> None:
        self._room = room
        self._last = max(time for time, _ in points)
        self._first = min(time for time, _ in points)
        self._low, self._high = min(value for _, value in points), max(value for _, value in points)

    def of(self, point: tuple[float, float]) -> QPointF:
        time, value = point
        across = (time - self._first) / ((self._last - self._first) or 1.0)
        up = (value - self._low) / ((self._high - self._low) or 1.0)
        return QPointF(
            self._room.left() + across * self._room.width(),
            self._room.bottom() - 3 - up * (self._room.height() - 6),
        )

    def line(self, steps: Steps) -> QPolygonF:
        """Return a line of steps up to the last second: a value holds until a better one comes."""
        points: list[QPointF] = []
        for (time, value), (later, _) in zip(steps, [*steps[1:], (self._last, 0.0)], strict=True):
            points += [self.of((time, value)), self.of((later, value))]
        return QPolygonF(points)
