"""Sums of hours and credits over groups of courses, and of weeks over terms, to stand beside stated ones.

A sum to which a figure is missing is not known: it is None, and no smaller sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from curriplan.analysis.calendar import (
    Factor,
    TermLoad,
    course_credits,
    course_hours,
    factors,
    takes,
)
from curriplan.domain.course import Course
from curriplan.domain.plan import Term
from curriplan.domain.program import Program
from curriplan.domain.stated import StatedHours, StatedWeeks

# Shares such as a third of 2 h add up to 23.999999999999996 h: this many decimals are figures, the rest dust.
_DECIMALS = 10


def hours_by_type(program: Program, track: str | None) -> Mapping[str | None, StatedHours]:
    """Return what the courses of each type add up to for the students of a track; pools count as required."""
    taken = [one for one in program.courses.values() if takes(one, track)]
    by = factors(program, taken)
    kinds = dict.fromkeys(one.type for one in taken)
    return {kind: _hours(program, [one for one in taken if one.type == kind], by) for kind in kinds}


def all_hours(program: Program, track: str | None) -> StatedHours:
    """Return what all courses add up to for the students of a track."""
    taken = [one for one in program.courses.values() if takes(one, track)]
    return _hours(program, taken, factors(program, taken))


def _hours(program: Program, courses: Iterable[Course], by: Mapping[str, Factor]) -> StatedHours:
    rule, counted = program.about.credit_rule, [one for one in courses if one.counted]

    def total(figure: Callable[[Course], float | None]) -> float | None:
        return _total((figure(one), by[one.id].hours) for one in counted)

    return StatedHours(
        total(lambda one: course_hours(one, rule)),
        total(_theory),
        total(_practice),
        _total((course_credits(one, rule), by[one.id].credits) for one in counted),
    )


def _theory(course: Course) -> float | None:
    """Return the hours of theory: none, where only practice is stated."""
    return course.hours.theory if course.hours.total is None else course.hours.theory or 0.0


def _practice(course: Course) -> float | None:
    return course.hours.practice if course.hours.total is None else course.hours.practice or 0.0


def _total(pairs: Iterable[tuple[float | None, float]]) -> float | None:
    total = 0.0
    for figure, weight in pairs:
        if weight == 0:
            continue
        if figure is None:
            return None
        total += figure * weight
    return round(total, _DECIMALS)


def weeks_of(load: TermLoad) -> StatedWeeks:
    """Return the weeks of a term: as the form states them, else as they follow from the courses."""
    term = load.term
    return StatedWeeks(
        term.weeks,
        _or(term.class_weeks, load.class_weeks),
        _or(term.block_weeks, load.whole_weeks),
        _or(term.internship_weeks, load.internship_weeks),
        term.exam_weeks or 0.0,
        term.reserve_weeks or 0.0,
        term.holiday_weeks or 0.0,
    )


def weeks_together(row: StatedWeeks) -> float | None:
    """Return what the parts of a term's weeks add up to, or None where the class weeks are not known."""
    if row.class_weeks is None:
        return None
    parts = (row.class_weeks, row.block_weeks, row.internship_weeks, row.exam_weeks, row.reserve_weeks)
    return round(sum(one or 0.0 for one in (*parts, row.holiday_weeks)), _DECIMALS)


def states_weeks(term: Term) -> bool:
    """Tell whether a form states how the weeks of a term are used, which else follows from the courses."""
    return any(one is not None for one in (term.class_weeks, term.block_weeks, term.internship_weeks))


def _or(stated: float | None, derived: float | None) -> float | None:
    return derived if stated is None else stated
