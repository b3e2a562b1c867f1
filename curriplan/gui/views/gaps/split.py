"""A divider between two parts of a view: room to take hold of, nothing to see."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

HANDLE = 12


def splitter(orientation: Qt.Orientation) -> QSplitter:
    """Return a splitter whose parts are never closed."""
    made = QSplitter(orientation)
    _dress(made)
    return made


def _dress(made: QSplitter) -> None:
    made.setChildrenCollapsible(False)
    made.setHandleWidth(HANDLE)
    made.setStyleSheet("QSplitter::handle { background: transparent; }")


class ContentSplitter(QSplitter):
    """Two parts one above the other that share the room by what they hold, until somebody moves the divider.

    ``shares`` is handed the height that both have together, and returns that of each.
    """

    def __init__(self, shares: Callable[[int], tuple[int, int]]) -> None:
        super().__init__(Qt.Orientation.Vertical)
        _dress(self)
        self._shares, self._by_hand = shares, False
        self.splitterMoved.connect(self._moved)

    def share(self) -> None:
        """Give each part its height."""
        if not self._by_hand and self.count() > 1:
            self.setSizes(list(self._shares(self.height() - self.handleWidth())))

    def _moved(self) -> None:
        self._by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()
