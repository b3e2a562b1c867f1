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
    Row,
    RowKind,
    Say,
    Section,
    Spanned,
    Table,
    Unit,
    Value,
    plain_headers,
    say,
)
from curriplan.analysis.report.words import figure, listed, term_name, year
from curriplan.domain.course import Delivery
from curriplan.domain.program import Program

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
    "blocks",
)
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
    number = Column(11, least=9, align=Align.RIGHT)
    columns = (
        Column(12, least=8),
        Column(14, least=9),
        *[number] * 9,
        Column(9, least=7, align=Align.CENTRE),
        Column(60, least=36, wrap=True),
    )
    headers = plain_headers(*(say(f"terms.{key}") for key in KEYS))
    loads = term_loads(program, track)
    rows = [Row(_cells(program, track, load, row)) for row, load in enumerate(loads)]
    if any(load.class_weeks is not None for load in loads):
        rows.append(_total(len(rows)))
    return settled(Table(columns, headers, tuple(rows), empty=say("terms.empty"), anchor=2))


def _cells(program: Program, track: str | None, load: TermLoad, row: int) -> tuple[Value, ...]:
    term = load.term
    known = load.class_weeks is not None
    return (
        year(term.year),
        term_name(term),
        figure(load.class_weeks),
        figure(load.whole_weeks),
        figure(load.internship_weeks),
        figure(term.exam_weeks),
        figure(term.reserve_weeks),
        Formula(Sum((across(row, CLASS, RESERVE),))) if known else None,
        figure(term.holiday_weeks),
        Formula(Sum((across(row, TEACHING, HOLIDAY),))) if known else None,
        figure(term.weeks),
        Formula(Minus(Sum((at(row, ALL),)), Sum((at(row, STATED),))), unit=Unit.CHECK) if known else None,
        _blocks(program, track, load),
    )


def _blocks(program: Program, track: str | None, load: TermLoad) -> Value:
    """Return what runs in whole weeks, each with its weeks."""
    found: list[Say] = []
    for course_id in load.courses:
        course = program.courses[course_id]
        part = part_in(program, course, load.term.number)
        if part is None or course.delivery is Delivery.WEEKLY or not takes(course, track):
            continue
        weeks = format_part(part, course.delivery)
        found.append(say("terms.block", name=course.name or course.code, weeks=weeks))
    return listed(found)


def _total(count: int) -> Row:
    sums = [Formula(Sum((down(column, 0, count - 1),))) for column in range(CLASS, CHECK)]
    check = Formula(Minus(Sum((at(count, ALL),)), Sum((at(count, STATED),))), unit=Unit.CHECK)
    return Row((Spanned(say("plan.total"), columns=2), None, *sums, check, None), RowKind.TOTAL)
