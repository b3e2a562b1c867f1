"""The rows of the schedule: courses, pools, subtotals. Figures are live wherever they follow from cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriplan.analysis.alternatives import alternatives
from curriplan.analysis.calendar import Factor, course_credits, course_hours, first_term
from curriplan.analysis.notation import DAYS_A_WEEK, RUNS, STAR, days_of, format_part
from curriplan.analysis.report.formula import (
    Expression,
    Minus,
    Plus,
    Ratio,
    Sum,
    SumProduct,
    across,
    at,
    down,
)
from curriplan.analysis.report.schedule_groups import PoolBlock
from curriplan.analysis.report.schedule_layout import (
    CODE,
    CORE,
    CREDITS,
    EXAM,
    EXTRA,
    FIRST_TERM,
    HOURS,
    NAME,
    NATURE,
    OFF_CAMPUS,
    ON_CAMPUS,
    THEORY,
    Layout,
)
from curriplan.analysis.report.tree import (
    Cell,
    Days,
    Formula,
    Number,
    Row,
    RowKind,
    Unit,
    Value,
    Weekly,
    WholeWeeks,
    say,
)
from curriplan.analysis.report.words import figure, name_of, word
from curriplan.domain.course import Course, Delivery, TermPart
from curriplan.domain.program import Program

Cells = dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Weights:
    """The cells that say by how much a course counts."""

    hours: Cell
    credits: Cell


def as_row(cells: Cells, layout: Layout, kind: RowKind = RowKind.BODY) -> Row:
    """Return a row of all columns."""
    return Row(tuple(cells.get(column) for column in range(layout.width)), kind)


def plain_weights(factor: Factor) -> Weights:
    """Return weights as plain numbers."""
    return Weights(Number(factor.hours), Number(factor.credits))


def course_cells(
    program: Program, layout: Layout, course: Course, row: int, weights: Weights, *, bracketed: bool
) -> Cells:
    """Return the cells of a course that stands in a row of the table's body."""
    rule = program.about.credit_rule
    cells: Cells = {
        CORE: "★" if course.core else None,
        NAME: name_of(course),
        CODE: course.code,
        NATURE: word(course.status),
        EXAM: word(course.assessment),
        CREDITS: figure(course_credits(course, rule), bracketed=bracketed),
        THEORY: figure(course.hours.theory, bracketed=bracketed),
        ON_CAMPUS: figure(course.hours.on_campus, bracketed=bracketed),
        OFF_CAMPUS: figure(course.hours.off_campus, bracketed=bracketed),
        EXTRA: _off_timetable(course, bracketed=bracketed),
        layout.department: course.department or None,
        layout.hour_weight: weights.hours,
        layout.credit_weight: weights.credits,
    }
    cells |= _term_cells(program, layout, course)
    cells[HOURS] = _hours(program, layout, course, row, cells, bracketed=bracketed)
    if cells[HOURS] is not None and course.hours.total is not None:
        cells[layout.check] = _check(row)
    if course.delivery is Delivery.WEEKLY:
        cells[layout.weekly_weight] = Formula(Sum((at(row, layout.hour_weight),)))
    return cells


def _off_timetable(course: Course, *, bracketed: bool) -> Value:
    extra = course.hours.extracurricular
    return None if extra is None else Number(extra, Unit.OFF_TIMETABLE, bracketed)


def _check(row: int) -> Formula:
    hours, parts = Sum((at(row, HOURS),)), Sum((across(row, THEORY, EXTRA),))
    return Formula(Minus(hours, parts), unit=Unit.CHECK)


def _term_cells(program: Program, layout: Layout, course: Course) -> Cells:
    """Return what a course does in its terms, and in brackets, as text, where it may stand instead."""
    begins = first_term(program, course.id)
    cells: Cells = {}
    for number, part in alternatives(program, course):
        column = layout.term_column(number)
        if column is not None:
            cells[column] = f"({format_part(part, course.delivery)})"
    for index in range(course.span):
        column = None if begins is None else layout.term_column(begins + index)
        if column is None:
            continue
        part = course.parts[index] if course.parts else TermPart()
        shown, multiplier = _part(program, course.delivery, part)
        cells[column] = shown
        cells[column + len(layout.terms)] = multiplier
    return cells


