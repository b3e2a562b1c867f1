"""One row of a course list as a course."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from curriplan.analysis.notation import NotationError, parse_parts
from curriplan.domain.course import Course, Delivery, Hours, TermPart, TypeRole
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.exchange.cells import fold, number_of, plain, text_of
from curriplan.exchange.readers.course_columns import (
    ASSESSMENT_WORDS,
    DELIVERY_WORDS,
    INTERNSHIP_NAME,
    NAME_FIELDS,
    STATUS_WORDS,
    TERM_FIELDS,
    is_weeks,
    terms_of,
)
from curriplan.exchange.readers.names import Names, fresh_id, name_of
from curriplan.exchange.readers.vocabulary import yes_or_no
from curriplan.exchange.table import Record


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course as a row leaves it, and the number of the term it begins in, if the row says so."""

    course: Course
    first_term: int | None


class Courses:
    """The courses and types that rows can mean, the courses of earlier rows among them."""

    def __init__(self, program: Program) -> None:
        self.rows: dict[str, Course] = dict(program.courses)
        self.fresh: dict[str, Course] = {}
        self.known = Names(program.courses.values())
        self.types = Names(program.course_types.values())
        self.roles = {one.id: one.role for one in program.course_types.values()}
        self._position = max((one.position for one in program.courses.values()), default=0.0)

    def find(self, code: str, label: str) -> Course:
        """Return the course of a code, or of a name where there is no code; a new one if there is none."""
        found = self.known.find(label)
        if found is not None and (not code or fold(self.rows[found].code) == fold(code)):
            return self.rows[found]
        self._position += 1.0
        return Course(fresh_id(self.rows, "course", fold(label)), code, position=self._position)

    def keep(self, course: Course) -> None:
        """Take a course in."""
        self.rows[course.id] = self.fresh[course.id] = course
        self.known.add(course)


def read_course(record: Record, courses: Courses) -> CourseRow:
    """Return the course of a row: the one of its code or name brought up to date, or a new one.

    What cannot be used is noted in the record, which then must not be kept.
    """
    code = record.code("code")
    course = courses.find(code, code or next(filter(None, map(record.text, NAME_FIELDS))))
    fields: dict[str, Any] = {
        "name": _name(record, course.name),
        "department": _text(record, "department", course.department),
        "note": _text(record, "note", course.note),
        "type": _type(record, courses, course.type),
        "status": record.word("status", STATUS_WORDS, course.status),
        "assessment": record.word("assessment", ASSESSMENT_WORDS, course.assessment),
        "core": _core(record, course.core),
    }
    credits_ = record.number_in("credits")
    if credits_ is not None:
        fields["credits"] = credits_
    fields["hours"] = _hours(record, course.hours)
    course = replace(course, **fields)
    return _scheduled(record, courses, course)


def _name(record: Record, present: Text) -> Text:
    given = name_of(record.text("name"))
    zh = record.text("name_zh") or given.zh or present.zh
    en = record.text("name_en") or given.en or present.en
    return Text(zh, en)


def _text(record: Record, name: str, present: Text) -> Text:
    given = name_of(record.text(name))
    return Text(given.zh or present.zh, given.en or present.en) if given else present


def _type(record: Record, courses: Courses, present: str | None) -> str | None:
    label = record.inherited("type")
    if not label:
        return present
    found = courses.types.find(label)
    if found is None:
        record.warn("import.unknown_type", record.place("type"), value=label)
        return present
    return found


def _core(record: Record, present: bool) -> bool:
    label = record.text("core")
    said = yes_or_no(label) if label else None
    if label and said is None:
        record.warn("import.unknown_word", record.place("core"), value=label)
    return present if said is None else said


def _hours(record: Record, present: Hours) -> Hours:
    """Return the hours of a row. Laboratory hours are practice on campus."""
    lab, practice = _hour(record, "lab"), _hour(record, "on_campus")
    on_campus = None if lab is None and practice is None else (lab or 0.0) + (practice or 0.0)
    given = {
        "theory": _hour(record, "theory"),
        "on_campus": on_campus,
        "off_campus": _hour(record, "off_campus"),
        "extracurricular": _hour(record, "extracurricular"),
    }
    hours = replace(present, **{name: value for name, value in given.items() if value is not None})
    total = _hour(record, "total")
    if total is not None and hours.total is None:
        record.warn("import.hours_unsplit", record.place("total"), value=total)
    elif total is not None and hours.total != total:
        record.warn("import.hours_differ", record.place("total"), value=total, parts=hours.total)
    return hours


def _hour(record: Record, name: str) -> float | None:
    """Return the hours of a field; ``2周`` below hours is a time in weeks and read as such elsewhere."""
    return None if is_weeks(record.text(name)) else record.number_in(name)


def _scheduled(record: Record, courses: Courses, course: Course) -> CourseRow:
    first, parts = _term_cells(record)
    if parts is None:
        first, parts = _one_cell(record, first)
    if parts is None:
        return CourseRow(course, first)
    delivery = record.word("delivery", DELIVERY_WORDS, _usual_delivery(course, parts, courses))
    return CourseRow(replace(course, parts=parts, delivery=delivery), first)


def _term_cells(record: Record) -> tuple[int | None, tuple[TermPart, ...] | None]:
    """Return the first term and the parts where each term has a column of its own."""
    filled = [n for n, name in enumerate(TERM_FIELDS, 1) if record.text(name)]
    if not filled:
        return None, None
    if filled[-1] - filled[0] + 1 != len(filled):
        record.fail("import.terms_apart", record.place(TERM_FIELDS[filled[0] - 1]), terms=filled)
        return None, None
    parts = tuple(part for n in filled for part in _parts(record, TERM_FIELDS[n - 1]))
    return filled[0], parts


def _one_cell(record: Record, first: int | None) -> tuple[int | None, tuple[TermPart, ...] | None]:
    """Return the first term and the parts where one column says the term and one the teaching time."""
    text = record.text("term")
    span = 1
    if text:
        try:
            first, last = terms_of(text)
            span = last - first + 1
        except ValueError:
            record.fail("import.not_a_term", record.place("term"), value=text)
            return None, None
    name = "weekly" if record.text("weekly") else "total" if is_weeks(record.text("total")) else ""
    parts = _parts(record, name) if name else (TermPart(),) * span if span > 1 else None
    if parts is not None and span > 1 and len(parts) == 1:
        parts = parts * span
    if parts is not None and text and len(parts) != span and span > 1:
        record.fail("import.terms_differ", record.place(name), value=record.text(name), terms=text)
    return first, parts


def _parts(record: Record, name: str) -> tuple[TermPart, ...]:
    """Return the parts of a cell: ``4/14W``, ``2W``, or bare weekly hours."""
    cell = record.cell(name)
    try:
        weekly = number_of(cell)
        return (TermPart(weekly, record.number_in("weeks")),)
    except ValueError:
        text = plain(text_of(cell)).replace("weeks", "W").replace("week", "W")
    try:
        return parse_parts(text)
    except NotationError as problem:
        record.fail("import.not_a_notation", record.place(name), value=problem.text)
        return ()


def _usual_delivery(course: Course, parts: tuple[TermPart, ...], courses: Courses) -> Delivery:
    if any(part.weekly_hours is not None for part in parts) or all(part.weeks is None for part in parts):
        return Delivery.WEEKLY
    role = courses.roles.get(course.type or "", TypeRole.OTHER)
    named = INTERNSHIP_NAME.search(f"{course.name.zh} {course.name.en}")
    return Delivery.INTERNSHIP if role is TypeRole.INTERNSHIP or named else Delivery.WEEKS
