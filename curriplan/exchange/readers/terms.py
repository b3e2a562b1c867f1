"""Lists of terms with their weeks; terms that are not there yet are made."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import fields, replace
from typing import Any

from curriplan.analysis.notation import unbracketed
from curriplan.domain.defaults import term
from curriplan.domain.edits.rows import put
from curriplan.domain.edits.terms import terms_of_a_year, with_phases, years
from curriplan.domain.finding import error
from curriplan.domain.plan import Term
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.domain.stated import NO_WEEKS, StatedWeeks
from curriplan.exchange.cells import plain
from curriplan.exchange.columns import NO_MAP, ColumnMap
from curriplan.exchange.readers.collect import Collector
from curriplan.exchange.readers.course_columns import HINTS, TOTAL_ROW, terms_of
from curriplan.exchange.readers.course_columns import LAYOUT as COURSES
from curriplan.exchange.readers.lists import name_in
from curriplan.exchange.readers.result import ReadResult
from curriplan.exchange.readers.term_columns import BLOCK_FIELDS, FIGURES, LAYOUT, ONLY_TERMS
from curriplan.exchange.source import Source
from curriplan.exchange.table import Record, best_table, usable_tables

NAME = "terms"
_OTHER_LISTS = tuple(name for name in HINTS if not name.startswith("term"))
_BLANKS = frozenset({"—", "–", "-", "/"})
_SURE, _USUAL = 0.9, 0.55


def sniff(source: Source, given: ColumnMap = NO_MAP) -> float:
    """Return how much (0..1) a file looks like a list of terms: weeks that only terms have, or each number once."""
    found = best_table(source, LAYOUT, given)
    if found is None or not found.has("number") or not found.has(*FIGURES, *BLOCK_FIELDS):
        return 0.0
    courses = best_table(source, COURSES, given)
    if courses is not None and courses.has(*_OTHER_LISTS):
        return 0.0
    if found.has(*ONLY_TERMS):
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
    count, sums = 0, NO_WEEKS
    used: set[str] = set()
    for table in tables:
        for record in table.records():
            if TOTAL_ROW.match(record.first()):
                sums = _sums(record, used)
                break  # what stands below the sums is another table
            progress(min(1.0, count / len(table.rows)), "matching")
            count += 1
            row = _row(record, program, first)
            used |= {name for name in BLOCK_FIELDS if _weeks_in(record, name) is not None}
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
    after = _stating(put(program, "terms", *rows.values()), sums)
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
    stated = _weeks(record)
    stated["year"] = _year(record)
    return {name: getattr(present, name) if value is None else value for name, value in stated.items()}


def _year(record: Record) -> int | None:
    """Return the study year of a row, a number or as forms print it: ``第一学年``."""
    text = plain(record.text("year")).casefold()
    for number, digit in enumerate("一二三四五六七八九十", 1):
        if text in {f"第{digit}学年", f"{digit}年级", f"year {number}"}:
            return number
    year = record.number_in("year")
    if year is not None and (not year.is_integer() or year < 1):
        record.fail("import.not_a_year", record.place("year"), value=year)
        return None
    return None if year is None else int(year)


def _weeks(record: Record) -> dict[str, Any]:
    """Return the figures of a row; whole weeks of several kinds are added up."""
    stated: dict[str, Any] = {name: _weeks_in(record, name) for name in FIGURES}
    kinds = [_weeks_in(record, name) for name in BLOCK_FIELDS]
    if record.table.has(*BLOCK_FIELDS):
        # Where the official form leaves a cell blank, there are no such weeks.
        blocks = sum(one for one in kinds if one is not None)
        none = {"class_weeks": 0.0, "block_weeks": blocks, "internship_weeks": 0.0}
        stated = {name: none.get(name) if value is None else value for name, value in stated.items()}
    return stated


def _weeks_in(record: Record, name: str) -> float | None:
    """Return the weeks of a field; a dash says none, and brackets a term that may be taken instead."""
    text, bracketed = unbracketed(record.text(name))
    return None if bracketed or text in _BLANKS else record.number_in(name)


def _sums(record: Record, used: AbstractSet[str]) -> StatedWeeks:
    """Return the sums that a form states below its terms; ``used`` are the kinds of whole weeks that terms have."""
    found = {one.name: _weeks_in(record, one.name) for one in fields(StatedWeeks)}
    kinds = {name: _weeks_in(record, name) for name in used}
    if kinds and None not in kinds.values():
        found["block_weeks"] = sum(one or 0.0 for one in kinds.values())
    return NO_WEEKS if record.problems else StatedWeeks(**found)


def _stating(program: Program, sums: StatedWeeks) -> Program:
    """Keep the sums that a form states; what it does not state stays as it is."""
    about = program.about
    given = {one.name: value for one in fields(sums) if (value := getattr(sums, one.name)) is not None}
    if not given:
        return program
    return put(program, "profile", replace(about, stated_weeks=replace(about.stated_weeks, **given)))
