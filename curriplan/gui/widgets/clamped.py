"""A paragraph of at most so many lines; what does not fit is elided and stands in the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from curriplan.gui.desk import Desk
from curriplan.gui.tips import set_tip


class Clamped(QWidget):
    """Plain text in a fixed number of lines."""

    def __init__(self, desk: Desk, lines: int) -> None:
        super().__init__()
        self._desk, self._lines, self._text = desk, lines, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, text: str) -> None:
        """Show a text."""
        self._text = " ".join(text.split())
        set_tip(self, self._text)
        self.setAccessibleName(self._text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, self._lines * self.fontMetrics().height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._desk.theme.ink))
        layout = QTextLayout(self._text, self.font())
        layout.beginLayout()
        height = self.fontMetrics().height()
        for n in range(self._lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width())
            rest = self._text[line.textStart() :]
            last = n == self._lines - 1
            if last and line.textLength() < len(rest):
                rest = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
                painter.drawText(QPointF(0, n * height + self.fontMetrics().ascent()), rest)
            else:
                line.draw(painter, QPointF(0, n * height - line.y()))
        layout.endLayout()
        painter.end()
