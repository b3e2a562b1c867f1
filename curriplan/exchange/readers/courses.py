"""Course lists: new courses are made, those of the same code are brought up to date.

A blank cell says nothing: what a course already has stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from curriplan.domain.course import RequisiteKind
from curriplan.domain.defaults import term
from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Place, error, warning
from curriplan.domain.plan import Placement
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.exchange.cells import fold, shown
from curriplan.exchange.columns import NO_MAP, ColumnMap
from curriplan.exchange.readers.collect import Collector
from curriplan.exchange.readers.course_columns import (
    HINTS,
    LAYOUT,
    NAME_FIELDS,
    PREREQUISITES_IN_NOTE,
    REQUISITE_FIELDS,
)
from curriplan.exchange.readers.course_pools import Pools
from curriplan.exchange.readers.course_row import CourseRow, Courses, read_course
from curriplan.exchange.readers.course_sums import StatedSums, is_sum
from curriplan.exchange.readers.requisites import Restated, parse_requisites, requisites_of
from curriplan.exchange.readers.result import ReadResult
from curriplan.exchange.source import Source
from curriplan.exchange.table import Record, Table, best_table, usable_tables

NAME = "courses"
_TELL_EVERY = 200
_HINTS = 3
"""A table with so many of them is a list of courses whatever other tables there are."""


def sniff(source: Source, given: ColumnMap = NO_MAP) -> float:
    """Return how much (0..1) a file looks like a course list."""
    table = best_table(source, LAYOUT, given)
    if table is None or not table.has(*NAME_FIELDS):
        return 0.0
    hints = sum(table.has(name) for name in HINTS)
    return 0.0 if hints == 0 else min(0.85, 0.5 + 0.1 * hints)


def read(source: Source, program: Program, given: ColumnMap, progress: Progress) -> ReadResult:
    """Return the programme with the courses of a list.

    Raises:
        UnreadableFile: no column names the courses, or two columns claim one field.

    """
    return _Reading(source, program, given).run(progress)


@dataclass(frozen=True, slots=True)
class _Asking:
    """A cell with requisites, kept until every course is known."""

    course: str
    kind: RequisiteKind
    text: str
    where: Place


def _lists(tables: list[Table]) -> list[Table]:
    """Return the tables that say of courses more than names, as the schedule of a workbook with other sheets."""
    known = [sum(one.has(name) for name in HINTS) for one in tables]
    return [one for one, hints in zip(tables, known, strict=True) if hints >= min(_HINTS, max(known))]


class _Reading:
    """One file while it is read."""

    def __init__(self, source: Source, program: Program, given: ColumnMap) -> None:
        self._tables = _lists(usable_tables(source, LAYOUT, given))
        self._program = program
        self._courses = Courses(program)
        self._findings = Collector(source.name)
        self._first_rows: dict[str, Place] = {}
        self._asking: list[_Asking] = []
        self._terms: list[tuple[str, int, Place]] = []
        self._instead: dict[str, frozenset[int]] = {}
        self._sums = StatedSums()
        self._pools = Pools(program)
        self._rows = self._skipped = 0

    def run(self, progress: Progress) -> ReadResult:
        total = sum(len(table.rows) for table in self._tables)
        for table in self._tables:
            for record in table.records():
                if self._rows % _TELL_EVERY == 0:
                    progress(self._rows / total, "matching")
                self._take(record)
        program = put(self._pools.kept(self._program), "courses", *self._courses.fresh.values())
        program = self._sums.kept(self._asked(self._placed(program)))
        columns = tuple(dict.fromkeys(pair for table in self._tables for pair in table.matched()))
        return ReadResult(program, self._findings.findings(), self._rows, self._skipped, NAME, columns)

    def _take(self, record: Record) -> None:
        label = next((record.text(name) for name in NAME_FIELDS if record.text(name)), "")
        if is_sum(record, label):
            self._sums.row(record, label)
            self._pools.ends()
            return
        if self._pools.begins(record, record.text("name")):
            return
        self._rows += 1
        self._check(record, label)
        row = None if record.problems else read_course(record, self._courses)
        if row is None or record.problems:
            self._skipped += 1
        else:
            self._keep(record, row)
        self._findings.add((*record.problems, *record.remarks))

    def _check(self, record: Record, label: str) -> None:
        if not label:
            record.fail("import.no_course", record.place("code"))
            return
        key = fold(label)
        before = self._first_rows.setdefault(key, record.place())
        if before != record.place():
            name = "code" if record.text("code") else "name"
            record.fail("import.course_twice", record.place(name), value=label, row=before.row)
        elif self._courses.known.is_shared(label):
            record.fail("import.ambiguous", record.place("name"), value=label)

    def _keep(self, record: Record, row: CourseRow) -> None:
        course = self._pools.member(row.course)
        self._courses.keep(course)
        self._sums.course(course.type)
        if row.first_term is not None:
            self._terms.append((row.course.id, row.first_term, record.place()))
        if row.first_term is not None and row.instead:
            self._instead[row.course.id] = row.instead | {row.first_term}
        for name, kind in REQUISITE_FIELDS:
            text = record.text(name)
            if text:
                self._asking.append(_Asking(row.course.id, kind, text, record.place(name)))
        stated = PREREQUISITES_IN_NOTE.search(record.text("note"))
        if stated and not record.text("prerequisites"):
            self._asking.append(_Asking(row.course.id, RequisiteKind.ALL_OF, stated[1], record.place("note")))

    def _placed(self, program: Program) -> Program:
        """Put courses into their terms; terms are made only where the programme has none at all."""
        if not program.terms and self._terms:
            count = max(number + self._courses.rows[course].span - 1 for course, number, _ in self._terms)
            program = put(program, "terms", *(term(number) for number in range(1, count + 1)))
        by_number = {one.number: one.id for one in program.terms.values()}
        rows = []
        for course, number, where in self._terms:
            if number in by_number:
                present = program.placements.get(course, Placement(course, by_number[number]))
                rows.append(replace(present, term=by_number[number]))
            else:
                self._findings.add([warning("import.no_term", where, value=number, last=max(by_number))])
        return put(self._with_alternatives(program, by_number), "placements", *rows)

    def _with_alternatives(self, program: Program, by_number: Mapping[int, str]) -> Program:
        """Allow courses the terms in which they may stand instead, where the programme has them."""
        allowed = {
            course: frozenset(by_number[one] for one in numbers if one in by_number)
            for course, numbers in self._instead.items()
        }
        changed = [replace(program.courses[key], allowed_terms=held) for key, held in allowed.items()]
        return put(program, "courses", *changed)

    def _asked(self, program: Program) -> Program:
        restated = Restated(program)
        for one in self._asking:
            groups = list(self._groups(one))
            kinds = {one.kind} | ({RequisiteKind.ANY_OF} if one.kind is RequisiteKind.ALL_OF else set())
            if groups:
                restated.state(one.course, frozenset(kinds), requisites_of(one.course, one.kind, groups))
        return restated.result(program)

    def _groups(self, one: _Asking) -> Iterator[frozenset[str]]:
        """Yield what a cell asks for, and note what it cannot ask for."""
        wanted = parse_requisites(one.text, self._courses.known.find)
        for text in wanted.unknown:
            known = self._courses.known
            if known.is_shared(text):
                self._findings.add([error("import.ambiguous", one.where, value=shown(text))])
            else:
                near = known.nearest(text)
                self._findings.add(
                    [error("import.unknown_requisite", one.where, value=shown(text), known=near)]
                )
        for group in wanted.groups:
            if one.course in group:
                self._findings.add([warning("import.own_requisite", one.where, value=shown(one.text))])
            elif len(group) > 1 and one.kind is not RequisiteKind.ALL_OF:
                self._findings.add([error("import.no_alternatives", one.where, value=shown(one.text))])
            else:
                yield group
