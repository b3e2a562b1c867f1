"""The calendar week by week: where classes, whole weeks, internship, exam, reserve and holidays lie in each term.

Where in its term a block stands is not part of a programme. It is assumed, for every term alike: an internship
that goes on from the term before comes first; then the class weeks; whole weeks, one course after the other; an
internship that stays within the term; exam and reserve weeks; an internship that goes on into the next term; the
holidays last. Weekly courses begin in the first class week, and lectures are given beside them; those with weeks of
their own are whole weeks. Everything is for the students of one track.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from curriplan.analysis.calendar import Factor, TermLoad, factors, first_term, takes, term_loads
from curriplan.analysis.order import courses_in_order
from curriplan.domain.course import Course, Delivery, TermPart
from curriplan.domain.plan import Term
from curriplan.domain.program import Program

_DUST = 1e-9


class Kind(StrEnum):
    """What a week is for."""

    CLASS = "class"
    WHOLE = "whole"
    INTERNSHIP = "internship"
    LECTURES = "lectures"
    EXAM = "exam"
    RESERVE = "reserve"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Weeks of one kind: ``begin`` counts from the first week of the programme, 0.0."""

    kind: Kind
    begin: float
    weeks: float

    @property
    def end(self) -> float:
        """Return where the next week begins."""
        return self.begin + self.weeks


@dataclass(frozen=True, slots=True)
class TermSpan:
    """A term on the axis of weeks; ``known`` is False where its weeks are not stated, or its class weeks unknown."""

    term: Term
    begin: float
    weeks: float
    known: bool
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A course in one of its terms.

    ``weekly`` are its hours a week (None: not known, or no weekly course). ``guessed``: its weeks are not stated.
    ``over``: it runs for more weeks than the term has class weeks.
    """

    course: str
    index: int
    term: int
    kind: Kind
    begin: float
    weeks: float
    weekly: float | None = None
    guessed: bool = False
    over: bool = False

    @property
    def end(self) -> float:
        """Return where the next week begins."""
        return self.begin + self.weeks


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """Weeks of equal load: hours of weekly courses, hours of whole weeks and internship, courses without hours."""

    begin: float
    weeks: float
    classes: float
    blocks: float
    unknown: int


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The weeks of all terms, the courses in them, and the load of every week."""

    terms: tuple[TermSpan, ...]
    bars: tuple[Bar, ...]
    loads: tuple[WeekLoad, ...]

    @property
    def weeks(self) -> float:
        """Return how many weeks there are."""
        return self.terms[-1].begin + self.terms[-1].weeks if self.terms else 0.0


@dataclass(frozen=True, slots=True)
class _Run:
    """A course that runs in a term: its part there, and by how much it counts."""

    course: Course
    index: int
    part: TermPart
    factor: Factor

    @property
    def goes_on(self) -> bool:
        return self.index + 1 < self.course.span


def week_plan(program: Program, track: str | None = None) -> WeekPlan:
    """Return the plan week by week for the students of a track."""
    taken = [one for one in courses_in_order(program) if takes(one, track)]
    by = factors(program, taken)
    running = _running(program, taken, by)
    spans: list[TermSpan] = []
    bars: list[Bar] = []
    begin = 0.0
    for load in term_loads(program, track):
        span, held = _term(load, running.get(load.term.number, []), begin)
        spans.append(span)
        bars.extend(held)
        begin = span.begin + span.weeks
    return WeekPlan(tuple(spans), tuple(bars), tuple(_loads(program, bars, by)))


def _running(program: Program, taken: Iterable[Course], by: Mapping[str, Factor]) -> Mapping[int, list[_Run]]:
    found: dict[int, list[_Run]] = {}
    for course in taken:
        begins = first_term(program, course.id)
        if begins is not None:
            parts = course.parts or (TermPart(),)
            for index, part in enumerate(parts):
                found.setdefault(begins + index, []).append(_Run(course, index, part, by[course.id]))
    return found


