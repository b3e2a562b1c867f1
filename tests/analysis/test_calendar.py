"""The arithmetic of terms: weeks, hours, credits, pools, spanning courses, phase score."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriplan.analysis.calendar import (
    course_credits,
    credits_by_rule,
    factors,
    heaviest_loads,
    hours_by_rule,
    last_term,
    part_share,
    phase_score,
    term_loads,
    totals,
)
from curriplan.domain.course import Course, Delivery, Hours, Pool, TermPart, Track
from curriplan.domain.profile import CreditRule
from curriplan.domain.program import PROFILE_ID, Program
from tests.analysis.make import places, pool, program, rows, term

RULE = CreditRule()


def weekly(name: str, a_week: float, **fields: Any) -> Course:
    """Return a weekly course of 16 weeks."""
    usual = {"hours": Hours(theory=a_week * 16), "parts": (TermPart(a_week, 16),)}
    return Course(name, name, **{**usual, **fields})


def test_weeks_add_up() -> None:
    """Class + whole-week + internship + exam + reserve weeks = teaching weeks; + holidays = the term."""
    held = program(
        terms={"term-1": term(1, weeks=25, holiday_weeks=5, exam_weeks=1, reserve_weeks=1)},
        courses=rows(
            Course("k1", delivery=Delivery.WEEKS, parts=(TermPart(weeks=2),)),
            Course("k2", delivery=Delivery.INTERNSHIP, parts=(TermPart(weeks=4),)),
        ),
        placements=places({"k1": 1, "k2": 1}),
    )
    (load,) = term_loads(held)
    assert (load.whole_weeks, load.internship_weeks, load.class_weeks) == (2, 4, 12)
    taken = load.whole_weeks + load.internship_weeks + (load.class_weeks or 0) + 1 + 1
    assert taken == load.term.teaching_weeks == 20
    assert taken + 5 == load.term.weeks


def test_internship_over_a_term_border_shortens_both_terms() -> None:
    parts = (TermPart(weeks=6), TermPart(weeks=18))
    held = program(
        terms=rows(term(5, weeks=18), term(6, weeks=18)),
        courses=rows(Course("k", delivery=Delivery.INTERNSHIP, parts=parts)),
        placements=places({"k": 5}),
    )
    assert [load.class_weeks for load in term_loads(held)] == [12, 0]
    assert [load.hours for load in term_loads(held)] == [180, 540]
    assert last_term(held, "k") == 6


def test_unknown_weeks_stay_unknown() -> None:
    block = Course("k", delivery=Delivery.WEEKS, parts=(TermPart(),))
    known = program(terms={"term-1": term(1, weeks=20)}, courses=rows(block), placements=places({"k": 1}))
    assert term_loads(known)[0].class_weeks is None
    assert term_loads(program(terms={"term-1": term(1)}))[0].class_weeks is None


def test_unknown_hours_stay_unknown_and_are_named() -> None:
    held = program(courses=rows(Course("k")), placements=places({"k": 1}))
    first, second, *_ = term_loads(held)
    assert (first.hours, first.weekly_hours, first.credits, first.unknown) == (None, None, None, ("k",))
    assert (second.hours, second.weekly_hours, second.credits, second.unknown) == (0, 0, 0, ())


def test_known_hours_beside_unknown_ones_are_marked() -> None:
    held = program(courses=rows(weekly("k1", 4), Course("k2")), placements=places({"k1": 1, "k2": 1}))
    load = term_loads(held)[0]
    assert (load.hours, load.weekly_hours, load.unknown) == (64, 4, ("k2",))
    assert totals(held).unknown_hours == 1


@pytest.mark.parametrize(
    ("hours", "expected"), [(56, 3.5), (64, 4), (28, 2), (36, 2.5), (32, 2), (44, 3), (20, 1.5)]
)
def test_credits_round_to_half_and_halves_up(hours: float, expected: float) -> None:
    """56/3.5, 64/4 and 28/2 stand so in an official table; 36 h are 2.25, rounded up to 2.5."""
    assert credits_by_rule(Course("k", hours=Hours(theory=hours)), RULE) == expected


def test_credits_of_weeks() -> None:
    block = Course("k", delivery=Delivery.WEEKS, parts=(TermPart(weeks=2),))
    assert credits_by_rule(block, RULE) == 2
    assert hours_by_rule(block, RULE) == 52
    internship = replace(block, delivery=Delivery.INTERNSHIP, parts=(TermPart(weeks=18),))
    assert (credits_by_rule(internship, RULE), hours_by_rule(internship, RULE)) == (18, 540)
    assert credits_by_rule(replace(block, parts=(TermPart(),)), RULE) is None


def test_own_credits_win() -> None:
    assert course_credits(Course("k", credits=3, hours=Hours(theory=64)), RULE) == 3


def test_extracurricular_hours_make_credits_but_no_timetable() -> None:
    """32 + 16# hours are 48 h and 3 credits, of which 32 stand in the timetable."""
    course = Course("k", hours=Hours(theory=32, extracurricular=16), parts=(TermPart(2, 16),))
    assert (course.hours.total, course.hours.timetabled, hours_by_rule(course, RULE)) == (48, 32, 32)
    assert credits_by_rule(course, RULE) == 3


def test_a_spanning_course_is_shared_by_its_parts() -> None:
    course = weekly("k", 4, parts=(TermPart(4, 14), TermPart(4, 16)), hours=Hours(theory=120), credits=7.5)
    held = program(courses=rows(course), placements=places({"k": 1}))
    assert [load.hours for load in term_loads(held)[:3]] == [pytest.approx(56), pytest.approx(64), 0]
    assert sum(load.credits or 0 for load in term_loads(held)) == pytest.approx(7.5)
    assert [load.weekly_hours for load in term_loads(held)[:2]] == [4, 4]


