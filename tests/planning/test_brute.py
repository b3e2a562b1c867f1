"""The solver agrees with trying every placement, on random small programmes in which limits bite."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.planning.planner import solve
from curriplan.planning.request import plan_request
from curriplan.planning.result import Objective
from curriplan.planning.score import scores
from tests.planning.brute import best_worth, random_case

ORDERS = (
    (Objective.EVEN_LOAD, Objective.PHASE_SCORE),
    (Objective.REQUISITE_DISTANCE, Objective.EVEN_LOAD, Objective.FEW_MOVES),
    (Objective.PHASE_SCORE, Objective.REQUISITE_DISTANCE),
    (Objective.FEW_MOVES, Objective.PHASE_SCORE),
)


@given(seed=st.integers(0, 2**32 - 1), order=st.sampled_from(ORDERS))
@settings(max_examples=40, deadline=None)
def test_brute_force_agrees(seed: int, order: tuple[Objective, ...]) -> None:
    agrees(seed, order)


def agrees(seed: int, order: tuple[Objective, ...]) -> None:
    program, limits = random_case(seed)
    request = plan_request(program, order, limits)
    best = best_worth(request)
    result = solve(request, time_limit=60)
    if best is None:
        assert result.status == "infeasible"
        assert result.conflict
        return
    assert result.proven
    assert [one.cost for one in scores(request, result.terms)] == best
    for one in result.objectives:
        assert one.bound is None or abs(one.bound - (one.value or 0)) < 1e-9
