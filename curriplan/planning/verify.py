"""Check a plan against the programme itself. Shares no code with the solver's model or its request.

Figures are those of ``analysis.calendar``, the same that the user sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from curriplan.analysis.calendar import Factor, course_credits, factors, part_share, takes, tracks_of
from curriplan.analysis.order import courses_in_order, in_order, terms_in_order
from curriplan.domain.course import ONE_PART, Course, Delivery, Requisite, RequisiteKind, TermPart
from curriplan.domain.finding import Finding, Place, error
from curriplan.domain.plan import Term
from curriplan.domain.profile import CreditRule
from curriplan.domain.program import Program
from curriplan.domain.rule import Measure
from curriplan.domain.text import Text
from curriplan.planning.request import NO_LIMITS, Limits
from curriplan.planning.ruled import TermLimit, limits_of_terms

TOLERANCE = 0.01  # far below what any notation states; figures like a third of 2 h are not exact
Terms = Mapping[str, int]
REQUISITES: Mapping[RequisiteKind, str] = {
    RequisiteKind.ALL_OF: "planning.all_of",
    RequisiteKind.ANY_OF: "planning.any_of",
    RequisiteKind.COREQUISITE: "planning.corequisite",
    RequisiteKind.TOGETHER: "planning.together",
    RequisiteKind.TESTS: "planning.tests",
}


def verify(program: Program, terms: Terms, limits: Limits = NO_LIMITS) -> tuple[Finding, ...]:
    """Return everything that is wrong with a plan: ``terms`` maps course ids to first terms by number."""
    return PlanCheck(program, limits).findings(terms)


@dataclass(slots=True)
class _Load:
    """What a term holds for the students of one track."""

    hours: float = 0.0
    credits: float = 0.0
    courses: int = 0
    blocks: float = 0.0


_Part = tuple[float, float, float]  # hours a week, credits, weeks of a block


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """A programme made ready to have many plans checked against it: about 1 ms a plan of 300 courses."""

    program: Program
    limits: Limits = NO_LIMITS
    _courses: list[Course] = field(init=False)
    _by_id: Mapping[str, tuple[int, Course]] = field(init=False)
    _near: Mapping[str, list[Course]] = field(init=False)
    _terms: dict[int, Term] = field(init=False)
    _rooms: Mapping[int, float | None] = field(init=False)
    _ruled: tuple[TermLimit, ...] = field(init=False)
    _parts: Mapping[str | None, Mapping[str, list[_Part]]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_courses", courses_in_order(self.program))
        object.__setattr__(self, "_by_id", {one.id: (n, one) for n, one in enumerate(self._courses)})
        near = {one.id: [one] for one in self._courses}
        for course in self._courses:
            rows = self.program.requisites.get(course.id, {}).values()
            for other in dict.fromkeys(one for row in rows for one in row.courses if one != course.id):
                near[other].append(course)
        object.__setattr__(self, "_near", near)
        object.__setattr__(self, "_terms", {term.number: term for term in terms_in_order(self.program)})
        object.__setattr__(self, "_rooms", {number: _room(term) for number, term in self._terms.items()})
        object.__setattr__(self, "_ruled", tuple(limits_of_terms(self.program)))
        parts = {track: self._parts_of(track) for track in tracks_of(self.program)}
        object.__setattr__(self, "_parts", parts)

    def _parts_of(self, track: str | None) -> Mapping[str, list[_Part]]:
        rule = self.program.about.credit_rule
        taken = [course for course in self._courses if takes(course, track)]
        by = factors(self.program, taken)
        return {
            course.id: [
                _part(course, index, part, by[course.id], rule)
                for index, part in enumerate(course.parts or ONE_PART)
            ]
            for course in taken
        }

    def findings(self, terms: Terms, around: str | None = None) -> tuple[Finding, ...]:
        """Return everything that is wrong with a plan, courses first, then terms.

        ``around`` a course only: all that depends on where it stands, beside what terms hold anyway.
        """
        courses = self._courses if around is None else self._near[around]
        found = (
            *(one for course in courses for one in self._of_course(course, terms)),
            *(one for track in tracks_of(self.program) for one in self._of_track(track, terms)),
            *self._of_resources(terms),
            *(self._of_pools() if around is None else ()),
        )
        return tuple(dict.fromkeys(found))  # tracks that share courses find the same

    def _of_course(self, course: Course, terms: Terms) -> Iterator[Finding]:
        first = terms.get(course.id)
        where = Place("placements", (course.id,))
        if first is None:
            yield error("planning.unplaced", where, course=_name(course))
            return
        last = first + course.span - 1
        if any(number not in self._terms for number in range(first, last + 1)):
            yield error("planning.outside", where, course=_name(course), first=first, last=last)
        allowed = sorted(self.program.terms[one].number for one in course.allowed_terms)
        if allowed and first not in allowed:
            numbers = tuple(str(one) for one in allowed)
            yield error("planning.allowed", where, course=_name(course), term=first, allowed=numbers)
        placement = self.program.placements.get(course.id)
        if placement is not None and placement.locked:
            locked = self.program.terms[placement.term].number
            if locked != first:
                yield error("planning.fixed", where, course=_name(course), term=locked)
        for requisite in self.program.requisites.get(course.id, {}).values():
            yield from self._of_requisite(course, first, requisite, terms)

    def _of_requisite(
        self, course: Course, first: int, requisite: Requisite, terms: Terms
    ) -> Iterator[Finding]:
        named = (self._by_id[one] for one in requisite.courses if one in terms)
        others = [course for _, course in sorted(named, key=lambda one: one[0])]
        where = Place("requisites", (course.id, requisite.id))
        code = REQUISITES[requisite.kind]
        if requisite.kind is RequisiteKind.ANY_OF:
            if others and all(terms[one.id] + one.span > first for one in others):
                names = tuple(_name(one) for one in others)
                yield error(code, where, course=_name(course), others=names)
            return
        for other in others:
            if not _kept(requisite.kind, first, terms[other.id], other.span):
                yield error(code, where, course=_name(course), other=_name(other))

    def _of_track(self, track: str | None, terms: Terms) -> Iterator[Finding]:
        loads = self._loads(track, terms)
        for number, term in self._terms.items():
            yield from self._of_term(term, loads[number])
        for course in self._courses:
            first = terms.get(course.id)
            if first is not None and course.delivery is Delivery.WEEKLY and course.id in self._parts[track]:
                yield from self._class_weeks(course, first, loads)

    def _loads(self, track: str | None, terms: Terms) -> Mapping[int, _Load]:
        loads = {number: _Load() for number in self._terms}
        for course, parts in self._parts[track].items():
            first = terms.get(course)
            if first is None:
                continue
            for number, (hours, credits_, blocks) in enumerate(parts, first):
                load = loads.get(number)
                if load is not None:
                    load.courses += 1
                    load.hours += hours
                    load.credits += credits_
                    load.blocks += blocks
        return loads

    def _of_term(self, term: Term, load: _Load) -> Iterator[Finding]:
        about, limits = self.program.about, self.limits
        hours = about.max_weekly_hours if term.max_weekly_hours is None else term.max_weekly_hours
        own = about.max_credits if term.max_credits is None else term.max_credits
        most = own if limits.max_credits is None else limits.max_credits
        where = Place("terms", (term.id,))
        upper: tuple[tuple[str, float, float | None], ...] = (
            ("planning.hours", load.hours, hours),
            ("planning.credits", load.credits, most),
            ("planning.courses", load.courses, limits.max_courses),
            ("planning.block_weeks", load.blocks, self._rooms[term.number]),
            *self._of_packs(term.number, load),
        )
        for code, value, limit in upper:
            if limit is not None and value > limit + TOLERANCE:
                yield error(code, where, term=term.number, value=round(value, 2), limit=limit)
        lower: tuple[tuple[str, float, float | None], ...] = (
            ("planning.min_credits", load.credits, limits.min_credits),
            ("planning.min_courses", load.courses, limits.min_courses),
        )
        for code, value, limit in lower:
            if limit is not None and value < limit - TOLERANCE:
                yield error(code, where, term=term.number, value=round(value, 2), limit=limit)

    def _of_packs(self, number: int, load: _Load) -> Iterator[tuple[str, float, float]]:
        """Yield the limits of a term that rule packs set, with what it holds; the packs' rules have the last word."""
        for one in self._ruled:
            if number in one.terms:
                yield {
                    Measure.WEEKLY_HOURS: ("planning.hours", load.hours, one.most),
                    Measure.CREDITS: ("planning.credits", load.credits, one.most),
                    Measure.COURSES: ("planning.courses", load.courses, one.most),
                }[one.measure]

    def _class_weeks(self, course: Course, first: int, loads: Mapping[int, _Load]) -> Iterator[Finding]:
        for index, part in enumerate(course.parts or ONE_PART):
            term = self._terms.get(first + index)
            room = self._rooms.get(first + index)
            if term is None or room is None:
                continue
            left = room - loads[term.number].blocks
            if left <= TOLERANCE or (part.weeks or 0.0) > left + TOLERANCE:
                where = Place("placements", (course.id,))
                yield error(
                    "planning.class_weeks",
                    where,
                    course=_name(course),
                    term=term.number,
                    weeks=part.weeks,
                    limit=max(0.0, round(left, 2)),
                )

    def _of_resources(self, terms: Terms) -> Iterator[Finding]:
        students = self.program.about.students
        for one in in_order(self.program.resources):
            if students is None or one.places is None:
                continue
            for number in self._terms:
                seated = sum(
                    self._seats(course, students)
                    for course in self._courses
                    if one.id in course.resources
                    and course.id in terms
                    and terms[course.id] <= number < terms[course.id] + course.span
                )
                if seated > one.places:
                    yield error(
                        "planning.places",
                        Place("resources", (one.id,)),
                        resource=one.name or one.code or one.id,
                        term=number,
                        value=seated,
                        limit=one.places,
                    )

    def _of_pools(self) -> Iterator[Finding]:
        """Find pools that ask for more courses or credits than there are; an empty one asks for nothing."""
        for pool in in_order(self.program.pools):
            members = [one for one in self._courses if one.pool == pool.id]
            where, name = Place("pools", (pool.id,)), pool.name or pool.code or pool.id
            each = [sum(takes(one, track) for one in members) for track in tracks_of(self.program)]
            taken = len(members) if 0 in each else min(each)
            if members and taken < pool.choose:
                yield error("planning.pool", where, pool=name, asked=pool.choose, offered=taken)
            known = [course_credits(one, self.program.about.credit_rule) for one in members]
            total = sum(one or 0.0 for one in known)
            if (
                members
                and pool.credits is not None
                and None not in known
                and pool.credits > total + TOLERANCE
            ):
                yield error("planning.pool_credits", where, pool=name, asked=pool.credits, offered=total)

    def _seats(self, course: Course, students: int) -> int:
        """Return the students of a course: evenly spread over tracks, and over the courses of a pool."""
        parts, of = students, 1
        if course.tracks:
            parts, of = parts * len(course.tracks), of * max(1, len(self.program.tracks))
        if course.pool is not None:
            members = [one for one in self._courses if one.pool == course.pool]
            parts, of = parts * min(self.program.pools[course.pool].choose, len(members)), of * len(members)
        return -(-parts // of)


def _part(course: Course, index: int, part: TermPart, factor: Factor, rule: CreditRule) -> _Part:
    credits_ = (course_credits(course, rule) or 0.0) * part_share(course, index, rule) * factor.credits
    if course.delivery is Delivery.WEEKLY:
        return (part.weekly_hours or 0.0) * factor.hours, credits_, 0.0
    return 0.0, credits_, (part.weeks or 0.0) * factor.hours


def _kept(kind: RequisiteKind, first: int, other: int, span: int) -> bool:
    match kind:
        case RequisiteKind.COREQUISITE:
            return other <= first
        case RequisiteKind.TOGETHER:
            return other == first
        case _:
            return other + span <= first


def _room(term: Term) -> float | None:
    """Return the teaching weeks left after exam and reserve weeks, none of them below 0; None: not known."""
    if term.teaching_weeks is None:
        return None
    return max(0.0, term.teaching_weeks - (term.exam_weeks or 0.0) - (term.reserve_weeks or 0.0))


def _name(course: Course) -> Text | str:
    return course.name or course.code or course.id
