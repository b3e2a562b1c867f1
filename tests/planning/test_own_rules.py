"""A plan brings no error by rules that the solver does not know, where there is a plan that brings none."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from curriplan.analysis.calendar import first_term
from curriplan.analysis.rules import check as rules
from curriplan.analysis.rules.case import Case, Rule, at
from curriplan.domain.finding import Finding, error
from curriplan.domain.program import Program
from curriplan.planning.explain import moves_of
from curriplan.planning.own_rules import OwnRules
from curriplan.planning.planner import solve
from curriplan.planning.request import plan_request
from curriplan.planning.result import Objective
from curriplan.planning.score import scores
from tests.planning.brute import every_plan, random_case
from tests.planning.programs import program, term, weekly

FOUR = tuple(term(number) for number in range(1, 5))


def begun(case: Case) -> Mapping[str, int]:
    terms = {one: first_term(case.program, one) for one in case.program.courses}
    return {one: number for one, number in terms.items() if number is not None}


def apart(*pairs: tuple[str, str]) -> Rule:
    """Return a rule: the courses of a pair do not begin in the same term."""

    def rule(case: Case) -> Iterator[Finding]:
        terms = begun(case)
        for one, other in pairs:
            if one in terms and terms[one] == terms.get(other):
                yield error("term_twice", at("courses", one, other), term=terms[one])

    return rule


def at_least_two(case: Case) -> Iterator[Finding]:
    """Two courses begin in term 1: a rule that no part of a plan breaks more than nothing does."""
    if list(begun(case).values()).count(1) < 2:
        yield error("term_twice", at("terms", "term-1"), term=1)


@pytest.fixture
def also(monkeypatch: pytest.MonkeyPatch) -> Callable[[Rule], None]:
    """Return what adds a rule to those of every programme."""

    def add(rule: Rule) -> None:
        monkeypatch.setattr(rules, "RULES", (*rules.RULES, rule))

    return add


def test_a_plan_that_brings_an_error_is_made_anew_without_it(also: Callable[[Rule], None]) -> None:
    also(apart(("a", "b")))
    built = program(FOUR[:2], [weekly("a", 2), weekly("b", 2), weekly("c", 4)])
    result = solve(plan_request(built, (Objective.EVEN_LOAD,)))
    assert result.brings == ()
    assert result.terms["a"] != result.terms["b"]  # 4 and 4 h would be evener, but a and b stand apart
    peak, away = result.objectives
    assert (peak.value, peak.bound, peak.proven) == (6, 4, False)
    assert (away.value, away.bound, away.proven) == (4, None, False)
    assert (result.status, result.proven) == ("feasible", False)


def test_what_is_best_without_the_rule_is_proven_where_it_is_reached(also: Callable[[Rule], None]) -> None:
    also(apart(("a", "b"), ("a", "c"), ("b", "c")))
    built = program(FOUR, [weekly(key) for key in "abcd"])
    result = solve(plan_request(built))
    assert (result.status, result.proven, result.brings) == ("optimal", True, ())
    few = solve(plan_request(program(FOUR[:2], [weekly(key) for key in "abc"])))
    assert few.brings  # three courses that stand apart do not fit two terms: named, not hidden
    assert few.status == "optimal"


def test_a_rule_that_no_part_of_a_plan_breaks_is_named(also: Callable[[Rule], None]) -> None:
    built = program(FOUR, [weekly(key) for key in "abcd"], at={"a": 1, "b": 1, "c": 2, "d": 2})
    also(at_least_two)
    result = solve(plan_request(built, (Objective.EVEN_LOAD,)))
    assert [one.where.key for one in result.brings] == [("term-1",)]
    assert OwnRules(built).cause(result.terms, result.brings[0]) == {}


def test_a_course_that_moves_for_such_a_rule_says_so(also: Callable[[Rule], None]) -> None:
    also(apart(("a", "b")))
    built = program(FOUR[:2], (weekly("a"), weekly("b"), weekly("c")), at={"a": 1, "b": 2, "c": 1})
    forbidden = [{"a": 2, "b": 2}]
    request = plan_request(built, ())
    moves = moves_of(request, {"a": 2, "b": 1, "c": 1}, forbidden)
    assert {one.course: one.reason for one in moves} == {"a": "tie", "b": "own_rule"}


def test_the_cause_is_the_least_part_of_the_plan(also: Callable[[Rule], None]) -> None:
    also(apart(("c7", "c30"), ("c1", "c2")))
    built = program(FOUR, [weekly(f"c{n}") for n in range(40)])
    terms = {f"c{n}": 1 + n % 4 for n in range(40)} | {"c7": 3}
    checks = OwnRules(built)
    (found,) = checks.brought(terms)
    assert checks.cause(terms, found) == {"c7": 3, "c30": 3}
    assert checks.cause(terms, found, lambda: True) == {}  # nothing is asked once the search is over


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_the_best_plan_without_errors_is_found(seed: int) -> None:
    built, limits = random_case(seed)
    names, rng = list(built.courses), random.Random(seed)
    pairs = tuple((rng.choice(names), rng.choice(names)) for _ in range(2))
    pairs = tuple((one, other) for one, other in pairs if one != other)
    request = plan_request(built, (Objective.EVEN_LOAD, Objective.PHASE_SCORE), limits)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "RULES", (*rules.RULES, apart(*pairs)))
        best = min(
            ([one.cost for one in scores(request, plan)] for plan in without_errors(built, request)),
            default=None,
        )
        result = solve(request, time_limit=60)
    assume(result.terms)
    if best is None:
        assert result.brings
    else:
        assert result.brings == ()
        assert [one.cost for one in scores(request, result.terms)] == best


def without_errors(built: Program, request: object) -> Iterator[dict[str, int]]:
    checks = OwnRules(built)
    yield from (plan for plan in every_plan(request) if not checks.brought(plan))  # type: ignore[arg-type]
