"""Balance, load differences and undesired terms: worked examples, and trying every placement agrees."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.domain.course import Hours, Track
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.planning.alike import alike
from curriplan.planning.balance import Ideal
from curriplan.planning.parts import parts_of
from curriplan.planning.planner import solve
from curriplan.planning.request import Limits, PlanRequest, plan_request
from curriplan.planning.result import Objective, PlanResult
from curriplan.planning.score import scores
from tests.planning.brute import best_worth, random_case
from tests.planning.programs import in_credits, needs, program, term, weekly

ORDERS = (
    (Objective.BALANCE,),
    (Objective.UNDESIRED_TERMS, Objective.BALANCE),
    (Objective.LOAD_DIFFERENCES, Objective.UNDESIRED_TERMS),
    (Objective.REQUISITE_DISTANCE, Objective.BALANCE, Objective.LOAD_DIFFERENCES),
)


def reached(result: PlanResult) -> Mapping[str, float | None]:
    assert result.proven
    return {one.name: one.value for one in result.objectives}


def of_credits(*credits_: float, terms: int = 3, undesired: Mapping[str, int] | None = None) -> Program:
    """Return courses a, b, c ... of some credits, with a term in which each should rather not stand."""
    courses = [
        replace(
            in_credits(key, one),
            undesired_terms=frozenset({f"term-{(undesired or {})[key]}"} if key in (undesired or {}) else ()),
        )
        for key, one in zip("abcdefghij", credits_, strict=False)
    ]
    return program([term(number, None) for number in range(1, terms + 1)], courses)


# --- worked examples --------------------------------------------------------------------------------


def test_balance_counts_squares_outside_the_whole_numbers_about_the_mean() -> None:
    # 3 + 3 + 2 + 2 = 10 credits in 3 terms: the mean is 3 1/3, so 3 and 4 cost nothing; 3, 3, 4 is reached.
    assert reached(solve(plan_request(of_credits(3, 3, 2, 2), (Objective.BALANCE,)))) == {"balance": 0}
    # 6, 1 and 1 credits: the mean is 2 2/3, [2, 3] costs nothing: 9 + 1 + 1.
    assert reached(solve(plan_request(of_credits(6, 1, 1), (Objective.BALANCE,)))) == {"balance": 11}


def test_one_course_in_an_undesired_term_weighs_as_much_as_one_square() -> None:
    # Both should rather not stand in term 2: one does (1), or both in term 1 (2 + 2 away from 2: 4 + 4).
    built = of_credits(2, 2, terms=2, undesired={"a": 2, "b": 2})
    assert reached(solve(plan_request(built, (Objective.BALANCE,)))) == {"balance": 1}
    first = reached(solve(plan_request(built, (Objective.UNDESIRED_TERMS, Objective.BALANCE))))
    assert first == {"undesired_terms": 0, "balance": 8}


def test_alike_tracks_count_each() -> None:
    built = put(of_credits(6, 1, 1), "tracks", Track("x", "x"), Track("y", "y"))
    request = plan_request(built, (Objective.BALANCE, Objective.LOAD_DIFFERENCES))
    assert len(request.groups) == 1
    assert reached(solve(request)) == {"balance": 22, "load_differences": 40}


def test_load_differences_are_another_order_than_deviations() -> None:
    def deviation(loads: tuple[int, ...]) -> int:
        return sum(map(abs, loads))

    def differences(loads: tuple[int, ...]) -> int:
        return sum(abs(one - other) for one, other in permutations(loads, 2))

    assert [(deviation(one), differences(one)) for one in ((3, -1, -1, -1), (2, 1, -3, 0))] == [
        (6, 24),
        (6, 32),
    ]


def test_the_ideal_is_in_whole_hours_whatever_the_unit() -> None:
    assert Ideal.of(total=25, terms=2, per=10) == Ideal(10, 20)  # 2.5 h in 2 terms: the mean is 1.25 h
    assert [Ideal(10, 20).cost(load) for load in (5, 10, 20, 25)] == [25, 0, 0, 25]


# --- parts and courses that are alike ---------------------------------------------------------------


def two_directions(linked: bool) -> PlanRequest:
    """Return ten courses of two directions each; ``linked``: one of the first is needed by one of the second."""
    courses = [
        replace(in_credits(f"{track}{n}", 1 + n % 4), tracks=frozenset({track}))
        for track in "xy"
        for n in range(10)
    ]
    requisites = [needs("y3", "x2")] if linked else []
    built = program([term(number, None) for number in range(1, 5)], courses, requisites)
    built = put(built, "tracks", Track("x", "x"), Track("y", "y"))
    return plan_request(built, (Objective.BALANCE, Objective.REQUISITE_DISTANCE), Limits(max_courses=3))


def test_parts_that_nothing_links_are_planned_apart_and_add_up() -> None:
    request = two_directions(linked=False)
    parts = parts_of(request)
    assert [len(one.courses) for one in parts] == [10, 10]
    whole = solve(request)
    assert whole.proven
    assert whole.terms.keys() == {course.id for course in request.courses}
    apart = [solve(one) for one in (two_directions(linked=True),)]
    assert [one.value for one in whole.objectives] == [apart[0].objectives[0].value, 0]
    assert [one.value for one in scores(request, whole.terms)] == [one.value for one in whole.objectives]


def test_bounds_of_parts_are_one_bound_of_the_phase_score() -> None:
    courses = [
        replace(weekly(f"{track}{n}"), hours=Hours(theory=32, on_campus=32), tracks=frozenset({track}))
        for track in "xy"
        for n in range(10)
    ]
    at = {one.id: 1 for one in courses}
    built = program([term(number) for number in range(1, 7)], courses, at=at)
    built = put(built, "tracks", Track("x", "x"), Track("y", "y"))
    request = plan_request(built, (Objective.PHASE_SCORE,))
    assert len(parts_of(request)) == 2
    (told,) = solve(request, time_limit=None, effort=1e-9).objectives
    assert told.bound == pytest.approx(0.5)


def test_a_requisite_and_the_even_load_keep_a_programme_together() -> None:
    assert len(parts_of(two_directions(linked=True))) == 1
    even = replace(two_directions(linked=False), objectives=(Objective.EVEN_LOAD,))
    assert parts_of(even) == (even,)


def test_parts_without_a_plan_are_told_as_one() -> None:
    request = two_directions(linked=False)
    tight = plan_request(request.program, request.objectives, Limits(max_courses=2))
    assert len(parts_of(tight)) == 2
    result = solve(tight)
    assert result.status == "infeasible"
    assert {one.code for one in result.conflict} == {"calendar", "courses"}


def test_only_courses_that_differ_in_nothing_are_alike() -> None:
    built = of_credits(3, 3, 3, 2, 2, undesired={"e": 1})
    request = plan_request(put(built, "requisites", needs("c", "d")), (Objective.BALANCE,))
    assert list(alike(request)) == [("a", "b")]


# --- by trying everything ---------------------------------------------------------------------------


@given(seed=st.integers(0, 2**32 - 1), order=st.sampled_from(ORDERS))
@settings(max_examples=25, deadline=None)
def test_brute_force_agrees(seed: int, order: tuple[Objective, ...]) -> None:
    built, limits = random_case(seed)
    rng = random.Random(seed)
    terms = sorted(built.terms)
    for course in built.courses.values():
        if rng.random() < 0.5:
            built = put(built, "courses", replace(course, undesired_terms=frozenset(rng.sample(terms, 1))))
    request = plan_request(built, order, limits)
    best = best_worth(request)
    result = solve(request, time_limit=60)
    if best is None:
        assert result.status == "infeasible"
        return
    assert result.proven
    assert [one.cost for one in scores(request, result.terms)] == best


@pytest.mark.parametrize("objective", [Objective.BALANCE, Objective.LOAD_DIFFERENCES])
def test_loads_that_are_not_known_have_no_figure(objective: Objective) -> None:
    built = program([term(1), term(2)], [replace(in_credits("a", 1), credits=None)])
    result = solve(plan_request(built, (objective,)))
    assert [one.value for one in result.objectives] == [None]
