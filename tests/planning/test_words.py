"""Whatever the planner has to say has its sentence in both languages."""

from __future__ import annotations

import pytest

from curriplan.app.proposals import demand_words
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.course import RequisiteKind
from curriplan.planning.planner import solve
from curriplan.planning.request import plan_request
from curriplan.planning.result import Objective, PlanResult
from tests.planning.brute import random_case

ORDER = (Objective.REQUISITE_DISTANCE, Objective.PHASE_SCORE, Objective.EVEN_LOAD)


@pytest.fixture(scope="module")
def results() -> list[PlanResult]:
    cases = (random_case(seed) for seed in range(100))
    return [solve(plan_request(program, ORDER, limits), time_limit=60) for program, limits in cases]


def test_every_move_and_objective_has_words(results: list[PlanResult]) -> None:
    for say in map(Texts, LANGUAGES):
        for result in results:
            assert all(say(f"objective.{one.name}") for one in result.objectives)
            assert all(say(f"move.{one.reason}", **dict(one.args)) for one in result.moves)
    seen = {one.reason for result in results for one in result.moves}
    assert "tie" not in seen
    assert {"unplaced", "planning.class_weeks", "phase_score"} <= seen
    assert len(seen) > 6


def test_every_demand_has_words(results: list[PlanResult]) -> None:
    for say in map(Texts, LANGUAGES):
        for result in results:
            assert all(say(f"clash.{one.code}", **dict(one.args)) for one in result.conflict)
            assert all(all(demand_words(say, one)) for one in result.conflict)
    seen = {one.code for result in results for one in result.conflict}
    assert len(seen) > 8
    assert {kind.value for kind in RequisiteKind} & seen


def test_every_objective_can_be_chosen_by_name() -> None:
    for say in map(Texts, LANGUAGES):
        assert len({say(f"aims.{one.value}") for one in Objective}) == len(Objective)
