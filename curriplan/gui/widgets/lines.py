"""A list of sentences that is read, ticked and copied."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from curriplan.gui.tsv import to_tsv

KEY = Qt.ItemDataRole.UserRole


class Lines(QListWidget):
    """Long lines break; Ctrl+C copies those that are selected, or all. ``ticked`` tells of a tick set or taken."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._most = 0
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.itemChanged.connect(lambda _: self.ticked.emit())

    def fill(self, texts: Iterable[str]) -> None:
        """Show lines to be read."""
        self.clear()
        self.addItems(list(texts))

    def fill_ticked(self, rows: Iterable[tuple[str, str]], without: Collection[str] = ()) -> None:
        """Show lines with their keys, all ticked but those of some keys; without telling of it."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.clear()
        for text, key in rows:
            item = QListWidgetItem(text, self)
            item.setData(KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if key in without else Qt.CheckState.Checked)
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def keys(self) -> list[str]:
        """Return the keys of all lines."""
        return [str(self.item(n).data(KEY)) for n in range(self.count())]

    def chosen(self) -> list[str]:
        """Return the keys of the lines that are ticked."""
        items = [self.item(n) for n in range(self.count())]
        return [str(one.data(KEY)) for one in items if one.checkState() is Qt.CheckState.Checked]

    def fit_rows(self, most: int) -> None:
        """Be as high as the lines need with all their breaks, at most as some lines without any."""
        self._most, around = most, 2 * self.spacing()
        rows = [self.sizeHintForRow(n) + around for n in range(self.count())]
        high = min(sum(rows), most * (self.fontMetrics().height() + around))
        self.setFixedHeight(high + 2 * self.frameWidth() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._most and event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, lambda: self.fit_rows(self._most))

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
