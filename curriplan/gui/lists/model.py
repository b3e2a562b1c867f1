"""A list as a sheet: its model and what hands do in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from curriplan.domain.changes import Changes
from curriplan.domain.history import Label, label
from curriplan.domain.program import Program
from curriplan.domain.tables import Row
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk
from curriplan.gui.lists.kinds import RowList, Value, named
from curriplan.gui.lists.words import added, list_name, removed, told_removed
from curriplan.gui.sheets.field import Field
from curriplan.gui.sheets.hands import Hands
from curriplan.gui.sheets.model import SheetModel
from curriplan.gui.widgets.grid import GridView


class ListModel(SheetModel):
    """The rows of one list."""

    def __init__(self, desk: Desk, kind: RowList) -> None:
        self.kind = kind
        super().__init__(desk, kind.name, self._listed)

    def _listed(self, desk: Desk) -> tuple[Field, ...]:
        return tuple(one for one in self.kind.columns(desk) if one.listed)

    def rows_of(self, program: Program) -> Mapping[str, Row]:
        return self.kind.rows(program)

    def follow(self) -> None:
        """Show the rows that there are now; those that read the same stay untouched."""
        self.show_keys(list(self.rows_of(self._desk.program)))
        self.forget()


class ListHands(Hands):
    """The edits of one list."""

    def __init__(self, desk: Desk, model: ListModel, view: GridView) -> None:
        super().__init__(desk, model, view)
        self._kind = model.kind

    def fresh_keys(self, count: int) -> list[str]:
        return self._kind.fresh_keys(self._desk.program, count)

    def put_values(self, program: Program, values: Iterable[Value]) -> Program:
        return self._kind.put(program, values)

    def add_rows(self, program: Program, keys: Sequence[str], after: str | None) -> Program:
        for key in keys:
            program = self._kind.add(program, key, after)
            after = key
        return program

    def remove_rows(self, program: Program, keys: Sequence[str]) -> Program:
        return self._kind.remove(program, keys)

    def told_removed(self, rows: Sequence[Row], changes: Changes) -> str:
        return told_removed(self._desk, self._kind, rows, changes)

    def one_changed(self, row: Row, column: Text) -> Label:
        return label("list.cell", row=named(row), column=column)

    def some_changed(self, cells: int) -> Label:
        return label("list.cells", list=list_name(self._kind), n=cells)

    def some_pasted(self, rows: int) -> Label:
        return label("list.paste", list=list_name(self._kind), n=rows)

    def one_added(self, row: Row) -> Label:
        return added(self._kind, row)

    def some_removed(self, rows: Sequence[Row]) -> Label:
        return removed(self._kind, rows)
