"""Sums over the courses that a rule speaks of, for the students of one track.

Pools count with their required figures, courses that are not counted not at all. What is not known is never
zero: a sum says of which courses and terms it does not know the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from curriplan.analysis.calendar import (
    Factor,
    TermLoad,
    course_credits,
    course_hours,
    factors,
    first_term,
    part_share,
    takes,
    tracks_of,
)
from curriplan.analysis.rules.language.filters import chosen
from curriplan.domain.course import Course, Delivery
from curriplan.domain.program import Program
from curriplan.domain.rule import EVERY, Filter, Measure
from curriplan.domain.scale import Mode

Numbers = frozenset[int] | None
"""Of terms; None: the whole plan, placed or not."""
Track = str | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum, and what is missing from it: courses without figures, type or term, terms without weeks."""

    value: float = 0.0
    unknown: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    terms: tuple[int, ...] = ()
    untyped: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether nothing is missing."""
        return not (self.unknown or self.unplaced or self.terms or self.untyped)


@dataclass(frozen=True, slots=True)
class Taken:
    """The courses that the students of a track take, by how much each counts, and how many are in each pool."""

    courses: tuple[Course, ...]
    factors: Mapping[str, Factor]
    members: Mapping[str, int]
    known: dict[tuple[Measure, str], float | None]

    @staticmethod
    def of(program: Program, track: Track, known: dict[tuple[Measure, str], float | None]) -> Taken:
        """Return what students of a track take; ``known`` keeps figures of courses, and serves all tracks."""
        taken = tuple(one for one in program.courses.values() if takes(one, track))
        members: dict[str, int] = {}
        for one in taken:
            if one.pool is not None and one.counted:
                members[one.pool] = members.get(one.pool, 0) + 1
        return Taken(taken, factors(program, taken), members, known)


def taken_by_track(program: Program) -> Mapping[Track, Taken]:
    """Return what the students of every track take."""
    known: dict[tuple[Measure, str], float | None] = {}
    return {track: Taken.of(program, track, known) for track in tracks_of(program)}


@dataclass(frozen=True, slots=True)
class Students:
    """The students of a track while one rule is asked; ``loads`` of their terms are measured when they are needed.

    ``program`` is read by the rule alone, so that it is known what the rule depends on.
    """

    program: Program
    taken: Taken
    loads: Callable[[], tuple[TermLoad, ...]]
    picked: dict[Filter, tuple[Course, ...]] = field(default_factory=dict)

    def chosen(self, among: Filter) -> tuple[Course, ...]:
        """Return the courses of these students that a filter lets pass."""
        if among == EVERY:
            return self.taken.courses
        if among not in self.picked:
            self.picked[among] = tuple(chosen(self.program, self.taken.courses, among))
        return self.picked[among]

    def untyped(self, among: Filter) -> tuple[Course, ...]:
        """Return the courses without a type that a filter of roles would let pass if theirs were among them."""
        if not among.roles:
            return ()
        return tuple(one for one in self.chosen(replace(among, roles=frozenset())) if one.type is None)

    def figure(self, course: Course, measure: Measure) -> float | None:
        """Return a figure of a whole course."""
        key = measure, course.id
        if key not in self.taken.known:
            self.taken.known[key] = COURSE_FIGURES[measure](self.program, course)
        return self.taken.known[key]

    def weight(self, course: Course, measure: Measure) -> float:
        """Return by how much a course counts: by its pool in hours or credits, or as one of k of n courses."""
        if not course.counted:
            return 0.0
        if measure is Measure.COURSES:
            pool = self.program.pools.get(course.pool or "")
            return 1.0 if pool is None else min(1.0, pool.choose / self.taken.members[pool.id])
        factor = self.taken.factors[course.id]
        return factor.credits if measure is Measure.CREDITS else factor.hours


def _in_mode(mode: Mode) -> Callable[[Program, Course], float | None]:
    def figure(_: Program, course: Course) -> float | None:
        # Where any place of teaching has hours, an empty one has none: so are the totals of a course made.
        known = course.hours.total is not None
        return (course.hours.of(mode) or 0.0) if known else None

    return figure


def _by_enterprises(program: Program, course: Course) -> float | None:
    hours, share = course_hours(course, program.about.credit_rule), course.enterprise_share
    return None if hours is None or share is None else hours * share


def _practice(_: Program, course: Course) -> float | None:
    return None if course.hours.total is None else course.hours.practice or 0.0


def _hours_per_credit(program: Program, course: Course) -> float | None:
    rule = program.about.credit_rule
    hours, credits_ = course_hours(course, rule), course_credits(course, rule)
    return None if hours is None or not credits_ else hours / credits_


def _weeks(_: Program, course: Course) -> float | None:
    weeks = [part.weeks for part in course.parts]
    return None if not weeks or None in weeks else sum(one or 0.0 for one in weeks)


def _weekly(_: Program, course: Course) -> float | None:
    weekly = [part.weekly_hours for part in course.parts]
    return None if not weekly or None in weekly else max(one or 0.0 for one in weekly)


COURSE_FIGURES: Mapping[Measure, Callable[[Program, Course], float | None]] = {
    Measure.HOURS: lambda program, course: course_hours(course, program.about.credit_rule),
    Measure.THEORY: _in_mode(Mode.THEORY),
    Measure.ON_CAMPUS: _in_mode(Mode.ON_CAMPUS),
    Measure.OFF_CAMPUS: _in_mode(Mode.OFF_CAMPUS),
    Measure.EXTRACURRICULAR: lambda _, course: (
        None if course.hours.total is None else course.hours.extracurricular or 0.0
    ),
    Measure.PRACTICE: _practice,
    Measure.CREDITS: lambda program, course: course_credits(course, program.about.credit_rule),
    Measure.COURSES: lambda *_: 1.0,
    Measure.ENTERPRISE_HOURS: _by_enterprises,
}
"""Figures of a whole course that can be summed."""

OWN_FIGURES: Mapping[Measure, Callable[[Program, Course], float | None]] = {
    **COURSE_FIGURES,
    Measure.WEEKLY_HOURS: _weekly,
    Measure.WEEKS: _weeks,
    Measure.PRACTICE_SCORE_SHARE: lambda _, course: course.practice_score_share,
    Measure.ENTERPRISE_SHARE: lambda _, course: course.enterprise_share,
    Measure.HOURS_PER_CREDIT: _hours_per_credit,
}
"""Figures that a rule can ask of each course."""

BLOCKS: Mapping[Measure, frozenset[Delivery]] = {
    Measure.BLOCK_WEEKS: frozenset({Delivery.WEEKS, Delivery.INTERNSHIP}),
    Measure.INTERNSHIP_WEEKS: frozenset({Delivery.INTERNSHIP}),
}
"""Weeks in which there is nothing else, and the courses that take them."""

TERM_WEEKS: Mapping[Measure, Callable[[TermLoad], float | None]] = {
    Measure.WEEKS: lambda load: load.term.weeks,
    Measure.TEACHING_WEEKS: lambda load: load.term.teaching_weeks,
    Measure.CLASS_WEEKS: lambda load: load.class_weeks,
    Measure.EXAM_WEEKS: lambda load: load.term.exam_weeks,
    Measure.RESERVE_WEEKS: lambda load: load.term.reserve_weeks,
    Measure.HOLIDAY_WEEKS: lambda load: load.term.holiday_weeks,
}

SUMMED = frozenset({*COURSE_FIGURES, *BLOCKS, *TERM_WEEKS, Measure.WEEKLY_HOURS})
"""What a bound can be set on."""


def amount(students: Students, measure: Measure, among: Filter, numbers: Numbers) -> Amount:
    """Return the sum of a measure over the courses of a filter, or the weeks of terms."""
    if measure in TERM_WEEKS:
        return _weeks_of_terms(students, measure, numbers)
    courses = students.chosen(among)
    if measure is Measure.WEEKLY_HOURS:
        return _greatest_week(students, courses, numbers)
    untyped = [one.id for one, *_ in _entries(students, students.untyped(among), measure, numbers)]
    return replace(_total(_entries(students, courses, measure, numbers)), untyped=tuple(untyped))


Entry = tuple[Course, float | None, bool]
"""A course, what it adds (None: not known), whether it has a term."""


def _entries(
    students: Students, courses: tuple[Course, ...], measure: Measure, numbers: Numbers
) -> Iterator[Entry]:
    for course in courses:
        weight = students.weight(course, measure)
        if weight <= 0 or (measure in BLOCKS and course.delivery not in BLOCKS[measure]):
            continue
        begins = None if numbers is None else first_term(students.program, course.id)
        if numbers is not None and begins is None:
            yield course, 0.0, False
            continue
        inside = _inside(course, begins, numbers)
        if inside:
            figure = _figure(students, course, measure, inside)
            yield course, None if figure is None else figure * weight, True


def _inside(course: Course, begins: int | None, numbers: Numbers) -> tuple[int, ...]:
    """Return the indices of the parts of a course that stand in some terms."""
    if numbers is None or begins is None:
        return tuple(range(course.span))
    return tuple(index for index in range(course.span) if begins + index in numbers)


def _figure(students: Students, course: Course, measure: Measure, inside: tuple[int, ...]) -> float | None:
    """Return what some parts of a course add to a sum."""
    if measure in BLOCKS:
        weeks = [course.parts[index].weeks if course.parts else None for index in inside]
        return None if None in weeks else sum(one or 0.0 for one in weeks)
    figure = students.figure(course, measure)
    if figure is None or measure is Measure.COURSES or len(inside) == course.span:
        return figure
    rule = students.program.about.credit_rule
    return figure * sum(part_share(course, index, rule) for index in inside)


def _total(entries: Iterator[Entry]) -> Amount:
    value, unknown, unplaced = 0.0, [], []
    for course, figure, placed in entries:
        if not placed:
            unplaced.append(course.id)
        elif figure is None:
            unknown.append(course.id)
        else:
            value += figure
    return Amount(round(value, 6), tuple(unknown), tuple(unplaced))


def _weeks_of_terms(students: Students, measure: Measure, numbers: Numbers) -> Amount:
    value, missing = 0.0, []
    for load in students.loads():
        if numbers is None or load.term.number in numbers:
            weeks = TERM_WEEKS[measure](load)
            if weeks is None:
                missing.append(load.term.number)
            else:
                value += weeks
    return Amount(round(value, 6), terms=tuple(missing))


def _greatest_week(students: Students, courses: tuple[Course, ...], numbers: Numbers) -> Amount:
    sums: dict[int, float] = {}
    unknown: dict[str, None] = {}
    unplaced = []
    for course in courses:
        weight = students.weight(course, Measure.WEEKLY_HOURS)
        if course.delivery is not Delivery.WEEKLY or weight <= 0:
            continue
        begins = first_term(students.program, course.id)
        if begins is None:
            unplaced.append(course.id)
            continue
        for index in _inside(course, begins, numbers):
            weekly = course.parts[index].weekly_hours if course.parts else None
            if weekly is None:
                unknown[course.id] = None
            else:
                sums[begins + index] = sums.get(begins + index, 0.0) + weekly * weight
    return Amount(round(max(sums.values(), default=0.0), 6), tuple(unknown), tuple(unplaced))
