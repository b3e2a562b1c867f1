"""Limits of terms that stand in rule packs are obeyed by the planner."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from curriplan.analysis.rules.check import check
from curriplan.app.proposals import demand_words
from curriplan.app.texts import Texts
from curriplan.domain.edits.rows import put
from curriplan.domain.edits.rules import hold_pack
from curriplan.domain.finding import Severity
from curriplan.domain.plan import Placement
from curriplan.domain.program import Program
from curriplan.domain.rule import Filter, Measure, Rule, RulePack, Scope
from curriplan.domain.text import Text
from curriplan.planning.explain import moves_of, settle
from curriplan.planning.planner import solve
from curriplan.planning.request import plan_request
from curriplan.planning.result import PlanStatus
from curriplan.planning.ruled import limits_of_terms
from curriplan.planning.verify import verify
from curriplan.planning.whereabouts import standing
from tests.planning.programs import needs, program, term, weekly

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


def test_a_limit_of_courses_in_one_term_is_told_in_a_clash() -> None:
    held = ruled(most=1.0, measure=Measure.COURSES, among=Filter(terms=frozenset({1})))
    held = put(held, "requisites", needs("c", "a", "b"))
    result = solve(plan_request(held), time_limit=10)
    told = [demand_words(Texts("en"), one) for one in result.conflict]
    assert ("At most 1 course in term 1.", "Allow 2 courses in term 1.") in told


def test_the_check_of_plans_knows_the_limits_too() -> None:
    held = ruled(most=8.0)
    assert [one.code for one in verify(held, {"a": 1, "b": 1, "c": 1})] == ["planning.hours"]
    at = {one: Placement(one, "term-1") for one in "ab"} | {"c": Placement("c", "term-2")}
    found = standing(replace(held, placements=at)).of("c")
    assert [one.verdict for one in found.spots] == ["breaks", "here"]


def test_a_course_is_not_put_back_into_a_term_that_a_rule_has_filled() -> None:
    held = replace(ruled(most=8.0), placements={one: Placement(one, "term-1") for one in "abc"})
    request = plan_request(held, ())
    plan = {"a": 1, "b": 1, "c": 2}
    assert settle(request, plan) == plan
    assert [(one.course, one.reason) for one in moves_of(request, plan)] == [("c", "planning.hours")]
