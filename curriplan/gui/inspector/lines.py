"""A text of several lines in the inspector, for what is too long for one; Enter stores it as in a single line."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

MOST_LINES = 6
FRAME = 14


class Lines(QPlainTextEdit):
    """Grows with its text up to some lines. Shift+Enter begins a new line; leaving it stores it as well."""

    editingFinished = Signal()

    def __init__(self, text: str, room: int, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ensurePolished()  # the font comes with the style
        metrics = QFontMetrics(self.font())
        wrapped = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        needed = metrics.boundingRect(QRect(0, 0, room, 10_000), wrapped, text).height()
        most = MOST_LINES * metrics.lineSpacing()
        if needed <= most:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(min(needed, most) + FRAME)

    def text(self) -> str:
        """Return what stands there."""
        return self.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enters and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.editingFinished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.editingFinished.emit()
