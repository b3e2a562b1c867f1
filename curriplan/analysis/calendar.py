"""The arithmetic of terms: who is where, class weeks, weekly hours, hours, credits, phase score.

Identities (official forms, regulations C2): teaching weeks = class + whole-week courses + internship
+ exam + reserve weeks; weeks of a term = teaching weeks + holidays. Hours of a weekly part are weekly
hours x weeks. Pools count with their required figures, so each course of a pool counts with a factor.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from curriplan.analysis.order import courses_in_order, terms_in_order
from curriplan.domain.course import Course, Delivery, TermPart, TypeRole
from curriplan.domain.plan import Term
from curriplan.domain.profile import CreditRule
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode

# Quotients such as 2.25 / 0.1 miss a half by rounding errors only.
_ROUNDING = 1e-9
# Shares such as a third of 2 h add up to 23.999999999999996 h: this many decimals are figures, the rest dust.
_DECIMALS = 10


@dataclass(frozen=True, slots=True)
class TermLoad:
    """What one term holds for the students of one track.

    ``weekly_hours``, ``hours`` and ``credits`` are sums of what is known: 0 where no course runs, None
    where courses run and nothing is known. ``class_weeks`` is None where any needed figure is not known.
    ``courses`` are ids in display order of all courses that run in the term, of any track.
    ``unknown`` are those among them, of this track, of which hours, weekly hours or weeks are not known.
    """

    term: Term
    courses: tuple[str, ...]
    whole_weeks: float
    internship_weeks: float
    class_weeks: float | None
    weekly_hours: float | None
    hours: float | None
    credits: float | None
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over a programme: hours, practice hours (None: nothing known), credits, courses without hours."""

    hours: float | None
    practice: float | None
    credits: float | None
    unknown_hours: int
    unknown_credits: int

    @property
    def practice_share(self) -> float | None:
        """Return practice hours divided by all hours, 0..1."""
        return None if not self.hours or self.practice is None else self.practice / self.hours


def takes(course: Course, track: str | None) -> bool:
    """Tell whether students of a track take a course; track None asks for students of no track."""
    return not course.tracks or track in course.tracks


def tracks_of(program: Program) -> tuple[str | None, ...]:
    """Return the track ids, or (None,) for a programme without tracks."""
    return tuple(sorted(program.tracks)) or (None,)


def first_term(program: Program, course: str) -> int | None:
    """Return the number of the term in which a course begins, or None where it has no term."""
    placement = program.placements.get(course)
    return None if placement is None else program.terms[placement.term].number


def last_term(program: Program, course: str) -> int | None:
    """Return the number of the term at whose end a course delivers, or None where it has no term."""
    begins = first_term(program, course)
    return None if begins is None else begins + program.courses[course].span - 1


def part_in(program: Program, course: Course, number: int) -> TermPart | None:
    """Return what a course does in the term of a number, or None if it does not run then."""
    begins = first_term(program, course.id)
    if begins is None or not begins <= number < begins + course.span:
        return None
    return course.parts[number - begins] if course.parts else TermPart()


def part_hours(course: Course, part: TermPart, rule: CreditRule) -> float | None:
    """Return the timetabled hours of a part by its notation, or None where a figure is not known.

    The hours of lectures follow from no notation.
    """
    if part.weeks is None or course.delivery is Delivery.LECTURES:
        return None
    if course.delivery is Delivery.WEEKLY:
        return None if part.weekly_hours is None else part.weekly_hours * part.weeks
    weekly = rule.week_hours if course.delivery is Delivery.WEEKS else rule.internship_week_hours
    return weekly * part.weeks


def hours_by_rule(course: Course, rule: CreditRule) -> float | None:
    """Return the timetabled hours that the parts of a course add up to, or None if any is not known."""
    parts = [part_hours(course, part, rule) for part in course.parts]
    return None if not parts or any(one is None for one in parts) else sum(one or 0.0 for one in parts)


def credits_by_rule(course: Course, rule: CreditRule) -> float | None:
    """Return the credits that the programme's rule gives a course, or None where it cannot tell."""
    if course.delivery in {Delivery.WEEKLY, Delivery.LECTURES}:
        hours = course.hours.total
        if hours is None:
            hours = hours_by_rule(course, rule)
        return credits_for(hours, rule)
    weeks = [part.weeks for part in course.parts]
    known = None if not weeks or None in weeks else sum(one or 0.0 for one in weeks)
    each = rule.week_credits if course.delivery is Delivery.WEEKS else rule.internship_week_credits
    return None if known is None else _to_step(known * each, rule.step)


def credits_for(hours: float | None, rule: CreditRule) -> float | None:
    """Return the credits of so many hours, or None where they are not known, or no hours make a credit."""
    if hours is None or rule.hours_per_credit <= 0:
        return None
    return _to_step(hours / rule.hours_per_credit, rule.step)


def _to_step(figure: float, step: float) -> float:
    """Round to the nearest step, halves up as the registry does: 36 h are 2.25, so 2.5 credits."""
    return math.floor(figure / step + 0.5 + _ROUNDING) * step if step > 0 else figure


