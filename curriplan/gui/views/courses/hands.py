"""What hands do in the course grid: type, clear, fill, copy, paste, add, remove. Each is one edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication

from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.course import Course
from curriplan.domain.edits.courses import add_courses, course_after, remove_courses, set_fields
from curriplan.domain.history import Label, label
from curriplan.domain.ids import new_id
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.tsv import copy_lines, from_tsv
from curriplan.gui.views.courses.cells import Bad, Typed, Value, heads, read_cells
from curriplan.gui.views.courses.fields import Field
from curriplan.gui.views.courses.model import CourseGrid
from curriplan.gui.widgets.grid import GridView

TOLD = 3
NAME = 1
LARGE_EDIT = 12


class Hands:
    """The edits of one grid."""

    def __init__(self, desk: Desk, model: CourseGrid, view: GridView) -> None:
        self._desk, self._model, self._view = desk, model, view
        self._fresh: tuple[str, ...] = ()

    def take_fresh(self) -> tuple[str, ...]:
        """Return the courses that were just made here, which are shown whatever the filters say."""
        fresh, self._fresh = self._fresh, ()
        return fresh

    # -- typing ---------------------------------------------------------------------------------------

    def accept(self, cells: Sequence[tuple[str, int]], text: str) -> bool:
        """Put a text into cells; False if it cannot stand in one of them, and nothing is changed."""
        if self._desk.session is None:  # closed while a cell was typed in
            return True
        typed = [Typed(self._course(key), self._model.fields[column], text) for key, column in cells]
        return self._set(typed, self._words_for(typed))

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
        self._set(typed, label("course.cells", n=len(typed)))

    def _set(self, typed: Sequence[Typed], words: Label) -> bool:
        values, bads = read_cells(typed)
        if bads:
            self._complain(bads)
            return False
        if values:
            self._edit(words, lambda now: set_fields(now, values), len(typed))
        return True

    def _edit(self, words: Label, edit: Callable[[Program], Program], cells: int) -> None:
        changes = self._desk.edit(words, edit)
        if changes and cells >= LARGE_EDIT:
            self._desk.toasts.tell(Toast(self._desk.say("courses.many_set", n=cells), undo=True))

    def _words_for(self, typed: Sequence[Typed]) -> Label:
        if len(typed) != 1:
            return label("course.cells", n=len(typed))
        course, field = typed[0].course, typed[0].field
        heading = Text(*(Texts(lang)(field.heading) for lang in reversed(LANGUAGES)))
        return label("course.cell", course=course.name or Text(course.code, course.code), column=heading)

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
        name = self._desk.name(typed.course.name, typed.course.code)
        return say("courses.bad.at_course", course=name, heading=heading, why=why)

    def _course(self, key: str) -> Course:
        return self._desk.program.courses[key]

    def _typed(self, row: int, column: int, text: str) -> Typed:
        return Typed(self._course(self._model.key(row)), self._model.fields[column], text)

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
        """Put a block from the clipboard here, all of it or nothing; rows below the last one become courses."""
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
        fresh = self._fresh_courses(first + len(lines) - below - self._model.rowCount())
        targets = [*(self._course(self._model.key(r)) for r in range(first, self._model.rowCount())), *fresh]
        typed = [
            Typed(course, field, text, (below + n + 1, m + 1))
            for n, (course, line) in enumerate(zip(targets, lines[below:], strict=False))
            for m, (field, text) in enumerate(zip(fields, line, strict=False))
            if field.path
        ]
        self._put(typed, fresh)
        self._view.select_block(
            range(first, min(first + len(lines) - below, self._model.rowCount())), self._columns(fields)
        )

    def _put(self, typed: Sequence[Typed], fresh: Sequence[Course]) -> None:
        values, bads = read_cells(typed)
        if bads:
            self._complain(bads)
            return
        self._fresh = tuple(one.id for one in fresh)
        words = label("course.paste", n=len({one.course.id for one in typed}))
        self._edit(words, lambda now: _with(now, fresh, values), len(typed))

    def _paste_fields(self, lines: Sequence[Sequence[str]], columns: range) -> tuple[Sequence[Field], int]:
        """Return the columns of the pasted block, and whether its first line only names them."""
        named = heads(lines[0], self._model.fields)
        if named is not None:
            return named, 1
        first = columns[0] if columns else 0
        return self._model.fields[first : first + max(len(line) for line in lines)], 0

    def _columns(self, fields: Sequence[Field]) -> range:
        at = [self._model.fields.index(one) for one in fields]
        return range(min(at), max(at) + 1) if at else range(0)

    def _fresh_courses(self, count: int) -> list[Course]:
        made: list[Course] = []
        program, last = self._desk.program, self._last()
        for _ in range(count):
            one = course_after(program, new_id(), last)
            program, last = add_courses(program, [one]), one.id
            made.append(one)
        return made

    def _last(self) -> str | None:
        return self._model.key(self._model.rowCount() - 1) if self._model.rowCount() else None

    # -- rows -----------------------------------------------------------------------------------------

    def add(self) -> None:
        """Add a course behind the current one and begin to type its name."""
        if self._desk.session is None:
            return
        now = self._view.currentIndex()
        after = self._model.key(now.row()) if now.isValid() else self._last()
        fresh = course_after(self._desk.program, new_id(), after)
        self._fresh = (fresh.id,)
        if self._desk.edit(label("course.add", code=fresh.code), lambda now: add_courses(now, [fresh])):
            self._view.edit_at(fresh.id, NAME)

    def remove(self) -> None:
        """Remove the courses in which anything is selected, with all that only made sense through them."""
        keys = self._view.selected_keys()
        if not keys:
            return
        course = self._course(keys[0])
        if len(keys) == 1:
            words = label("course.remove", course=course.name or Text(course.code, course.code))
        else:
            words = label("course.remove_some", n=len(keys))
        changes = self._desk.edit(words, lambda now: remove_courses(now, keys))
        if changes:
            more = sum(change.table != "courses" for change in changes)
            text = self._desk.say(
                "courses.removed_with" if more else "courses.removed", n=len(keys), more=more
            )
            self._desk.toasts.tell(Toast(text, undo=True))


def _with(program: Program, fresh: Sequence[Course], values: Sequence[Value]) -> Program:
    return set_fields(add_courses(program, fresh), values)
