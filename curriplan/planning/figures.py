"""Weekly hours, credits and weeks of each part of each course, as exact integers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from curriplan.analysis.calendar import Factor, course_credits, factors, is_public_basic, part_share
from curriplan.domain.course import Course, Delivery, TermPart
from curriplan.domain.profile import CreditRule
from curriplan.domain.program import Program
from curriplan.planning.exact import Unit, exact, unit_of
from curriplan.planning.result import LoadIn

NOUGHT = Fraction(0)


@dataclass(frozen=True, slots=True)
class CourseFigures:
    """What a course is for one group of students, one entry for each of its parts.

    ``load`` is what counts for the even load: hours a week, or credits, of weekly courses. ``blocks`` are
    the weeks that whole weeks or internship take. What is not known is 0 here.
    """

    load: tuple[int, ...]
    hours: tuple[int, ...]
    credits: tuple[int, ...]
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of all courses by group, weeks as stated, units, and courses whose load or weeks are not known."""

    of: tuple[Mapping[str, CourseFigures], ...]
    weeks: Mapping[str, tuple[int, ...]]
    load_in: LoadIn
    load_unit: Unit
    hour_unit: Unit
    credit_unit: Unit
    week_unit: Unit
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseHours:
    """Hours that count for the phase score: ``of[course][first term]`` are those in phase, in ``unit``.

    ``total`` are all hours that can count, public basic courses left out. Shared courses count once
    for each group of students that takes them.
    """

    unit: Unit
    of: Mapping[str, Mapping[int, int]]
    total: int


def parts_of(course: Course) -> tuple[TermPart, ...]:
    """Return the parts of a course, one empty part where none is stated."""
    return course.parts or (TermPart(),)


def figures_of(program: Program, rows: Sequence[Course], groups: Sequence[frozenset[str]]) -> Figures:
    """Return the figures of some courses for groups of students, each given by all courses it takes.

    Pools count with their required figures, shared by the courses of the pool that the group may take.
    """
    hours, credits_, weeks = _Table(), _Table(), _Table(_calendar_weeks(program))
    for number, taken in enumerate(groups):
        by = factors(program, [row for row in program.courses.values() if row.id in taken])
        for row in rows:
            if row.id in taken:
                hours.of[number, row.id] = _weekly_hours(row, by[row.id])
                credits_.of[number, row.id] = _credits(row, by[row.id], program.about.credit_rule)
                weeks.of[number, row.id] = _block_weeks(row, by[row.id])
    stated = {row.id: [_times(part.weeks) for part in parts_of(row)] for row in rows}
    weeks.more += [one for held in stated.values() for one in held if one is not None]
    load_in = _load_in(rows, hours, credits_)
    load = hours if load_in == "hours" else credits_
    lacking = load.lacking() & {row.id for row in rows if _is_weekly(row)}
    lacking |= {row.id for row in rows if not _is_weekly(row) and None in stated[row.id]}
    h, c, w = hours.whole(), credits_.whole(), weeks.whole()
    weekly = {row.id: _is_weekly(row) for row in rows}

    def figures(number: int, key: str) -> CourseFigures:
        at = number, key
        counted = (h if load_in == "hours" else c)[at] if weekly[key] else (0,) * len(w[at])
        return CourseFigures(counted, h[at], c[at], w[at])

    return Figures(
        tuple(
            {row.id: figures(n, row.id) for row in rows if row.id in held} for n, held in enumerate(groups)
        ),
        {key: tuple(weeks.unit.whole(one or NOUGHT) for one in held) for key, held in stated.items()},
        load_in,
        load.unit,
        hours.unit,
        credits_.unit,
        weeks.unit,
        tuple(row.id for row in rows if row.id in lacking),
    )


@dataclass(slots=True)
class _Table:
    """One figure of every part by (group, course); None is not known. ``more`` are figures of the same unit."""

    more: list[Fraction] = field(default_factory=list)
    of: dict[tuple[int, str], list[Fraction | None]] = field(default_factory=dict)

    @property
    def unit(self) -> Unit:
        return unit_of([*self.more, *(one for held in self.of.values() for one in held if one is not None)])

    def lacking(self) -> set[str]:
        return {course for (_, course), held in self.of.items() if None in held}

    def whole(self) -> dict[tuple[int, str], tuple[int, ...]]:
        unit = self.unit
        return {key: tuple(unit.whole(one or NOUGHT) for one in held) for key, held in self.of.items()}


def _weekly_hours(row: Course, factor: Factor) -> list[Fraction | None]:
    if not _is_weekly(row):
        return [NOUGHT] * row.span
    return [_times(part.weekly_hours, factor.hours) for part in parts_of(row)]


def _credits(row: Course, factor: Factor, rule: CreditRule) -> list[Fraction | None]:
    own = course_credits(row, rule)
    return [_times(own, part_share(row, n, rule), factor.credits) for n in range(row.span)]


def _block_weeks(row: Course, factor: Factor) -> list[Fraction | None]:
    if _is_weekly(row):
        return [NOUGHT] * row.span
    return [_times(part.weeks, factor.hours) for part in parts_of(row)]


def phase_hours(program: Program, rows: Iterable[Course], groups: Sequence[frozenset[str]]) -> PhaseHours:
    """Return the hours in phase of each course by the term in which it would begin."""
    years = {term.number: term.year for term in program.terms.values()}
    each = [factors(program, [one for one in program.courses.values() if one.id in held]) for held in groups]
    found: dict[str, dict[int, Fraction]] = {}
    total = NOUGHT
    for row in rows:
        if row.hours.total is None or is_public_basic(program, row):
            continue
        weight = sum((exact(by[row.id].hours) for by in each if row.id in by), NOUGHT)
        total += exact(row.hours.total) * weight
        found[row.id] = {first: _in_phase(program, row, first, years) * weight for first in years}
    unit = unit_of([total, *(value for held in found.values() for value in held.values())])
    return PhaseHours(
        unit,
        {key: {first: unit.whole(value) for first, value in held.items()} for key, held in found.items()},
        unit.whole(total),
    )


def _in_phase(program: Program, row: Course, first: int, years: Mapping[int, int]) -> Fraction:
    rule, phases = program.about.credit_rule, program.about.phases
    hours = NOUGHT
    for step in range(row.span):
        year = years.get(first + step)
        if year is not None and year <= len(phases):
            share = exact(part_share(row, step, rule))
            hours += exact(row.hours.of(phases[year - 1]) or 0.0) * share
    return hours


def _is_weekly(row: Course) -> bool:
    return row.delivery is Delivery.WEEKLY


def _load_in(rows: Iterable[Course], hours: _Table, credits_: _Table) -> LoadIn:
    """Return hours, unless more weekly courses lack hours than lack credits."""
    weekly = {row.id for row in rows if _is_weekly(row)}
    return "credits" if len(hours.lacking() & weekly) > len(credits_.lacking() & weekly) else "hours"


def _times(value: float | None, *more: float) -> Fraction | None:
    if value is None:
        return None
    product = exact(value)
    for one in more:
        product *= exact(one)
    return product


def _calendar_weeks(program: Program) -> list[Fraction]:
    return [
        exact(weeks)
        for term in program.terms.values()
        for weeks in (term.weeks, term.holiday_weeks, term.exam_weeks, term.reserve_weeks)
        if weeks is not None
    ]
