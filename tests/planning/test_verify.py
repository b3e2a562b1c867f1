"""The independent check finds each broken rule, and agrees with the rules and figures that the user sees."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from curriplan.analysis.calendar import term_loads, tracks_of
from curriplan.analysis.rules.check import check
from curriplan.domain.course import RequisiteKind, Resource
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.planning.accept import phase_of, placed
from curriplan.planning.request import Limits, plan_request
from curriplan.planning.result import Objective
from curriplan.planning.score import scores
from curriplan.planning.verify import verify
from tests.planning.brute import random_case
from tests.planning.programs import block, in_credits, needs, program, term, weekly

FOUR = tuple(term(number) for number in range(1, 5))
A, B, C = weekly("a"), weekly("b"), weekly("c")


def codes(built: Program, terms: Mapping[str, int], limits: Limits | None = None) -> list[str]:
    return [one.code.removeprefix("planning.") for one in verify(built, terms, limits or Limits())]


def test_a_lawful_plan_has_no_finding() -> None:
    assert codes(program(FOUR, (A, B, C), (needs("b", "a"),)), {"a": 1, "b": 2, "c": 1}) == []


def test_a_course_without_a_term_is_found() -> None:
    assert codes(program(FOUR, (A, B)), {"a": 1}) == ["unplaced"]


def test_a_course_must_end_within_the_programme() -> None:
    built = program(FOUR, (weekly("a", spans=2),))
    assert codes(built, {"a": 4}) == ["outside"]
    assert codes(built, {"a": 0}) == ["outside"]
    assert codes(built, {"a": 3}) == []


def test_allowed_terms_and_locks_hold() -> None:
    built = program(
        FOUR, (replace(A, allowed_terms=frozenset({"term-2", "term-3"})), B), at={"b": 1}, locked="b"
    )
    assert codes(built, {"a": 1, "b": 2}) == ["allowed", "fixed"]
    assert codes(built, {"a": 3, "b": 1}) == []


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        # b begins in term 1 to 4; a runs in terms 2 and 3.
        (RequisiteKind.ALL_OF, [4]),
        (RequisiteKind.TESTS, [4]),
        (RequisiteKind.ANY_OF, [4]),
        (RequisiteKind.COREQUISITE, [2, 3, 4]),
        (RequisiteKind.TOGETHER, [2]),
    ],
)
def test_requisites_count_the_end_of_long_courses(kind: RequisiteKind, kept: list[int]) -> None:
    built = program(FOUR, (weekly("a", spans=2), B), (needs("b", "a", kind=kind),))
    assert [number for number in range(1, 5) if not codes(built, {"a": 2, "b": number})] == kept


def test_any_of_needs_only_one() -> None:
    built = program(FOUR, (A, B, C), (needs("c", "a", "b", kind=RequisiteKind.ANY_OF),))
    assert codes(built, {"a": 1, "b": 3, "c": 2}) == []
    assert codes(built, {"a": 2, "b": 3, "c": 2}) == ["any_of"]


def test_hours_a_week_are_limited_by_term_or_profile() -> None:
    built = program((term(1, max_weekly_hours=10), term(2)), (A, B, C))
    assert codes(built, {"a": 1, "b": 1, "c": 1}) == ["hours"]
    assert codes(built, {"a": 2, "b": 2, "c": 2}) == []
    strict = put(built, "profile", replace(built.about, max_weekly_hours=8))
    assert codes(strict, {"a": 2, "b": 2, "c": 2}) == ["hours"]
    assert codes(strict, {"a": 1, "b": 2, "c": 2}) == []


def test_limits_of_a_request_hold() -> None:
    built = program(FOUR[:2], (in_credits("a", 3), in_credits("b", 4)))
    assert codes(built, {"a": 1, "b": 1}, Limits(max_credits=6)) == ["credits"]
    assert codes(built, {"a": 1, "b": 1}, Limits(max_courses=1)) == ["courses"]
    assert codes(built, {"a": 1, "b": 1}, Limits(min_courses=1)) == ["min_courses"]
    assert codes(built, {"a": 1, "b": 2}, Limits(min_credits=4)) == ["min_credits"]


def test_blocks_shorten_the_class_weeks() -> None:
    # 20 teaching weeks, one for exams, one in reserve: 18 for classes and blocks.
    built = program(FOUR[:2], (weekly("a", weeks=16), block("b", 2), block("c", 1), block("d", 15)))
    assert codes(built, {"a": 1, "b": 1, "c": 2, "d": 2}) == []
    assert codes(built, {"a": 1, "b": 1, "c": 1, "d": 2}) == ["class_weeks"]
    assert codes(built, {"a": 2, "b": 1, "c": 1, "d": 2}) == ["class_weeks"]
    assert codes(built, {"a": 2, "b": 1, "c": 1, "d": 1}) == []
    full = program(FOUR[:2], (block("b", 12), block("d", 8)))
    assert codes(full, {"b": 1, "d": 1}) == ["block_weeks"]


def test_a_term_of_internship_has_no_class_weeks() -> None:
    lecture = replace(A, parts=(replace(A.parts[0], weeks=None),))
    built = program(FOUR[:2], (lecture, block("internship", 18)))
    assert codes(built, {"a": 1, "internship": 1}) == ["class_weeks"]


def test_places_count_students() -> None:
    rooms = frozenset({"lab"})
    built = program(FOUR[:2], (replace(A, resources=rooms), replace(B, resources=rooms)))
    built = put(built, "resources", Resource("lab", "lab", places=50))
    assert codes(built, {"a": 1, "b": 1}) == []
    counted = put(built, "profile", replace(built.about, students=30))
    assert codes(counted, {"a": 1, "b": 1}) == ["places"]
    assert codes(counted, {"a": 1, "b": 2}) == []


# --- the same rules and figures that the user sees --------------------------------------------------

SEEN = {
    "beyond_last_term": "outside",
    "term_not_allowed": "allowed",
    "requisite_all_of": "all_of",
    "requisite_any_of": "any_of",
    "requisite_corequisite": "corequisite",
    "requisite_together": "together",
    "requisite_tests": "tests",
    "class_weeks_negative": "block_weeks",
    "weekly_hours_limit": "hours",
    "credits_limit": "credits",
}


def any_plan(built: Program, seed: int) -> dict[str, int]:
    rng, last = random.Random(seed), len(built.terms)
    return {one.id: rng.randint(1, last - one.span + 1) for one in built.courses.values()}


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=150, deadline=None)
def test_the_rules_of_the_programme_find_the_same(seed: int) -> None:
    built, _ = random_case(seed)
    assume(all(one.span <= len(built.terms) for one in built.courses.values()))
    terms = any_plan(built, seed)
    seen = {(SEEN[one.code], one.where.key) for one in check(placed(built, terms)) if one.code in SEEN}
    found = {(one.code.removeprefix("planning."), one.where.key) for one in verify(built, terms)}
    assert {one for one in found if one[0] in SEEN.values()} == seen


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=150, deadline=None)
def test_scores_are_the_figures_that_the_user_sees(seed: int) -> None:
    built, _ = random_case(seed)
    assume(all(one.span <= len(built.terms) for one in built.courses.values()))
    terms = any_plan(built, seed)
    request = plan_request(built, (Objective.EVEN_LOAD, Objective.PHASE_SCORE))
    worth = {one.name: one.value for one in scores(request, terms)}
    if request.load_in == "hours":
        most, away = even_load(placed(built, terms))
        assert float(worth["even_load.max"] or 0) == pytest.approx(most, abs=1e-3)
        assert float(worth["even_load.deviation"] or 0) == pytest.approx(away, abs=1e-3)
    if len(built.terms) <= len(built.about.phases):
        shown, meant = worth["phase_score"], phase_of(built, terms)
        assert (shown is None) == (meant is None)
        assert float(shown or 0) == pytest.approx(meant or 0, abs=1e-3)


def even_load(built: Program) -> tuple[float, float]:
    """Return the smallest maximum and the sum of deviations by the product's definition, from the calendar.

    Tracks that take the same courses are one group of students.
    """
    most = away = 0.0
    groups = {}
    for track in tracks_of(built):
        taken = frozenset(one.id for one in built.courses.values() if not one.tracks or track in one.tracks)
        groups[taken] = term_loads(built, track)
    for loads in groups.values():
        hours = [one.weekly_hours or 0.0 for one in loads if one.class_weeks is None or one.class_weeks > 0]
        most = max([most, *hours])
        mean = sum(hours) / len(hours) if hours else 0.0
        away += sum(abs(one - mean) for one in hours)
    return most, away


def test_deviation_of_two_terms() -> None:
    built = program(FOUR[:2], (weekly("a", 6), weekly("b", 4), weekly("c", 2)))
    request = plan_request(built)
    worth = [one.value for one in scores(request, {"a": 1, "b": 2, "c": 2})]
    assert worth[:2] == [Fraction(6), Fraction(0)]
    worth = [one.value for one in scores(request, {"a": 1, "b": 1, "c": 2})]
    assert worth[:2] == [Fraction(10), Fraction(8)]
