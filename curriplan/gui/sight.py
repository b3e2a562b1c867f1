"""Where the window stands: wholly on the screen, with its frame."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget


def within(frame: QRect, room: QRect) -> QRect:
    """Return a frame no larger than the room, moved into it no further than it must be."""
    fitted = QRect(frame.topLeft(), frame.size().boundedTo(room.size()))
    fitted.moveLeft(min(max(fitted.left(), room.left()), room.right() + 1 - fitted.width()))
    fitted.moveTop(min(max(fitted.top(), room.top()), room.bottom() + 1 - fitted.height()))
    return fitted


def bring_into_sight(window: QWidget) -> None:
    """Fit a window that is shown into what its screen has free, as its frame is known only then."""
    if window.isMaximized() or window.isFullScreen():
        return
    frame = window.frameGeometry()
    fitted = within(frame, window.screen().availableGeometry())
    if fitted != frame:
        window.resize(window.size() + fitted.size() - frame.size())
        window.move(fitted.topLeft())
