"""Tool tips. Qt takes their text for HTML and loads the pictures it names, so each one is escaped here.

No other file names ``setToolTip``, ``ToolTipRole`` or ``QToolTip``; a test holds that.
"""

from __future__ import annotations

import html

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolTip, QWidget


def tip(text: str) -> str:
    """Return what Qt shows as this text, sign by sign; nothing for nothing."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget its tool tip."""
    widget.setToolTip(tip(text))


def show_tip(at: QPoint, text: str, widget: QWidget) -> None:
    """Show a tool tip at a place of the screen, or take it away where there is nothing to say."""
    QToolTip.showText(at, tip(text), widget)


def asks_tip(role: int) -> bool:
    """Tell whether a model is asked for a tool tip, which is a ``tip`` then."""
    return role == Qt.ItemDataRole.ToolTipRole
