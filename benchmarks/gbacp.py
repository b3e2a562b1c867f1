"""The generalised balanced academic curriculum problem (CSPLib 64), through the product's own planner.

Curricula are sets of courses that share courses: they become tracks. Precedences are strict, each curriculum
has so many courses in each period, and courses have periods in which they should rather not stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.gbacp_files import Instance, read_instance
from curriplan.domain.course import Course, Requisite, RequisiteKind, Track
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.planning.planner import solve
from curriplan.planning.request import Limits, PlanRequest, plan_request
from curriplan.planning.result import Objective, PlanResult
from curriplan.planning.solver import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for beside the instance: credits of every period and track."""

    most: float | None = None
    least: float | None = None


def request_of(instance: Instance, asked: Asked = Asked()) -> PlanRequest:
    """Return the request of an instance as of any programme with tracks."""
    least, most = instance.courses
    limits = Limits(asked.most, asked.least, most, least)
    return plan_request(program_of(instance), (Objective.BALANCE,), limits)


def program_of(instance: Instance) -> Program:
    """Return a programme whose tracks are the curricula, in the order of the file."""
    names = [f"k{n:02}" for n in range(1, len(instance.curricula) + 1)]
    tracks_of = {
        course: frozenset(
            name for name, held in zip(names, instance.curricula, strict=True) if course in held
        )
        for course in instance.loads
    }
    undesired = {
        course: frozenset(f"term-{period}" for one, period in instance.undesired if one == course)
        for course in instance.loads
    }
    program = put(
        blank_program(Text(en=instance.name), instance.periods, instance.periods_a_year),
        "tracks",
        *(Track(name, name, position=float(n)) for n, name in enumerate(names)),
    )
    program = put(
        program,
        "courses",
        *(
            Course(
                key,
                key,
                credits=float(load),
                tracks=tracks_of[key],
                undesired_terms=undesired[key],
                position=float(n),
            )
            for n, (key, load) in enumerate(instance.loads.items())
        ),
    )
    needs = (
        Requisite(f"r{n}", later, RequisiteKind.ALL_OF, frozenset({earlier}))
        for n, (earlier, later) in enumerate(instance.before)
    )
    return put(program, "requisites", *needs)


def is_right(instance: Instance, periods: dict[str, int], asked: Asked = Asked()) -> bool:
    """Check an assignment against the instance's own figures alone."""
    if periods.keys() != instance.loads.keys():
        return False
    if not all(1 <= one <= instance.periods for one in periods.values()):
        return False
    if any(periods[earlier] >= periods[later] for earlier, later in instance.before):
        return False
    least, most = instance.courses
    for curriculum in instance.curricula:
        for period in range(1, instance.periods + 1):
            held = [instance.loads[one] for one in curriculum if periods[one] == period]
            if not least <= len(held) <= most:
                return False
            if asked.most is not None and sum(held) > asked.most:
                return False
            if asked.least is not None and sum(held) < asked.least:
                return False
    return True


def cost(instance: Instance, periods: dict[str, int]) -> int:
    """Return the cost of an assignment by the definition: squared deviations and undesired periods."""
    total = sum(period == periods[course] for course, period in instance.undesired)
    for curriculum in instance.curricula:
        whole = sum(instance.loads[one] for one in curriculum)
        low, high = whole // instance.periods, -(-whole // instance.periods)
        for period in range(1, instance.periods + 1):
            load = sum(instance.loads[one] for one in curriculum if periods[one] == period)
            total += max(load - high, low - load) ** 2 if load > high or load < low else 0
    return total


def measure(
    path: Path, time_limit: float, most: float | None, least: float | None, seed: int = 1
) -> dict[str, Any]:
    """Solve one instance and return its row of the report."""
    instance, asked = read_instance(path), Asked(most, least)
    result = solve(request_of(instance, asked), time_limit=time_limit, settings=Settings(seed=seed))
    return {"name": instance.name, **_row(instance, result, asked)}


def _row(instance: Instance, result: PlanResult, asked: Asked) -> dict[str, Any]:
    reached = next(iter(result.objectives), None)
    terms = dict(result.terms)
    return {
        "status": result.status,
        "proven": result.status == "infeasible" if reached is None else reached.proven,
        "objective": None if reached is None else reached.value,
        "bound": None if reached is None else reached.bound,
        "wall_s": round(result.wall_s, 3),
        "checked": is_right(instance, terms, asked)
        and reached is not None
        and cost(instance, terms) == reached.value
        if terms
        else None,
        "assignment": terms,
    }
