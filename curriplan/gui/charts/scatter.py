"""Points on two axes, each with the sign of its status; the ones that matter bear their name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from curriplan.gui.charts.pick import EVERY_WAY, PickChart
from curriplan.gui.desk import Desk
from curriplan.gui.theme import Tone

LEFT, RIGHT, TOP, FOOT = 32.0, 24.0, 26.0, 44.0
RADIUS = 6.0
STACK = 2 * RADIUS + 1
TICK = 0.1


@dataclass(frozen=True, slots=True)
class Point:
    """One point: x 0..1, y in levels, sign and tone, its name; named ones show it."""

    key: str
    x: float
    y: float
    sign: str
    tone: Tone
    name: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class Axes:
    """What the axes are called, and the keys of the levels from 0 up.

    ``cross`` divides the field in four, ``corners`` name them: upper left, upper right, lower left, lower right.
    """

    x: str
    y: str
    levels: tuple[str, ...]
    cross: tuple[float, float] | None = None
    corners: tuple[str, str, str, str] = ("", "", "", "")


class Scatter(PickChart):
    """Importance against a level; keys walk by importance."""

    steps = EVERY_WAY

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._points: tuple[Point, ...] = ()
        self._axes = Axes("", "", ())
        self._placed: tuple[QRectF, list[QPointF]] | None = None

    def tell(self, points: Sequence[Point], axes: Axes) -> None:
        """Show points."""
        self._points = tuple(sorted(points, key=lambda one: (one.x, one.y, one.key)))
        self._axes = axes
        self._placed = None
        self.update()

    def table(self) -> list[list[str]]:
        heads = ["", self._axes.x, self._axes.y]
        return [heads, *([one.name, f"{one.x:.2f}", f"{one.y:.4g}"] for one in self._points)]

    # -- where things are -----------------------------------------------------------------------------

    def _low(self) -> float:
        """Return where the axis begins: the tenth below the smallest importance."""
        return min((math.floor(one.x / TICK) * TICK for one in self._points), default=0.0)

    def _x(self, room: QRectF, x: float) -> float:
        low = min(self._low(), 1.0 - TICK)
        return room.left() + LEFT + (x - low) / (1.0 - low) * (room.width() - LEFT - RIGHT)

    def _band(self, room: QRectF) -> float:
        """Return how high the band of a level is."""
        return (room.height() - TOP - FOOT) / max(1, len(self._axes.levels))

    def _y(self, room: QRectF, level: float) -> float:
        return room.bottom() - FOOT - (level + 0.5) * self._band(room)

    def _places(self, room: QRectF) -> list[QPointF]:
        """Return where each point is drawn; worked out once for a size."""
        if self._placed is None or self._placed[0] != room:
            self._placed = (QRectF(room), self._spread(room))
        return self._placed[1]

    def _spread(self, room: QRectF) -> list[QPointF]:
        """Place the points by x: those that would cover each other share the band of their level."""
        most = max(0, int((self._band(room) - STACK) / 2 / STACK)) * 2
        taken: list[QPointF] = []
        for one in self._points:
            x, y = self._x(room, one.x), self._y(room, one.y)
            near = list(takewhile(partial(_beside, x), reversed(taken)))
            step, place = 0, QPointF(x, y)
            while step < most and any(abs(other.y() - place.y()) < STACK for other in near):
                step += 1
                place = QPointF(x, y + STACK * ((step + 1) // 2) * (1 if step % 2 else -1))
            taken.append(place)
        return taken

    def keys(self) -> list[str]:
        return [one.key for one in self._points]

    def tip(self, key: str) -> str:
        return next((f"{one.name} {one.sign}" for one in self._points if one.key == key), "")

    def key_at(self, at: QPointF) -> str | None:
        near = [
            (abs(place.x() - at.x()) + abs(place.y() - at.y()), n)
            for n, place in enumerate(self._places(QRectF(self.rect())))
            if abs(place.x() - at.x()) <= STACK and abs(place.y() - at.y()) <= STACK
        ]
        return self._points[min(near)[1]].key if near else None

    # -- drawing --------------------------------------------------------------------------------------

    def draw(self, painter: QPainter, room: QRectF) -> None:
        self._draw_axes(painter, room)
        self._draw_cross(painter, room)
        places = self._places(room)
        names = [_disc(place) for place in places]
        for point, place in zip(self._points, places, strict=True):
            self._draw_point(painter, point, place)
        for point, place in zip(self._points, places, strict=True):
            if point.named or point.key == self._chosen:
                self._draw_name(painter, room, point, place, names)

    def _draw_axes(self, painter: QPainter, room: QRectF) -> None:
        theme, band = self.desk.theme, self._band(room)
        left, right, foot = room.left() + LEFT, room.right() - RIGHT, room.bottom() - FOOT
        beside = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for n, key in enumerate(self._axes.levels):
            y = foot - n * band if self._axes.cross is None else self._y(room, n)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            painter.setPen(QColor(theme.ink))
            painter.drawText(QRectF(room.left(), self._y(room, n) - 9, LEFT - 10, 18), beside, key)
        painter.setPen(QColor(theme.dim))
        for n in range(round(self._low() / TICK), round(1 / TICK) + 1):
            cell = QRectF(self._x(room, n * TICK) - 30, foot + 6, 60, 16)
            painter.drawText(cell, Qt.AlignmentFlag.AlignHCenter, f"{n * TICK:.1f}")
        painter.drawText(QRectF(left, foot + 24, right - left, 18), Qt.AlignmentFlag.AlignRight, self._axes.x)
        high = QRectF(room.left() + 8, room.top() + 4, right, 18)
        painter.drawText(high, Qt.AlignmentFlag.AlignVCenter, self._axes.y)

    def _draw_cross(self, painter: QPainter, room: QRectF) -> None:
        """Divide the field in four at the means, each part with its name in its corner."""
        if self._axes.cross is None:
            return
        theme = self.desk.theme
        field = room.adjusted(LEFT, TOP, -RIGHT, -FOOT)
        x, y = self._x(room, self._axes.cross[0]), self._y(room, self._axes.cross[1])
        painter.setPen(QPen(QColor(theme.dim), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()))
        painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
        flags = Qt.AlignmentFlag
        for words, side in zip(
            self._axes.corners,
            (
                flags.AlignTop | flags.AlignLeft,
                flags.AlignTop | flags.AlignRight,
                flags.AlignBottom | flags.AlignLeft,
                flags.AlignBottom | flags.AlignRight,
            ),
            strict=True,
        ):
            corner = field.adjusted(6, 2, -6, -2)
            painter.fillRect(painter.boundingRect(corner, side.value, words), QColor(theme.panel))
            painter.setPen(QColor(theme.dim))
            painter.drawText(corner, side, words)

    def _draw_point(self, painter: QPainter, point: Point, place: QPointF) -> None:
        cell = _disc(place)
        chosen = point.key == self._chosen
        painter.setPen(
            QPen(QColor(self.desk.theme.accent if chosen else point.tone.ink), 2 if chosen else 0.8)
        )
        painter.setBrush(QColor(point.tone.fill))
        painter.drawEllipse(cell)
        if point.sign:
            font = painter.font()
            painter.setFont(_smaller(font))
            painter.setPen(QColor(point.tone.ink))
            painter.drawText(cell.adjusted(-4, -2, 4, 2), Qt.AlignmentFlag.AlignCenter, point.sign)
            painter.setFont(font)

    def _draw_name(
        self, painter: QPainter, room: QRectF, point: Point, place: QPointF, taken: list[QRectF]
    ) -> None:
        """Write a name beside its point, at the first side where nothing else stands."""
        width, high = painter.fontMetrics().horizontalAdvance(point.name) + 2.0, 16.0
        sides = (
            QRectF(place.x() + 11, place.y() - 8, width, high),
            QRectF(place.x() - 11 - width, place.y() - 8, width, high),
            QRectF(place.x() - width / 2, place.y() - 25, width, high),
            QRectF(place.x() - width / 2, place.y() + 9, width, high),
        )
        inside = room.adjusted(LEFT, TOP - 8, 0, -FOOT + 10)
        free = [one for one in sides if inside.contains(one) and not any(one.intersects(t) for t in taken)]
        if not free and point.key != self._chosen:
            return
        spot = free[0] if free else sides[1 if place.x() + width > room.right() else 0]
        taken.append(spot)
        painter.fillRect(spot.adjusted(-2, 0, 2, 0), QColor(self.desk.theme.panel))
        painter.setPen(QColor(self.desk.theme.accent if point.key == self._chosen else self.desk.theme.ink))
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, point.name)


def _disc(place: QPointF) -> QRectF:
    return QRectF(place.x() - RADIUS, place.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)


def _beside(x: float, other: QPointF) -> bool:
    return x - other.x() < STACK


def _smaller(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(9)
    return made
