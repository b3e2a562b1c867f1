"""What is optimised, one stage after the other: each a whole number that the solver makes small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from curriplan.domain.course import RequisiteKind
from curriplan.planning.balance import balance, undesired
from curriplan.planning.differences import load_differences
from curriplan.planning.even import even_load
from curriplan.planning.model import PlanModel
from curriplan.planning.request import PlanRequisite, Way
from curriplan.planning.result import Objective
from curriplan.planning.stage import Stage

if TYPE_CHECKING:
    from curriplan.planning.model import Sum


def stages_of(plan: PlanModel, objectives: Iterable[Objective]) -> Iterator[Stage]:
    """Yield the stages of some objectives in their order, and add their variables to the model."""
    for objective in objectives:
        match objective:
            case Objective.EVEN_LOAD:
                yield from even_load(plan)
            case Objective.PHASE_SCORE:
                yield _phase(plan)
            case Objective.EARLY_GAPS:
                yield Stage(objective.value, _late(plan))
            case Objective.REQUISITE_DISTANCE:
                yield Stage(objective.value, _distance(plan))
            case Objective.BALANCE:
                yield balance(plan)
            case Objective.LOAD_DIFFERENCES:
                yield load_differences(plan)
            case Objective.UNDESIRED_TERMS:
                yield Stage(objective.value, undesired(plan), least=0)
            case Objective.FEW_MOVES:
                yield few_moves(plan)
            case _:
                assert_never(objective)


def few_moves(plan: PlanModel) -> Stage:
    """Count the courses that leave the term in which they stand today."""
    moved = sum(
        1 - plan.begins[course.id][course.today]
        for course in plan.request.courses
        if course.today is not None
    )
    return Stage(Objective.FEW_MOVES.value, moved, least=0)


def _phase(plan: PlanModel) -> Stage:
    hours = plan.request.phase
    name = Objective.PHASE_SCORE.value
    if not hours.total:
        return Stage(name, 0, known=False)
    in_phase = sum(
        hours.of[course][number] * held
        for course, begins in plan.begins.items()
        if course in hours.of
        for number, held in begins.items()
        if hours.of[course].get(number)
    )
    most = sum(max(held.values(), default=0) for held in hours.of.values())
    return Stage(name, -in_phase, Fraction(-1, hours.total), least=-most)


def _late(plan: PlanModel) -> Sum:
    late: list[Sum] = []
    for due in plan.request.due:
        one = plan.model.new_bool_var("")
        for ways in due.tracks:
            plan.add(one + sum(_in_time(plan, way, due.term) for way in ways) >= 1)
        late.append(one)
    return sum(late)


def _in_time(plan: PlanModel, way: Way, term: int) -> Sum:
    """Return what is above 0 only if enough courses of a way end by a term."""
    spans = {course.id: course.span for course in plan.request.courses}
    ended = sum(plan.begun(one, term - spans[one] + 1) for one in sorted(way.courses) if one in spans)
    if way.needed == 1:
        return ended
    enough = plan.model.new_bool_var("")
    plan.add(way.needed * enough <= ended)
    return enough


def _distance(plan: PlanModel) -> Sum:
    """Add up how many terms lie between a course and what it depends on; of any-of only the nearest."""
    total: Sum = 0
    for position, requisite in enumerate(plan.request.requisites):
        if position in plan.chosen:
            total = total + _nearest(plan, position, requisite)
        else:
            total = total + sum(_between(plan, requisite, other) for other in requisite.others)
    return total


def _between(plan: PlanModel, requisite: PlanRequisite, other: str) -> Sum:
    begun = plan.first(requisite.course) - plan.first(other)
    if requisite.kind in (RequisiteKind.COREQUISITE, RequisiteKind.TOGETHER):
        return begun
    span = next(course.span for course in plan.request.courses if course.id == other)
    return begun - (span - 1)


def _nearest(plan: PlanModel, position: int, requisite: PlanRequisite) -> Sum:
    distance = plan.model.new_int_var(0, max(plan.horizon, default=0), "")
    for other, picked in plan.chosen[position].items():
        plan.add(_between(plan, requisite, other) <= distance, when=(picked,))
    return distance
