"""Hours and credits by course type (各类课程学时、学分统计), shares live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curriplan.analysis.calendar import Factor, course_credits, course_hours
from curriplan.analysis.report.formula import Minus, Ratio, Sum, at, down
from curriplan.analysis.report.schedule_groups import Group, groups, weights
from curriplan.analysis.report.settle import settled
from curriplan.analysis.report.tree import (
    Align,
    Column,
    Formula,
    Number,
    Row,
    RowKind,
    Table,
    Unit,
    plain_headers,
    say,
)
from curriplan.analysis.report.words import figure, name_of
from curriplan.domain.program import Program
from curriplan.domain.stated import NO_HOURS

STATED = (("hours", 2), ("credits", 5))
"""Figures that a form states and the table has room for, with the column of the derived one."""


def by_type_table(program: Program, track: str | None) -> Table:
    """Return hours and credits of each course type for the students of a track, with their shares."""
    keys = ["type", "courses", "hours", "theory", "practice", "credits", "hours_share", "practice_share"]
    held, by = groups(program, track), weights(program, track)
    rows = [_type_row(program, group, by, row, len(held)) for row, group in enumerate(held)]
    if rows:
        rows.append(_total(rows))
    printed = [NO_HOURS if one.type is None else one.type.stated for one in held] + [program.about.stated]
    for key, column in STATED if rows else ():
        stated = [getattr(one, key) for one in printed]
        if any(one is not None for one in stated):
            at_column = len(keys)
            keys += [f"stated_{key}", "check"]
            pairs = zip(rows, stated, strict=True)
            rows = [_with_stated(row, n, value, column, at_column) for n, (row, value) in enumerate(pairs)]
    number = Column(11, least=9, align=Align.RIGHT)
    columns = (Column(32, least=12, wrap=True), *[number] * (len(keys) - 1))
    headers = plain_headers(*(say(f"by_type.{key}") for key in keys))
    return settled(Table(columns, headers, tuple(rows), title=say("by_type.title"), empty=say("plan.empty")))


def _with_stated(row: Row, n: int, stated: float | None, column: int, place: int) -> Row:
    """Return a row with what a form states of a column, and what the courses have more than that."""
    difference = Minus(Sum((at(n, column),)), Sum((at(n, place),)))
    check = None if stated is None else Formula(difference, unit=Unit.CHECK)
    return Row((*row.cells, figure(stated), check), row.kind)


def _total(rows: list[Row]) -> Row:
    count = len(rows)
    sums = (
        Formula(Sum((down(column, 0, count - 1),)))
        if any(row.cells[column] is not None for row in rows)
        else None
        for column in range(1, 6)
    )
    return Row((say("plan.total"), *sums, *_shares(count, count)), RowKind.TOTAL)


def _type_row(program: Program, group: Group, by: Mapping[str, Factor], row: int, total: int) -> Row:
    rule = program.about.credit_rule
    members = [*group.courses, *(course for block in group.pools for course in block.courses)]
    hours = _known_sum((course_hours(one, rule), by[one.id].hours) for one in members)
    theory = _known_sum((one.hours.theory, by[one.id].hours) for one in members)
    practice = _known_sum((one.hours.practice, by[one.id].hours) for one in members)
    credits_ = _known_sum((course_credits(one, rule), by[one.id].credits) for one in members)
    label = say("plan.no_type") if group.type is None else name_of(group.type)
    figures = (
        Number(len(members), Unit.COUNT),
        *(figure(one) for one in (hours, theory, practice, credits_)),
    )
    return Row((label, *figures, *_shares(row, total)))


def _known_sum(pairs: Iterable[tuple[float | None, float]]) -> float | None:
    known = [value * factor for value, factor in pairs if value is not None]
    return sum(known) if known else None


def _shares(row: int, total: int) -> tuple[Formula, Formula]:
    hours, practice = Sum((at(row, 2),)), Sum((at(row, 4),))
    return (
        Formula(Ratio(hours, Sum((at(total, 2),))), unit=Unit.SHARE),
        Formula(Ratio(practice, hours), unit=Unit.SHARE),
    )
