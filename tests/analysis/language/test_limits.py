"""Limits on sums, shares and figures of courses: what is known decides, what is not known is never zero."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from curriplan.domain.course import Course, Delivery, Pool, Status, TermPart, Track, TypeRole
from curriplan.domain.defaults import COURSE_TYPES
from curriplan.domain.finding import Severity
from curriplan.domain.rule import Condition, Filter, Measure, RuleKind, Scope
from curriplan.domain.text import Text
from tests.analysis.language.programmes import PACK, asked, codes, weekly
from tests.analysis.make import places, program, rows

TWO = program(courses=rows(weekly("a"), weekly("b", 64.0)), placements=places({"a": 1, "b": 1}))
BASIC, OTHER = COURSE_TYPES[:2]


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        (96.0, None, []),
        (96.1, None, ["rule_plan_low"]),
        (None, 96.0, []),
        (None, 95.9, ["rule_plan_high"]),
        (90.0, 100.0, []),
    ],
)
def test_a_sum_keeps_its_limits(least: float | None, most: float | None, expected: list[str]) -> None:
    found = asked(TWO, measure=Measure.HOURS, least=least, most=most)
    assert codes(found) == expected
    for one in found:
        assert (one.severity, one.clause, one.where.table) == (Severity.ERROR, PACK.code, "profile")
        assert (one.arguments()["value"], one.arguments()["limit"]) == (96.0, least or most)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"least": 90.0}, []),
        ({"least": 97.0}, ["rule_unknown_figures"]),
        ({"most": 95.0}, ["rule_plan_high"]),
        ({"most": 97.0}, ["rule_unknown_figures"]),
    ],
)
def test_unknown_hours_are_no_zero(fields: dict[str, float], expected: list[str]) -> None:
    held = replace(TWO, courses={**TWO.courses, "c": weekly("c", None)})
    found = asked(held, measure=Measure.HOURS, **fields)
    assert codes(found) == expected
    if expected == ["rule_unknown_figures"]:
        assert found[0].severity is Severity.NOTE
        assert (found[0].arguments()["n"], found[0].arguments()["courses"]) == (1, (Text("", "c"),))


def test_a_share_of_what_is_not_all_known_is_not_judged() -> None:
    held = replace(TWO, courses={**TWO.courses, "c": weekly("c", None)})
    share = {"kind": RuleKind.RATIO, "measure": Measure.THEORY, "other_measure": Measure.HOURS}
    assert codes(asked(held, least=1.0, **share)) == ["rule_unknown_figures"]
    assert asked(TWO, least=1.0, **share) == ()
    (found,) = asked(TWO, most=0.5, **share)
    assert (found.code, found.arguments()["value"]) == ("rule_plan_high_share", 100.0)


def test_a_share_of_hours_of_which_none_is_known_is_not_judged() -> None:
    held = program(courses=rows(weekly("a", None)))
    share = {"kind": RuleKind.RATIO, "measure": Measure.PRACTICE, "other_measure": Measure.HOURS}
    assert codes(asked(held, least=0.5, **share)) == ["rule_unknown_figures"]


def test_a_course_without_a_type_is_of_no_other_type() -> None:
    held = program(course_types=rows(BASIC), courses=rows(weekly("a"), weekly("b", type=BASIC.id)))
    share: dict[str, Any] = {"kind": RuleKind.RATIO, "measure": Measure.HOURS}
    wanted = Filter(roles=frozenset({BASIC.role}))
    (found,) = asked(held, least=0.75, among=wanted, **share)
    assert (found.code, found.arguments()["courses"]) == ("rule_unknown_types", (Text("", "a"),))
    assert codes(asked(held, least=40.0, measure=Measure.HOURS, among=wanted)) == ["rule_unknown_types"]
    assert codes(asked(held, least=32.0, measure=Measure.HOURS, among=wanted)) == []


def test_without_terms_there_are_no_weeks_to_be_short_of() -> None:
    assert codes(asked(replace(TWO, terms={}, placements={}), measure=Measure.CLASS_WEEKS, least=1.0)) == []


def test_a_year_and_a_term_are_asked_by_the_parts_that_run_then() -> None:
    long = replace(weekly("l", 96.0), parts=(TermPart(2.0, 16.0), TermPart(4.0, 16.0)))
    held = program(courses=rows(long, weekly("a")), placements=places({"l": 2, "a": 3}))
    years = asked(held, scope=Scope.YEAR, least=96.0, measure=Measure.HOURS)
    assert [(one.arguments()["year"], one.arguments()["value"]) for one in years] == [(1, 32.0), (3, 0.0)]
    terms = asked(held, scope=Scope.TERM, most=5.0, measure=Measure.WEEKLY_HOURS)
    assert [(one.where.key, one.arguments()["value"]) for one in terms] == [(("term-3",), 6.0)]
    only = asked(
        held, scope=Scope.TERM, least=7.0, measure=Measure.WEEKLY_HOURS, among=Filter(terms=frozenset({2}))
    )
    assert [one.arguments()["value"] for one in only] == [2.0]


def test_a_course_without_a_term_leaves_years_open() -> None:
    held = replace(TWO, placements=places({"a": 1}))
    assert codes(asked(held, scope=Scope.YEAR, least=40.0)) == ["rule_unknown_places"]
    assert codes(asked(held, scope=Scope.PLAN, least=96.0)) == []


def test_weeks_of_terms_are_not_known_in_a_blank_programme() -> None:
    found = asked(TWO, scope=Scope.YEAR, measure=Measure.TEACHING_WEEKS, least=40.0)
    assert [(one.code, one.arguments()["n"]) for one in found] == [("rule_unknown_weeks", 6)]


def test_pools_count_with_what_a_student_takes() -> None:
    members = [weekly(f"e{n}", 32.0, pool="p", status=Status.ELECTIVE) for n in range(4)]
    held = program(courses=rows(weekly("a", 64.0), *members), pools=rows(Pool("p", choose=2)))
    share = {"kind": RuleKind.RATIO, "among": Filter(elective=True)}
    assert asked(held, least=0.5, most=0.5, **share) == ()
    assert asked(held, measure=Measure.COURSES, least=2.0, most=2.0, among=Filter(elective=True)) == ()


def test_tracks_are_told_apart_only_where_they_differ() -> None:
    tracks = rows(Track("x", "X", Text("", "Import")), Track("y", "Y", Text("", "Export")))
    own = weekly("z", 64.0, tracks=frozenset({"x"}))
    held = replace(TWO, tracks=tracks, courses={**TWO.courses, "z": own})
    assert [str(one.arguments()["rule"].en) for one in asked(held, least=100.0)] == ["Rule (Export)"]
    assert [str(one.arguments()["rule"].en) for one in asked(TWO, least=100.0)] == ["Rule"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(roles=frozenset({TypeRole.PUBLIC_BASIC})), 1),
        (Filter(tags=frozenset({"oral", "written"})), 2),
        (Filter(tags_all=frozenset({"oral", "written"})), 1),
        (Filter(deliveries=frozenset({Delivery.WEEKS})), 1),
        (Filter(core=True), 1),
        (Filter(elective=False), 4),
        (Filter(years=frozenset({2})), 1),
    ],
)
def test_a_filter_picks_courses(wanted: Filter, expected: int) -> None:
    held = program(
        course_types=rows(BASIC, OTHER),
        courses=rows(
            weekly("a", type=BASIC.id),
            weekly("b", type=OTHER.id, tags=frozenset({"oral"})),
            weekly("c", type=OTHER.id, tags=frozenset({"oral", "written"}), core=True),
            Course("d", "d", type=OTHER.id, delivery=Delivery.WEEKS),
        ),
        placements=places({"a": 1, "b": 1, "c": 1, "d": 3}),
    )
    assert asked(held, measure=Measure.COURSES, least=expected, most=expected, among=wanted) == ()


def test_a_figure_of_each_course_leads_to_its_field() -> None:
    held = program(
        courses=rows(
            weekly("a", practice_score_share=0.0), weekly("b", practice_score_share=0.4), weekly("c")
        )
    )
    found = asked(
        held, kind=RuleKind.EACH, scope=Scope.COURSE, measure=Measure.PRACTICE_SCORE_SHARE, least=0.01
    )
    assert codes(found) == ["rule_course_low_share", "rule_unknown_figures"]
    assert (found[0].where.table, found[0].where.key, found[0].where.field) == (
        "courses",
        ("a",),
        "practice_score_share",
    )


def test_a_rule_is_asked_only_of_those_it_is_meant_for() -> None:
    short = program(2, courses=TWO.courses)
    assert asked(short, least=1e6, applies=Condition(years=frozenset({3}))) == ()
    assert codes(asked(TWO, least=1e6, applies=Condition(years=frozenset({3})))) == ["rule_plan_low"]
    assert asked(TWO, least=1e6, applies=Condition(host_major=frozenset({"trade"}))) == ()


def test_a_rule_that_does_not_fit_together_says_so() -> None:
    assert codes(asked(TWO)) == ["rule_broken"]
    assert codes(asked(TWO, least=5.0, most=4.0)) == ["rule_broken"]
    assert codes(asked(TWO, least=5.0, measure=Measure.ENTERPRISE_SHARE)) == ["rule_broken"]
    assert codes(asked(TWO, kind=RuleKind.COMPLETE, fields=("courses.colour",))) == ["rule_broken"]


def test_a_programme_without_courses_is_not_short_of_hours() -> None:
    assert asked(program(), least=2500.0) == ()


def test_two_rules_at_one_place_are_two_matters() -> None:
    low, other = (asked(TWO, least=least)[0] for least in (100.0, 200.0))
    assert low.matter == other.matter
    assert replace(low, args=(*low.args[:-1], ("row", ("pack", "x")))).matter != low.matter
