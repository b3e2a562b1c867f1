"""One row of a course list as a course."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from curriplan.analysis.notation import LECTURES
from curriplan.domain.course import Course, Delivery, TermPart, TypeRole
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.exchange.cells import fold
from curriplan.exchange.readers.course_columns import (
    ASSESSMENT_WORDS,
    DELIVERY_WORDS,
    INTERNSHIP_NAME,
    NAME_FIELDS,
    STATUS_WORDS,
)
from curriplan.exchange.readers.course_figures import read_figures, with_figures
from curriplan.exchange.readers.course_terms import read_schedule
from curriplan.exchange.readers.lists import keys_in
from curriplan.exchange.readers.names import Names, fresh_id, name_of
from curriplan.exchange.readers.vocabulary import yes_or_no
from curriplan.exchange.table import Record


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course as a row leaves it, the number of the term it begins in, if the row says so, and others instead."""

    course: Course
    first_term: int | None
    instead: frozenset[int] = frozenset()


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
        "tags": keys_in(record, "tags", course.tags),
    }
    row = _scheduled(record, courses, replace(course, **fields))
    return replace(row, course=with_figures(record, row.course, read_figures(record)))


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


def _scheduled(record: Record, courses: Courses, course: Course) -> CourseRow:
    found = read_schedule(record)
    if found.parts is None:
        return CourseRow(course, found.first)
    delivery = record.word("delivery", DELIVERY_WORDS, _usual_delivery(course, found.parts, courses))
    return CourseRow(replace(course, parts=found.parts, delivery=delivery), found.first, found.instead)


def _usual_delivery(course: Course, parts: tuple[TermPart, ...], courses: Courses) -> Delivery:
    if parts and all(part == LECTURES for part in parts):
        return Delivery.LECTURES
    if any(part.weekly_hours is not None for part in parts) or all(part.weeks is None for part in parts):
        return Delivery.WEEKLY
    role = courses.roles.get(course.type or "", TypeRole.OTHER)
    named = INTERNSHIP_NAME.search(f"{course.name.zh} {course.name.en}")
    return Delivery.INTERNSHIP if role is TypeRole.INTERNSHIP or named else Delivery.WEEKS
