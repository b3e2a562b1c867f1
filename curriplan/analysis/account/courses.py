"""Hours, credits and practice of a programme, course by course, as ``calendar.totals`` adds them up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from curriplan.analysis.account.account import Account, Figure, Part, Results, added, counted, divided
from curriplan.analysis.calendar import (
    course_credits,
    course_hours,
    factors,
    first_term,
    takes,
)
from curriplan.analysis.order import courses_in_order
from curriplan.analysis.report.tree import Say, Value
from curriplan.analysis.report.words import name_of
from curriplan.domain.course import Course
from curriplan.domain.program import Program


def track_name(program: Program, figure: Figure) -> Value:
    """Return what the track of a figure is called, None for a programme without tracks."""
    return name_of(program.tracks[figure.by]) if figure.by else None


def taken(program: Program, figure: Figure) -> Iterator[tuple[Course, float, float]]:
    """Yield the courses of a figure's track, each with the factors of its hours and of its credits."""
    among = [one for one in courses_in_order(program) if takes(one, figure.by or None)]
    by = factors(program, among)
    for course in among:
        yield course, by[course.id].hours, by[course.id].credits


def pooled(program: Program, course: Course, factor: float) -> Say | None:
    """Return the remark that only a part of a course counts, because its pool is chosen from."""
    if course.pool is None or factor in {0.0, 1.0}:
        return None
    return Say("why.pooled", (("pool", name_of(program.pools[course.pool])), ("factor", factor)))


def times(figure: float | None, factor: float) -> float | None:
    """Return a figure times a factor; not known where the figure is not."""
    return None if figure is None else figure * factor


def hours(results: Results, figure: Figure, _: date) -> Account:
    """Return the hours of all counted courses of a track, placed or not."""
    program, rule = results.program, results.program.about.credit_rule
    parts = [
        Part(name_of(one), times(course_hours(one, rule), by), note=pooled(program, one, by))
        for one, by, _credits in taken(program, figure)
        if one.counted
    ]
    return added(figure, parts, empty=None).on(track_name(program, figure))


def credits_(results: Results, figure: Figure, _: date) -> Account:
    """Return the credits of all counted courses of a track: their own figures, else by the rule."""
    program, rule = results.program, results.program.about.credit_rule
    parts = [
        Part(
            name_of(one),
            times(course_credits(one, rule), by),
            note=pooled(program, one, by) or (Say("why.by_rule") if one.credits is None else None),
        )
        for one, _hours, by in taken(program, figure)
        if one.counted
    ]
    return added(figure, parts, empty=None).on(
        track_name(program, figure), rule=rule.hours_per_credit, step=rule.step
    )


def practice(results: Results, figure: Figure, _: date) -> Account:
    """Return the share of practice: hours on and off campus divided by all hours."""
    program, rule = results.program, results.program.about.credit_rule
    parts = [
        Part(
            name_of(one),
            times(one.hours.practice, by),
            times(course_hours(one, rule), by),
            note=pooled(program, one, by),
        )
        for one, by, _credits in taken(program, figure)
        if one.counted
    ]
    return divided(figure, parts).on(track_name(program, figure))


def unknown_hours(results: Results, figure: Figure, _: date) -> Account:
    """Return the counted courses whose hours are not known."""
    program, rule = results.program, results.program.about.credit_rule
    held = [one for one in courses_in_order(program) if one.counted and course_hours(one, rule) is None]
    return counted(figure, [Part(name_of(one)) for one in held])


def by_rule(results: Results, figure: Figure, _: date) -> Account:
    """Return the counted courses whose credits follow from the rule."""
    program, rule = results.program, results.program.about.credit_rule
    parts = [
        Part(name_of(one), note=Say("why.credits", (("credits", course_credits(one, rule)),)))
        for one in courses_in_order(program)
        if one.counted and one.credits is None and course_credits(one, rule) is not None
    ]
    return counted(figure, parts)


def unplaced(results: Results, figure: Figure, _: date) -> Account:
    """Return the courses without a term."""
    program = results.program
    held = [one for one in courses_in_order(program) if first_term(program, one.id) is None]
    return counted(figure, [Part(name_of(one)) for one in held])
