"""The candidates from elsewhere: courses of another programme that teach what is lacking, and what they depend on.

Competencies and courses are the same as ours by id, else by code. A course comes as a compulsory one for
all, without pool, track and rooms; internships do not come. What it teaches counts only with hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from curriplan.analysis.calendar import course_hours
from curriplan.analysis.order import courses_in_order, in_order
from curriplan.domain.course import Contribution, Course, Delivery, Evidence, Requisite, RequisiteKind, Status
from curriplan.domain.program import Program
from curriplan.planning.closing.hours import free_hours
from curriplan.planning.closing.result import Arrival, Step, StepKind


class _Coded(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Same:
    """Which rows of another programme are rows of ours."""

    competencies: Mapping[str, str]
    courses: Mapping[str, str]
    types: Mapping[str, str]
    terms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Borders:
    """Both programmes, what they have in common, and what has been found of the other's courses so far.

    ``open`` are the courses that are being looked at: one of them may wait for another one.
    """

    ours: Program
    theirs: Program
    same: _Same
    known: dict[str, Step | None] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)


def arrivals(program: Program, other: Program | None, competencies: Iterable[str]) -> tuple[Step, ...]:
    """Return a step for each course of another programme that teaches some competencies, or is needed for one.

    Where the scales differ in length nothing can come, because levels would mean something else.
    """
    if other is None or other.about.scale.highest != program.about.scale.highest:
        return ()
    wanted = frozenset(competencies)
    borders = _Borders(program, other, _common(program, other))
    queue = [
        one.id
        for one in courses_in_order(other)
        if any(borders.same.competencies.get(key) in wanted for key in other.contributions.get(one.id, {}))
    ]
    found: dict[str, Step] = {}
    while queue:
        key = queue.pop(0)
        step = None if key in found else _arrival(borders, key, wanted)
        if step is not None and step.arrival is not None:
            found[key] = step
            queue += [name for held in step.arrival.requisites for name in sorted(held.courses)]
    return tuple(found.values())


def _common(ours: Program, theirs: Program) -> _Same:
    numbers = {term.number: key for key, term in ours.terms.items()}
    return _Same(
        _matches(ours.competencies, theirs.competencies),
        _matches(ours.courses, theirs.courses),
        _matches(ours.course_types, theirs.course_types),
        {key: numbers[one.number] for key, one in theirs.terms.items() if one.number in numbers},
    )


def _matches(ours: Mapping[str, _Coded], theirs: Mapping[str, _Coded]) -> dict[str, str]:
    codes = {one.code: key for key, one in ours.items() if one.code}
    found = {key: key if key in ours else codes.get(one.code) for key, one in theirs.items()}
    return {key: own for key, own in found.items() if own is not None}


def _arrival(borders: _Borders, key: str, wanted: frozenset[str]) -> Step | None:
    """Return the step by which a course comes, or None where it cannot."""
    if key not in borders.known:
        borders.open.add(key)
        borders.known[key] = _made(borders, key, wanted)
        borders.open.remove(key)
    return borders.known[key]


def _made(borders: _Borders, key: str, wanted: frozenset[str]) -> Step | None:
    theirs, same = borders.theirs, borders.same
    row = theirs.courses.get(key)
    if row is None or key in same.courses or row.delivery is Delivery.INTERNSHIP:
        return None
    hours = course_hours(row, theirs.about.credit_rule)
    requisites = _requisites(borders, key, wanted)
    if not hours or requisites is None:
        return None
    course = replace(
        row,
        type=None if row.type is None else same.types.get(row.type),
        status=Status.MANDATED if row.status is Status.MANDATED else Status.COMPULSORY,
        pool=None,
        tracks=frozenset(),
        resources=frozenset(),
        allowed_terms=frozenset(same.terms[one] for one in row.allowed_terms if one in same.terms),
        undesired_terms=frozenset(same.terms[one] for one in row.undesired_terms if one in same.terms),
        position=max((one.position for one in borders.ours.courses.values()), default=0.0) + 1.0,
    )
    puts = _brought(borders, row, wanted)
    arrival = Arrival(course, requisites)
    return Step(StepKind.COURSE, key, puts, (None,) * len(puts), hours, hours, arrival=arrival)


def _brought(borders: _Borders, row: Course, wanted: frozenset[str]) -> tuple[Contribution, ...]:
    """Return what a course teaches of ours, what is wanted first; hours that are not stated must find room in it."""
    theirs, same = borders.theirs, borders.same
    left = sum(free_hours(_with_stated_hours(theirs, row), row).values())
    found: list[Contribution] = []
    for competency in in_order(theirs.competencies):
        one = theirs.contributions.get(row.id, {}).get(competency.id)
        own = same.competencies.get(competency.id)
        if one is None or own is None:
            continue
        hours = one.hours
        if hours is None:
            cost = borders.ours.about.costs.of(borders.ours.competencies[own].kind, one.mode)
            hours = None if cost is None else one.level * cost.per_level
            if hours is None or hours <= 0 or hours > left:
                continue
            left -= hours
        found.append(replace(one, competency=own, hours=hours, evidence=Evidence.ASSESSED))
    return tuple(sorted(found, key=lambda one: one.competency not in wanted))


def _with_stated_hours(program: Program, course: Course) -> Program:
    """Return the programme with 0 hours wherever a course states none for a competency."""
    held = program.contributions.get(course.id, {})
    known = {key: replace(one, hours=one.hours or 0.0) for key, one in held.items()}
    return replace(program, contributions={**program.contributions, course.id: known})


def _requisites(borders: _Borders, key: str, wanted: frozenset[str]) -> tuple[Requisite, ...] | None:
    """Return the requisites of a course in our ids, or None where one cannot be met."""
    found: list[Requisite] = []
    for one in borders.theirs.requisites.get(key, {}).values():
        named = {name: _here(borders, one, name, wanted) for name in sorted(one.courses)}
        possible = frozenset(own for own in named.values() if own is not None)
        all_of_them = one.kind is not RequisiteKind.ANY_OF
        if not possible or (all_of_them and None in named.values()):
            return None
        found.append(replace(one, courses=possible))
    return tuple(found)


def _here(borders: _Borders, requisite: Requisite, name: str, wanted: frozenset[str]) -> str | None:
    """Return the id of a course that is ours or can come, else None: nothing comes before itself."""
    own = borders.same.courses.get(name)
    if own is not None:
        return own
    if name in borders.open:
        return name if requisite.kind in {RequisiteKind.COREQUISITE, RequisiteKind.TOGETHER} else None
    return None if _arrival(borders, name, wanted) is None else name
