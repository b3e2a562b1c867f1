"""Weekly hours, credits and weeks of each part of each course, as exact integers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from curriplan.analysis.calendar import course_credits, factors, is_public_basic, part_share
from curriplan.domain.course import Course, Delivery, TermPart
from curriplan.domain.program import Program
from curriplan.planning.exact import Unit, exact, unit_of
from curriplan.planning.result import LoadIn

NOUGHT = Fraction(0)


@dataclass(frozen=True, slots=True)
class CourseFigures:
    """Figures of one course, one entry for each of its parts; what is not known is 0 here."""

    load: tuple[int, ...]
    hours: tuple[int, ...]
    credits: tuple[int, ...]
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of all courses, their units, and the courses whose load or weeks are not known."""

    of: Mapping[str, CourseFigures]
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


def figures_of(program: Program, rows: Sequence[Course]) -> Figures:
    """Return the figures of some courses. Pools count with their required figures."""
    by, rule = factors(program), program.about.credit_rule
    hours: dict[str, list[Fraction | None]] = {}
    credits_: dict[str, list[Fraction | None]] = {}
    weeks: dict[str, list[Fraction | None]] = {}
    for row in rows:
        factor, parts = by[row.id], parts_of(row)
        own = course_credits(row, rule)
        weekly = row.delivery is Delivery.WEEKLY
        hours[row.id] = [_times(part.weekly_hours, factor.hours) for part in parts]
        credits_[row.id] = [
            _times(own, part_share(row, n, rule) if row.parts else 1.0, factor.credits)
            for n in range(len(parts))
        ]
        weeks[row.id] = [_times(part.weeks, 1.0 if weekly else factor.hours) for part in parts]
    load_in = _load_in(rows, hours, credits_)
    load = hours if load_in == "hours" else credits_
    as_hours, hour_unit = _whole(hours)
    as_credits, credit_unit = _whole(credits_)
    as_weeks, week_unit = _whole(weeks, _calendar_weeks(program))
    as_load, load_unit = (as_hours, hour_unit) if load_in == "hours" else (as_credits, credit_unit)
    return Figures(
        {
            row.id: CourseFigures(as_load[row.id], as_hours[row.id], as_credits[row.id], as_weeks[row.id])
            for row in rows
        },
        load_in,
        load_unit,
        hour_unit,
        credit_unit,
        week_unit,
        tuple(row.id for row in rows if None in (load if _is_weekly(row) else weeks)[row.id]),
    )


def phase_hours(program: Program, rows: Iterable[Course], takers: Callable[[str], int]) -> PhaseHours:
    """Return the hours in phase of each course by the term in which it would begin.

    ``takers`` tells how many groups of students take a course.
    """
    years = {term.number: term.year for term in program.terms.values()}
    by = factors(program)
    found: dict[str, dict[int, Fraction]] = {}
    total = NOUGHT
    for row in rows:
        if row.hours.total is None or is_public_basic(program, row):
            continue
        weight = exact(by[row.id].hours) * takers(row.id)
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
            share = part_share(row, step, rule) if row.parts else 1.0
            hours += exact(row.hours.of(phases[year - 1]) or 0.0) * exact(share)
    return hours


def _is_weekly(row: Course) -> bool:
    return row.delivery is Delivery.WEEKLY


def _load_in(
    rows: Iterable[Course],
    hours: Mapping[str, list[Fraction | None]],
    credits_: Mapping[str, list[Fraction | None]],
) -> LoadIn:
    """Return hours, unless more weekly courses lack hours than lack credits."""
    weekly = [row.id for row in rows if _is_weekly(row)]
    no_hours = sum(None in hours[one] for one in weekly)
    no_credits = sum(None in credits_[one] for one in weekly)
    return "credits" if no_hours > no_credits else "hours"


def _times(value: float | None, *more: float) -> Fraction | None:
    if value is None:
        return None
    product = exact(value)
    for one in more:
        product *= exact(one)
    return product


def _whole(
    figures: Mapping[str, list[Fraction | None]], more: Iterable[Fraction] = ()
) -> tuple[dict[str, tuple[int, ...]], Unit]:
    known = [one for held in figures.values() for one in held if one is not None]
    unit = unit_of([*known, *more])
    return {key: tuple(unit.whole(one or NOUGHT) for one in held) for key, held in figures.items()}, unit


def _calendar_weeks(program: Program) -> list[Fraction]:
    return [
        exact(weeks)
        for term in program.terms.values()
        for weeks in (term.weeks, term.holiday_weeks, term.exam_weeks, term.reserve_weeks)
        if weeks is not None
    ]
