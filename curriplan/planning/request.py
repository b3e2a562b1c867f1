"""What the solver is asked: one programme as exact integers, its limits, and the user's objectives.

A request is a frozen value. Everything in it is derived from a ``Program``; terms are meant by number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from curriplan.analysis.calendar import takes, tracks_of
from curriplan.analysis.order import courses_in_order, terms_in_order
from curriplan.domain.course import Course, Delivery, RequisiteKind
from curriplan.domain.plan import Term
from curriplan.domain.program import Program
from curriplan.domain.rule import Measure
from curriplan.domain.text import Text
from curriplan.planning.exact import Unit, exact
from curriplan.planning.figures import CourseFigures, Figures, PhaseHours, figures_of, phase_hours
from curriplan.planning.pools import Unfilled, unfilled
from curriplan.planning.result import LoadIn, Objective
from curriplan.planning.ruled import limits_of_terms
from curriplan.planning.seats import Places, places_of

CapKind = Literal["hours", "credits", "courses", "min_credits", "min_courses"]
DEFAULT_OBJECTIVES = (Objective.EVEN_LOAD, Objective.PHASE_SCORE)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of every term that are asked for beside those of the programme. None: no such limit.

    ``max_credits`` goes before the limits of terms and profile.
    """

    max_credits: float | None = None
    min_credits: float | None = None
    max_courses: int | None = None
    min_courses: int | None = None


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class PlanTerm:
    """A term: teaching weeks left after exam and reserve weeks (in week units; None: not known)."""

    number: int
    year: int
    weeks: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Students who take the same courses: of one track, or of several that do not differ.

    ``figures`` holds what each of their courses is for them.
    """

    tracks: tuple[str | None, ...]
    figures: Mapping[str, CourseFigures]

    def __contains__(self, course: str) -> bool:
        """Tell whether they take a course."""
        return course in self.figures


@dataclass(frozen=True, slots=True)
class PlanCourse:
    """A course to be placed. Tuples have one entry for each of its consecutive terms.

    ``needs`` are the class weeks that a weekly course needs, ``blocks`` the weeks that whole weeks or
    internship take, as stated. ``fixed`` is its term where it is locked or not to be moved, ``allowed`` (empty: any) where it may begin, ``undesired`` where it should rather not run.
    """

    id: str
    label: Text | str
    span: int
    today: int | None
    fixed: int | None
    allowed: frozenset[int]
    undesired: frozenset[int]
    needs: tuple[int, ...]
    blocks: tuple[int, ...]

    @property
    def is_block(self) -> bool:
        """Tell whether it runs in whole weeks or as the internship."""
        return any(self.blocks)

    def in_undesired(self, first: int) -> bool:
        """Tell whether it runs in an undesired term if it begins in a given one."""
        return not self.undesired.isdisjoint(range(first, first + self.span))


@dataclass(frozen=True, slots=True)
class PlanRequisite:
    """``course`` depends on ``others``, in display order."""

    id: str
    kind: RequisiteKind
    course: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cap:
    """One limit as the user stated it, over the terms for which it holds.

    ``amount`` is in units of its figure, ``stated`` as typed.
    """

    kind: CapKind
    terms: tuple[int, ...]
    amount: int
    stated: float

    @property
    def is_minimum(self) -> bool:
        """Tell whether at least this much is asked for."""
        return self.kind.startswith("min_")


@dataclass(frozen=True, slots=True)
class Way:
    """So many of some courses; they have to end in time."""

    courses: frozenset[str]
    needed: int = 1


@dataclass(frozen=True, slots=True)
class Due:
    """A requirement of an initial post, met in time if for every track one of its ways ends by ``term``."""

    post: str
    competency: str
    term: int
    tracks: tuple[tuple[Way, ...], ...]


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """The whole question. ``unknown`` are courses whose load or weeks are not known: they count for nothing.

    The units say what one integer stands for; ``phase`` holds the hours in phase.
    """

    program: Program
    objectives: tuple[Objective, ...]
    limits: Limits
    load_in: LoadIn
    load_unit: Unit
    hour_unit: Unit
    credit_unit: Unit
    week_unit: Unit
    terms: tuple[PlanTerm, ...]
    groups: tuple[Group, ...]
    courses: tuple[PlanCourse, ...]
    requisites: tuple[PlanRequisite, ...]
    caps: tuple[Cap, ...]
    places: tuple[Places, ...]
    unfilled: tuple[Unfilled, ...]
    phase: PhaseHours
    due: tuple[Due, ...]
    unknown: tuple[str, ...]
    left_out: frozenset[str]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the terms, in order."""
        return tuple(term.number for term in self.terms)

    def starts(self, course: PlanCourse) -> tuple[int, ...]:
        """Return the terms in which a course may begin by its own lock, wish and length."""
        held = set(self.numbers)
        return tuple(
            first
            for first in self.numbers
            if (course.fixed is None or first == course.fixed)
            and (not course.allowed or first in course.allowed)
            and all(first + step in held for step in range(course.span))
        )


