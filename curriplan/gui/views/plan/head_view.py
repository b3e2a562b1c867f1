"""The head of a column: term, credits, load against limit, weeks, what is wrong with the term."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import QWidget

from curriplan.domain.finding import Severity
from curriplan.gui.desk import Desk
from curriplan.gui.paragraph import paragraph
from curriplan.gui.theme import SEVERITY_SIGNS
from curriplan.gui.tips import set_tip
from curriplan.gui.views.plan.cards import Head

BAR, SIDE = 6, 2
MOST_LINES = 2


class HeadView(QWidget):
    """What a column says of its term. Clicked, it tells so; while a card is held over it, what would be."""

    clicked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._desk = desk
        self._head: Head | None = None
        self._then: Head | None = None
        self._short = False

    @property
    def shown(self) -> Head | None:
        """Return what is told now: what would be, if that is previewed."""
        return self._then or self._head

    def show_head(self, head: Head) -> None:
        """Show what a term's column says."""
        if head == self._head and self._then is None:
            return
        self._head, self._then = head, None
        self.setAccessibleName("; ".join(part for part in (head.title, head.credits, head.load) if part))
        self.setAccessibleDescription("; ".join(part for part in (head.weeks, head.full) if part))
        set_tip(self, "\n".join(part for part in (head.load, head.weeks, head.full) if part))
        self.update()

    def preview(self, head: Head | None) -> None:
        """Show what the column would say after a move; None: what it says."""
        if head != self._then:
            self._then = head
            self.update()

    def name_fits(self) -> bool:
        """Tell whether the name of the term has room beside its credits."""
        return self._head is None or self._width_of(self._head.title) <= self._room_of_title(self._head)

    def shorten(self, *, short: bool) -> None:
        """Call the term by its number, because a name has no room; or by its name."""
        if short != self._short:
            self._short = short
            self.update()

    def _room_of_title(self, head: Head) -> int:
        return self.width() - 2 * SIDE - self.fontMetrics().horizontalAdvance(head.credits) - 6

    def _bold(self) -> QFont:
        bold = QFont(self.font())
        bold.setBold(True)
        return bold

    def _width_of(self, title: str) -> int:
        return QFontMetrics(self._bold()).horizontalAdvance(title)

    def needed(self) -> int:
        """Return the height that the head needs at its width."""
        line = self.fontMetrics().height()
        return 2 * line + BAR + 14 + math.ceil(sum(laid.boundingRect().height() for _, laid in self._below()))

    def _below(self) -> list[tuple[str, QTextLayout]]:
        """Return the texts below the load with their inks."""
        head, theme = self.shown, self._desk.theme
        if head is None:
            return []
        texts = [(theme.dim, head.weeks)]
        if head.trouble and head.severity is not None:
            ink = theme.severity(head.severity).ink
            texts.append((ink, f"{SEVERITY_SIGNS[head.severity]} {head.trouble}"))
        room = max(40, self.width() - 2 * SIDE)
        return [(ink, paragraph(text, self.font(), room, MOST_LINES)) for ink, text in texts if text]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        head, theme = self.shown, self._desk.theme
        if head is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        self._title(painter, QRect(SIDE, 0, self.width() - 2 * SIDE, line + 2), head)
        self._bar(painter, QRectF(SIDE, line + 6, self.width() - 2 * SIDE, BAR), head)
        painter.setPen(QColor(theme.firm.ink if head.over else theme.dim))
        if self._then is not None and not head.over:
            painter.setPen(QColor(theme.accent))
        mark = f"{SEVERITY_SIGNS[Severity.ERROR]} " if head.over else ""
        self._line(painter, line + 16, f"{mark}{head.load}")
        y = 2 * line + 17.0
        for ink, laid in self._below():
            painter.setPen(QColor(ink))
            laid.draw(painter, QPointF(SIDE, y))
            y += laid.boundingRect().height()
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _title(self, painter: QPainter, top: QRect, head: Head) -> None:
        theme, flags = self._desk.theme, Qt.AlignmentFlag
        painter.setPen(QColor(theme.ink))
        painter.setFont(self._bold())
        name = head.short_title if self._short else head.title
        room = self._room_of_title(head)
        title = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(top, flags.AlignLeft | flags.AlignVCenter, title)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.dim))
        painter.drawText(top, flags.AlignRight | flags.AlignVCenter, head.credits)

    def _bar(self, painter: QPainter, room: QRectF, head: Head) -> None:
        theme = self._desk.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(room, 3, 3)
        if head.share:
            painter.setBrush(QColor(theme.firm.ink if head.over else theme.accent))
            part = QRectF(room.left(), room.top(), room.width() * min(1.0, head.share), BAR)
            painter.drawRoundedRect(part, 3, 3)

    def _line(self, painter: QPainter, top: int, text: str) -> None:
        room = QRect(SIDE, top, self.width() - 2 * SIDE, self.fontMetrics().height())
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
