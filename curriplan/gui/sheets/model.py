"""The model of a sheet: follows the programme row by row and is never reset."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from curriplan.domain.program import Program
from curriplan.domain.tables import Row
from curriplan.gui.desk import Desk
from curriplan.gui.models.following import follow_rows
from curriplan.gui.models.grid import Cell, GridModel, Mark
from curriplan.gui.sheets.field import Field

Index = QModelIndex | QPersistentModelIndex


class SheetModel(GridModel):
    """Rows of the programme by key. ``wants_order`` tells (column, falls); column -1 is the usual order.

    ``table`` is where the rows stand, ``fields_of`` makes the columns in the window's language.
    """

    wants_order = Signal(int, bool)

    def __init__(self, desk: Desk, table: str, fields_of: Callable[[Desk], tuple[Field, ...]]) -> None:
        super().__init__()
        self._desk, self.table, self._fields_of = desk, table, fields_of
        self.fields: tuple[Field, ...] = fields_of(desk)
        self._keys: list[str] = []
        self._cells: dict[str, list[Cell]] = {}

    # -- rows -----------------------------------------------------------------------------------------

    def rows_of(self, program: Program) -> Mapping[str, Row]:
        """Return the rows of a programme by key, whether they are shown or not."""
        held: Mapping[str, Row] = getattr(program, self.table)
        return held

    def row(self, key: str) -> Row:
        """Return a row as it is now.

        Raises:
            KeyError: it is gone.

        """
        return self.rows_of(self._desk.program)[key]

    def called(self, row: Row) -> str:
        """Return what a row is called in a message."""
        return self._desk.name(row.name, row.code)

    # -- following ------------------------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the rows that are shown, in their order."""
        return tuple(self._keys)

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show these rows; what is shown already stays selected."""
        if list(keys) == self._keys:
            return
        if len(keys) == len(self._keys) and set(keys) == set(self._keys):
            self._reorder(keys)
        else:
            follow_rows(self, self._keys, keys)

    def _reorder(self, keys: Sequence[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        place = {key: n for n, key in enumerate(keys)}
        old = self.persistentIndexList()
        new = [self.index(place[self._keys[one.row()]], one.column()) for one in old]
        self._keys[:] = keys
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def forget(self, keys: Iterable[str] | None = None) -> None:
        """Have some rows, or all, looked at again, and tell views which of them really changed."""
        old = self._cells
        names = set(old) if keys is None else set(keys) & old.keys()
        self._cells = {key: cells for key, cells in old.items() if key not in names}
        known = self.rows_of(self._desk.program)
        changed = [
            n
            for n, key in enumerate(self._keys)
            if key in names and key in known and self._row(key) != old[key]
        ]
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.fields) - 1))

    def retell(self) -> None:
        """Follow the language: headings, and the order of the names."""
        self.fields = self._fields_of(self._desk)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.fields) - 1)
        self.forget()

    def _row(self, key: str) -> list[Cell]:
        held = self._cells.get(key)
        if held is None:
            row = self.rows_of(self._desk.program).get(key)
            if row is None:  # gone already, while its row is on its way out
                return [Cell()] * len(self.fields)
            name, held = self.called(row), []
            for field in self.fields:
                text = field.text(row)
                default = "" if text else field.default(row)
                said = f"{name}, {self._desk.say(field.heading)}: {text or default}"
                held.append(Cell(text, default, said))
            self._cells[key] = held
        return held

    # -- what the grid asks ---------------------------------------------------------------------------

    def key(self, row: int) -> str:
        return self._keys[row]

    def row_of(self, key: str) -> int | None:
        return self._keys.index(key) if key in self._keys else None

    def cell(self, row: int, column: int) -> Cell:
        return self._row(self._keys[row])[column]

    def heading(self, column: int) -> str:
        return self._desk.say(self.fields[column].heading)

    def right(self, column: int) -> bool:
        return self.fields[column].right

    def editable(self, column: int) -> bool:
        session = self._desk.session
        return bool(self.fields[column].path) and session is not None and not session.read_only

    def options(self, column: int) -> list[str]:
        return self.fields[column].options()

    def flipped(self, row: int, column: int) -> str | None:
        if not self.fields[column].flips:
            return None
        return self._desk.say("courses.no" if self.cell(row, column).text else "courses.yes")

    def mark(self, row: int) -> Mark:
        del row
        return Mark()

    # -- Qt ------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.fields)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.wants_order.emit(column, order is Qt.SortOrder.DescendingOrder)


def _runs(rows: Collection[int]) -> list[tuple[int, int]]:
    """Return the first and last of every unbroken run of rising numbers."""
    runs: list[tuple[int, int]] = []
    for n in rows:
        if runs and runs[-1][1] == n - 1:
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    return runs
