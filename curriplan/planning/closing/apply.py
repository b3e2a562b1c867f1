"""A proposal as a programme: all of it, or some of its steps. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from math import ceil

from curriplan.analysis.calendar import course_credits, credits_by_rule
from curriplan.domain.course import Course, Hours, RequisiteKind, TermPart
from curriplan.domain.edits.rows import put
from curriplan.domain.plan import Placement
from curriplan.domain.profile import CreditRule
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from curriplan.planning.closing.result import Arrival, Proposal, Step, StepKind

Growth = Mapping[str, tuple[float, ...]]
DUST = 1e-6


def apply(program: Program, proposal: Proposal, steps: Iterable[Step] | None = None) -> Program:
    """Return the programme after a proposal, or after some of its steps.

    A step whose hours or contribution are no longer what the proposal was made from is left out, because it
    would undo what somebody did since; so is a course that comes without another one that it needs.
    """
    return with_steps(program, fitting(program, proposal.steps if steps is None else steps), proposal.growth)


def fitting(program: Program, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return those of some steps that can be taken together."""
    left = [one for one in steps if still_fits(program, one)]
    while True:
        there = program.courses.keys() | {one.course for one in left}
        kept = [one for one in left if one.arrival is None or _has_what_it_needs(one.arrival, there)]
        if len(kept) == len(left):
            return tuple(left)
        left = kept


def _has_what_it_needs(arrival: Arrival, there: AbstractSet[str]) -> bool:
    return all(
        not one.courses.isdisjoint(there) if one.kind is RequisiteKind.ANY_OF else one.courses <= there
        for one in arrival.requisites
    )


def still_fits(program: Program, step: Step) -> bool:
    """Tell whether everything that a step starts from stands as it stood when it was proposed."""
    if step.arrival is not None:
        taken = {one.code for one in program.courses.values() if one.code}
        return step.course not in program.courses and step.arrival.course.code not in taken
    course, held = program.courses.get(step.course), program.contributions.get(step.course, {})
    return (
        course is not None
        and (course.hours, course.parts) == step.stood
        and all(
            put_.competency in program.competencies and held.get(put_.competency) == before
            for put_, before in zip(step.puts, step.before, strict=True)
        )
    )


def with_steps(program: Program, steps: Sequence[Step], growth: Growth) -> Program:
    """Return the programme after some steps; ``growth`` says which weekly hours may rise for them, by course and part."""
    there = program.courses.keys() | {one.course for one in steps}
    for step in steps:
        if step.arrival is not None:
            program = _arrive(program, step.arrival, there)
    for course in dict.fromkeys(one.course for one in steps if one.arrival is None):
        own = [one for one in steps if one.course == course]
        program = put(program, "courses", _changed(program, own, growth.get(course, ())))
    known = program.competencies
    rows = [one for step in steps for one in step.puts if one.competency in known]
    return put(program, "contributions", *rows)


def _arrive(program: Program, arrival: Arrival, there: AbstractSet[str]) -> Program:
    ids = {term.number: key for key, term in program.terms.items()}
    program = put(program, "courses", arrival.course)
    if arrival.term is not None and arrival.term in ids:
        program = put(program, "placements", Placement(arrival.course.id, ids[arrival.term]))
    named = (replace(one, courses=one.courses & there) for one in arrival.requisites)
    return put(program, "requisites", *(one for one in named if one.courses))


def on_timetable(program: Program, steps: Sequence[Step], growth: Growth) -> float:
    """Return the hours of timetable that steps put on top: risen weekly hours, and all of courses that arrive.

    Where a course tells no weekly hours, those of its steps count.
    """
    total = sum(one.added for one in steps if one.arrival is not None)
    for key in dict.fromkeys(one.course for one in steps if one.arrival is None):
        needed, course = sum(one.added for one in steps if one.course == key), program.courses[key]
        weekly = trimmed(course, growth.get(key, ()), needed, program.about.costs.weekly_step)
        total += gained(course, weekly) or needed
    return total