def _part(program: Program, delivery: Delivery, part: TermPart) -> tuple[Value, Value]:
    """Return what a course does in a term, and by what it is multiplied to make hours."""
    rule = program.about.credit_rule
    if delivery is Delivery.WEEKLY:
        weeks = None if part.weeks is None else Number(part.weeks, Unit.WEEKS)
        if part.weekly_hours is None:
            return RUNS, weeks
        return Weekly(part.weekly_hours, part.weeks), weeks
    if delivery is Delivery.LECTURES:
        return STAR, None
    if part.weeks is None:
        return RUNS, None
    each = rule.week_hours if delivery is Delivery.WEEKS else rule.internship_week_hours
    days = days_of(part.weeks)
    if days is not None:
        return Days(days), Number(each / DAYS_A_WEEK, Unit.DAY_HOURS)
    return WholeWeeks(part.weeks), Number(each, Unit.WEEK_HOURS)


def _hours(
    program: Program, layout: Layout, course: Course, row: int, cells: Cells, *, bracketed: bool
) -> Value:
    """Return the hours of a course: live where its cells add up to them, else as stated."""
    hours = course_hours(course, program.about.credit_rule)
    if hours is None:
        return None
    extra = course.hours.extracurricular or 0.0
    if not layout.terms or abs(_shown_hours(layout, cells) + extra - hours) > 1e-6:
        shown = Unit.MARKED if course.marked else Unit.FIGURE
        return Number(round(hours, 10), shown, bracketed)
    terms = across(row, FIRST_TERM, layout.last_term)
    multipliers = across(row, layout.first_multiplier, layout.last_multiplier)
    expression: Expression = SumProduct((terms, multipliers))
    if extra:
        expression = Plus((expression, Sum((at(row, EXTRA),))))
    return Formula(expression, unit=Unit.MARKED if course.marked else Unit.FIGURE, bracketed=bracketed)


def _shown_hours(layout: Layout, cells: Cells) -> float:
    total = 0.0
    for column in range(FIRST_TERM, layout.last_term + 1):
        match cells.get(column), cells.get(column + len(layout.terms)):
            case ((Weekly(hours=each) | WholeWeeks(weeks=each) | Days(days=each)), Number(value=multiplier)):
                total += each * multiplier
    return total


def pool_rows(
    program: Program, layout: Layout, block: PoolBlock, by: Mapping[str, Factor], start: int
) -> list[Cells]:
    """Return the row of a pool, which stands in row ``start``, and the rows of its courses.

    The pool's row shows what the pool counts with. It has no weight itself: its courses carry the
    weights, so that each sum runs over one unbroken area.
    """
    rule = program.about.credit_rule
    first, last = start + 1, start + len(block.courses)
    hours = block.shared_out(block.pool.hours.total, lambda one: course_hours(one, rule))
    credit = block.shared_out(block.pool.credits, lambda one: course_credits(one, rule))
    members: list[Cells] = []
    for row, course in enumerate(block.courses, first):
        plain = by[course.id]
        weights = Weights(
            Number(plain.hours) if hours is None else _part_of_pool(start, HOURS, first, last),
            Number(plain.credits) if credit is None else _part_of_pool(start, CREDITS, first, last),
        )
        members.append(course_cells(program, layout, course, row, weights, bracketed=True))
    head = weighted_sums(layout, members, first)
    name = block.pool.name or block.pool.code
    head[NAME] = say("plan.pool", name=name, k=block.pool.choose, n=block.size)
    head[CODE] = block.pool.code
    if hours is not None:
        head[HOURS] = figure(hours)
    if credit is not None:
        head[CREDITS] = figure(credit)
    return [head, *members]


def _part_of_pool(row: int, column: int, first: int, last: int) -> Formula:
    return Formula(Ratio(Sum((at(row, column),)), Sum((down(column, first, last),))))


def weighted_sums(layout: Layout, rows: Sequence[Cells], first: int) -> Cells:
    """Return sums of hours, credits and hours a week over rows from ``first`` on, each by its weight.

    A column in which nothing is known has no sum: what is not known is not zero.
    """
    weights = dict.fromkeys(range(HOURS, EXTRA + 1), layout.hour_weight)
    weights[CREDITS] = layout.credit_weight
    weights |= dict.fromkeys(range(FIRST_TERM, layout.last_term + 1), layout.weekly_weight)
    last = first + len(rows) - 1
    return {
        column: Formula(SumProduct((down(column, first, last), down(weight, first, last))))
        for column, weight in weights.items()
        if any(_is_known(row, column, weight) for row in rows)
    }


def _is_known(row: Cells, column: int, weight: int) -> bool:
    return not isinstance(row.get(column), str | None) and row.get(weight) is not None
