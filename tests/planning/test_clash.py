"""Where no plan exists: clash sets are irreducible, in the user's words, and say what to loosen."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from curriplan.app.texts import Texts
from curriplan.domain.course import Delivery, Resource
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.planning.demands import DemandKey, demands_of
from curriplan.planning.model import build
from curriplan.planning.planner import solve
from curriplan.planning.relax import words
from curriplan.planning.request import NO_LIMITS, Limits, PlanRequest, plan_request
from curriplan.planning.result import Demand, PlanResult
from curriplan.planning.solver import Found, Settings, empty_model, run
from tests.planning.brute import random_case
from tests.planning.programs import block, in_credits, needs, program, term, weekly

FOUR = tuple(term(number) for number in range(1, 5))
EIGHT = tuple(term(number) for number in range(1, 9))


def clash(built: Program, limits: Limits = NO_LIMITS) -> tuple[Demand, ...]:
    result = solve(plan_request(built, limits=limits))
    assert result.status == "infeasible"
    assert result.proven
    assert result.terms == {}
    return result.conflict


def told(result: tuple[Demand, ...]) -> list[str]:
    say = Texts("en")
    return sorted(say(f"clash.{one.code}", **dict(one.args)) for one in result)


def test_a_chain_of_nine_courses_does_not_fit_eight_terms() -> None:
    keys = "abcdefghi"
    chain = [needs(later, earlier) for earlier, later in itertools.pairwise(keys)]
    found = clash(program(EIGHT, [weekly(key) for key in (*keys, "z")], [*chain, needs("z", "a")]))
    assert told(found) == sorted(
        [
            "The programme has 8 terms.",
            *(f"{later} must come after {earlier}." for earlier, later in itertools.pairwise(keys)),
        ]
    )
    assert all(one.enough for one in found)


def test_two_courses_locked_against_their_requisite() -> None:
    built = program(
        FOUR, [weekly(key) for key in "abc"], (needs("b", "a"),), at={"a": 3, "b": 2, "c": 1}, locked="abc"
    )
    found = clash(built)
    assert told(found) == [
        "a is fixed to term 3.",
        "b is fixed to term 2.",
        "b must come after a.",
    ]
    assert {one.relax for one in found} == {"fixed", "all_of"}


def test_a_block_that_fits_no_term() -> None:
    found = clash(program(FOUR, (weekly("a"), block("camp", 24, delivery=Delivery.INTERNSHIP))))
    assert told(found) == [
        "camp takes 24 whole weeks in one term; no term has more than 18 for classes and blocks."
    ]


def test_a_course_longer_than_the_programme() -> None:
    found = clash(program(FOUR, (weekly("a", spans=5),)))
    assert told(found) == ["The programme has 4 terms.", "a runs over 5 terms in a row."]


def test_credits_that_do_not_fit_say_what_would() -> None:
    built = program(FOUR, [in_credits(key, 6) for key in "abcdef"])
    found = clash(built, Limits(max_credits=10))
    assert sorted((one.code, one.relax) for one in found) == [
        ("calendar", "calendar"),
        ("credits", "credits_to"),
    ]
    assert dict(found[0].args) | dict(found[1].args) == {"terms": 4, "limit": 10, "needed": 12}


def test_hours_of_one_term() -> None:
    tight = (term(1, max_weekly_hours=6), *FOUR[1:])
    built = program(tight, (weekly("a"), weekly("b")), at={"a": 1, "b": 1}, locked="ab")
    assert told(clash(built)) == [
        "At most 6 h a week in term 1.",
        "a is fixed to term 1.",
        "b is fixed to term 1.",
    ]


def test_a_room_that_is_too_small() -> None:
    built = program(FOUR[:1], [replace(weekly(key), resources=frozenset({"lab"})) for key in "ab"])
    built = put(built, "resources", Resource("lab", "lab", places=40))
    built = put(built, "profile", replace(built.about, students=30))
    assert {one.code for one in clash(built)} == {"calendar", "places"}


def test_a_circle_of_requisites() -> None:
    built = program(FOUR, [weekly(key) for key in "abc"], (needs("a", "b"), needs("b", "c"), needs("c", "a")))
    assert {one.code for one in clash(built)} == {"all_of"}
    assert len(clash(built)) == 3


def test_two_clashes_at_once_are_not_blamed_on_one_demand() -> None:
    pairs = (needs("a", "b"), needs("b", "a"), needs("c", "d"), needs("d", "c"))
    found = clash(program(FOUR, [weekly(key) for key in "abcd"], pairs))
    assert len(found) == 2
    assert not any(one.enough for one in found)


def test_a_minimum_that_no_plan_reaches() -> None:
    built = program(FOUR, [in_credits(key, 2) for key in "abcd"])
    found = clash(built, Limits(min_credits=3))
    assert [(one.code, one.relax, dict(one.args)) for one in found] == [
        ("min_credits", "min_credits_to", {"limit": 3, "needed": 2})
    ]


def test_a_solver_that_names_no_demands_is_not_relied_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*args: object, **more: object) -> Found:
        return replace(run(*args, **more), core=frozenset())  # type: ignore[arg-type]

    monkeypatch.setattr("curriplan.planning.clash.run", silent)
    found = clash(program(FOUR, [weekly(key) for key in "abc"], (needs("a", "b"), needs("b", "a"))))
    assert [one.code for one in found] == ["all_of", "all_of"]


# --- any clash --------------------------------------------------------------------------------------


def possible(request: PlanRequest, kept: frozenset[DemandKey]) -> bool:
    """Tell whether a plan meets some demands, by a model of its own that has no other."""
    dropped = frozenset(demands_of(request)) - kept
    plan = build(request, empty_model(), dropped=dropped)
    found = run(
        plan.model,
        (),
        seconds=60,
        settings=Settings(workers=1, presolve=False),
        cancel=lambda: False,
        watch=lambda *_: None,
    )
    return found.status == "optimal"


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_any_clash_is_irreducible(seed: int) -> None:
    built, limits = random_case(seed)
    request = plan_request(built, (), limits)
    result = solve(request, time_limit=60)
    assume(result.status == "infeasible")
    found = frozenset(clash_keys(request, result))
    assert len(found) == len(result.conflict)
    assert not possible(request, found)
    every = frozenset(demands_of(request))
    for key, demand in zip(clash_keys(request, result), result.conflict, strict=True):
        assert possible(request, found - {key})
        assert possible(request, every - {key}) == demand.enough


def clash_keys(request: PlanRequest, result: PlanResult) -> list[DemandKey]:
    """Return the demands that a clash set means, by their words."""
    by_words = {words(request, key): key for key in demands_of(request)}
    return [
        by_words[one.code, tuple((name, value) for name, value in one.args if name != "needed")]
        for one in result.conflict
    ]
