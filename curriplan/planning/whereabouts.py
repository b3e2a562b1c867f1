"""Why a course is where it is: what every other term would break or worsen, and how far it could shift.

All of it is asked of the plan as it stands, by the independent check and by the definitions of the
objectives; no solver is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from curriplan.analysis.calendar import first_term
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program
from curriplan.planning.accept import same_base
from curriplan.planning.request import DEFAULT_OBJECTIVES, Due, PlanRequest, plan_request
from curriplan.planning.result import LoadIn, Objective
from curriplan.planning.score import scores
from curriplan.planning.verify import PlanCheck
from curriplan.planning.windows import windows

Verdict = Literal["here", "breaks", "mends", "worse", "better", "equal", "free"]
NAMED = ("course", "other", "others", "resource")
"""Arguments that tell one finding of a rule from another at the same place; the others are figures."""


@dataclass(frozen=True, slots=True)
class Shift:
    """An objective that another term would change: its name, its value now and its value then."""

    name: str
    now: float
    then: float
    worse: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A term in which a course could begin, with the rest of the plan as it is.

    ``breaks`` are rules that do not hold then and do now, or are broken by more; ``mends`` the other way
    round. ``shifts`` are the objectives that would change, in the user's order: the first one decides.
    ``free`` is the verdict on a lawful term of a course that has none to compare it with.
    """

    term: int
    verdict: Verdict
    breaks: tuple[Finding, ...] = ()
    mends: tuple[Finding, ...] = ()
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A course, the term in which it stands (None: it has none), and what every term would do.

    ``next_best`` is the best lawful term beside the present one. ``earliest`` and ``latest`` bound the
    lawful terms, the present one included, with the rest of the plan as it is and the course free; ``window``
    holds the terms in which it could begin in any plan, by lock, wish, weeks and chains of requisites.
    """

    course: str
    term: int | None
    locked: bool
    spots: tuple[Spot, ...]
    next_best: Spot | None
    earliest: int | None
    latest: int | None
    window: tuple[int, ...]
    load_in: LoadIn


@dataclass(frozen=True, slots=True)
class Standing:
    """A programme with its plan, made ready to be asked about many courses: some ms for each."""

    request: PlanRequest
    check: PlanCheck
    terms: Mapping[str, int]
    windows: Mapping[str, tuple[int, ...]]

    def of(self, course: str) -> Whereabouts:
        """Return the whereabouts of a course.

        Raises:
            KeyError: the programme has no such course.

        """
        placement, here = self.request.program.placements.get(course), self.terms.get(course)
        request = _restricted(self.request, {*self.terms, course})
        now = self.check.findings(self.terms, course)
        known = set(now)
        worth = None if here is None else scores(request, self.terms)
        lawful = [] if here is None or self._is_wrong(course, now) else [here]
        spots: list[Spot] = []
        costs: dict[int, tuple[Fraction | int, ...]] = {}
        for number in self.request.numbers:
            if number == here:
                spots.append(Spot(number, "here"))
                continue
            terms = {**self.terms, course: number}
            broken, after = self.check.findings(terms, course), scores(request, terms)
            new, held = [one for one in broken if one not in known], set(broken)
            gone = [one for one in now if one not in held]
            breaks, mends = _more(new, gone, course), _more(gone, new, course)
            shifts = tuple(
                Shift(a.name, float(a.value or 0), float(b.value or 0), b.cost > a.cost)
                for a, b in zip(worth or (), after, strict=False)
                if a.cost != b.cost
            )
            spots.append(Spot(number, _verdict(breaks, mends, shifts, here), breaks, mends, shifts))
            if not breaks:
                lawful += [] if self._is_wrong(course, broken) else [number]
                costs[number] = (-len(mends), *(one.cost for one in after))
        return Whereabouts(
            course,
            here,
            placement is not None and placement.locked,
            tuple(spots),
            _best(spots, costs),
            min(lawful, default=None),
            max(lawful, default=None),
            self.windows[course],
            self.request.load_in,
        )

    def _is_wrong(self, course: str, broken: Iterable[Finding]) -> bool:
        """Tell whether a rule is broken that is the course's own, or that of a requisite that names it."""
        requisites = self.request.program.requisites
        return any(
            (course in one.where.key and one.code != "planning.fixed")
            or (
                one.where.table == "requisites"
                and course in requisites[one.where.key[0]][one.where.key[1]].courses
            )
            for one in broken
        )


