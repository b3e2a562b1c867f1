"""Hours and credits: sums that do not agree, and claims without hours or without assessment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from curriplan.analysis.calendar import credits_by_rule, hours_by_rule
from curriplan.analysis.order import courses_in_order, in_order
from curriplan.analysis.rules.case import TOLERANCE, Case, at, differ, label
from curriplan.domain.course import Contribution, Course, Delivery, Evidence
from curriplan.domain.finding import Finding, error, note, warning
from curriplan.domain.program import Program
from curriplan.domain.text import Text

Contributions = Mapping[str, Contribution]
"""Of one course, by competency."""


def hours_parts(case: Case) -> Iterator[Finding]:
    """Weekly hours x weeks of all parts are the hours of the course, extracurricular ones aside.

    For whole weeks and the internship a difference is only advice, because the hours of a week are a
    convention of the programme.
    """
    for course in courses_in_order(case.program):
        parts, own = hours_by_rule(course, case.program.about.credit_rule), course.hours.timetabled
        if parts is not None and own is not None and differ(parts, own):
            where = at("courses", course.id, field="hours")
            if course.delivery is Delivery.WEEKLY:
                yield error("hours_parts", where, course=label(course), parts=parts, own=own)
            else:
                yield note("hours_rule", where, course=label(course), rule=parts, own=own)


def credits_rule(case: Case) -> Iterator[Finding]:
    """Credits follow the programme's rule; a course's own figure wins, so a difference is a note."""
    for course in courses_in_order(case.program):
        rule = credits_by_rule(course, case.program.about.credit_rule)
        if not course.counted or rule is None or course.credits is None:
            continue
        if differ(rule, course.credits):
            where = at("courses", course.id, field="credits")
            yield note("credits_rule", where, course=label(course), own=course.credits, rule=rule)


def contribution_hours(case: Case) -> Iterator[Finding]:
    """The hours that a course gives to competencies are not more than it has."""
    for course, held in _contributing(case.program):
        given = [one.hours for one in held.values() if one.hours is not None]
        own = course.hours.total
        if own is not None and given and sum(given) > own + TOLERANCE:
            where = at("courses", course.id, field="hours")
            yield warning("contribution_hours", where, course=label(course), given=sum(given), own=own)


def claims_without_hours(case: Case) -> Iterator[Finding]:
    """A level needs hours in which it is taught."""
    for course, names in _bare(case.program, lambda held: [key for key in held if held[key].hours is None]):
        where = at("courses", course.id)
        yield note("claims_without_hours", where, course=label(course), n=len(names), competencies=names)


def claims_not_assessed(case: Case) -> Iterator[Finding]:
    """A level needs an assessment that shows it."""
    shown = Evidence.ASSESSED
    for course, names in _bare(
        case.program, lambda held: [key for key in held if held[key].evidence is not shown]
    ):
        where = at("courses", course.id)
        yield note("claims_not_assessed", where, course=label(course), n=len(names), competencies=names)


def _bare(
    program: Program, lacking: Callable[[Contributions], list[str]]
) -> Iterator[tuple[Course, tuple[Text, ...]]]:
    """Yield the courses that claim something without more, and the names of what they claim so."""
    rows = in_order(program.competencies)
    names, rank = [label(row) for row in rows], {row.id: n for n, row in enumerate(rows)}
    for course, held in _contributing(program):
        bare = lacking(held)
        if bare:
            yield course, tuple(names[n] for n in sorted(rank[key] for key in bare))


def _contributing(program: Program) -> Iterator[tuple[Course, Contributions]]:
    for course in courses_in_order(program):
        held = program.contributions.get(course.id)
        if held:
            yield course, held
