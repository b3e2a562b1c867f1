"""The solver agrees with trying every placement, on random small programmes in which limits bite.

Requisites of all kinds, pools, tracks that share courses, places, courses over several terms, blocks, locks,
plans of some courses only, and every objective in every order.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.planning.planner import solve
from curriplan.planning.result import Objective
from curriplan.planning.score import scores
from tests.planning.brute import best_worth, random_request


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_brute_force_agrees(seed: int) -> None:
    agrees(seed)


def agrees(seed: int) -> str:
    """Check one programme, and return what the solver said of it."""
    request = random_request(seed)
    best = best_worth(request)
    result = solve(request, time_limit=60)
    if best is None:
        assert result.status == "infeasible"
        assert result.conflict
        return result.status
    assert result.proven
    assert result.stopped_by == "proof"
    assert [one.cost for one in scores(request, result.terms)] == best
    for one in result.objectives:
        assert one.bound is None or abs(one.bound - (one.value or 0)) < 1e-9
    return result.status


def test_the_random_programmes_have_what_the_solver_minds() -> None:
    requests = [random_request(seed) for seed in range(150)]
    assert {one for request in requests for one in request.objectives} == set(Objective)
    assert len({held.kind for request in requests for held in request.requisites}) == 5
    assert any(len(request.groups) > 1 for request in requests)
    assert any(request.places for request in requests)
    assert any(request.unfilled for request in requests)
    assert any(request.left_out for request in requests)
    courses = [course for request in requests for course in request.courses]
    assert any(course.span > 1 and course.is_block for course in courses)
    assert any(course.fixed and course.allowed for course in courses)
