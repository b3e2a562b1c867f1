"""The model of a matrix: rows and columns with names and groups, and how each cell looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from curriplan.gui.models.following import follow_columns, follow_rows
from curriplan.gui.theme import Tone
from curriplan.gui.tips import asks_tip, tip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: key, name, group that it stands in, a note, a coloured cell at its head, totals.

    A row that ``heads`` a group only shows the group's name. ``full`` is the name with all details.
    """

    key: str
    name: str
    group: str = ""
    note: str = ""
    heads: bool = False
    head: str = ""
    tone: Tone | None = None
    full: str = ""
    stripe: str = ""
    totals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell shows: text, tone (None: an empty cell), corner mark, what it says when spoken.

    ``before`` and ``after`` stand beside the text in a smaller hand.
    """

    text: str = ""
    tone: Tone | None = None
    sign: str = ""
    weak: bool = False
    spoken: str = ""
    before: str = ""
    after: str = ""


BLANK = Look()


class MatrixModel(QAbstractTableModel):
    """Holds lines and asks ``look`` for cells; follows changes without ever being reset."""

    def __init__(self, look: Callable[[str, str], Look]) -> None:
        super().__init__()
        self._look = look
        self._rows: dict[str, Line] = {}
        self._columns: dict[str, Line] = {}
        self._row_keys: list[str] = []
        self._column_keys: list[str] = []
        self._looks: dict[tuple[str, str], Look] = {}

    # -- what views and painters ask ---------------------------------------------------------------

    def row(self, n: int) -> Line:
        """Return the line of a row."""
        return self._rows[self._row_keys[n]]

    def column(self, n: int) -> Line:
        """Return the line of a column."""
        return self._columns[self._column_keys[n]]

    def row_of(self, key: str) -> int | None:
        """Return where a row stands, or None."""
        return self._row_keys.index(key) if key in self._rows else None

    def column_of(self, key: str) -> int | None:
        """Return where a column stands, or None."""
        return self._column_keys.index(key) if key in self._columns else None

    def look(self, row: int, column: int) -> Look:
        """Return how a cell looks."""
        keys = (self._row_keys[row], self._column_keys[column])
        look = self._looks.get(keys)
        if look is None:
            look = BLANK if self._rows[keys[0]].heads else self._look(*keys)
            self._looks[keys] = look
        return look

    # -- following -----------------------------------------------------------------------------------

    def show_lines(self, rows: Sequence[Line], columns: Sequence[Line]) -> None:
        """Show these lines; what is shown already stays where it is."""
        old_rows, old_columns = dict(self._rows), dict(self._columns)
        self._rows |= {one.key: one for one in rows}
        self._columns |= {one.key: one for one in columns}
        follow_rows(self, self._row_keys, [one.key for one in rows])
        follow_columns(self, self._column_keys, [one.key for one in columns])
        self._rows = {one.key: one for one in rows}
        self._columns = {one.key: one for one in columns}
        self._tell_headers(old_rows, old_columns)

    def _tell_headers(self, rows: dict[str, Line], columns: dict[str, Line]) -> None:
        if self._row_keys and any(rows.get(key) != line for key, line in self._rows.items()):
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._row_keys) - 1)
        if self._column_keys and any(columns.get(key) != line for key, line in self._columns.items()):
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._column_keys) - 1)

    def forget_looks(self) -> None:
        """Have every cell's look asked for again, by and by: only of cells that are seen."""
        self._looks.clear()
        if self._row_keys and self._column_keys:
            last = self.index(len(self._row_keys) - 1, len(self._column_keys) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.DisplayRole])

    def look_again(self, cells: Iterable[tuple[str, str]]) -> None:
        """Ask for the looks of some cells (row, column) again; the others are as they were."""
        seen = [cell for cell in cells if cell[0] in self._rows and cell[1] in self._columns]
        for cell in seen:
            self._looks.pop(cell, None)
        if seen:
            rows = [self._row_keys.index(row) for row in {row for row, _ in seen}]
            columns = [self._column_keys.index(column) for column in {column for _, column in seen}]
            self.dataChanged.emit(
                self.index(min(rows), min(columns)),
                self.index(max(rows), max(columns)),
                [Qt.ItemDataRole.DisplayRole],
            )

    # -- Qt ------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._row_keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._column_keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        look = self.look(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{look.text}{look.sign}"
        if role == Qt.ItemDataRole.EditRole:
            return look.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(index, look)
        return tip(self._words(index, look)) if asks_tip(role) else None

    def _words(self, index: Index, look: Look) -> str:
        names = f"{self.row(index.row()).name} × {self.column(index.column()).name}"
        return f"{names}: {look.spoken or look.text}" if look.spoken or look.text else names

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        lines = self._columns if orientation is Qt.Orientation.Horizontal else self._rows
        keys = self._column_keys if orientation is Qt.Orientation.Horizontal else self._row_keys
        if not 0 <= section < len(keys):
            return None
        line = lines[keys[section]]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.name
        return tip(line.full or line.name) if asks_tip(role) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.row(index.row()).heads:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def grouped(lines: Sequence[Line]) -> list[Line]:
    """Return lines with a heading line before each new group."""
    made: list[Line] = []
    group: str | None = None
    for line in lines:
        if line.group != group:
            group = line.group
            if group:
                made.append(
                    replace(
                        line, key=f"group:{group}", name=group, note="", heads=True, stripe="", full=group
                    )
                )
        made.append(line)
    return made
