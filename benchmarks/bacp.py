"""Published instances of the balanced academic curriculum problem (CSPLib 30), through the product's own planner.

Courses with credits in periods, prerequisites strictly earlier, credits and number of courses of every
period within bounds; the largest load is to be small.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curriplan.domain.course import Course, Requisite, RequisiteKind
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import put
from curriplan.domain.text import Text
from curriplan.planning.planner import solve
from curriplan.planning.request import Limits, PlanRequest, plan_request
from curriplan.planning.result import Objective, PlanResult


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance; ``before`` holds pairs (earlier course, later course)."""

    name: str
    periods: int
    credits: dict[str, int]
    before: tuple[tuple[str, str], ...]
    load: tuple[int, int]
    courses: tuple[int, int]


def read_instance(path: Path) -> Instance:
    """Return the instance of a JSON file."""
    held = json.loads(path.read_text("utf-8"))
    return Instance(
        held["name"],
        held["periods"],
        {one["id"]: one["credits"] for one in held["courses"]},
        tuple((first, second) for first, second in held["prerequisites"]),
        (held["min_load"], held["max_load"]),
        (held["min_courses"], held["max_courses"]),
    )


def request_of(instance: Instance, most: float | None = None, least: float | None = None) -> PlanRequest:
    """Return the request of an instance as of any imported curriculum; ``most`` and ``least`` are credits."""
    program = put(
        blank_program(Text(en=instance.name), instance.periods),
        "courses",
        *(
            Course(key, key, credits=float(credits_), position=float(n))
            for n, (key, credits_) in enumerate(instance.credits.items())
        ),
    )
    needs = (
        Requisite(f"r{n}", later, RequisiteKind.ALL_OF, frozenset({earlier}))
        for n, (earlier, later) in enumerate(instance.before)
    )
    limits = Limits(
        instance.load[1] if most is None else most,
        instance.load[0] if least is None else least,
        instance.courses[1],
        instance.courses[0],
    )
    return plan_request(put(program, "requisites", *needs), (Objective.EVEN_LOAD,), limits)


def is_right(
    instance: Instance, periods: dict[str, int], most: float | None = None, least: float | None = None
) -> bool:
    """Check an assignment against the instance's own figures alone."""
    if periods.keys() != instance.credits.keys():
        return False
    high = instance.load[1] if most is None else most
    low = instance.load[0] if least is None else least
    for period in range(1, instance.periods + 1):
        held = [key for key, number in periods.items() if number == period]
        if not low <= sum(instance.credits[key] for key in held) <= high:
            return False
        if not instance.courses[0] <= len(held) <= instance.courses[1]:
            return False
    in_range = all(1 <= number <= instance.periods for number in periods.values())
    return in_range and all(periods[earlier] < periods[later] for earlier, later in instance.before)


def heaviest(instance: Instance, periods: dict[str, int]) -> int:
    """Return the largest load of any period."""
    return max(
        sum(instance.credits[key] for key, number in periods.items() if number == period)
        for period in range(1, instance.periods + 1)
    )


def measure(path: Path, time_limit: float, most: float | None, least: float | None) -> dict[str, Any]:
    """Solve one instance and return its row of the report."""
    instance = read_instance(path)
    result = solve(request_of(instance, most, least), time_limit=time_limit)
    return {"name": instance.name, **_row(instance, result, most, least)}


def _row(instance: Instance, result: PlanResult, most: float | None, least: float | None) -> dict[str, Any]:
    peak = next((one for one in result.objectives if one.name == "even_load.max"), None)
    terms = dict(result.terms)
    right = bool(terms) and is_right(instance, terms, most, least)
    return {
        "status": result.status,
        "proven": result.status == "infeasible" if peak is None else peak.proven,
        "objective": None if peak is None else peak.value,
        "bound": None if peak is None else peak.bound,
        "wall_s": round(result.wall_s, 3),
        "checked": right and peak is not None and heaviest(instance, terms) == peak.value if terms else None,
        "assignment": terms,
    }
