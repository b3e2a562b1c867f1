"""Courses that come after others, and training that checks earlier theory."""

from __future__ import annotations

from collections.abc import Iterator

from curriplan.analysis.calendar import first_term, last_term
from curriplan.analysis.order import courses_in_order
from curriplan.analysis.rules.case import at, label
from curriplan.analysis.rules.language.asked import NAMED, Asked
from curriplan.analysis.rules.language.filters import beginning
from curriplan.domain.course import Course, RequisiteKind
from curriplan.domain.finding import Finding


def order(asked: Asked) -> Iterator[Finding]:
    """Yield the courses that begin before enough of the courses that must come first have ended."""
    program, rule = asked.program, asked.rule
    courses = courses_in_order(program)
    first = list(beginning(program, courses, rule.other))
    for course in beginning(program, courses, rule.among):
        others = [one for one in first if one.id != course.id and _together(one, course)]
        begins = first_term(program, course.id)
        if begins is None:
            asked.unknown.add(places=(course.id,))
            continue
        yield from _too_early(asked, course, begins, others)


def _too_early(asked: Asked, course: Course, begins: int, others: list[Course]) -> Iterator[Finding]:
    wanted = asked.rule.count
    needed = len(others) if wanted is None else wanted
    ends = {one.id: last_term(asked.program, one.id) for one in others}
    late = [one for one in others if (end := ends[one.id]) is None or end >= begins]
    ended = len(others) - len(late)
    if ended >= needed and others:
        return
    unplaced = [one.id for one in late if ends[one.id] is None]
    if others and ended + len(unplaced) >= needed:
        asked.unknown.add(places=unplaced)
        return
    where = at("placements", course.id)
    if not others:
        yield asked.found("rule_order_none", where, course=label(course), term=begins)
        return
    names = tuple(label(one) for one in late[:NAMED])
    yield asked.found(
        "rule_order", where, course=label(course), term=begins, ended=ended, needed=needed, others=names
    )


def _together(one: Course, other: Course) -> bool:
    """Tell whether a student can take both courses."""
    return not one.tracks or not other.tracks or not one.tracks.isdisjoint(other.tracks)


def tests(asked: Asked) -> Iterator[Finding]:
    """Yield the training courses that check too little of the theory that a rule names."""
    program, rule = asked.program, asked.rule
    needed = 1 if rule.count is None else rule.count
    theory = {one.id for one in beginning(program, program.courses.values(), rule.other)}
    for course in beginning(program, courses_in_order(program), rule.among):
        checked = {
            one
            for row in program.requisites.get(course.id, {}).values()
            if row.kind is RequisiteKind.TESTS
            for one in row.courses
        }
        if len(checked & theory) < needed:
            where = at("courses", course.id)
            yield asked.found(
                "rule_tests", where, course=label(course), n=len(checked & theory), needed=needed
            )
