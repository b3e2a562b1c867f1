"""The cards of one term as a model; what is dragged from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from curriplan.gui.desk import Desk
from curriplan.gui.models.rows import follow
from curriplan.gui.tips import asks_tip, tip
from curriplan.gui.views.plan.cards import Card, Entry, GroupLine, told

MIME = "application/x-curriplan-courses"
Index = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """The cards of one term, below lines of groups if these are wanted; follows changes card by card."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._entries: dict[str, Entry] = {}
        self._keys: list[str] = []

    def entry(self, n: int) -> Entry:
        """Return what stands in a row."""
        return self._entries[self._keys[n]]

    def card(self, n: int) -> Card:
        """Return the card of a row.

        Raises:
            TypeError: the row is the line of a group.

        """
        held = self.entry(n)
        if isinstance(held, GroupLine):
            raise TypeError(held.key)
        return held

    def cards(self) -> list[Card]:
        """Return all cards in their order."""
        return [held for key in self._keys if isinstance(held := self._entries[key], Card)]

    def row_of_course(self, course: str, *, last: bool = False) -> int | None:
        """Return where a course's card stands (its first or last one), or None."""
        rows = [
            n
            for n, key in enumerate(self._keys)
            if isinstance(held := self._entries[key], Card) and held.course == course
        ]
        return rows[-1 if last else 0] if rows else None

    def show_cards(self, entries: Sequence[Entry]) -> None:
        """Show these; those that are shown already stay."""
        old = dict(self._entries)
        self._entries |= {one.key: one for one in entries}
        follow(self._keys, [one.key for one in entries], self._going, self._coming)
        self._entries = {one.key: one for one in entries}
        for n, key in enumerate(self._keys):
            if key in old and old[key] != self._entries[key]:
                self.dataChanged.emit(self.index(n), self.index(n))

    def _going(self, first: int, last: int) -> Any:
        self.beginRemoveRows(QModelIndex(), first, last)
        return self.endRemoveRows

    def _coming(self, first: int, last: int) -> Any:
        self.beginInsertRows(QModelIndex(), first, last)
        return self.endInsertRows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        held = self.entry(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return held.name
        if isinstance(held, GroupLine):
            return f"{held.name}, {held.sums}" if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((held.name, *told(self._desk, held)[1:]))
        if asks_tip(role):
            return tip("\n".join(told(self._desk, held)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        held = self.entry(index.row())
        if isinstance(held, GroupLine):
            return Qt.ItemFlag.NoItemFlags
        return usual if held.locked else usual | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        courses = sorted({self.card(index.row()).course for index in indexes})
        data.setData(MIME, QByteArray("\n".join(courses).encode()))
        return data


def dragged(data: QMimeData) -> list[str]:
    """Return the courses that are being dragged; nothing for anything else."""
    return bytes(data.data(MIME).data()).decode().split("\n") if data.hasFormat(MIME) else []