def _changed(program: Program, steps: Sequence[Step], growth: tuple[float, ...]) -> Course:
    """Return a course with the hours of its steps: those on top, and those of theory that become training."""
    course, rule = program.courses[steps[0].course], program.about.credit_rule
    needed = sum(one.added for one in steps)
    weekly = trimmed(course, growth, needed, program.about.costs.weekly_step)
    on_top = gained(course, weekly) or needed
    hours, share = _hours(course.hours, steps, on_top - needed), _share(course, steps, on_top)
    after = replace(course, parts=_risen(course, weekly), hours=hours, enterprise_share=share)
    return _with_credits(course, after, rule)


def grown(course: Course, weekly: Sequence[float], rule: CreditRule) -> Course:
    """Return a course with weekly hours on top of its parts, in the theory where its hours are known, and its credits."""
    hours, more = course.hours, gained(course, weekly)
    if hours.total is not None:
        hours = replace(hours, theory=_plus(hours.theory, more))
    return _with_credits(course, replace(course, parts=_risen(course, weekly), hours=hours), rule)


def _with_credits(before: Course, after: Course, rule: CreditRule) -> Course:
    """Return a changed course with its credits by the rule, where they were stated by it."""
    if before.credits is None or before.credits != credits_by_rule(before, rule):
        return after
    return replace(after, credits=course_credits(replace(after, credits=None), rule))


def _risen(course: Course, weekly: Sequence[float]) -> tuple[TermPart, ...]:
    return tuple(map(_grown, course.parts, weekly)) if any(weekly) else course.parts


def trimmed(course: Course, growth: tuple[float, ...], needed: float, step: float) -> tuple[float, ...]:
    """Return as little of some weekly hours by part as makes the hours needed, in whole steps, earlier parts first.

    >>> trimmed(Course("a", parts=(TermPart(2, 16), TermPart(2, 10))), (1.5, 1.0), 14, 0.5)
    (1.0, 0.0)
    """
    left, found = needed, []
    for part, weekly in zip(course.parts, growth, strict=False):
        each = step * (part.weeks or 0.0)
        steps = min(round(weekly / step), ceil((left - DUST) / each)) if each > 0 and left > DUST else 0
        found.append(steps * step)
        left -= steps * each
    return tuple(found)


def _grown(part: TermPart, weekly: float) -> TermPart:
    known = part.weekly_hours
    return replace(part, weekly_hours=known + weekly) if weekly > 0 and known is not None else part


def gained(course: Course, weekly: Sequence[float]) -> float:
    """Return the hours of timetable that weekly hours on top of each part of a course make."""
    return sum(one * (part.weeks or 0.0) for one, part in zip(weekly, course.parts, strict=False))


def _hours(hours: Hours, steps: Sequence[Step], surplus: float) -> Hours:
    """Return hours with what steps add and move; what the rise of weekly hours brings beyond goes to the largest."""
    if hours.total is None:
        return hours
    more = dict.fromkeys(Mode, 0.0)
    for one in steps:
        mode = one.puts[0].mode
        more[mode] += one.added + one.moved
        more[Mode.THEORY] -= one.moved
    on_top = [one for one in steps if one.added]
    if on_top:
        more[max(on_top, key=lambda one: one.added).puts[0].mode] += surplus
    return replace(
        hours,
        theory=_plus(hours.theory, more[Mode.THEORY]),
        on_campus=_plus(hours.on_campus, more[Mode.ON_CAMPUS]),
        off_campus=_plus(hours.off_campus, more[Mode.OFF_CAMPUS]),
    )


def _plus(hours: float | None, more: float) -> float | None:
    return hours if abs(more) <= DUST else round((hours or 0.0) + more, 6) + 0.0


def _share(course: Course, steps: Sequence[Step], on_top: float) -> float | None:
    """Return the part of the teaching done by enterprise lecturers, with what invited ones teach."""
    invited = sum(one.hours for one in steps if one.kind is StepKind.INVITE)
    total = course.hours.total
    if not invited or total is None:
        return course.enterprise_share
    before = (course.enterprise_share or 0.0) * total
    return round(min(1.0, (before + invited) / (total + on_top)), 4)
