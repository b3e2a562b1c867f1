"""The plan of the sample, made from nothing and proven; and how soon the planner answers at 300 courses."""

from __future__ import annotations

import time
from dataclasses import replace

from benchmarks.figure import Figure, timed
from benchmarks.sample import sample
from benchmarks.synthetic import synthetic_program
from curriplan.domain.program import Program
from curriplan.planning.planner import PlanProgress, solve
from curriplan.planning.request import plan_request
from curriplan.planning.result import PlanResult
from curriplan.planning.verify import verify
from curriplan.planning.whereabouts import standing

TIMES = 3
TIME_LIMIT_S = 120.0
WHY_TARGET_MS = 30.0
TAKEN_TARGET_MS = 200.0
CANCELS = 5


def measure() -> list[Figure]:
    """Measure the search with the usual objectives, and what is asked of it while it runs and afterwards."""
    large, _ = synthetic_program()
    return [_proven(), _why(large), _taken(large)]


def _proven() -> Figure:
    """Measure the search until every objective is proven."""
    request = plan_request(sample())
    results: list[PlanResult] = []
    taken = timed(lambda: results.append(solve(request, time_limit=TIME_LIMIT_S)), TIMES)
    assert len({tuple(sorted(one.terms)) for one in results}) == 1, "the same request gave different plans"
    last = results[-1]
    proven = ", ".join(
        f"{one.name} {one.value:g}{'' if one.proven else ' (not proven)'}" for one in last.objectives
    )
    return Figure(
        "Auto-plan of the sample",
        "s",
        tuple(one / 1000 for one in taken),
        note=f"{last.status}: {proven}",
    )


def _why(program: Program) -> Figure:
    """Measure why a course is in its term, for courses all over the plan."""
    made, courses = standing(program), iter(program.courses)
    samples = timed(lambda: made.of(next(courses)), 200)
    return Figure("Why a course is in its term, 300 courses", "ms", samples, WHY_TARGET_MS, "p95")


def _taken(program: Program) -> Figure:
    """Measure how long the best plan so far takes from the wish for it, every course being moved."""
    samples = []
    request = plan_request(replace(program, placements={}))
    for _ in range(CANCELS):
        wished: list[float] = []
        told: list[PlanProgress] = []

        def enough(told: list[PlanProgress] = told, wished: list[float] = wished) -> bool:
            if not wished and told and told[-1].value is not None:
                wished.append(time.monotonic())
            return bool(wished)

        result = solve(request, time_limit=TIME_LIMIT_S, cancel=enough, progress=told.append)
        samples.append((time.monotonic() - wished[0]) * 1000)
        assert not verify(program, result.terms), "the plan that was taken breaks a rule"
    note = "from the wish to a plan that was checked"
    return Figure("Take this one now, 300 courses", "ms", tuple(samples), TAKEN_TARGET_MS, "max", note)
