"""What can stand in a line, offered below it while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QStyledItemDelegate

MARGIN = 52
WIDEST = 420


def offer(line: QLineEdit, options: Sequence[str]) -> QCompleter:
    """Offer some texts below a line: those that hold what is typed, in any case of letters."""
    made = QCompleter(list(options), line)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = QListView()
    made.setPopup(popup)
    popup.setProperty("offers", True)  # noqa: FBT003 - Qt's signature
    popup.setItemDelegate(QStyledItemDelegate(popup))
    longest = max((popup.fontMetrics().horizontalAdvance(one) for one in options), default=0)
    popup.setMinimumWidth(min(WIDEST, longest + MARGIN))
    line.setCompleter(made)
    return made
