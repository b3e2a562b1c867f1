"""Courses in term columns with their requisites as steps: what is out of order, long, needless or a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from curriplan.analysis.calendar import first_term
from curriplan.analysis.circle import circle
from curriplan.analysis.metrics.curriculum import CurriculumMetrics, curriculum_metrics
from curriplan.analysis.metrics.extraneous import Extraneous, extraneous
from curriplan.analysis.metrics.longest import Longest, longest
from curriplan.analysis.metrics.order import requisite_order
from curriplan.analysis.order import courses_in_order, terms_in_order
from curriplan.analysis.rules.requisites import misplaced
from curriplan.domain.course import RequisiteKind
from curriplan.domain.program import Program


@dataclass(frozen=True, slots=True)
class Step:
    """One requisite of ``course`` on ``named``; ``broken``: the plan does not keep it."""

    named: str
    course: str
    requisite: str
    kind: RequisiteKind
    broken: bool


@dataclass(frozen=True, slots=True)
class Column:
    """The courses that begin in a term (its number; None: those without a term)."""

    term: int | None
    courses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prerequisites:
    """Columns from left to right, those without a term first if there are any; every term has a column.

    ``circles`` are course ids each of which is a requisite of the next, the last of the first; while there
    is one, ``metrics`` is None and nothing is longest or extraneous.
    """

    columns: tuple[Column, ...]
    steps: tuple[Step, ...]
    circles: tuple[tuple[str, ...], ...]
    metrics: CurriculumMetrics | None
    longest: Longest
    extraneous: tuple[Extraneous, ...]


def prerequisites(program: Program) -> Prerequisites:
    """Return everything that the prerequisite view shows."""
    circles = tuple(_circles(program))
    return Prerequisites(
        tuple(_columns(program)),
        tuple(_steps(program)),
        circles,
        None if circles else curriculum_metrics(program),
        Longest() if circles else longest(requisite_order(program)),
        () if circles else extraneous(program),
    )


def _columns(program: Program) -> Iterator[Column]:
    by_term: dict[int | None, list[str]] = {}
    numbers = {term.number for term in program.terms.values()}
    for course in courses_in_order(program):
        begins = first_term(program, course.id)
        by_term.setdefault(begins if begins in numbers else None, []).append(course.id)
    if None in by_term:
        yield Column(None, tuple(by_term[None]))
    for term in terms_in_order(program):
        yield Column(term.number, tuple(by_term.get(term.number, ())))


def _steps(program: Program) -> Iterator[Step]:
    for course in courses_in_order(program):
        for one in sorted(program.requisites.get(course.id, {}).values(), key=lambda held: held.id):
            wrong = misplaced(program, one)
            for named in sorted(one.courses):
                yield Step(named, course.id, one.id, one.kind, named in wrong)


def _circles(program: Program) -> Iterator[tuple[str, ...]]:
    """Yield circles that share no course; breaking all of them may bring others to light."""
    left: Mapping[str, set[str]] = {
        course: {named for one in held.values() for named in one.courses}
        for course, held in program.requisites.items()
    }
    found = circle(left)
    while found:
        yield found
        left = {name: held - set(found) for name, held in left.items() if name not in found}
        found = circle(left)
