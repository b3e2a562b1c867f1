"""What hands do in a sheet: type, clear, fill, copy, paste, add, remove. Each is one edit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from PySide6.QtGui import QGuiApplication

from curriplan.app.session import Edit
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.changes import Changes
from curriplan.domain.history import Label
from curriplan.domain.ids import new_id
from curriplan.domain.program import Program
from curriplan.domain.tables import Row
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.sheets.cells import Bad, Typed, Value, heads, nothing_follows, read_cells
from curriplan.gui.sheets.field import Field
from curriplan.gui.sheets.model import SheetModel
from curriplan.gui.tsv import copy_lines, from_tsv
from curriplan.gui.widgets.grid import GridView

TOLD = 3
NAME = 1
LARGE_EDIT = 12


class Hands(ABC):
    """The edits of one sheet. Subclasses say how rows are added, changed and removed, and what that is called."""

    follows = staticmethod(nothing_follows)

    def __init__(self, desk: Desk, model: SheetModel, view: GridView) -> None:
        self._desk, self._model, self._view = desk, model, view
        self._fresh: tuple[str, ...] = ()

    # -- what subclasses give -------------------------------------------------------------------------

    def fresh_keys(self, count: int) -> list[str]:
        """Return keys for new rows."""
        return [new_id() for _ in range(count)]

    @abstractmethod
    def put_values(self, program: Program, values: Iterable[Value]) -> Program:
        """Return the programme with some (key, field, value) set."""

    @abstractmethod
    def add_rows(self, program: Program, keys: Sequence[str], after: str | None) -> Program:
        """Return the programme with new rows behind another one, the first of them right behind it."""

    @abstractmethod
    def remove_rows(self, program: Program, keys: Sequence[str]) -> Program:
        """Return the programme without some rows and what only made sense through them."""

    @abstractmethod
    def told_removed(self, rows: Sequence[Row], changes: Changes) -> str:
        """Return what is told after rows were removed."""

    @abstractmethod
    def one_changed(self, row: Row, column: Text) -> Label:
        """Return what it is called to change one cell."""

    @abstractmethod
    def some_changed(self, cells: int) -> Label:
        """Return what it is called to change several cells."""

    @abstractmethod
    def some_pasted(self, rows: int) -> Label:
        """Return what it is called to paste rows."""

    @abstractmethod
    def one_added(self, row: Row) -> Label:
        """Return what it is called to add a row."""

    @abstractmethod
    def some_removed(self, rows: Sequence[Row]) -> Label:
        """Return what it is called to remove rows."""

    def take_fresh(self) -> tuple[str, ...]:
        """Return the keys of rows that were just made here, which are shown whatever the filters say."""
        fresh, self._fresh = self._fresh, ()
        return fresh

    # -- typing ---------------------------------------------------------------------------------------

    def accept(self, cells: Sequence[tuple[str, int]], text: str) -> bool:
        """Put a text into cells; False if it cannot stand in one of them, and nothing is changed."""
        if self._desk.session is None or not self._here(cells):  # gone while a cell was typed in
            return True
        typed = [Typed(key, self._model.row(key), self._model.fields[column], text) for key, column in cells]
        return self._set(typed, self._words_for(typed))

    def _here(self, cells: Sequence[tuple[str, int]]) -> bool:
        known = self._model.rows_of(self._desk.program)
        return all(key in known for key, _ in cells)

    def clear(self) -> None:
        """Empty the selected cells; those that cannot be empty stay."""
        typed = [
            one
            for row, column in self._view.selected()
            if (one := self._typed(row, column, "")).field.path and one.field.clears
        ]
        self._set(typed, self._words_for(typed))

    def fill_down(self) -> None:
        """Give the selected block what its first row holds; a single row takes what stands above it."""
        rows, columns = self._view.block()
        if len(rows) == 1 and rows[0] > 0:
            rows = range(rows[0] - 1, rows[0] + 1)
        typed = [
            self._typed(row, column, self._model.cell(rows[0], column).text)
            for column in columns
            for row in rows[1:]
            if self._model.fields[column].path
        ]
        self._set(typed, self.some_changed(len(typed)))

    def _set(self, typed: Sequence[Typed], words: Label) -> bool:
        values, bads = read_cells(typed, self.follows)
        if bads:
            self._complain(bads)
            return False
        if values:
            self._edit(words, lambda now: self.put_values(now, values), len(typed))
        return True

    def _edit(self, words: Label, edit: Edit, cells: int) -> None:
        changes = self._desk.edit(words, edit)
        if changes and cells >= LARGE_EDIT:
            self._desk.toasts.tell(Toast(self._desk.say("courses.many_set", n=cells), undo=True))

    def _words_for(self, typed: Sequence[Typed]) -> Label:
        if len(typed) != 1:
            return self.some_changed(len(typed))
        heading = Text(*(Texts(lang)(typed[0].field.heading) for lang in reversed(LANGUAGES)))
        return self.one_changed(typed[0].row, heading)

    def _complain(self, bads: Sequence[Bad]) -> None:
        """List what cannot stand where it was to stand, each with its place, in one message."""
        say = self._desk.say
        told = [self._reason(one) for one in bads[:TOLD]]
        if len(bads) > TOLD:
            told.append(say("courses.bad.more", n=len(bads) - TOLD))
        self._desk.toasts.tell(Toast(f"{say('courses.refused')} {' '.join(told)}"))

    def _reason(self, bad: Bad) -> str:
        say, typed = self._desk.say, bad.typed
        why = say(f"courses.bad.{bad.reason.code}", **bad.reason.args_by_name)
        heading = say(typed.field.heading)
        if typed.at is not None:
            return say("courses.bad.at_line", row=typed.at[0], column=typed.at[1], heading=heading, why=why)
        name = self._model.called(typed.row)
        return say("courses.bad.at_course", course=name, heading=heading, why=why)

    def _typed(self, row: int, column: int, text: str) -> Typed:
        key = self._model.key(row)
        return Typed(key, self._model.row(key), self._model.fields[column], text)

    # -- clipboard ------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the selected block as it is seen; with its headings where everything is selected."""
        rows, columns = self._view.block()
        if not rows:
            return
        lines = []
        if len(rows) == self._model.rowCount() and len(columns) == self._model.columnCount():
            lines.append([self._model.heading(column) for column in columns])
        for row in rows:
            cells = [self._model.cell(row, column) for column in columns]
            lines.append([cell.text or cell.default for cell in cells])
        copy_lines(lines)

    def cut(self) -> None:
        """Copy the selected block and empty it."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Put a block from the clipboard here, all of it or nothing; lines below the last row become rows."""
        session = self._desk.session
        lines = from_tsv(QGuiApplication.clipboard().text())
        if not lines or session is None:
            return
        rows, columns = self._view.block()
        if len(lines) == 1 and len(lines[0]) == 1 and len(self._view.selected()) > 1:
            self.accept([(self._model.key(r), c) for r, c in self._view.selected()], lines[0][0])
            return
        fields, below = self._paste_fields(lines, columns)
        first = rows[0] if rows else self._model.rowCount()
        held = [self._model.key(row) for row in range(first, self._model.rowCount())]
        fresh = self.fresh_keys(len(lines) - below - len(held))
        if not self._put(lines, below, fields, held, fresh):
            return
        self._view.select_block(
            range(first, min(first + len(lines) - below, self._model.rowCount())), self._columns(fields)
        )

    def _put(
        self,
        lines: Sequence[Sequence[str]],
        below: int,
        fields: Sequence[Field],
        held: Sequence[str],
        fresh: Sequence[str],
    ) -> bool:
        """Put lines into rows that are there and into fresh ones; tell whether they could stand there."""
        last = self._last()
        grown = self._grown(fresh, last)
        if grown is None:
            return False
        known = self._model.rows_of(grown)
        typed = [
            Typed(key, known[key], field, text, (below + n + 1, m + 1))
            for n, (key, line) in enumerate(zip([*held, *fresh], lines[below:], strict=False))
            for m, (field, text) in enumerate(zip(fields, line, strict=False))
            if field.path
        ]
        values, bads = read_cells(typed, self.follows)
        if bads:
            self._complain(bads)
            return False
        self._fresh = tuple(fresh)
        words = self.some_pasted(len({one.key for one in typed}))
        self._edit(words, lambda now: self.put_values(self.add_rows(now, fresh, last), values), len(typed))
        return True

    def _grown(self, fresh: Sequence[str], after: str | None) -> Program | None:
        """Return the programme with new rows, or None after saying why there can be none."""
        try:
            return self.add_rows(self._desk.program, fresh, after)
        except LookupError as missing:
            self._desk.toasts.tell(Toast(self._desk.say(f"lists.first.{missing.args[0]}")))
            return None

    def _paste_fields(self, lines: Sequence[Sequence[str]], columns: range) -> tuple[Sequence[Field], int]:
        """Return the columns of the pasted block, and whether its first line only names them."""
        named = heads(lines[0], self._model.fields)
        if named is not None:
            return named, 1
        first = columns[0] if columns else 0
        return self._model.fields[first : first + max(len(line) for line in lines)], 0

    def _columns(self, fields: Sequence[Field]) -> range:
        names = [one.name for one in self._model.fields]  # the columns may have been made anew meanwhile
        at = [names.index(one.name) for one in fields]
        return range(min(at), max(at) + 1) if at else range(0)

    def _last(self) -> str | None:
        return self._model.key(self._model.rowCount() - 1) if self._model.rowCount() else None

    # -- rows -----------------------------------------------------------------------------------------

    def add(self) -> None:
        """Add a row behind the current one and begin to type its name."""
        if self._desk.session is None:
            return
        now = self._view.currentIndex()
        after = self._model.key(now.row()) if now.isValid() else self._last()
        (fresh,) = self.fresh_keys(1)
        grown = self._grown([fresh], after)
        if grown is None:
            return
        self._fresh = (fresh,)
        words = self.one_added(self._model.rows_of(grown)[fresh])
        if self._desk.edit(words, lambda now: self.add_rows(now, [fresh], after)):
            self._view.edit_at(fresh, NAME)

    def remove(self) -> None:
        """Remove the rows in which anything is selected, with all that only made sense through them."""
        keys = self._view.selected_keys()
        if not keys:
            return
        rows = [self._model.row(key) for key in keys]
        changes = self._desk.edit(self.some_removed(rows), lambda now: self.remove_rows(now, keys))
        if changes:
            self._desk.toasts.tell(Toast(self.told_removed(rows, changes), undo=True))
