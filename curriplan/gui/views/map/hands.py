"""What hands do on the matrix: type, copy, paste, fill, give many cells a mode or an evidence."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QGuiApplication

from curriplan.domain.course import Contribution
from curriplan.domain.edits.contributions import change_contribution, set_levels
from curriplan.domain.history import label as edit_label
from curriplan.domain.program import Program
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.tsv import copy_lines, from_tsv
from curriplan.gui.views.map.inspect import set_level
from curriplan.gui.widgets.matrix import MatrixView

LARGE_EDIT = 12
Cell = tuple[str, str]


class MatrixHands:
    """Edits of the selected cells; each is one edit that undo takes back whole."""

    def __init__(self, desk: Desk, view: MatrixView) -> None:
        self._desk, self._view, self._model = desk, view, view.matrix

    def typed(self, text: str) -> None:
        """Set the selected cells to the level of a key of the scale."""
        level = self._desk.program.about.scale.level_of(text)
        if level is None:
            self._desk.toasts.tell(Toast(self._desk.say("map.no_such_key", key=text)))
            return
        self.give_level(level)

    def give_level(self, level: int) -> None:
        """Set the selected cells to a level; 0 removes."""
        self._set([(*cell, level) for cell in self._view.selected_cells()])

    def _set(self, cells: list[tuple[str, str, int]]) -> None:
        if not cells:
            return
        if len(cells) == 1:
            set_level(self._desk, *cells[0])
            return
        words = edit_label("contribution.levels", n=len(cells))
        changes = self._desk.edit(words, lambda now: set_levels(now, cells))
        if len(changes) >= LARGE_EDIT:
            self._desk.toasts.tell(Toast(self._desk.say("map.many_set", n=len(changes)), undo=True))

    def held(self) -> list[Contribution]:
        """Return the contributions that stand in the selected cells."""
        found = self._desk.program.contributions
        each = (found.get(course, {}).get(one) for course, one in self._view.selected_cells())
        return [one for one in each if one is not None]

    def change(self, **fields: Any) -> None:
        """Give the contributions in the selected cells another mode or evidence."""
        held = self.held()

        def changed(now: Program) -> Program:
            for one in held:
                now = change_contribution(now, one.course, one.competency, **fields)
            return now

        if held:
            self._desk.edit(edit_label("contribution.changes", n=len(held)), changed)

    # -- blocks ---------------------------------------------------------------------------------------

    def _block(self) -> list[list[Cell]]:
        """Return the rectangle that spans the selection, without headings, as (course, competency) cells."""
        indexes = self._view.selectedIndexes()
        if not indexes:
            return []
        rows = range(min(i.row() for i in indexes), max(i.row() for i in indexes) + 1)
        across = range(min(i.column() for i in indexes), max(i.column() for i in indexes) + 1)
        return [
            [(self._model.row(row).key, self._model.column(col).key) for col in across]
            for row in rows
            if not self._model.row(row).heads
        ]

    def _key_at(self, course: str, competency: str) -> str:
        held = self._desk.program.contributions.get(course, {}).get(competency)
        return "" if held is None else self._desk.program.about.scale.key(held.level)

    def copy(self) -> None:
        """Copy the selected block as a table that Excel understands."""
        copy_lines([self._key_at(*cell) for cell in line] for line in self._block())

    def paste(self) -> None:
        """Set a block of levels from the clipboard, from the current cell on; all of it or nothing."""
        block, scale = self._block(), self._desk.program.about.scale
        rows = from_tsv(QGuiApplication.clipboard().text(), blank_end=True)
        if not block or not rows:
            return
        targets = self._targets(block[0][0], len(rows), max(len(one) for one in rows))
        cells: list[tuple[str, str, int]] = []
        for n, line in enumerate(rows):
            for m, text in enumerate(line):
                level = scale.level_of(text.strip() or "0")
                if level is None:
                    say = self._desk.say
                    self._desk.toasts.tell(Toast(say("map.paste_bad", text=text, row=n + 1, column=m + 1)))
                    return
                if n < len(targets) and m < len(targets[n]):
                    cells.append((*targets[n][m], level))
        self._set(cells)

    def _targets(self, start: Cell, height: int, width: int) -> list[list[Cell]]:
        first, left = self._model.row_of(start[0]), self._model.column_of(start[1])
        if first is None or left is None:
            return []
        rows = [n for n in range(first, self._model.rowCount()) if not self._model.row(n).heads][:height]
        columns = range(left, min(left + width, self._model.columnCount()))
        return [[(self._model.row(r).key, self._model.column(c).key) for c in columns] for r in rows]

    def fill_down(self) -> None:
        """Give every cell of the block the level of its first row."""
        block = self._block()
        self._set([(*cell, self._level(block[0][m])) for line in block[1:] for m, cell in enumerate(line)])

    def fill_right(self) -> None:
        """Give every cell of the block the level of its first column."""
        self._set([(*cell, self._level(line[0])) for line in self._block() for cell in line[1:]])

    def _level(self, cell: Cell) -> int:
        held = self._desk.program.contributions.get(cell[0], {}).get(cell[1])
        return 0 if held is None else held.level
