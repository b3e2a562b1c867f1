"""The plan of the sample, made from nothing and proven."""

from __future__ import annotations

from benchmarks.figure import Figure, timed
from benchmarks.sample import sample
from curriplan.planning.planner import solve
from curriplan.planning.request import plan_request
from curriplan.planning.result import PlanResult

TIMES = 3
TIME_LIMIT_S = 120.0


def measure() -> list[Figure]:
    """Measure the search with the usual objectives until every one is proven."""
    request = plan_request(sample())
    results: list[PlanResult] = []
    taken = timed(lambda: results.append(solve(request, time_limit=TIME_LIMIT_S)), TIMES)
    assert len({tuple(sorted(one.terms)) for one in results}) == 1, "the same request gave different plans"
    last = results[-1]
    proven = ", ".join(
        f"{one.name} {one.value:g}{'' if one.proven else ' (not proven)'}" for one in last.objectives
    )
    return [
        Figure(
            "Auto-plan of the sample",
            "s",
            tuple(one / 1000 for one in taken),
            note=f"{last.status}: {proven}",
        )
    ]
