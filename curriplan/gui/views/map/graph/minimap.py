"""All of a drawing, small, beside it: where one is, and a click or drag to go elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from curriplan.gui.theme import Theme
from curriplan.gui.views.map.graph.shapes import Shapes

LARGEST = QSize(84, 240)
EDGE = 4.0
OFF = 8
STRIP = LARGEST.width() + 2 * OFF
"""The room that is kept for it beside the drawing."""


class Minimap(QWidget):
    """Shows which part is seen; ``wanted`` tells which point of the drawing should be in the middle.

    It is for the mouse alone: the keys bring into view what they reach anyway.
    """

    wanted = Signal(QPointF)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._seen = QRectF()
        self._scale = 1.0
        self._theme: Theme | None = None
        self._shapes: Shapes | None = None
        self._drawn_of: object = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def tell(self, shapes: Shapes, theme: Theme) -> None:
        """Show another drawing."""
        inks = [None if box.tone is None else box.tone.ink for box in shapes.drawing.boxes.values()]
        same = (theme, inks, shapes.rects) == self._drawn_of
        self._theme, self._shapes, whole = theme, shapes, shapes.size
        if same:
            return
        self._drawn_of = (theme, inks, shapes.rects)
        room = QSize(LARGEST.width() - round(2 * EDGE), LARGEST.height() - round(2 * EDGE))
        self._scale = min(room.width() / max(1.0, whole.width()), room.height() / max(1.0, whole.height()))
        self.resize(
            round(whole.width() * self._scale + 2 * EDGE), round(whole.height() * self._scale + 2 * EDGE)
        )
        self._picture = self._drawn(shapes, theme)
        self.update()

    def _drawn(self, shapes: Shapes, theme: Theme) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(theme.panel))
        painter = QPainter(made)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(EDGE, EDGE)
        painter.scale(self._scale, self._scale)
        for node, box in shapes.drawing.boxes.items():
            painter.setBrush(QColor(theme.dim if box.tone is None else box.tone.ink))
            room = shapes.rects[node]
            painter.drawRect(room.adjusted(0.0, room.height() / 4, 0.0, -room.height() / 4))
        painter.end()
        return made

    def stand(self, beside: QRect) -> None:
        """Stand to the right of what is seen, where nothing is drawn."""
        self.move(beside.right() + 1 + (STRIP - self.width()) // 2, beside.top() + OFF)

    def show_seen(self, seen: QRectF) -> None:
        """Show which part of the drawing is seen."""
        self._seen = seen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        seen = QRectF(self._seen.topLeft() * self._scale, self._seen.size() * self._scale)
        painter.setPen(QPen(QColor(self._theme.accent), 1.5))
        painter.drawRect(
            seen.translated(EDGE, EDGE).intersected(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        )
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        self.wanted.emit((event.position() - QPointF(EDGE, EDGE)) / self._scale)