@given(st.lists(st.one_of(st.none(), st.integers(0, 20)), min_size=1, max_size=5))
def test_shares_of_a_course_add_up_to_one(weeks: list[int | None]) -> None:
    course = Course("k", parts=tuple(TermPart(4, one) for one in weeks))
    assert sum(part_share(course, n, RULE) for n in range(course.span)) == pytest.approx(1)


def elective(name: str, credits_: float, **fields: Any) -> Course:
    return weekly(name, 2, pool="e", credits=credits_, **fields)


def test_a_pool_counts_with_its_required_figures() -> None:
    held = program(
        pools=pool("e", 1, credits=2, hours=Hours(theory=32)),
        courses=rows(elective("k1", 2), elective("k2", 2), elective("k3", 4)),
        placements=places({"k1": 1, "k2": 1, "k3": 1}),
    )
    load = term_loads(held)[0]
    assert (load.credits, load.hours, load.weekly_hours) == (2, 32, 2)
    assert totals(held).credits == 2


def test_a_pool_without_figures_counts_by_choice() -> None:
    held = program(pools=pool("e", 1), courses=rows(elective("k1", 2), elective("k2", 4)))
    assert totals(held).credits == pytest.approx(3)
    assert factors(held)["k1"].credits == 0.5


def test_thirds_of_a_pool_add_up_to_a_whole_figure() -> None:
    """One of three electives of 2 h, three times over: 6 h, not 5.999999999999999."""
    pools = rows(*(Pool(name, name) for name in "efg"))
    courses = [weekly(f"{name}{n}", 2, pool=name) for name in "efg" for n in range(3)]
    held = program(pools=pools, courses=rows(*courses), placements=places({one.id: 1 for one in courses}))
    assert term_loads(held)[0].weekly_hours == 6
    assert totals(held).hours == 96


def test_a_pool_is_shared_only_by_the_courses_of_a_track() -> None:
    """Each track has two electives of the pool and takes one: its students have 2 credits, not 1."""
    courses = [
        elective(f"k{n}", 2, tracks=frozenset({track})) for n, track in enumerate(("a", "a", "b", "b"))
    ]
    held = program(
        tracks=rows(Track("a"), Track("b")),
        pools=pool("e", 1, credits=2),
        courses=rows(*courses),
        placements=places({one.id: 1 for one in courses}),
    )
    assert totals(held, "a").credits == 2
    assert term_loads(held, "b")[0].credits == 2
    assert heaviest_loads(held)[0].weekly_hours == 2


def test_courses_that_are_not_counted_count_for_nothing() -> None:
    held = program(courses=rows(weekly("k", 2, counted=False)), placements=places({"k": 1}))
    assert totals(held).hours is None or totals(held).hours == 0
    assert term_loads(held)[0].hours == 0


def phases() -> Program:
    """Three years of one course each in which 480 of 560, 350 of 520 and 720 of 900 h are of the phase."""
    return program(
        courses=rows(
            Course("k1", hours=Hours(theory=480, on_campus=80), position=1),
            Course("k2", hours=Hours(on_campus=350, theory=170), position=2),
            Course("k3", hours=Hours(off_campus=720, on_campus=180), position=3),
        ),
        placements=places({"k1": 1, "k2": 3, "k3": 5}),
    )


def test_phase_score_of_the_definition() -> None:
    assert phase_score(phases()).score == pytest.approx((480 + 350 + 720) / (560 + 520 + 900))
    assert phase_score(phases()).score == pytest.approx(0.783, abs=5e-4)
    assert phase_score(phases()).by_year == ((1, 480, 560), (2, 350, 520), (3, 720, 900))


def test_public_courses_are_left_out_of_the_score_and_shown_with_it() -> None:
    start = phases()
    public = Course("k4", type="type-public_basic", hours=Hours(theory=120))
    held = replace(
        start, courses={**start.courses, "k4": public}, placements={**start.placements, **places({"k4": 3})}
    )
    found = phase_score(held)
    assert found.score == pytest.approx(1550 / 1980)
    assert found.with_public == pytest.approx(1550 / 2100)


def test_phase_score_without_hours_is_unknown() -> None:
    held = program(courses=rows(Course("k")), placements=places({"k": 1}))
    assert phase_score(held).score is None


def test_a_course_whose_hours_only_its_notation_says_is_named_and_in_no_sum() -> None:
    start = phases()
    split = Course("k4", parts=(TermPart(4, 14),), hours=Hours())
    public = Course("k5", type="type-public_basic")
    unplaced, uncounted = Course("k6"), Course("k7", counted=False)
    held = replace(
        start,
        courses={**start.courses, **rows(split, public, unplaced, uncounted)},
        placements={**start.placements, **places({"k4": 3, "k5": 3, "k7": 3})},
    )
    assert phase_score(held) == replace(phase_score(start), unknown=("k4",))
    assert phase_score(start).unknown == ()


def test_a_course_over_a_year_border_is_shared_by_its_years() -> None:
    course = Course("k", hours=Hours(theory=100), parts=(TermPart(2, 10), TermPart(6, 10)))
    held = program(courses=rows(course), placements=places({"k": 2}))
    assert phase_score(held).by_year == ((1, 25, 25), (2, 0, 75))


def test_no_phase_is_held_against_a_fourth_year() -> None:
    held = program(8, courses=rows(weekly("k", 2)), placements=places({"k": 7}))
    assert PROFILE_ID in held.profile
    assert phase_score(held).score is None
