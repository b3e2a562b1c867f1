"""The plan: every course has a term, in the programme and among those allowed; pools can be chosen from."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from curriplan.analysis.calendar import (
    course_credits,
    course_hours,
    credits_for,
    first_term,
    last_term,
    part_in,
    takes,
    tracks_of,
)
from curriplan.analysis.notation import days_of
from curriplan.analysis.order import courses_in_order, in_order, terms_in_order
from curriplan.analysis.rules.case import TOLERANCE, Case, at, differ, label
from curriplan.domain.course import Course, Delivery
from curriplan.domain.finding import Finding, error, note, warning
from curriplan.domain.program import Program


def course_unplaced(case: Case) -> Iterator[Finding]:
    """Every course has a term."""
    for course in courses_in_order(case.program):
        if course.id not in case.program.placements:
            yield warning("course_unplaced", at("courses", course.id), course=label(course))


def beyond_last_term(case: Case) -> Iterator[Finding]:
    """No course runs on after the last term."""
    last = max((term.number for term in case.program.terms.values()), default=0)
    for course in courses_in_order(case.program):
        ends = last_term(case.program, course.id)
        if ends is not None and ends > last:
            where = at("placements", course.id)
            yield error("beyond_last_term", where, course=label(course), ends=ends, last=last)


def term_not_allowed(case: Case) -> Iterator[Finding]:
    """A course begins in one of its allowed terms, where it names any."""
    terms = case.program.terms
    for course in courses_in_order(case.program):
        placement = case.program.placements.get(course.id)
        if placement is None or not course.allowed_terms or placement.term in course.allowed_terms:
            continue
        yield error(
            "term_not_allowed",
            at("placements", course.id),
            course=label(course),
            term=first_term(case.program, course.id),
            allowed=tuple(sorted(terms[one].number for one in course.allowed_terms)),
        )


def weeks_fraction(case: Case) -> Iterator[Finding]:
    """Whole-week courses and internships take whole weeks, or whole days as forms print them."""
    for course in courses_in_order(case.program):
        weeks = [part.weeks for part in course.parts if part.weeks is not None]
        odd = [one for one in weeks if abs(one - round(one)) > TOLERANCE and days_of(one) is None]
        if course.delivery is not Delivery.WEEKLY and odd:
            where = at("courses", course.id, field="parts")
            yield note("weeks_fraction", where, course=label(course), weeks=odd[0])


def pool_choose(case: Case) -> Iterator[Finding]:
    """A pool holds at least as many courses as a student takes, whatever the track."""
    for pool in in_order(case.program.pools):
        held = [one for one in case.program.courses.values() if one.pool == pool.id]
        n = min(sum(takes(one, track) for one in held) for track in tracks_of(case.program))
        # A pool of another direction's electives offers this track nothing, and asks nothing of it.
        n = len(held) if n == 0 else n
        if n < pool.choose:
            where = at("pools", pool.id, field="choose")
            yield error("pool_choose", where, pool=label(pool), choose=pool.choose, n=n)


def pool_credits(case: Case) -> Iterator[Finding]:
    """A pool does not require more credits than its courses have together."""
    rule = case.program.about.credit_rule
    for pool in in_order(case.program.pools):
        held = [one for one in case.program.courses.values() if one.pool == pool.id]
        credits_ = [course_credits(one, rule) for one in held]
        total = sum(one for one in credits_ if one is not None)
        if pool.credits is not None and held and None not in credits_ and pool.credits > total + TOLERANCE:
            where = at("pools", pool.id, field="credits")
            yield error("pool_credits", where, pool=label(pool), required=pool.credits, offered=total)


def pool_hours(case: Case) -> Iterator[Finding]:
    """A pool does not require more hours than its courses have together."""
    rule = case.program.about.credit_rule
    for pool in in_order(case.program.pools):
        held = [course_hours(one, rule) for one in case.program.courses.values() if one.pool == pool.id]
        required, total = pool.hours.total, sum(one for one in held if one is not None)
        if required is not None and held and None not in held and required > total + TOLERANCE:
            where = at("pools", pool.id, field="hours")
            yield error("pool_hours", where, pool=label(pool), required=required, offered=total)


def pool_rule(case: Case) -> Iterator[Finding]:
    """The credits that a pool requires follow from its hours by the programme's rule; else that is a note."""
    rule = case.program.about.credit_rule
    for pool in in_order(case.program.pools):
        by_rule = credits_for(pool.hours.total, rule)
        if by_rule is not None and pool.credits is not None and differ(by_rule, pool.credits):
            where = at("pools", pool.id, field="credits")
            yield note("pool_rule", where, pool=label(pool), own=pool.credits, rule=by_rule)


def resource_places(case: Case) -> Iterator[Finding]:
    """A room, base or platform seats the students of all courses that need it in a term."""
    students = case.program.about.students
    for resource in in_order(case.program.resources):
        if students is None or resource.places is None:
            continue
        courses = [one for one in courses_in_order(case.program) if resource.id in one.resources]
        for term in terms_in_order(case.program):
            running = [one for one in courses if part_in(case.program, one, term.number) is not None]
            seated = sum(seats(case.program, one, students) for one in running)
            if seated > resource.places:
                yield error(
                    "resource_places",
                    at("resources", resource.id, field="places"),
                    resource=label(resource),
                    term=term.number,
                    seated=seated,
                    places=resource.places,
                    courses=tuple(label(one) for one in running),
                )


def seats(program: Program, course: Course, students: int) -> int:
    """Return how many students take a course, evenly spread over tracks and over the courses of a pool."""
    share = Fraction(len(course.tracks), len(program.tracks)) if course.tracks else Fraction(1)
    if course.pool is not None:
        members = sum(one.pool == course.pool for one in program.courses.values())
        share *= min(Fraction(1), Fraction(program.pools[course.pool].choose, members))
    return math.ceil(students * share)
