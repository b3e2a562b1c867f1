"""Where no plan exists: clash sets are irreducible, in the user's words, and say what to loosen."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from curriplan.app.proposals import demand_words
from curriplan.app.texts import Texts
from curriplan.domain.course import Delivery, Pool, Resource, Track
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.planning.demands import CLASSES, DemandKey, class_demands, demands_of
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


def given_way(result: tuple[Demand, ...]) -> list[str]:
    """Return what giving way takes, in the order of the demands' own sentences."""
    say = Texts("en")
    return [relax for _, relax in sorted(demand_words(say, one) for one in result)]


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
    assert all(one.enough and one.smallest for one in found)
    assert given_way(found)[0] == "Plan for 9 terms, or let courses run in the same term."
    assert "Let b begin in term 1, beside a." in given_way(found)


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
    assert given_way(found) == [
        "Free the course: it would begin in term 1.",
        "Free the course: it would begin in term 4.",
        "Take a out of what b needs: it would begin in term 2.",
    ]


def test_a_course_that_is_not_to_be_planned_is_not_called_fixed() -> None:
    built = program(FOUR, (weekly("a"), weekly("b")), (needs("b", "a"),), at={"a": 1, "b": 1})
    found = solve(plan_request(built, only=["a"])).conflict
    assert told(found) == [
        "b is not among those to be planned and stays in term 1.",
        "b must come after a.",
    ]
    assert "Plan it as well: it would begin in term 2." in given_way(found)


def test_a_block_that_fits_no_term() -> None:
    found = clash(program(FOUR, (weekly("a"), block("camp", 24, delivery=Delivery.INTERNSHIP))))
    assert told(found) == [
        "camp takes 24 whole weeks in one term; no term has more than 18 for classes and blocks."
    ]
    assert given_way(found) == ["Give it 18 weeks in a term, 6 fewer."]


def test_a_course_longer_than_the_programme() -> None:
    found = clash(program(FOUR, (weekly("a", spans=5),)))
    assert told(found) == ["The programme has 4 terms.", "a runs over 5 terms in a row."]
    assert given_way(found)[1] == "Let it run over 4 terms."


def test_credits_that_do_not_fit_say_what_would() -> None:
    built = program(FOUR, [in_credits(key, 6) for key in "abcdef"])
    found = clash(built, Limits(max_credits=10))
    assert sorted((one.code, one.way) for one in found) == [("calendar", "to"), ("credits", "to")]
    assert (dict(found[0].args)["needed"], dict(found[1].args)["needed"]) == (6, 12)


def test_hours_of_one_term() -> None:
    tight = (term(1, max_weekly_hours=6), *FOUR[1:])
    built = program(tight, (weekly("a"), weekly("b")), at={"a": 1, "b": 1}, locked="ab")
    assert told(clash(built)) == [
        "At most 6 h a week in term 1.",
        "a is fixed to term 1.",
        "b is fixed to term 1.",
    ]
    assert given_way(clash(built)) == [
        "Allow 8 h a week in term 1.",
        "Free the course: it would begin in term 2.",
        "Free the course: it would begin in term 2.",
    ]


def test_a_room_that_is_too_small() -> None:
    built = program(FOUR[:1], [replace(weekly(key), resources=frozenset({"lab"})) for key in "ab"])
    built = put(built, "resources", Resource("lab", "lab", places=40))
    built = put(built, "profile", replace(built.about, students=30))
    assert told(clash(built)) == ["The programme has 1 term.", "lab has 40 places in a term."]
    assert given_way(clash(built))[1].startswith("Find 20 more places in term 1, 60 in all")


def test_a_pool_that_cannot_be_filled() -> None:
    members = [replace(weekly(key), pool="pool", credits=2.0) for key in "abc"]
    built = put(program(FOUR, [*members, weekly("d")]), "pools", Pool("pool", "P", choose=4))
    found = clash(built)
    assert told(found) == [
        "4 courses of the pool P are to be taken; not every student may take more than 3 of them."
    ]
    assert given_way(found) == ["Take 3 of the pool instead of 4, or add courses to it."]
    some = solve(plan_request(built, only=["d"]))  # what is not planned is not asked about
    assert some.status == "optimal"


def test_a_pool_of_a_track_and_a_pool_short_of_credits() -> None:
    members = [replace(weekly(key), pool="pool", credits=2.0) for key in "abc"]
    built = program(FOUR, [replace(members[0], tracks=frozenset({"x"})), *members[1:]])
    built = put(built, "tracks", Track("x", "x"), Track("y", "y"))
    built = put(built, "pools", Pool("pool", "P", choose=3, credits=7.0))
    found = solve(plan_request(built))
    assert found.status == "infeasible"
    sets = (found.conflict, *found.more_conflicts)
    assert [(one.code, dict(one.args)["needed"], one.enough) for (one,) in sets] == [
        ("pool_credits", 6, False),
        ("pool", 2, False),
    ] or [(one.code, dict(one.args)["needed"], one.enough) for (one,) in sets] == [
        ("pool", 2, False),
        ("pool_credits", 6, False),
    ]


def test_terms_that_a_course_is_not_allowed_in() -> None:
    strict = replace(weekly("b"), allowed_terms=frozenset({"term-1"}))
    found = clash(program(FOUR, (weekly("a"), strict), (needs("b", "a"),)))
    assert given_way(found) == ["Allow term 2 as well.", "Let b begin in term 1, beside a."]


def test_class_weeks_that_blocks_leave() -> None:
    # 18 weeks are left in the only term; 4 of them are taken.
    found = clash(program(FOUR[:1], (weekly("a", weeks=16), block("camp", 4))))
    assert "Let it run for 14 weeks, 2 fewer, with more hours a week." in given_way(found)
    assert "Give it 2 weeks in a term, 2 fewer." in given_way(found)


