"""What an editable grid shows: the model that its view, delegate and headers ask."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from curriplan.gui.tips import asks_tip, tip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text as it is typed, a default shown faintly where it has none, what it says in words."""

    text: str = ""
    default: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a row: colour of its kind, sign and ink of what is wrong, the same in words."""

    stripe: str = ""
    sign: str = ""
    ink: str = ""
    words: str = ""


class GridModel(QAbstractTableModel):
    """Rows by key. Subclasses give cells, headings and marks, and follow the programme."""

    @abstractmethod
    def key(self, row: int) -> str:
        """Return a row's key."""

    @abstractmethod
    def row_of(self, key: str) -> int | None:
        """Return where a key stands, or None."""

    @abstractmethod
    def cell(self, row: int, column: int) -> Cell:
        """Return what a cell shows."""

    @abstractmethod
    def mark(self, row: int) -> Mark:
        """Return what stands before a row."""

    @abstractmethod
    def heading(self, column: int) -> str:
        """Return a column's heading."""

    @abstractmethod
    def right(self, column: int) -> bool:
        """Tell whether a column holds figures."""

    @abstractmethod
    def editable(self, column: int) -> bool:
        """Tell whether anything can be typed into a column."""

    @abstractmethod
    def options(self, column: int) -> list[str]:
        """Return what is offered while typing."""

    @abstractmethod
    def flipped(self, row: int, column: int) -> str | None:
        """Return the other value of a yes or no, or None where a cell is something else."""

    # -- Qt ------------------------------------------------------------------------------------------

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            return cell.text
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text or cell.default
        if asks_tip(role):
            return tip(cell.text or cell.default)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken or f"{self.heading(index.column())}: {cell.text or cell.default}"
        if role == Qt.ItemDataRole.TextAlignmentRole and self.right(index.column()):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation is Qt.Orientation.Horizontal
        spoken = role == Qt.ItemDataRole.AccessibleTextRole or (
            across and role == Qt.ItemDataRole.DisplayRole
        )
        known = 0 <= section < (self.columnCount() if across else self.rowCount())
        if not known or not (spoken or asks_tip(role)):
            return None
        text = self.heading(section) if across else self.mark(section).words
        return text if spoken else tip(text)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self.editable(index.column()) else plain
