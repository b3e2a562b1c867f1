"""What a course has to give: where it teaches, hours that no competency has yet, and whether it can grow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from curriplan.analysis.calendar import credits_by_rule, first_term, last_term
from curriplan.domain.course import Course, Delivery, Status
from curriplan.domain.edits.contributions import usual_mode
from curriplan.domain.profile import CreditRule
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode


@dataclass(frozen=True, slots=True)
class Room:
    """One course as steps see it.

    ``last`` is the number of the term at whose end it delivers, None without a term. ``free`` are hours by
    mode, empty where they are not known. ``grows``: its weekly hours may rise; ``parts`` are the indexes of
    those that can, empty where no figure of its load is known and no limit asks for one.
    """

    course: Course
    last: int | None
    modes: frozenset[Mode]
    free: Mapping[Mode, float]
    grows: bool
    parts: tuple[int, ...]

    @property
    def trains(self) -> bool:
        """Tell whether it has training beside theory."""
        return bool(self.modes - {Mode.THEORY})


def room_of(program: Program, course: Course) -> Room:
    """Return what a course has to give.

    The internship and whole weeks do not grow, because their weeks are the calendar's; nor do courses that
    the state mandates. A course whose load is not known grows only where no limit of a term would have to be kept.
    """
    parts = tuple(
        n
        for n, part in enumerate(course.parts)
        if part.weeks is not None and part.weeks > 0 and part.weekly_hours is not None
    )
    may = course.delivery is Delivery.WEEKLY and course.status is not Status.MANDATED
    return Room(
        course,
        last_term(program, course.id),
        _modes(program, course),
        free_hours(program, course),
        may and (bool(parts) or not _is_limited(program, course)),
        parts if may else (),
    )


def _modes(program: Program, course: Course) -> frozenset[Mode]:
    held = program.contributions.get(course.id, {}).values()
    taught = {mode for mode in Mode if course.hours.of(mode)} | {one.mode for one in held}
    if course.delivery is Delivery.INTERNSHIP:
        return frozenset({Mode.OFF_CAMPUS})
    return frozenset(taught or {usual_mode(course)})


def free_hours(program: Program, course: Course) -> Mapping[Mode, float]:
    """Return the hours of a course by mode that no competency has; nothing where a figure is not known."""
    held = program.contributions.get(course.id, {}).values()
    total = course.hours.timetabled
    if total is None or any(one.hours is None for one in held):
        return {}
    left = total - sum(one.hours or 0.0 for one in held)
    by_mode = {
        mode: min(
            left, (course.hours.of(mode) or 0.0) - sum(one.hours or 0.0 for one in held if one.mode is mode)
        )
        for mode in Mode
    }
    return {mode: hours for mode, hours in by_mode.items() if hours > 0}


def weekly_limit(program: Program, number: int) -> float | None:
    """Return the most hours a week that the term of a number may have, or None where there is no limit."""
    term = next((one for one in program.terms.values() if one.number == number), None)
    if term is None or term.max_weekly_hours is None:
        return program.about.max_weekly_hours
    return term.max_weekly_hours


def credit_limit(program: Program, number: int) -> float | None:
    """Return the most credits that the term of a number may have, or None where there is no limit."""
    term = next((one for one in program.terms.values() if one.number == number), None)
    return program.about.max_credits if term is None or term.max_credits is None else term.max_credits


def follows_hours(course: Course, rule: CreditRule) -> bool:
    """Tell whether the credits of a course rise with its hours: they are not stated otherwise."""
    return course.credits is None or course.credits == credits_by_rule(course, rule)


def _is_limited(program: Program, course: Course) -> bool:
    begins, follows = first_term(program, course.id), follows_hours(course, program.about.credit_rule)
    return begins is not None and any(
        weekly_limit(program, number) is not None or (follows and credit_limit(program, number) is not None)
        for number in range(begins, begins + course.span)
    )
