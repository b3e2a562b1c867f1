"""A paragraph of at most so many lines; what does not fit is elided and stands in the tool tip."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from curriplan.gui.desk import Desk
from curriplan.gui.paragraph import paragraph
from curriplan.gui.tips import set_tip


class Clamped(QWidget):
    """Plain text in a fixed number of lines."""

    def __init__(self, desk: Desk, lines: int, tone: Literal["ink", "dim"] = "ink") -> None:
        super().__init__()
        self._desk, self._lines, self._tone, self._text = desk, lines, tone, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """Return what is shown."""
        return self._text

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
        painter.setPen(QColor(getattr(self._desk.theme, self._tone)))
        laid = paragraph(self._text, self.font(), self.width(), self._lines)
        laid.draw(painter, QPointF(0, 0))
        painter.end()