def test_class_weeks_of_many_courses_are_one_demand() -> None:
    # Ten courses of 16 weeks, three to a term; the camp leaves two weeks of the term in which it stands.
    camp = block("camp", 16, delivery=Delivery.INTERNSHIP)
    built = program(FOUR, [*(weekly(key, 4) for key in "abcdefghij"), camp])
    found = clash(put(built, "profile", replace(built.about, max_weekly_hours=12)))
    needed = {one.code: dict(one.args).get("needed") for one in found}
    assert needed == {"calendar": 5, "classes": None, "block_weeks": 2, "hours": 16}
    assert all(one.enough and one.smallest for one in found)
    shorter = next(dict(one.args)["courses"] for one in found if one.code == "classes")
    assert isinstance(shorter, tuple)
    assert len(shorter) == 1  # nine fill three terms; the tenth runs for two weeks beside the camp


def test_a_circle_of_requisites() -> None:
    built = program(FOUR, [weekly(key) for key in "abc"], (needs("a", "b"), needs("b", "c"), needs("c", "a")))
    assert {one.code for one in clash(built)} == {"all_of"}
    assert len(clash(built)) == 3


def test_two_clashes_at_once_are_not_blamed_on_one_demand() -> None:
    pairs = (needs("a", "b"), needs("b", "a"), needs("c", "d"), needs("d", "c"))
    found = clash(program(FOUR, [weekly(key) for key in "abcd"], pairs))
    assert len(found) == 2
    assert not any(one.enough for one in found)
    built = program(FOUR, [weekly(key) for key in "abcd"], pairs)
    (more,) = solve(plan_request(built)).more_conflicts
    assert len({line for one in (found, more) for line in told(one)}) == 4
    assert all(line.endswith("That resolves only this clash.") for line in given_way(found))


def test_a_minimum_that_no_plan_reaches() -> None:
    built = program(FOUR, [in_credits(key, 2) for key in "abcd"])
    found = clash(built, Limits(min_credits=3))
    assert [(one.code, one.way, dict(one.args)) for one in found] == [
        ("min_credits", "to", {"limit": 3, "needed": 2, "where": ("1", "2", "3", "4")})
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
    kept |= frozenset(class_demands(request)) if CLASSES in kept else frozenset()
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
        gone = frozenset(class_demands(request)) if key == CLASSES else {key}
        assert possible(request, every - gone) == demand.enough


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_what_giving_way_costs_is_enough_and_less_is_not(seed: int) -> None:
    built, limits = random_case(seed)
    request = plan_request(built, (), limits)
    result = solve(request, time_limit=60)
    assume(result.status == "infeasible")
    for key, demand in zip(clash_keys(request, result), result.conflict, strict=True):
        if demand.enough and demand.way:
            enough, less = given_in(request, key, dict(demand.args))
            assert all(possible(one, frozenset(demands_of(one))) for one in enough)
            assert not any(possible(one, frozenset(demands_of(one))) for one in less)


def given_in(
    request: PlanRequest, key: DemandKey, args: dict[str, Any]
) -> tuple[list[PlanRequest], list[PlanRequest]]:
    """Return a request in which a demand has given way as told, and others in which it did so by less."""
    needed = args["needed"]
    if key.kind == "cap":
        cap = request.caps[int(key.row)]
        units = {"hours": request.hour_unit, "credits": request.credit_unit}
        unit = units.get(cap.kind.removeprefix("min_"))
        amount = round(needed * (1 if unit is None else unit.per))
        step = -1 if cap.is_minimum else 1

        def capped(to: int) -> PlanRequest:
            caps = list(request.caps)
            caps[int(key.row)] = replace(cap, amount=to)
            return replace(request, caps=tuple(caps))

        return [capped(amount)], [capped(amount - step)]
    if key.kind == "places":
        seats = request.places[int(key.row)]

        def seated(to: int) -> PlanRequest:
            places = list(request.places)
            places[int(key.row)] = replace(seats, amount=to)
            return replace(request, places=tuple(places))

        return [seated(needed)], [seated(needed - 1)]
    if key.kind in ("fixed", "allowed"):
        row = next(one for one in request.courses if one.id == key.row)
        wanted = row.allowed if key.kind == "allowed" else {row.fixed or 0}

        def moved(to: int) -> PlanRequest:
            other = replace(row, fixed=to) if key.kind == "fixed" else replace(row, allowed=frozenset({to}))
            courses = tuple(other if one.id == row.id else one for one in request.courses)
            return replace(request, courses=courses)

        def away(number: int) -> int:
            return min(abs(number - one) for one in wanted)

        nearer = [one for one in request.numbers if away(one) < away(needed)]
        return [moved(needed)], [moved(one) for one in nearer]
    return [], []


def clash_keys(request: PlanRequest, result: PlanResult) -> list[DemandKey]:
    """Return the demands that a clash set means, by their words."""
    by_words = {words(request, key): key for key in (CLASSES, *demands_of(request))}
    return [
        by_words[one.code, one.args[:n]]
        for one in result.conflict
        for n in range(len(one.args) + 1)
        if (one.code, one.args[:n]) in by_words
    ]


def test_a_term_with_more_exam_weeks_than_it_has_weeks_holds_nothing_and_is_no_clash_by_itself() -> None:
    short = replace(term(1), weeks=5.0, exam_weeks=4.0, reserve_weeks=3.0)
    built = program([short, term(2)], [weekly("a"), block("b", 2)])
    assert dict(solve(plan_request(built)).terms) == {"a": 2, "b": 2}
    both = solve(plan_request(program([short], [weekly("a")])))
    assert both.status == "infeasible"
    assert [one.code for one in both.conflict] == ["class_weeks"]