def _term(load: TermLoad, runs: list[_Run], begin: float) -> tuple[TermSpan, list[Bar]]:
    """Return a term laid out from a week on, with its courses."""
    term, bars, stretches = load.term, list[Bar](), list[Stretch]()
    weekly = [one for one in runs if one.course.delivery is Delivery.WEEKLY]
    blocks = [
        one
        for one in runs
        if one.course.delivery is Delivery.WEEKS
        or (one.course.delivery is Delivery.LECTURES and one.part.weeks)
    ]
    lectures = [one for one in runs if one.course.delivery is Delivery.LECTURES and not one.part.weeks]
    posts = [one for one in runs if one.course.delivery is Delivery.INTERNSHIP]
    timetable = max((one.part.weeks for one in weekly if one.part.weeks), default=0.0)
    class_weeks = timetable if load.class_weeks is None else max(0.0, load.class_weeks)
    at = begin

    def lay(kind: Kind, weeks: float) -> None:
        nonlocal at
        if weeks > 0:
            stretches.append(Stretch(kind, at, weeks))
            at += weeks

    def lay_blocks(kind: Kind, held: list[_Run]) -> None:
        placed = list(_one_after_another(kind, held, at, term.number))
        bars.extend(placed)
        lay(kind, max((one.end for one in placed), default=at) - at)

    lay_blocks(Kind.INTERNSHIP, [one for one in posts if one.index > 0])
    bars.extend(_weekly(one, term.number, at, class_weeks) for one in weekly)
    bars.extend(_lectures(one, term.number, at, class_weeks) for one in lectures)
    lay(Kind.CLASS, class_weeks)
    lay_blocks(Kind.WHOLE, blocks)
    lay_blocks(Kind.INTERNSHIP, [one for one in posts if one.index == 0 and not one.goes_on])
    lay(Kind.EXAM, term.exam_weeks or 0.0)
    lay(Kind.RESERVE, term.reserve_weeks or 0.0)
    lay_blocks(Kind.INTERNSHIP, [one for one in posts if one.index == 0 and one.goes_on])
    lay(Kind.HOLIDAY, term.holiday_weeks or 0.0)
    known = term.weeks is not None and load.class_weeks is not None
    weeks = max(at - begin, term.weeks or 0.0) or 1.0
    return TermSpan(term, begin, weeks, known, tuple(stretches)), bars


def _weekly(run: _Run, number: int, begin: float, class_weeks: float) -> Bar:
    weeks = class_weeks if run.part.weeks is None else run.part.weeks
    return Bar(
        run.course.id,
        run.index,
        number,
        Kind.CLASS,
        begin,
        weeks,
        run.part.weekly_hours,
        guessed=run.part.weeks is None,
        over=weeks > class_weeks + _DUST,
    )


def _lectures(run: _Run, number: int, begin: float, class_weeks: float) -> Bar:
    """Return lectures: some time beside the classes, in no week of their own."""
    return Bar(run.course.id, run.index, number, Kind.LECTURES, begin, class_weeks)


def _one_after_another(kind: Kind, runs: list[_Run], begin: float, number: int) -> Iterator[Bar]:
    """Yield blocks in their order; of a pool as many stand in a row as are taken, the others beside them."""
    at = begin
    pools: dict[str, list[Bar]] = {}
    for run in runs:
        weeks = 1.0 if run.part.weeks is None else run.part.weeks
        guessed = run.part.weeks is None
        beside = pools.setdefault(run.course.pool, []) if run.course.pool else []
        taken = max(1, round(run.factor.hours * sum(one.course.pool == run.course.pool for one in runs)))
        place = beside[len(beside) % taken].begin if len(beside) >= taken else at
        made = Bar(run.course.id, run.index, number, kind, place, weeks, guessed=guessed)
        beside.append(made)
        yield made
        at = max(at, made.end)


def _loads(program: Program, bars: list[Bar], by: Mapping[str, Factor]) -> Iterator[WeekLoad]:
    """Yield the load from one week at which anything begins or ends to the next."""
    rule = program.about.credit_rule
    each = {Kind.WHOLE: rule.week_hours, Kind.INTERNSHIP: rule.internship_week_hours}
    bars = [one for one in bars if one.kind is not Kind.LECTURES]  # in no week of their own
    edges = sorted({edge for one in bars for edge in (one.begin, one.end)})
    for begin, end in pairwise(edges):
        here = [one for one in bars if one.begin < end - _DUST and one.end > begin + _DUST]
        if here and end - begin > _DUST:
            classes = [one for one in here if one.kind is Kind.CLASS]
            yield WeekLoad(
                begin,
                end - begin,
                sum((one.weekly or 0.0) * by[one.course].hours for one in classes),
                sum(each[one.kind] * by[one.course].hours for one in here if one.kind is not Kind.CLASS),
                sum(one.weekly is None for one in classes),
            )
