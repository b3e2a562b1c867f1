"""The model of a table of facts: keyed rows, typed columns, sorted without ever being reset."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from curriplan.gui.models.following import follow_rows
from curriplan.gui.theme import Tone
from curriplan.gui.tips import asks_tip, tip

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")
ToneRole = Qt.ItemDataRole.UserRole + 1
SortKey = Any


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: key of its heading in the texts, what a row shows, how it sorts, how it looks."""

    heading: str
    text: Callable[[R], str]
    sort: Callable[[R], SortKey] | None = None
    right: bool = False
    tone: Callable[[R], Tone | None] | None = None
    width: int = 120


class TableModel(QAbstractTableModel, Generic[R]):
    """Shows rows by key; ``heading`` turns a column's key into the user's language."""

    def __init__(self, columns: Sequence[Column[R]], heading: Callable[[str], str]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._heading = heading
        self._rows: dict[str, R] = {}
        self._keys: list[str] = []
        self._texts: dict[str, tuple[str, ...]] = {}
        self._sorted_by: tuple[int, bool] | None = None

    def row(self, n: int) -> R:
        """Return a row."""
        return self._rows[self._keys[n]]

    def key(self, n: int) -> str:
        """Return a row's key."""
        return self._keys[n]

    def row_of(self, key: str) -> int | None:
        """Return where a key stands, or None."""
        return self._keys.index(key) if key in self._rows else None

    def show_rows(self, rows: Mapping[str, R], *, same_words: bool = False) -> None:
        """Show these rows, in their order unless the user has sorted by a column.

        ``same_words`` says that a row which is the same object as before reads the same as before.
        """
        before = self._rows
        self._rows = {**before, **rows}
        self._arrange(list(rows))
        self._rows = dict(rows)
        self._tell_changes(before if same_words else {})

    def retell(self) -> None:
        """Have every heading read again in another language; texts follow with the rows that are shown next.

        The rows of before cannot be asked: what they name may be gone.
        """
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _arrange(self, keys: list[str]) -> None:
        if self._sorted_by is not None:
            column, falling = self._sorted_by
            order = self.columns[column].sort or self.columns[column].text
            keys = sorted(keys, key=lambda key: order(self._rows[key]), reverse=falling)
        follow_rows(self, self._keys, keys)

    def _tell_changes(self, known: Mapping[str, R]) -> None:
        texts = {
            key: held
            if known.get(key) is self._rows[key] and (held := self._texts.get(key)) is not None
            else tuple(one.text(self._rows[key]) for one in self.columns)
            for key in self._keys
        }
        changed = [n for n, key in enumerate(self._keys) if self._texts.get(key) != texts[key]]
        self._texts = texts
        if changed:
            self.dataChanged.emit(
                self.index(min(changed), 0), self.index(max(changed), len(self.columns) - 1)
            )

    # -- Qt ------------------------------------------------------------------------------------------

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (column, order is Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._arrange(list(self._keys))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, key = self.columns[index.column()], self._keys[index.row()]
        if role == Qt.ItemDataRole.DisplayRole or asks_tip(role):
            held = self._texts.get(key)
            text = column.text(self._rows[key]) if held is None else held[index.column()]
            return tip(text) if asks_tip(role) else text
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == ToneRole and column.tone is not None:
            return column.tone(self._rows[key])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(self.columns[section].heading)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None
