"""The course rows of a Curricular Analytics file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from curriplan.domain.course import Course, RequisiteKind
from curriplan.domain.defaults import term
from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Place, warning
from curriplan.domain.plan import Placement
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.domain.text import Text
from curriplan.exchange.cells import fold, shown
from curriplan.exchange.columns import Column, Layout
from curriplan.exchange.readers.collect import Collector
from curriplan.exchange.readers.names import fresh_id, name_of
from curriplan.exchange.readers.requisites import Restated, requisites_of
from curriplan.exchange.table import Record, Table

LAYOUT = Layout(
    (
        Column("code", ("course id", "id")),
        Column("name", ("course name", "label")),
        Column("prefix", ("prefix",)),
        Column("number", ("number",)),
        Column("prerequisites", ("prerequisites", "requisites")),
        Column("corequisites", ("corequisites",)),
        Column("together", ("strict-corequisites",)),
        Column("credits", ("credit hours",)),
        Column("institution", ("institution",)),
        Column("canonical", ("canonical name",)),
        Column("term", ("term",)),
    ),
    (("code",),),
)
_KINDS = (
    ("prerequisites", RequisiteKind.ALL_OF),
    ("together", RequisiteKind.TOGETHER),
    ("corequisites", RequisiteKind.COREQUISITE),
)
_STATED = frozenset(kind for _, kind in _KINDS)
_SIGNS = re.compile(r"[;,；，、]")
_TELL_EVERY = 200


@dataclass(frozen=True, slots=True)
class _Asking:
    """The requisites of a course: for each column its kind, its texts and its place."""

    course: str
    cells: tuple[tuple[RequisiteKind, tuple[str, ...], Place], ...]


class CourseReading:
    """Gathers the courses of all lists of a file, then their requisites and terms."""

    def __init__(self, program: Program, findings: Collector) -> None:
        self.rows = self.skipped = 0
        self._program = program
        self._findings = findings
        self._present = {fold(one.code): one for one in program.courses.values() if one.code}
        self._courses: dict[str, Course] = {}
        self._seen: dict[str, int] = {}
        self._titles: dict[str, set[str]] = {}
        self._asking: list[_Asking] = []
        self._terms: list[tuple[str, int, Place]] = []
        self._position = max((one.position for one in program.courses.values()), default=0.0)

    def take(self, table: Table, progress: Progress) -> None:
        """Take one list in. Lines that begin with ``#`` are comments."""
        for record in table.records():
            if record.first().startswith("#"):
                continue
            if self.rows % _TELL_EVERY == 0:
                progress(None, "matching")
            self.rows += 1
            self._take(record)
            self.skipped += bool(record.problems)
            self._findings.add((*record.problems, *record.remarks))

    def _take(self, record: Record) -> None:
        code = record.code("code")
        if not code:
            record.fail("import.no_course", record.place("code"))
            return
        before = self._seen.setdefault(fold(code), record.number)
        if before != record.number:
            record.fail("import.course_twice", record.place("code"), value=code, row=before)
            return
        credits_, number = record.number_in("credits"), record.number_in("term")
        if number is not None and (not number.is_integer() or number < 1):
            record.fail("import.not_a_term", record.place("term"), value=record.text("term"))
        if record.problems:
            return
        course = self._course(record, code, credits_)
        self._courses[fold(code)] = course
        if number is not None:
            self._terms.append((course.id, int(number), record.place("term")))
        self._asking.append(_Asking(course.id, tuple(_cells(record))))

    def _course(self, record: Record, code: str, credits_: float | None) -> Course:
        title = f"{record.code('prefix')} {record.code('number')}".strip()
        if title:
            self._titles.setdefault(fold(title), set()).add(fold(code))
        course = self._present.get(fold(code))
        if course is None:
            self._position += 1.0
            name = fresh_id(self._program.courses, "course", fold(code))
            course = Course(name, code, position=self._position)
        note = " · ".join(filter(None, (title, record.text("canonical"))))
        stated: dict[str, Any] = {
            "name": _either(record.text("name"), course.name),
            "department": _either(record.text("institution"), course.department),
            "note": _either(note, course.note),
        }
        if credits_ is not None:
            stated["credits"] = credits_
        return replace(course, **stated)

    def result(self, program: Program) -> Program:
        """Return a programme with the courses, requisites and placements."""
        program = put(program, "courses", *self._courses.values())
        restated = Restated(program)
        for one in self._asking:
            rows = []
            named: set[str] = set()
            for kind, texts, where in one.cells:
                groups = [frozenset({c}) for c in self._named(one.course, texts, where, named)]
                rows += list(requisites_of(one.course, kind, groups))
            restated.state(one.course, _STATED, rows)
        return self._placed(restated.result(program))

    def _named(self, course: str, texts: tuple[str, ...], where: Place, named: set[str]) -> list[str]:
        """Return the courses that a cell names, each once for all cells of its course."""
        found = []
        for text in texts:
            one = self._find(text)
            if one is None:
                self._findings.add([warning("import.outside", where, value=shown(text))])
            elif one == course:
                self._findings.add([warning("import.own_requisite", where, value=shown(text))])
            elif one in named:
                self._findings.add([warning("import.requisite_twice", where, value=shown(text))])
            else:
                named.add(one)
                found.append(one)
        return found

    def _find(self, text: str) -> str | None:
        """Return the course of an id of this file, else of the programme, else of a prefix and number."""
        key = fold(text)
        course = self._courses.get(key) or self._present.get(key)
        titled = self._titles.get(key, set())
        if course is None and len(titled) == 1:
            course = self._courses.get(next(iter(titled)))
        return None if course is None else course.id

    def _placed(self, program: Program) -> Program:
        if not program.terms and self._terms:
            last = max(number for _, number, _ in self._terms)
            program = put(program, "terms", *(term(number) for number in range(1, last + 1)))
        by_number = {one.number: one.id for one in program.terms.values()}
        rows = []
        for course, number, where in self._terms:
            if number in by_number:
                present = program.placements.get(course, Placement(course, ""))
                rows.append(replace(present, term=by_number[number]))
            else:
                self._findings.add([warning("import.no_term", where, value=number, last=max(by_number))])
        return put(program, "placements", *rows)


def _cells(record: Record) -> list[tuple[RequisiteKind, tuple[str, ...], Place]]:
    cells = []
    for name, kind in _KINDS:
        texts = tuple(text.strip() for text in _SIGNS.split(record.code(name)) if text.strip())
        cells.append((kind, texts, record.place(name)))
    return cells


def _either(text: str, present: Text) -> Text:
    given = name_of(text)
    return Text(given.zh or present.zh, given.en or present.en)
