"""What hands do in the course grid; what is typed as teaching time tells the delivery as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curriplan.analysis.notation import LECTURES, STAR
from curriplan.domain.changes import Changes
from curriplan.domain.course import Delivery, TermPart
from curriplan.domain.edits.courses import add_courses, course_after, remove_courses, set_fields
from curriplan.domain.history import Label, label
from curriplan.domain.program import Program
from curriplan.domain.tables import Row
from curriplan.domain.text import Text
from curriplan.gui.names import plain
from curriplan.gui.sheets.cells import Typed, Value
from curriplan.gui.sheets.hands import Hands


def delivery_follows(one: Typed, given: frozenset[tuple[str, str]]) -> Iterable[Value]:
    """Return the delivery that teaching time means, unless it is given beside it.

    Teaching time without weekly hours makes a weekly course one of whole weeks, a star one of lectures, and
    the other way round, because the notation says so. Lectures take neither hours a week nor weeks, so what
    becomes lectures loses its teaching time, and what was lectures has none yet.
    """
    text, course = plain(one.text), one.row
    if one.field.path == "delivery" and (one.key, "parts") not in given:
        lectures = one.field.read(one.text) is Delivery.LECTURES
        part = LECTURES if lectures else TermPart()
        same = lectures == (course.delivery is Delivery.LECTURES)
        return () if same else ((one.key, "parts", (part,) * course.span),)
    if one.field.path != "parts" or not text or (one.key, "delivery") in given:
        return ()
    meant = _meant(text)
    if course.delivery in {meant, Delivery.INTERNSHIP}:
        return ()
    return ((one.key, "delivery", meant),)


def _meant(text: str) -> Delivery:
    """Return how a course runs by its notation alone."""
    if "/" in text:
        return Delivery.WEEKLY
    return Delivery.LECTURES if STAR in text else Delivery.WEEKS


class CourseHands(Hands):
    """The edits of the course grid."""

    follows = staticmethod(delivery_follows)

    def put_values(self, program: Program, values: Iterable[Value]) -> Program:
        return set_fields(program, values)

    def add_rows(self, program: Program, keys: Sequence[str], after: str | None) -> Program:
        for key in keys:
            program = add_courses(program, [course_after(program, key, after)])
            after = key
        return program

    def remove_rows(self, program: Program, keys: Sequence[str]) -> Program:
        return remove_courses(program, keys)

    def told_removed(self, rows: Sequence[Row], changes: Changes) -> str:
        more = sum(change.table != "courses" for change in changes)
        key = "courses.removed_with" if more else "courses.removed"
        return self._desk.say(key, n=len(rows), more=more)

    def one_changed(self, row: Row, column: Text) -> Label:
        return label("course.cell", course=row.name.or_code(row.code), column=column)

    def some_changed(self, cells: int) -> Label:
        return label("course.cells", n=cells)

    def some_pasted(self, rows: int) -> Label:
        return label("course.paste", n=rows)

    def one_added(self, row: Row) -> Label:
        return label("course.add", code=row.code)

    def some_removed(self, rows: Sequence[Row]) -> Label:
        if len(rows) == 1:
            return label("course.remove", course=rows[0].name.or_code(rows[0].code))
        return label("course.remove_some", n=len(rows))
