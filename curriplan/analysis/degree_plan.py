"""Figures of a plan as Curricular Analytics counts them: requisite distance, credits by term."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass

from curriplan.analysis.calendar import first_term, term_loads
from curriplan.domain.program import Program


@dataclass(frozen=True, slots=True)
class DegreePlan:
    """Requisite distance by course and in all (terms); credits by term, in order, and their figures.

    ``deviation`` is the population standard deviation. Figures of credits are None where those of some
    term are not known; ``least_term`` and ``most_term`` are the first terms with the least and the most.
    """

    distance: Mapping[str, int]
    total_distance: int
    credits: tuple[float | None, ...]
    total_credits: float | None
    mean: float | None
    least: float | None
    most: float | None
    least_term: int | None
    most_term: int | None
    deviation: float | None


def requisite_distance(program: Program) -> dict[str, int]:
    """Return for each course the summed terms between it and its requisites, over courses with a term.

    Each course counts the distance to what it names, each pair once, whatever the kind.
    """
    found = {}
    for course in program.courses:
        held = program.requisites.get(course, {})
        named = {one for requisite in held.values() for one in requisite.courses}
        begins = first_term(program, course)
        terms = [first_term(program, one) for one in named]
        found[course] = 0 if begins is None else sum(begins - one for one in terms if one is not None)
    return found


def degree_plan(program: Program, track: str | None = None) -> DegreePlan:
    """Return the figures of the plan for the students of a track."""
    distance = requisite_distance(program)
    loads = term_loads(program, track)
    credits_ = tuple(load.credits for load in loads)
    known = [(one, load.term.number) for one, load in zip(credits_, loads, strict=True) if one is not None]
    if not known or len(known) < len(credits_):
        return DegreePlan(distance, sum(distance.values()), credits_, *(None,) * 7)
    figures = [one for one, _ in known]
    return DegreePlan(
        distance,
        sum(distance.values()),
        credits_,
        sum(figures),
        statistics.fmean(figures),
        min(figures),
        max(figures),
        min(known)[1],
        min(known, key=lambda one: (-one[0], one[1]))[1],
        statistics.pstdev(figures),
    )
