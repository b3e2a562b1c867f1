"""Cards to begin with, each with a small picture of its coverage, and the line of a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from curriplan.gui.coverage import draw_coverage
from curriplan.gui.desk import Desk
from curriplan.gui.models.table import Index
from curriplan.gui.widgets.basic import button, column, label, row
from curriplan.gui.widgets.clamped import Clamped
from curriplan.gui.widgets.table import FactPainter

TILE = 12
ROWS = 5
SMALL_TILE = 5


class Thumbnail(QWidget):
    """A small picture of a programme: one tile a course, darker for higher levels."""

    def __init__(self, desk: Desk, levels: Sequence[int] | None, words: str) -> None:
        super().__init__()
        self._desk, self.levels, self.words = desk, levels, words
        self.setFixedHeight(ROWS * TILE + 4)

    def sizeHint(self) -> QSize:
        return QSize(220, ROWS * TILE + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.levels is None:
            painter.setPen(QPen(QColor(theme.line), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(QColor(theme.dim))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
        else:
            draw_coverage(painter, QRectF(self.rect()), self.levels, TILE, theme)
        painter.end()


class CoveragePainter(FactPainter):
    """Paints the small picture of a recent programme; its words are for those who hear the table."""

    def draw(self, painter: QPainter, room: QRect, index: Index) -> None:
        recent = self.view.facts.row(index.row())
        draw_coverage(
            painter, QRectF(room.adjusted(0, 4, 0, -3)), recent.levels, SMALL_TILE, self.view.desk.theme
        )


class StartCard(QFrame):
    """Something to begin with. Clicked, or Enter or Space, begins."""

    begun = Signal()

    def __init__(self, desk: Desk, levels: Sequence[int] | None, words: str = "") -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._desk = desk
        lines = column(self, spacing=4, margin=14)
        self.picture = Thumbnail(desk, levels, words)
        self._title = label(role="strong", wrap=True)
        self._facts = label(role="dim", wrap=True)
        self._about = Clamped(desk, 3)
        lines.addWidget(self.picture)
        lines.addSpacing(6)
        for one in (self._title, self._facts):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            lines.addWidget(one)
        lines.addWidget(self._about)
        lines.addStretch(1)

    def tell(self, title: str, facts: str, about: str) -> None:
        """Show what the card begins with."""
        self._title.setText(title)
        self._facts.setText(facts)
        self._about.tell(about)
        self.setAccessibleName(f"{title}: {about}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.begun.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.begun.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._desk.theme.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            painter.end()


class StepLine(QWidget):
    """One step of the work: done or its number, its name, how far it is, and a button where it is next."""

    def __init__(self, desk: Desk, go: Callable[[str], object]) -> None:
        super().__init__()
        self._desk = desk
        self._page = ""
        line = row(self, spacing=12)
        line.setContentsMargins(0, 7, 0, 7)
        self._mark = label()
        self._mark.setFixedSize(22, 22)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = column(spacing=1)
        self._name, self._facts = label(wrap=True), label(role="dim", wrap=True)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        self._go = button(kind="primary", clicked=lambda: go(self._page))
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self._go)

    def tell(self, number: int, page: str, name: str, facts: str, done: bool, is_next: bool) -> None:
        """Show a step."""
        theme = self._desk.theme
        self._page = page
        self._mark.setText("✓" if done else str(number))
        ink, fill = (theme.met.ink, theme.met.fill) if done else (theme.accent, theme.accent_fill)
        self._mark.setStyleSheet(f"background: {fill}; color: {ink}; border-radius: 11px;")
        self._name.setText(name)
        self._name.setStyleSheet("font-weight: 600;" if is_next else "")
        self._facts.setText(facts)
        self._go.setVisible(is_next)
        self._go.setText(self._desk.say("home.open", page=self._desk.say(f"page.{page}.title")))
        self.setAccessibleName(f"{name}: {facts}")
