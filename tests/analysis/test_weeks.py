"""The calendar week by week: stretches fill a term, bars stand in their stretches, loads sum up to hours."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from curriplan.analysis.calendar import first_term, part_hours, takes, term_loads, tracks_of
from curriplan.analysis.weeks import Kind, week_plan
from curriplan.domain.course import Delivery, Pool, TermPart
from curriplan.domain.edits.placements import place
from curriplan.domain.program import Program
from curriplan.exchange.readers.sample import sample_program
from tests.planning.programs import program, term, weekly
from tests.random_programs import random_program


@pytest.fixture(scope="module")
def sample() -> Program:
    return sample_program("cross_border_ecommerce")


def test_the_stretches_of_a_term_fill_it_in_the_assumed_order(sample: Program) -> None:
    held = week_plan(sample)
    assert [one.term.number for one in held.terms] == [1, 2, 3, 4, 5, 6]
    assert held.weeks == sum(one.weeks or 0 for one in sample.terms.values())
    for span in held.terms:
        assert span.known
        at = span.begin
        for stretch in span.stretches:
            assert stretch.begin == at
            at = stretch.end
        assert at == span.begin + span.weeks
    kinds = [[one.kind.value for one in span.stretches] for span in held.terms]
    assert kinds[0] == ["class", "whole", "exam", "reserve", "holiday"]
    assert kinds[4] == ["class", "exam", "reserve", "internship", "holiday"]
    assert kinds[5][0] == "internship"


def test_an_internship_over_a_term_border_is_parted_by_the_holidays_alone(sample: Program) -> None:
    held = week_plan(sample)
    (before, after) = (one for one in held.bars if one.kind is Kind.INTERNSHIP)
    (holiday,) = (one for one in held.terms[4].stretches if one.kind is Kind.HOLIDAY)
    assert (before.index, after.index) == (0, 1)
    assert before.end == holiday.begin
    assert after.begin == holiday.end == held.terms[5].begin


def test_hours_of_all_weeks_sum_up_to_the_hours_of_the_notation(sample: Program) -> None:
    held, rule = week_plan(sample), sample.about.credit_rule
    for load, span in zip(term_loads(sample), held.terms, strict=True):
        inside = [one for one in held.loads if span.begin <= one.begin < span.begin + span.weeks]
        bars = [one for one in held.bars if one.term == span.term.number and one.kind is Kind.CLASS]
        assert max((one.classes for one in inside), default=0) == pytest.approx(load.weekly_hours)
        if not any(sample.courses[one.course].pool for one in bars):
            hours = [
                part_hours(sample.courses[one.course], sample.courses[one.course].parts[one.index], rule)
                for one in bars
            ]
            summed = sum(one.classes * one.weeks for one in inside)
            assert summed == pytest.approx(sum(one or 0 for one in hours))


def test_whole_weeks_stand_one_after_the_other_and_a_pool_side_by_side() -> None:
    blocks = tuple(
        replace(weekly(name), delivery=Delivery.WEEKS, parts=(TermPart(None, 2.0),)) for name in "abc"
    )
    held = program((term(1),), blocks)
    placed = place(held, {one.id: next(iter(held.terms)) for one in blocks})
    begins = {one.course: one.begin for one in week_plan(placed).bars}
    first = min(begins.values())
    assert sorted(one - first for one in begins.values()) == [0, 2, 4]
    pool = Pool("p", choose=1)
    courses = {
        key: replace(one, pool="p" if key in {"b", "c"} else None) for key, one in placed.courses.items()
    }
    pooled = week_plan(replace(placed, courses=courses, pools={"p": pool}))
    begins = {one.course: one.begin - first for one in pooled.bars}
    assert begins["b"] == begins["c"]
    (whole,) = (one for one in pooled.terms[0].stretches if one.kind is Kind.WHOLE)
    assert whole.weeks == 4


def test_what_is_not_known_is_guessed_and_says_so() -> None:
    bare = replace(weekly("a"), parts=(TermPart(None, None),))
    long = replace(weekly("b"), parts=(TermPart(2.0, 99.0),))
    held = program((replace(term(1), weeks=20.0),), (bare, long))
    plan = week_plan(place(held, dict.fromkeys(held.courses, next(iter(held.terms)))))
    bars = {one.course: one for one in plan.bars}
    assert bars["a"].guessed
    assert bars["a"].weekly is None
    assert bars["b"].over
    assert plan.loads[0].unknown == 1
    unknown = replace(held, terms={key: replace(one, weeks=None) for key, one in held.terms.items()})
    plan = week_plan(place(unknown, {"b": next(iter(unknown.terms))}))
    assert not plan.terms[0].known
    assert plan.weeks == 101  # 99 of its timetable, one for exams, one in reserve


@pytest.mark.parametrize("seed", range(40))
def test_whatever_the_programme_terms_follow_each_other_and_stretches_lie_in_them(seed: int) -> None:
    held = random_program(Random(seed), 4)
    for track in tracks_of(held):
        plan, at = week_plan(held, track), 0.0
        for span in plan.terms:
            assert span.begin == pytest.approx(at)
            inner = span.begin
            for stretch in span.stretches:
                assert stretch.begin == pytest.approx(inner)
                assert stretch.weeks > 0
                inner = stretch.end
            at = span.begin + span.weeks
            assert inner <= at + 1e-6
        placed = {one for one in held.placements if takes(held.courses[one], track)}
        last = max((one.number for one in held.terms.values()), default=0)
        shown = {one.course for one in plan.bars}
        assert shown <= placed
        assert {one for one in placed if (first_term(held, one) or 0) <= last} == shown


def test_lectures_stand_beside_the_classes_and_load_no_week() -> None:
    talks = replace(weekly("talks"), delivery=Delivery.LECTURES, parts=(TermPart(None, 0.0),))
    held = program((term(1),), (talks, weekly("a")), at={"talks": 1, "a": 1})
    plan = week_plan(held)
    (bar,) = (one for one in plan.bars if one.course == "talks")
    (classes,) = (one for one in plan.terms[0].stretches if one.kind is Kind.CLASS)
    assert (bar.kind, bar.begin, bar.weeks) == (Kind.LECTURES, classes.begin, classes.weeks)
    assert {one.classes + one.blocks for one in plan.loads} == {4.0}