def course_hours(course: Course, rule: CreditRule) -> float | None:
    """Return the hours of a course: its own figure, else by its parts."""
    own = course.hours.total
    return hours_by_rule(course, rule) if own is None else own


def course_credits(course: Course, rule: CreditRule) -> float | None:
    """Return the credits of a course: its own figure, else by the rule."""
    return credits_by_rule(course, rule) if course.credits is None else course.credits


def part_share(course: Course, index: int, rule: CreditRule) -> float:
    """Return which part of a course (0..1) falls into its term part of an index."""
    hours = [part_hours(course, part, rule) for part in course.parts]
    total = sum(one or 0.0 for one in hours)
    if any(one is None for one in hours) or total <= 0:
        return 1.0 / course.span
    return (hours[index] or 0.0) / total


@dataclass(frozen=True, slots=True)
class Factor:
    """By how much the hours and the credits of a course count, because its pool is chosen from."""

    hours: float = 1.0
    credits: float = 1.0


WHOLE = Factor()
NOTHING = Factor(0.0, 0.0)


def factors(program: Program, among: Iterable[Course] | None = None) -> Mapping[str, Factor]:
    """Return the factor of every course: 0 if it is not counted, below 1 in a pool, else 1.

    In a pool the factor is the pool's required figure divided by the sum over its courses, or
    choose / number of courses where either is not known. ``among`` are the courses that the students in
    question may take, by default all: only they share the pool's figures, and only they are returned.
    """
    rule = program.about.credit_rule
    courses = list(program.courses.values() if among is None else among)
    members: dict[str, list[Course]] = {}
    for course in courses:
        if course.pool is not None and course.counted:
            members.setdefault(course.pool, []).append(course)
    of_pool = {pool: _pool_factor(program, pool, held, rule) for pool, held in members.items()}
    return {
        course.id: NOTHING if not course.counted else of_pool.get(course.pool or "", WHOLE)
        for course in courses
    }


def _taken_factors(program: Program, track: str | None) -> Mapping[str, Factor]:
    return factors(program, [one for one in program.courses.values() if takes(one, track)])


def _pool_factor(program: Program, pool: str, held: list[Course], rule: CreditRule) -> Factor:
    row = program.pools[pool]
    usual = min(1.0, row.choose / len(held))

    def share(required: float | None, figures: list[float | None]) -> float:
        total = sum(one or 0.0 for one in figures)
        return usual if required is None or None in figures or total <= 0 else required / total

    return Factor(
        share(row.hours.total, [course_hours(one, rule) for one in held]),
        share(row.credits, [course_credits(one, rule) for one in held]),
    )


def _add(total: float | None, more: float | None) -> float | None:
    return total if more is None else (total or 0.0) + more


def _tidy(figure: float | None) -> float | None:
    return None if figure is None else round(figure, _DECIMALS)


Running = list[tuple[Course, int]]


def _running(program: Program) -> Mapping[int, Running]:
    """Return by term number the courses that run then, in display order, each with the index of its part."""
    found: dict[int, Running] = {}
    for course in courses_in_order(program):
        begins = first_term(program, course.id)
        if begins is not None:
            for index in range(course.span):
                found.setdefault(begins + index, []).append((course, index))
    return found


@dataclass(slots=True)
class _Sums:
    """Sums over the courses of a term; ``weeks_known`` is False once a block without weeks was met."""

    blocks: dict[Delivery, float]
    unknown: list[str]
    weekly: float | None = None
    hours: float | None = None
    credits: float | None = None
    weeks_known: bool = True

    def add(self, course: Course, index: int, rule: CreditRule, factor: Factor) -> None:
        part = course.parts[index] if course.parts else TermPart()
        share = part_share(course, index, rule)
        own, credit = course_hours(course, rule), course_credits(course, rule)
        self.hours = _add(self.hours, None if own is None else own * share * factor.hours)
        self.credits = _add(self.credits, None if credit is None else credit * share * factor.credits)
        figure = part.weekly_hours if course.delivery is Delivery.WEEKLY else part.weeks
        if course.delivery is Delivery.LECTURES:
            figure = figure or 0.0  # they take no weeks unless some are stated
        if own is None or figure is None:
            self.unknown.append(course.id)
        if course.delivery is Delivery.WEEKLY:
            self.weekly = _add(self.weekly, None if figure is None else figure * factor.hours)
        elif figure is not None:
            kind = Delivery.INTERNSHIP if course.delivery is Delivery.INTERNSHIP else Delivery.WEEKS
            self.blocks[kind] += figure * factor.hours
        else:
            self.weeks_known = self.weeks_known and factor.hours == 0


