"""Limits of terms that stand in rule packs are obeyed by the planner."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from curriplan.analysis.rules.check import check
from curriplan.domain.edits.rules import hold_pack
from curriplan.domain.finding import Severity
from curriplan.domain.plan import Placement
from curriplan.domain.program import Program
from curriplan.domain.rule import Filter, Measure, Rule, RulePack, Scope
from curriplan.domain.text import Text
from curriplan.planning.planner import solve
from curriplan.planning.request import plan_request
from curriplan.planning.result import PlanStatus
from curriplan.planning.ruled import limits_of_terms
from tests.planning.programs import program, term, weekly

PACK = RulePack("p", "P", Text("", "Pack"))


def ruled(**fields: Any) -> Program:
    """Return three courses of four hours a week in two terms, with a rule on terms."""
    held = program([term(1), term(2)], [weekly("a"), weekly("b"), weekly("c")])
    given = {"scope": Scope.TERM, "measure": Measure.WEEKLY_HOURS, **fields}
    return hold_pack(held, PACK, [Rule("r", "p", "R", Text("", "Rule"), **given)])


@pytest.mark.parametrize(("most", "status"), [(8.0, "optimal"), (4.0, "infeasible"), (12.0, "optimal")])
def test_weekly_hours_of_a_rule_are_a_limit(most: float, status: PlanStatus) -> None:
    held = ruled(most=most)
    result = solve(plan_request(held), time_limit=10)
    assert result.status == status
    if status == "optimal":
        placed = {course: Placement(course, f"term-{first}") for course, first in result.terms.items()}
        planned = replace(held, placements=placed)
        assert not [one for one in check(planned) if one.code.startswith("rule_")]


def test_a_limit_of_some_terms_holds_there() -> None:
    held = ruled(most=4.0, among=Filter(terms=frozenset({1})))
    result = solve(plan_request(held), time_limit=10)
    assert sum(first == 1 for first in result.terms.values()) <= 1


@pytest.mark.parametrize(
    "fields",
    [
        {"severity": Severity.WARNING},
        {"scope": Scope.YEAR},
        {"among": Filter(core=True)},
        {"measure": Measure.HOURS},
        {"active": False},
    ],
)
def test_other_rules_are_no_limits_of_terms(fields: dict[str, Any]) -> None:
    assert list(limits_of_terms(ruled(**{"most": 4.0, **fields}))) == []


def test_equal_limits_stand_once() -> None:
    held = ruled(most=8.0)
    twice = hold_pack(held, replace(PACK, id="q", code="Q"), [replace(held.rules["p"]["r"], pack="q")])
    assert [one.most for one in limits_of_terms(twice)] == [8.0]
    assert [(cap.kind, cap.terms, cap.stated) for cap in plan_request(twice).caps] == [("hours", (1, 2), 8.0)]
