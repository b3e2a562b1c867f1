"""A list of sentences that is read, ticked and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListWidget

from curriplan.gui.tsv import to_tsv


class Lines(QListWidget):
    """Long lines break; Ctrl+C copies those that are selected, or all."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def texts(self) -> list[str]:
        """Return the lines that are selected, or all where none is, in their order."""
        items = [self.item(n) for n in range(self.count())]
        chosen = [one for one in items if one.isSelected()]
        return [one.text() for one in chosen or items]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(to_tsv([text] for text in self.texts()))
            return
        super().keyPressEvent(event)