def plan_request(
    program: Program,
    objectives: Iterable[Objective] = DEFAULT_OBJECTIVES,
    limits: Limits = NO_LIMITS,
    *,
    only: Collection[str] | None = None,
    due: Iterable[Due] = (),
) -> PlanRequest:
    """Return the request to place every course of a programme, or ``only`` some of them.

    With ``only``, the other courses stay where they are; those without a term are left out.
    ``due`` is what the objective early_gaps counts (see ``planning.early``).
    """
    left_out = _left_out(program, only)
    rows = [course for course in courses_in_order(program) if course.id not in left_out]
    taken = _taken(program)
    figures = figures_of(program, rows, tuple(taken))
    numbers = {term.id: term.number for term in program.terms.values()}
    return PlanRequest(
        program=program,
        objectives=tuple(dict.fromkeys(objectives)),
        limits=limits,
        load_in=figures.load_in,
        load_unit=figures.load_unit,
        hour_unit=figures.hour_unit,
        credit_unit=figures.credit_unit,
        week_unit=figures.week_unit,
        terms=tuple(_term(term, figures.week_unit) for term in terms_in_order(program)),
        groups=tuple(map(Group, taken.values(), figures.of)),
        courses=tuple(_course(program, row, figures, numbers, only) for row in rows),
        requisites=tuple(_requisites(program, rows, left_out)),
        caps=tuple(_caps(program, limits, figures, len(rows))),
        places=places_of(program, rows),
        unfilled=unfilled(program, [row.id for row in rows if only is None or row.id in only]),
        phase=phase_hours(program, rows, tuple(taken)),
        due=tuple(due),
        unknown=figures.unknown,
        left_out=left_out,
    )


def label(row: Course) -> Text | str:
    """Return what a course is called in sentences."""
    return row.name or row.code or row.id


def _left_out(program: Program, only: Collection[str] | None) -> frozenset[str]:
    if only is None:
        return frozenset()
    return frozenset(one for one in program.courses if one not in only and one not in program.placements)


def _term(term: Term, unit: Unit) -> PlanTerm:
    teaching = term.teaching_weeks
    left = None if teaching is None else teaching - (term.exam_weeks or 0.0) - (term.reserve_weeks or 0.0)
    return PlanTerm(term.number, term.year, None if left is None else max(0, unit.whole(exact(left))))


def _course(
    program: Program,
    row: Course,
    figures: Figures,
    numbers: Mapping[str, int],
    only: Collection[str] | None,
) -> PlanCourse:
    placement = program.placements.get(row.id)
    today = None if placement is None else numbers[placement.term]
    stays = placement is not None and (placement.locked or (only is not None and row.id not in only))
    weekly = row.delivery is Delivery.WEEKLY
    weeks, nothing = figures.weeks[row.id], (0,) * row.span
    return PlanCourse(
        row.id,
        label(row),
        row.span,
        today,
        today if stays else None,
        frozenset(numbers[one] for one in row.allowed_terms),
        frozenset(numbers[one] for one in row.undesired_terms),
        tuple(max(1, one) for one in weeks) if weekly else nothing,
        nothing if weekly else weeks,
    )


def _taken(program: Program) -> Mapping[frozenset[str], tuple[str | None, ...]]:
    """Return the different sets of courses that students take, each with its tracks."""
    held: dict[frozenset[str], tuple[str | None, ...]] = {}
    for track in tracks_of(program):
        taken = frozenset(row.id for row in program.courses.values() if takes(row, track))
        held[taken] = (*held.get(taken, ()), track)
    return held


def _requisites(
    program: Program, rows: Iterable[Course], left_out: frozenset[str]
) -> Iterable[PlanRequisite]:
    order = {row.id: n for n, row in enumerate(rows)}
    for course in order:
        for one in sorted(program.requisites.get(course, {}).values(), key=lambda row: row.id):
            others = tuple(sorted(one.courses - left_out, key=order.__getitem__))
            if others:
                yield PlanRequisite(one.id, one.kind, course, others)


def _caps(program: Program, limits: Limits, figures: Figures, rows: int) -> Iterable[Cap]:
    about, terms = program.about, terms_in_order(program)
    numbers = tuple(term.number for term in terms)
    hours = {term.number: term.max_weekly_hours for term in terms}
    yield from _own_and_common("hours", hours, about.max_weekly_hours, figures.hour_unit, rows)
    if limits.max_credits is None:
        own = {term.number: term.max_credits for term in terms}
        yield from _own_and_common("credits", own, about.max_credits, figures.credit_unit, rows)
    else:
        unit = figures.credit_unit
        yield Cap("credits", numbers, unit.limit(limits.max_credits, rows), limits.max_credits)
    if limits.min_credits is not None:
        least = -figures.credit_unit.limit(-limits.min_credits, rows)
        yield Cap("min_credits", numbers, least, limits.min_credits)
    if limits.max_courses is not None:
        yield Cap("courses", numbers, limits.max_courses, limits.max_courses)
    if limits.min_courses is not None:
        yield Cap("min_courses", numbers, limits.min_courses, limits.min_courses)
    yield from _ruled_caps(program, figures, rows)


def _ruled_caps(program: Program, figures: Figures, rows: int) -> Iterable[Cap]:
    """Yield the limits of terms that errors of the rule packs in force would tell."""
    for one in limits_of_terms(program):
        unit = figures.hour_unit if one.measure is Measure.WEEKLY_HOURS else figures.credit_unit
        if one.measure is Measure.COURSES:
            yield Cap("courses", one.terms, int(one.most), one.most)
        else:
            kind: CapKind = "hours" if one.measure is Measure.WEEKLY_HOURS else "credits"
            yield Cap(kind, one.terms, unit.limit(one.most, rows), one.most)


def _own_and_common(
    kind: CapKind, own: Mapping[int, float | None], common: float | None, unit: Unit, rows: int
) -> Iterable[Cap]:
    """Yield one cap for each term that states its own limit, and one for all the others together."""
    for number, stated in own.items():
        if stated is not None:
            yield Cap(kind, (number,), unit.limit(stated, rows), stated)
    others = tuple(number for number, stated in own.items() if stated is None)
    if common is not None and others:
        yield Cap(kind, others, unit.limit(common, rows), common)
