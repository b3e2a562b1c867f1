"""Loads of a term, the range over terms, and the phase score, course by course, as ``calendar`` adds them up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from curriplan.analysis.account.account import (
    Account,
    Figure,
    Part,
    Results,
    Way,
    added,
    divided,
    extreme,
)
from curriplan.analysis.account.courses import pooled, taken, times, track_name
from curriplan.analysis.calendar import (
    TermLoad,
    course_credits,
    course_hours,
    first_term,
    hours_by_year,
    is_public_basic,
    part_share,
    term_loads,
    tracks_of,
)
from curriplan.analysis.order import terms_in_order
from curriplan.analysis.report.tree import Say, Value
from curriplan.analysis.report.words import name_of, term_name, year
from curriplan.domain.course import Course, Delivery, TermPart
from curriplan.domain.program import Program


def heaviest(program: Program, term: str) -> tuple[str, TermLoad]:
    """Return the track with the most weekly hours in a term (empty: of no track), and its load there."""
    each = [
        (track or "", load)
        for track in tracks_of(program)
        for load in term_loads(program, track)
        if load.term.id == term
    ]
    return max(each, key=lambda one: one[1].weekly_hours or 0.0)


def _in_track(program: Program, figure: Figure) -> Figure:
    """Return the figure of a term for the track that the plan shows there."""
    return Figure(figure.id, figure.of, figure.by or heaviest(program, figure.of)[0])


def _running(program: Program, figure: Figure) -> Iterator[tuple[Course, int, float, float]]:
    """Yield (course, index of its part in the term, factor of its hours, of its credits)."""
    number = program.terms[figure.of].number
    for course, hours, credits_ in taken(program, figure):
        begins = first_term(program, course.id)
        if begins is not None and begins <= number < begins + course.span:
            yield course, number - begins, hours, credits_


def _about(program: Program, figure: Figure) -> Value:
    term = term_name(program.terms[figure.of])
    if not figure.by:
        return term
    return Say("why.in_track", (("name", term), ("track", track_name(program, figure))))


def _part(course: Course, index: int) -> TermPart:
    return course.parts[index] if course.parts else TermPart()


def weekly(results: Results, asked: Figure, _: date) -> Account:
    """Return the weekly hours of a term: those of its weekly courses."""
    program = results.program
    figure = _in_track(program, asked)
    parts = [
        Part(name_of(one), times(_part(one, index).weekly_hours, by), note=pooled(program, one, by))
        for one, index, by, _credits in _running(program, figure)
        if one.delivery is Delivery.WEEKLY
    ]
    return added(figure, parts).on(_about(program, figure))


def term_sum(results: Results, asked: Figure, _: date) -> Account:
    """Return the hours or the credits of a term: of each course the part that falls into it."""
    program, rule = results.program, results.program.about.credit_rule
    figure, in_hours = _in_track(program, asked), asked.id == "term_hours"
    parts = []
    for one, index, hours, credits_ in _running(program, figure):
        whole, by = (course_hours(one, rule), hours) if in_hours else (course_credits(one, rule), credits_)
        share = part_share(one, index, rule) * by
        parts.append(Part(name_of(one), times(whole, share), note=pooled(program, one, by)))
    return added(figure, parts).on(_about(program, figure))


def class_weeks(results: Results, asked: Figure, _: date) -> Account:
    """Return the class weeks of a term: its teaching weeks without exams, reserve, blocks and internship."""
    program = results.program
    figure = _in_track(program, asked)
    term = program.terms[figure.of]
    parts = [Part(Say("why.weeks.teaching"), term.teaching_weeks)]
    for key, weeks in (("exam", term.exam_weeks), ("reserve", term.reserve_weeks)):
        parts += [Part(Say(f"why.weeks.{key}"), -weeks)] if weeks else []
    load = next(one for one in term_loads(program, figure.by or None) if one.term.id == term.id)
    for course, index, by, _credits in _running(program, figure):
        weeks = times(_part(course, index).weeks, -by)
        takes_none = weeks is None and load.class_weeks is not None
        if course.delivery is not Delivery.WEEKLY and by and not takes_none:
            parts.append(Part(name_of(course), weeks, note=pooled(program, course, by)))
    return added(figure, parts, strict=True).on(_about(program, figure))


def _every_term(results: Results, figure: Figure, way: Way) -> Account:
    program = results.program
    parts = []
    for term in terms_in_order(program):
        track, load = heaviest(program, term.id)
        if load.weekly_hours:
            parts.append(Part(term_name(term), load.weekly_hours, why=Figure("weekly", term.id, track)))
    return extreme(figure, parts, way)


def most_weekly(results: Results, figure: Figure, _: date) -> Account:
    """Return the most weekly hours of any term that has classes."""
    return _every_term(results, figure, Way.MOST)


def least_weekly(results: Results, figure: Figure, _: date) -> Account:
    """Return the fewest weekly hours of any term that has classes."""
    return _every_term(results, figure, Way.LEAST)


def phase(results: Results, figure: Figure, _: date) -> Account:
    """Return the phase score of a track, year by year."""
    years: dict[int, tuple[float, float]] = {}
    for _course, number, own, whole in _own_hours(results.program, figure):
        held = years.get(number, (0.0, 0.0))
        years[number] = (held[0] + own, held[1] + whole)
    parts = [
        Part(year(number), *held, why=Figure("phase_year", str(number), figure.by))
        for number, held in sorted(years.items())
    ]
    return divided(figure, parts, lost=True).on(track_name(results.program, figure))


def phase_year(results: Results, figure: Figure, _: date) -> Account:
    """Return how purely one year follows its phase, course by course."""
    program = results.program
    parts = [
        Part(name_of(course), own, whole)
        for course, number, own, whole in _own_hours(program, figure)
        if str(number) == figure.of
    ]
    about: Value = year(int(figure.of))
    if figure.by:
        about = Say("why.in_track", (("name", about), ("track", track_name(program, figure))))
    kind = program.about.phases[int(figure.of) - 1].value
    return divided(figure, parts, lost=True).on(about, phase=Say(f"plan.phase.{kind}"))


def _own_hours(program: Program, figure: Figure) -> Iterator[tuple[Course, int, float, float]]:
    """Yield (course, year, hours of its phase, all hours), without public basic courses and unknown hours."""
    for course, number, own, whole in hours_by_year(program, figure.by or None):
        if whole is not None and not is_public_basic(program, course):
            yield course, number, own, whole