def _term_load(
    program: Program, term: Term, track: str | None, running: Running, by: Mapping[str, Factor]
) -> TermLoad:
    rule = program.about.credit_rule
    sums = _Sums({Delivery.WEEKS: 0.0, Delivery.INTERNSHIP: 0.0}, [])
    taken = [(course, index) for course, index in running if takes(course, track)]
    for course, index in taken:
        sums.add(course, index, rule, by[course.id])
    if not taken:
        sums.hours = sums.credits = 0.0
    if not any(course.delivery is Delivery.WEEKLY for course, _ in taken):
        sums.weekly = 0.0
    return TermLoad(
        term,
        tuple(course.id for course, _ in running),
        round(sums.blocks[Delivery.WEEKS], _DECIMALS),
        round(sums.blocks[Delivery.INTERNSHIP], _DECIMALS),
        _tidy(_class_weeks(term, sum(sums.blocks.values()))) if sums.weeks_known else None,
        _tidy(sums.weekly),
        _tidy(sums.hours),
        _tidy(sums.credits),
        tuple(sums.unknown),
    )


def _class_weeks(term: Term, blocks: float) -> float | None:
    if term.teaching_weeks is None:
        return None
    return term.teaching_weeks - (term.exam_weeks or 0.0) - (term.reserve_weeks or 0.0) - blocks


def term_loads(program: Program, track: str | None = None) -> tuple[TermLoad, ...]:
    """Return the load of every term, in order, for the students of a track."""
    by, running = _taken_factors(program, track), _running(program)
    return tuple(
        _term_load(program, term, track, running.get(term.number, []), by) for term in terms_in_order(program)
    )


def heaviest_loads(program: Program) -> tuple[TermLoad, ...]:
    """Return for every term the load of the track with the most weekly hours in it."""
    each = [term_loads(program, track) for track in tracks_of(program)]
    return tuple(max(loads, key=lambda one: one.weekly_hours or 0.0) for loads in zip(*each, strict=True))


def totals(program: Program, track: str | None = None) -> Totals:
    """Return hours, practice hours and credits over all courses of a track, placed or not."""
    rule, by = program.about.credit_rule, _taken_factors(program, track)
    hours = practice = credits_ = None
    unknown_hours = unknown_credits = 0
    for course in program.courses.values():
        if not takes(course, track) or not course.counted:
            continue
        own, credit = course_hours(course, rule), course_credits(course, rule)
        factor = by[course.id]
        unknown_hours += own is None
        unknown_credits += credit is None
        hours = _add(hours, None if own is None else own * factor.hours)
        practical = course.hours.practice
        practice = _add(practice, None if practical is None else practical * factor.hours)
        credits_ = _add(credits_, None if credit is None else credit * factor.credits)
    return Totals(_tidy(hours), _tidy(practice), _tidy(credits_), unknown_hours, unknown_credits)


def is_public_basic(program: Program, course: Course) -> bool:
    """Tell whether a course is of the public basic type."""
    return course.type is not None and program.course_types[course.type].role is TypeRole.PUBLIC_BASIC


@dataclass(frozen=True, slots=True)
class PhaseScore:
    """How purely the years follow their phases: hours of a year's phase / all hours, 0..1 or None.

    ``by_year`` holds (year, hours of its phase, all hours) without public basic courses. ``unknown`` are
    courses of these years that are in no sum, because their hours by place of teaching are not known,
    not even where the notation of their terms says how many they are.
    """

    score: float | None
    with_public: float | None
    by_year: tuple[tuple[int, float, float], ...]
    unknown: tuple[str, ...] = ()


def phase_score(program: Program, track: str | None = None) -> PhaseScore:
    """Return the phase score of the plan (product definition "Phase score").

    Example: (480 + 350 + 720) / (560 + 520 + 900) = 0.783.
    """
    own: dict[int, list[float]] = {}
    public: dict[int, list[float]] = {}
    unknown: dict[str, None] = {}
    for course, year, phase_hours, hours in hours_by_year(program, track):
        if hours is None:
            if not is_public_basic(program, course):
                unknown[course.id] = None
            continue
        sums = (public if is_public_basic(program, course) else own).setdefault(year, [0.0, 0.0])
        sums[0] += phase_hours
        sums[1] += hours
    both = [sums for group in (own, public) for sums in group.values()]
    return PhaseScore(
        _ratio(list(own.values())),
        _ratio(both),
        tuple((y, s[0], s[1]) for y, s in sorted(own.items())),
        tuple(unknown),
    )


def hours_by_year(program: Program, track: str | None) -> Iterator[tuple[Course, int, float, float | None]]:
    """Yield (course, year, hours of the year's phase, all hours); all hours None where they are not known."""
    rule, by, phases = program.about.credit_rule, _taken_factors(program, track), program.about.phases
    years = {term.number: term.year for term in program.terms.values()}
    for course in program.courses.values():
        begins = first_term(program, course.id)
        if begins is None or not takes(course, track):
            continue
        hours = course.hours.total
        for index in range(course.span):
            year = years.get(begins + index)
            if year is None or year > len(phases):
                continue
            weight = part_share(course, index, rule) * by[course.id].hours
            phase: Mode = phases[year - 1]
            if weight > 0:
                whole = None if hours is None else hours * weight
                yield course, year, (course.hours.of(phase) or 0.0) * weight, whole


def _ratio(sums: list[list[float]]) -> float | None:
    total = sum(one[1] for one in sums)
    return sum(one[0] for one in sums) / total if total > 0 else None
