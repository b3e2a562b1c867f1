"""A divider between two parts of a view: room to take hold of, nothing to see."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

HANDLE = 12


def splitter(orientation: Qt.Orientation) -> QSplitter:
    """Return a splitter whose parts are never closed."""
    made = QSplitter(orientation)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(HANDLE)
    made.setStyleSheet("QSplitter::handle { background: transparent; }")
    return made