def standing(
    program: Program,
    objectives: Iterable[Objective] = DEFAULT_OBJECTIVES,
    due: Iterable[Due] = (),
    previous: Standing | None = None,
) -> Standing:
    """Return a programme with its present plan, ready to be asked about its courses.

    ``previous`` is that of an earlier value, asked for with the same objectives; where only placements
    have changed since, most of it is kept.
    """
    if previous is not None and same_base(program, previous.request.program):
        request = _replaced(previous.request, program)
        locks = [course.fixed for course in request.courses]
        kept = locks == [course.fixed for course in previous.request.courses]
        reach = previous.windows if kept else windows(request)
    else:
        request = plan_request(program, objectives, due=due)
        reach = windows(request)
    terms = {course.id: course.today for course in request.courses if course.today is not None}
    return Standing(request, PlanCheck(program), terms, reach)


def _replaced(request: PlanRequest, program: Program) -> PlanRequest:
    """Return a request for the same programme with courses in other terms, locked or not."""
    courses = []
    for one in request.courses:
        today = first_term(program, one.id)
        locked = today is not None and program.placements[one.id].locked
        courses.append(replace(one, today=today, fixed=today if locked else None))
    return replace(request, program=program, courses=tuple(courses))


def _restricted(request: PlanRequest, courses: Collection[str]) -> PlanRequest:
    """Return a request for some of its courses only, so that a plan without the others has a worth."""
    if len(courses) == len(request.courses):
        return request
    requisites = []
    for one in request.requisites:
        others = tuple(other for other in one.others if other in courses)
        if one.course in courses and others:
            requisites.append(replace(one, others=others))
    hours = {course: held for course, held in request.phase.of.items() if course in courses}
    return replace(
        request,
        courses=tuple(one for one in request.courses if one.id in courses),
        requisites=tuple(requisites),
        phase=replace(request.phase, of=hours),
    )


def _verdict(
    breaks: Collection[Finding], mends: Collection[Finding], shifts: tuple[Shift, ...], here: int | None
) -> Verdict:
    if breaks:
        return "breaks"
    if mends:
        return "mends"
    if here is None:
        return "free"
    if not shifts:
        return "equal"
    return "worse" if shifts[0].worse else "better"


def _best(spots: Iterable[Spot], costs: Mapping[int, tuple[Fraction | int, ...]]) -> Spot | None:
    best = min(costs, key=lambda number: (costs[number], number), default=None)
    return next((one for one in spots if one.term == best), None)


def _more(these: Collection[Finding], those: Collection[Finding], course: str) -> tuple[Finding, ...]:
    """Return what of these is not among those, or is there by less; the course's own lock and lack aside."""
    known: dict[Any, float] = {}
    for one in those:
        known[_which(one)] = max(_excess(one), known.get(_which(one), 0.0))
    return tuple(
        one
        for one in these
        if not (one.where.key == (course,) and one.code in ("planning.fixed", "planning.unplaced"))
        and (_which(one) not in known or _excess(one) > known[_which(one)])
    )


def _which(one: Finding) -> tuple[Any, ...]:
    """Return what makes a finding the same one where only its figures differ."""
    args = one.arguments()
    term = args.get("term") if one.where.table == "resources" else None
    return one.code, one.where, term, *(args.get(name) for name in NAMED)


def _excess(one: Finding) -> float:
    args = one.arguments()
    value, limit = args.get("value", args.get("weeks")), args.get("limit")
    return 0.0 if value is None or limit is None else abs(value - limit)
