"""Labels, buttons and boxes. User text is always shown as plain text: QLabel takes it for HTML otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from curriplan.gui.tips import set_tip

Role = Literal["", "title", "headline", "dim", "label", "strong", "link"]


def label(text: str = "", role: Role = "", wrap: bool = False) -> QLabel:
    """Return a label that shows plain text, selectable by mouse."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if role:
        made.setProperty("role", role)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def button(
    text: str = "",
    clicked: Callable[[], object] | None = None,
    kind: Literal["", "primary", "flat", "link"] = "",
) -> QPushButton:
    """Return a push button."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty(kind, True)  # noqa: FBT003 - Qt's signature
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if clicked is not None:
        made.clicked.connect(lambda *_: clicked())
    return made


class Link(QLabel):
    """Words that lead somewhere: wraps as text does, taken by click, Enter or Space."""

    def __init__(self, text: str, clicked: Callable[[], object]) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(True)
        self.setAccessibleName(text)
        self.setProperty("role", "link")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._clicked = clicked

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._clicked()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._clicked()
        else:
            super().keyPressEvent(event)


def card() -> QFrame:
    """Return an empty box with the card's border."""
    made = QFrame()
    made.setProperty("card", True)  # noqa: FBT003 - Qt's signature
    return made


def column(parent: QWidget | None = None, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """Return a vertical layout with our spacing."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(margin, margin, margin, margin)
    return made


def row(parent: QWidget | None = None, spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    """Return a horizontal layout with our spacing."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(margin, margin, margin, margin)
    return made


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


def restyle(widget: QWidget) -> None:
    """Have a widget's style looked up again after one of its properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class OneLine(QLabel):
    """Plain text in one line that gives way: what has no room is elided and stands in the tool tip.

    ``text`` is all of it, however little is seen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "dim")

    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit_tip()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tip()

    def _fit_tip(self) -> None:
        set_tip(self, self.text() if self._elided() != self.text() else "")

    def _elided(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._elided()
        )
        painter.end()
