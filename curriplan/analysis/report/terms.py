"""The weeks of each term (教学环节分配表): the calendar identity, live; below it the shares of course types."""

from __future__ import annotations

from curriplan.analysis.calendar import TermLoad, part_in, takes, term_loads, tracks_of
from curriplan.analysis.notation import format_part
from curriplan.analysis.report.by_type import by_type_table
from curriplan.analysis.report.formula import Minus, Sum, across, at, down
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.settle import settled
from curriplan.analysis.report.tree import (
    Align,
    Column,
    Formula,
    Mark,
    Row,
    RowKind,
    Say,
    Section,
    Spanned,
    Table,
    Tone,
    Unit,
    Value,
    plain_headers,
    say,
)
from curriplan.analysis.report.words import figure, listed, term_name, year
from curriplan.analysis.rules.case import TOLERANCE
from curriplan.analysis.sums import weeks_of
from curriplan.domain.course import Delivery
from curriplan.domain.program import Program
from curriplan.domain.stated import NO_WEEKS

KEYS = (
    "year",
    "term",
    "class",
    "whole",
    "internship",
    "exam",
    "reserve",
    "teaching",
    "holiday",
    "all",
    "stated",
    "check",
    "differs",
    "blocks",
)
BLOCKS = (Delivery.WEEKS, Delivery.INTERNSHIP)
CLASS, RESERVE, TEACHING, HOLIDAY, ALL, STATED, CHECK = 2, 6, 7, 8, 9, 10, 11


def terms_sections(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return the weeks of each term, for each track."""
    program = inputs.program
    return tuple(
        Section(
            "terms",
            say("sheet.terms"),
            say("title.terms"),
            (say("terms.identity"), terms_table(program, track), by_type_table(program, track)),
            of=None if track is None else program.tracks[track].name or None,
            frozen=True,
        )
        for track in tracks_of(program)
    )


def terms_table(program: Program, track: str | None) -> Table:
    """Return the weeks of each term for the students of a track."""
    loads = term_loads(program, track)
    differing = any(_differs(load) is not None for load in loads)
    number = Column(11, least=9, align=Align.RIGHT)
    columns = (
        Column(12, least=8),
        Column(14, least=9),
        *[number] * 9,
        Column(9, least=7, align=Align.CENTRE),
        *([Column(44, least=24, wrap=True)] if differing else []),
        Column(60, least=36, wrap=True),
    )
    keys = [key for key in KEYS if key != "differs" or differing]
    headers = plain_headers(*(say(f"terms.{key}") for key in keys))
    rows = []
    for row, load in enumerate(loads):
        cells = _cells(program, track, load, row)
        rows.append(Row((*cells[:-1], *([_differs(load)] if differing else []), cells[-1])))
    if any(weeks_of(load).class_weeks is not None for load in loads):
        rows += _closing(program, len(rows), differing=differing)
    return settled(Table(columns, headers, tuple(rows), empty=say("terms.empty"), anchor=2))


def _cells(program: Program, track: str | None, load: TermLoad, row: int) -> tuple[Value, ...]:
    term, weeks = load.term, weeks_of(load)
    known = weeks.class_weeks is not None
    return (
        year(term.year),
        term_name(term),
        figure(weeks.class_weeks),
        figure(weeks.block_weeks),
        figure(weeks.internship_weeks),
        figure(term.exam_weeks),
        figure(term.reserve_weeks),
        Formula(Sum((across(row, CLASS, RESERVE),))) if known else None,
        figure(term.holiday_weeks),
        Formula(Sum((across(row, TEACHING, HOLIDAY),))) if known else None,
        figure(term.weeks),
        _check(row) if known and term.weeks is not None else None,
        _blocks(program, track, load),
    )


def _blocks(program: Program, track: str | None, load: TermLoad) -> Value:
    """Return what runs in whole weeks, each with its weeks."""
    found: list[Say] = []
    for course_id in load.courses:
        course = program.courses[course_id]
        part = part_in(program, course, load.term.number)
        if part is None or course.delivery not in BLOCKS or not takes(course, track):
            continue
        weeks = format_part(part, course.delivery)
        found.append(say("terms.block", name=course.name or course.code, weeks=weeks))
    return listed(found)


def _check(row: int) -> Formula:
    return Formula(Minus(Sum((at(row, ALL),)), Sum((at(row, STATED),))), unit=Unit.CHECK)


def _differs(load: TermLoad) -> Value:
    """Return what a form states of a term otherwise than it follows from the courses, both sides of each."""
    term = load.term
    pairs = (
        ("class", term.class_weeks, load.class_weeks),
        ("whole", term.block_weeks, load.whole_weeks),
        ("internship", term.internship_weeks, load.internship_weeks),
    )
    found = [
        say("terms.both", what=say(f"terms.{key}"), stated=stated, courses=derived)
        for key, stated, derived in pairs
        if stated is not None and derived is not None and abs(stated - derived) > TOLERANCE
    ]
    return Mark(say("terms.not_equal", items=tuple(found)), Tone.ERROR) if found else None


def _closing(program: Program, count: int, *, differing: bool) -> list[Row]:
    """Return the sums below the terms, and beneath them those that a form states, with what is between them."""
    sums = [Formula(Sum((down(column, 0, count - 1),))) for column in range(CLASS, CHECK)]
    blank: list[Value] = [None] * (2 if differing else 1)
    lead = (Spanned(say("plan.total"), columns=2), None)
    rows = [Row((*lead, *sums, _check(count), *blank), RowKind.TOTAL)]
    stated = program.about.stated_weeks
    if stated == NO_WEEKS:
        return rows
    printed = (stated.class_weeks, stated.block_weeks, stated.internship_weeks, stated.exam_weeks)
    figures = (*printed, stated.reserve_weeks, None, stated.holiday_weeks, None, stated.weeks)
    cells = [figure(one) for one in figures]
    between = [
        None
        if value is None
        else Formula(
            Minus(Sum((at(count, column),)), Sum((at(count + 1, column),))),
            unit=Unit.CHECK,
        )
        for column, value in enumerate(figures, CLASS)
    ]
    lead = (Spanned(say("terms.stated_sums"), columns=2), None)
    rows.append(Row((*lead, *cells, None, *blank), RowKind.TOTAL))
    lead = (Spanned(say("terms.check"), columns=2), None)
    rows.append(Row((*lead, *between, None, *blank), RowKind.TOTAL))
    return rows
