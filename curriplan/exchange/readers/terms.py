"""Lists of terms with their weeks; terms that are not there yet are made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from curriplan.domain.defaults import term
from curriplan.domain.edits.rows import put
from curriplan.domain.edits.terms import terms_of_a_year, with_phases, years
from curriplan.domain.finding import error
from curriplan.domain.plan import Term
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.exchange.columns import NO_MAP, Column, ColumnMap, Layout
from curriplan.exchange.readers.collect import Collector
from curriplan.exchange.readers.course_columns import HINTS, TOTAL_ROW, terms_of
from curriplan.exchange.readers.course_columns import LAYOUT as COURSES
from curriplan.exchange.readers.lists import key_columns, name_in
from curriplan.exchange.readers.result import ReadResult
from curriplan.exchange.source import Source
from curriplan.exchange.table import Record, best_table, usable_tables

NAME = "terms"
_FIGURES = ("weeks", "holiday_weeks", "exam_weeks", "reserve_weeks", "max_weekly_hours", "max_credits")
LAYOUT = Layout(
    (
        Column("number", ("number", "term", "term number", "semester", "学期", "学期序号")),
        Column("year", ("year", "study year", "学年", "年级")),
        *key_columns()[1:],
        Column("weeks", ("weeks", "total weeks", "周数", "总周数", "学期周数")),
        Column("holiday_weeks", ("holiday weeks", "holidays", "假期周数", "假期", "寒暑假")),
        Column("exam_weeks", ("exam weeks", "exams", "考试周", "考试周数", "复习考试")),
        Column("reserve_weeks", ("reserve weeks", "reserve", "机动周", "机动周数", "机动")),
        Column("max_weekly_hours", ("max weekly hours", "most weekly hours", "周学时上限", "最高周学时")),
        Column("max_credits", ("max credits", "most credits", "学分上限", "最高学分")),
    ),
    (("number",), _FIGURES),
)
_OTHER_LISTS = tuple(name for name in HINTS if not name.startswith("term"))
_ONLY_TERMS = ("holiday_weeks", "exam_weeks", "reserve_weeks")
_SURE, _USUAL = 0.9, 0.55


def sniff(source: Source, given: ColumnMap = NO_MAP) -> float:
    """Return how much (0..1) a file looks like a list of terms: weeks that only terms have, or each number once."""
    found = best_table(source, LAYOUT, given)
    if found is None or not found.has("number") or not found.has(*_FIGURES):
        return 0.0
    courses = best_table(source, COURSES, given)
    if courses is not None and courses.has(*_OTHER_LISTS):
        return 0.0
    if found.has(*_ONLY_TERMS):
        return _SURE
    numbers = [record.text("number") for record in found.records()]
    return _USUAL if len({*numbers}) == len(numbers) else 0.0


def read(source: Source, program: Program, given: ColumnMap, progress: Progress) -> ReadResult:
    """Return the programme with the terms of a list.

    Raises:
        UnreadableFile: no column numbers the terms, none states their weeks, or two claim one field.

    """
    tables = usable_tables(source, LAYOUT, given)
    findings = Collector(source.name)
    rows: dict[int, Term] = {}
    first: dict[int, Record] = {}
    count = 0
    for table in tables:
        for record in table.records():
            if TOTAL_ROW.match(record.first()):
                continue
            progress(min(1.0, count / len(table.rows)), "matching")
            count += 1
            row = _row(record, program, first)
            findings.add((*record.problems, *record.remarks))
            if row is not None and not record.problems:
                rows[row.number], first[row.number] = row, record
    held = {one.number for one in program.terms.values()}
    for number in sorted(rows):
        # A number without the one before it would leave a hole in the calendar.
        if number > 1 and number - 1 not in held | rows.keys():
            where = first[number].place("number")
            findings.add([error("import.term_gap", where, value=number, before=number - 1)])
            del rows[number]
    columns = tuple(dict.fromkeys(pair for table in tables for pair in table.matched()))
    after = put(program, "terms", *rows.values())
    after = after if years(after) == years(program) else with_phases(after)
    return ReadResult(after, findings.findings(), count, count - len(rows), NAME, columns)


def _row(record: Record, program: Program, first: dict[int, Record]) -> Term | None:
    """Return the term of a row, or None, noted, where its number cannot be used."""
    text = record.text("number")
    if not text:
        record.fail("import.blank", record.place("number"), column=record.table.title("number"))
        return None
    try:
        number, last = terms_of(text)
    except ValueError:
        number, last = 0, -1
    if number != last:
        record.fail("import.not_one_term", record.place("number"), value=text)
        return None
    if number in first:
        record.fail("import.row_twice", record.place("number"), value=text, row=first[number].number)
        return None
    by_number = {one.number: one for one in program.terms.values()}
    present = by_number.get(number) or term(number, terms_of_a_year(program))
    return replace(present, name=name_in(record, present.name), **_figures(record, present))


def _figures(record: Record, present: Term) -> dict[str, Any]:
    stated: dict[str, Any] = {name: record.number_in(name) for name in _FIGURES}
    year = record.number_in("year")
    if year is not None and (not year.is_integer() or year < 1):
        record.fail("import.not_a_year", record.place("year"), value=year)
    stated["year"] = None if year is None else int(year)
    return {name: getattr(present, name) if value is None else value for name, value in stated.items()}
