"""The plan of the sample keeps every figure of the regulation of 2019, and its sums agree.

Each figure is asserted as it is, so that a change of the sample that moves one shows here.
"""

from __future__ import annotations

import pytest

from curriplan.analysis.calendar import (
    course_credits,
    credits_by_rule,
    hours_by_rule,
    is_public_basic,
    part_in,
    phase_score,
    term_loads,
    totals,
)
from curriplan.domain.course import Course, Delivery, Status
from tests.samples.sample import hours_of, sample

COURSES = sorted(sample().courses.values(), key=lambda one: one.code)
WEEKLY = [one for one in COURSES if one.delivery is Delivery.WEEKLY]


def test_at_least_2500_hours() -> None:
    assert totals(sample()).hours == pytest.approx(2820)


def test_public_basic_is_at_least_a_quarter() -> None:
    public = hours_of({one.code for one in COURSES if is_public_basic(sample(), one)})
    assert public == pytest.approx(774)
    assert public / 2820 == pytest.approx(0.274, abs=0.001)
    assert public / 2820 >= 0.25


def test_electives_are_at_least_a_tenth() -> None:
    elective = hours_of({one.code for one in COURSES if one.status is Status.ELECTIVE})
    assert elective == pytest.approx(128 + 64 + 120)
    assert elective / 2820 >= 0.10


def test_practice_is_at_least_half() -> None:
    assert totals(sample()).practice_share == pytest.approx(0.689, abs=0.001)


def test_internship_is_about_six_months() -> None:
    weeks = [part.weeks for one in COURSES if one.delivery is Delivery.INTERNSHIP for part in one.parts]
    assert weeks == [8, 16]
    assert sum(load.internship_weeks for load in term_loads(sample())) == 24


def test_forty_teaching_weeks_in_each_year() -> None:
    by_year: dict[int, float] = {}
    for term in sample().terms.values():
        by_year[term.year] = by_year.get(term.year, 0.0) + (term.teaching_weeks or 0.0)
    assert by_year == {1: 40, 2: 40, 3: 40}


@pytest.mark.parametrize("course", WEEKLY, ids=lambda one: one.code)
def test_a_credit_is_16_to_18_hours(course: Course) -> None:
    assert course.credits
    assert 16 <= (course.hours.total or 0.0) / course.credits <= 18


def test_pools_cost_16_to_18_hours_a_credit() -> None:
    for pool in sample().pools.values():
        assert pool.credits
        assert 16 <= (pool.hours.total or 0.0) / pool.credits <= 18


def test_weeks_of_every_term_add_up() -> None:
    held = {
        load.term.number: (
            load.class_weeks,
            load.whole_weeks,
            load.internship_weeks,
            load.term.exam_weeks,
            load.term.reserve_weeks,
            load.term.holiday_weeks,
            load.term.weeks,
        )
        for load in term_loads(sample())
    }
    assert held == {
        1: (16, 2, 0, 1, 1, 5, 25),
        2: (16, 2, 0, 1, 1, 7, 27),
        3: (16, 2, 0, 1, 1, 5, 25),
        4: (16, 2, 0, 1, 1, 7, 27),
        5: (10, 0, 8, 1, 1, 5, 25),
        6: (0, 2, 16, 0, 2, 0, 20),
    }
    for *parts, weeks in held.values():
        assert sum(part for part in parts if part is not None) == weeks


def test_weekly_courses_fit_the_class_weeks_of_their_terms() -> None:
    for load in term_loads(sample()):
        for course in WEEKLY:
            part = part_in(sample(), course, load.term.number)
            if part is not None:
                assert part.weeks is not None
                assert load.class_weeks is not None
                assert part.weeks <= load.class_weeks, course.code


@pytest.mark.parametrize("course", COURSES, ids=lambda one: one.code)
def test_hours_and_credits_follow_from_the_notation(course: Course) -> None:
    rule = sample().about.credit_rule
    assert hours_by_rule(course, rule) == course.hours.timetabled
    assert credits_by_rule(course, rule) == course.credits


def test_hours_and_credits_of_the_terms_are_those_of_the_programme() -> None:
    loads, whole = term_loads(sample()), totals(sample())
    assert sum(load.hours or 0.0 for load in loads) == pytest.approx(whole.hours)
    assert sum(load.credits or 0.0 for load in loads) == pytest.approx(whole.credits)
    assert whole.credits == pytest.approx(149)
    assert (whole.unknown_hours, whole.unknown_credits) == (0, 0)


def test_hours_of_pools_are_shares_of_their_courses() -> None:
    rule = sample().about.credit_rule
    for pool in sample().pools.values():
        members = [one for one in COURSES if one.pool == pool.id]
        share = pool.choose / len(members)
        assert pool.hours.total == pytest.approx(share * sum(one.hours.total or 0.0 for one in members))
        assert pool.credits == pytest.approx(share * sum(course_credits(one, rule) or 0.0 for one in members))


def test_load_is_lawful_and_can_still_be_evened() -> None:
    weekly = [round(load.weekly_hours or 0.0, 6) for load in term_loads(sample())]
    assert weekly == [24, 26, 27, 28, 24, 0]
    assert sample().about.max_weekly_hours == 28


def test_years_follow_their_phases_as_far_as_the_regulation_lets_them() -> None:
    assert phase_score(sample()).score == pytest.approx(0.689, abs=0.001)
