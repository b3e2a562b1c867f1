"""Why a course is where it is: every other term is judged as a plan of its own, and windows leave out no plan."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.app.texts import LANGUAGES, Texts
from curriplan.app.whereabouts import reason_words, slack_words, spot_words
from curriplan.domain.edits.placements import lock
from curriplan.planning.accept import placed
from curriplan.planning.request import plan_request
from curriplan.planning.result import Objective
from curriplan.planning.score import scores
from curriplan.planning.verify import verify
from curriplan.planning.whereabouts import Standing, Whereabouts, standing
from curriplan.planning.windows import windows
from tests.planning.brute import every_plan, random_case
from tests.planning.programs import block, needs, program, term, three_years, weekly

FOUR = tuple(term(number) for number in range(1, 5))
ORDER = tuple(Objective)
EN = Texts("en")


def verdicts(found: Whereabouts) -> list[str]:
    return [one.verdict for one in found.spots]


def chain() -> Standing:
    """Return a, b, c one after the other in terms 1, 2 and 4 of four, and d in term 3."""
    courses = [weekly(key) for key in "abcd"]
    at = {"a": 1, "b": 2, "c": 4, "d": 3}
    return standing(program(FOUR, courses, (needs("b", "a"), needs("c", "b")), at=at))


def test_a_course_in_a_chain() -> None:
    found = chain().of("b")
    assert (found.term, found.locked) == (2, False)
    assert verdicts(found) == ["breaks", "here", "worse", "breaks"]
    assert [one.code for one in found.spots[0].breaks] == ["planning.all_of"]
    (peak, away) = found.spots[2].shifts[:2]
    assert (peak.name, peak.now, peak.then, peak.worse) == ("even_load.max", 4, 8, True)
    assert (away.name, away.now, away.then) == ("even_load.deviation", 0, 8)
    assert (found.earliest, found.latest, found.window) == (2, 3, (2, 3))
    assert found.next_best == found.spots[2]
    assert reason_words(EN, found) == (
        "It is best here: in term 3, the next best, the fullest term has 8 h a week instead of 4."
    )
    assert slack_words(EN, found)[1].endswith("it could begin in term 2, 3.")


def test_a_course_that_could_go_anywhere_and_one_that_is_fixed() -> None:
    lone = standing(program(FOUR[:2], (block("a", 1), block("b", 1)), at={"a": 1, "b": 2}))
    assert verdicts(lone.of("a")) == ["here", "equal"]
    assert reason_words(EN, lone.of("a")) == "Term 2 would do as well."
    fixed = standing(lock(lone.request.program, ["a"], locked=True), previous=lone)
    found = fixed.of("a")
    assert (found.locked, found.window) == (True, (1,))
    assert verdicts(found) == ["here", "equal"]  # what else would break is told, its own lock is not
    assert reason_words(EN, found) == "It is fixed to term 1."


def test_a_course_without_a_term_and_one_that_breaks_a_rule() -> None:
    built = program(
        FOUR[:2], (weekly("a"), weekly("b"), weekly("c")), (needs("b", "a"),), at={"a": 2, "b": 1}
    )
    found = standing(built).of("c")
    assert (found.term, verdicts(found)) == (None, ["free", "free"])
    broken = standing(built).of("a")
    assert verdicts(broken) == ["worse", "here"]  # b still begins before a has ended
    assert (broken.earliest, broken.latest) == (None, None)
    late = standing(placed(built, {"b": 2})).of("a")
    assert verdicts(late) == ["mends", "here"]
    assert reason_words(EN, late).startswith("Term 1 would mend this: b begins before a")


def test_a_limit_that_is_broken_already_counts_only_where_it_gets_worse() -> None:
    tight = (term(1, max_weekly_hours=6), term(2, max_weekly_hours=4))
    built = program(tight, (weekly("a", 4), weekly("b", 4), weekly("c", 2)), at={"a": 1, "b": 1, "c": 1})
    found = standing(built).of("c")
    assert verdicts(found) == ["here", "mends"]
    assert standing(placed(built, {"c": 2})).of("c").spots[0].verdict == "breaks"


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_every_other_term_is_judged_as_a_plan_of_its_own(seed: int) -> None:
    built, _ = random_case(seed)
    request = plan_request(built, ORDER)
    plan = next(every_plan(request), None)
    if plan is None:
        return
    built = placed(built, plan)
    request, made = plan_request(built, ORDER), standing(built, ORDER)
    for course in built.courses:
        found = made.of(course)
        lawful = [plan[course]]
        for spot in (one for one in found.spots if one.verdict != "here"):
            other = plan | {course: spot.term}
            own = ("planning.fixed",)
            assert bool(spot.breaks) == any(one.code not in own for one in verify(built, other))
            lawful += [] if spot.breaks else [spot.term]
            pairs = zip(scores(request, plan), scores(request, other), strict=True)
            assert [(one.name, one.worse) for one in spot.shifts] == [
                (a.name, b.cost > a.cost) for a, b in pairs if a.cost != b.cost
            ]
        assert (found.earliest, found.latest) == (min(lawful), max(lawful))
        for lang in LANGUAGES:
            assert reason_words(Texts(lang), found)
            assert all(slack_words(Texts(lang), found))
            assert all(spot_words(Texts(lang), one, found.load_in) for one in found.spots)


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_no_plan_begins_a_course_outside_its_window(seed: int) -> None:
    built, limits = random_case(seed)
    request = plan_request(built, (), limits)
    reach = windows(request)
    for plan in every_plan(request):
        assert all(plan[course] in terms for course, terms in reach.items())


def test_what_was_kept_from_an_earlier_value_is_what_is_made_anew() -> None:
    built = three_years(4, 30)
    first = standing(placed(built, dict.fromkeys(built.courses, 1)))
    later = placed(first.request.program, dict.fromkeys(built.courses, 2))
    locked = lock(later, list(built.courses)[:3], locked=True)
    for now in (later, locked, replace(locked, placements={})):
        kept, made = standing(now, previous=first), standing(now)
        assert all(kept.of(one) == made.of(one) for one in built.courses)
        first = kept


def test_a_course_of_three_hundred_is_told_at_once() -> None:
    built = three_years(1, 300)
    request = plan_request(built)
    made = standing(placed(built, {one.id: request.starts(one)[0] for one in request.courses}))
    times = []
    for course in list(built.courses)[::60]:
        begun = time.process_time()
        made.of(course)
        times.append(time.process_time() - begun)
    assert min(times) < 0.1  # 30 ms are meant; benchmarks measure


def test_a_course_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        chain().of("nothing")
