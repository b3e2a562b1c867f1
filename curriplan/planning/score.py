"""What a plan is worth, by the definitions alone: computed from the plan, not by the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from curriplan.domain.course import RequisiteKind
from curriplan.planning.request import Group, PlanRequest, PlanRequisite, Way
from curriplan.planning.result import Objective

Terms = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Scored:
    """An objective of a plan: its value in its own unit (None: not known), and its cost (less is better)."""

    name: str
    value: Fraction | None
    cost: Fraction


def scores(request: PlanRequest, terms: Terms) -> tuple[Scored, ...]:
    """Return what a whole plan is worth, in the user's order of objectives.

    Time grows with courses x groups; no programme is built.
    """
    return tuple(one for objective in request.objectives for one in _of(request, objective, terms))


def _of(request: PlanRequest, objective: Objective, terms: Terms) -> Iterator[Scored]:
    if objective is Objective.EVEN_LOAD:
        yield from _even(request, terms)
    elif objective in (Objective.BALANCE, Objective.LOAD_DIFFERENCES):
        yield _spread(request, objective, terms)
    elif objective is Objective.PHASE_SCORE:
        yield _phase(request, terms)
    else:
        count = {
            Objective.EARLY_GAPS: _late,
            Objective.REQUISITE_DISTANCE: _distance,
            Objective.UNDESIRED_TERMS: _undesired,
            Objective.FEW_MOVES: _moves,
        }[objective](request, terms)
        yield Scored(objective.value, Fraction(count), Fraction(count))


def _even(request: PlanRequest, terms: Terms) -> Iterator[Scored]:
    each = [_loads(request, group, terms) for group in request.groups]
    names = ("even_load.max", "even_load.deviation")
    if _is_unknown(request, each):
        yield from (Scored(name, None, Fraction(0)) for name in names)
        return
    per = request.load_unit.per
    peak = Fraction(max((max(loads, default=0) for loads in each), default=0), per)
    away = sum((_deviation(loads) for loads in each), Fraction(0)) / per
    yield from (Scored(name, value, value) for name, value in zip(names, (peak, away), strict=True))


def _is_unknown(request: PlanRequest, each: list[list[int]]) -> bool:
    return bool(request.unknown) and not any(any(loads) for loads in each)


def _spread(request: PlanRequest, objective: Objective, terms: Terms) -> Scored:
    """Return the balance or the load differences; tracks that do not differ count each."""
    each = [_loads(request, group, terms) for group in request.groups]
    if _is_unknown(request, each):
        return Scored(objective.value, None, Fraction(0))
    of, per = (_squares, 2) if objective is Objective.BALANCE else (_differences, 1)
    units = Fraction(request.load_unit.per) ** per
    value = Fraction(0)
    for group, loads in zip(request.groups, each, strict=True):
        value += len(group.tracks) * of(loads, request.load_unit.per) / units
    if objective is Objective.BALANCE:
        value += _undesired(request, terms)
    return Scored(objective.value, value, value)


def _squares(loads: list[int], per: int) -> int:
    """Return the squared distances of loads from [floor(mean), ceil(mean)], in squared load units."""
    terms = len(loads) * per
    low, high = (sum(loads) // terms * per, -(-sum(loads) // terms) * per) if loads else (0, 0)
    return sum(max(load - high, low - load, 0) ** 2 for load in loads)


def _differences(loads: list[int], per: int) -> int:  # noqa: ARG001 - differences need no unit
    return sum(abs(one - other) for one in loads for other in loads)


def _undesired(request: PlanRequest, terms: Terms) -> int:
    return sum(
        any(terms[course.id] + part in course.undesired for part in range(course.span))
        for course in request.courses
    )


def _loads(request: PlanRequest, group: Group, terms: Terms) -> list[int]:
    """Return the load of each term that has class weeks."""
    loads = dict.fromkeys(request.numbers, 0)
    blocks = dict.fromkeys(request.numbers, 0)
    for course in request.courses:
        if course.id in group:
            figures = group.figures[course.id]
            for part in range(course.span):
                number = terms[course.id] + part
                if number in loads:
                    loads[number] += figures.load[part]
                    blocks[number] += figures.blocks[part]
    return [loads[one.number] for one in request.terms if one.weeks is None or blocks[one.number] < one.weeks]


def _deviation(loads: list[int]) -> Fraction:
    if not loads:
        return Fraction(0)
    mean = Fraction(sum(loads), len(loads))
    return sum((abs(load - mean) for load in loads), Fraction(0))


def _phase(request: PlanRequest, terms: Terms) -> Scored:
    phase, name = request.phase, Objective.PHASE_SCORE.value
    if not phase.total:
        return Scored(name, None, Fraction(0))
    hours = sum(held.get(terms[course], 0) for course, held in phase.of.items())
    return Scored(name, Fraction(hours, phase.total), -Fraction(hours, phase.total))


def _late(request: PlanRequest, terms: Terms) -> int:
    ends = {course.id: terms[course.id] + course.span - 1 for course in request.courses}

    def in_time(way: Way, term: int) -> bool:
        return sum(ends.get(one, term + 1) <= term for one in way.courses) >= way.needed

    return sum(
        not all(any(in_time(way, due.term) for way in ways) for ways in due.tracks) for due in request.due
    )


def _distance(request: PlanRequest, terms: Terms) -> int:
    spans = {course.id: course.span for course in request.courses}
    return sum(_distance_of(one, spans, terms) for one in request.requisites)


def _distance_of(requisite: PlanRequisite, spans: Mapping[str, int], terms: Terms) -> int:
    first = terms[requisite.course]
    if requisite.kind in (RequisiteKind.COREQUISITE, RequisiteKind.TOGETHER):
        return sum(first - terms[other] for other in requisite.others)
    ended = [first - (terms[other] + spans[other] - 1) for other in requisite.others]
    if requisite.kind is RequisiteKind.ANY_OF:
        return min((one for one in ended if one > 0), default=0)
    return sum(ended)


def _moves(request: PlanRequest, terms: Terms) -> int:
    return sum(one.today is not None and one.today != terms[one.id] for one in request.courses)
