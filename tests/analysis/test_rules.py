"""Each rule trips on its broken sample and is silent on the clean ones; each finding can be read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from benchmarks.synthetic import synthetic_program
from curriplan.analysis.rules.check import check
from curriplan.analysis.rules.plan import seats
from curriplan.app.texts import Texts
from curriplan.domain.competency import Competency
from curriplan.domain.course import (
    Contribution,
    Course,
    CourseType,
    Delivery,
    Evidence,
    Hours,
    Pool,
    Requisite,
    RequisiteKind,
    Resource,
    Status,
    TermPart,
    Track,
)
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.finding import Finding, Place, Severity
from curriplan.domain.post import Post, PostLevel, Statement
from curriplan.domain.program import Program
from curriplan.domain.resources import folder
from curriplan.domain.stated import StatedHours, StatedWeeks
from curriplan.domain.survey import (
    Enterprise,
    PublishedShare,
    Question,
    Rating,
    Respondent,
    Survey,
)
from curriplan.domain.tables import table
from curriplan.domain.text import Text
from tests.analysis.make import contributes, places, program, requires, rows, states, term

TODAY = date(2026, 3, 1)
Break = Callable[[Program], Program]


def lesson(name: str, **fields: Any) -> Course:
    """Return a course of 4 h in each of 16 weeks, 64 h and 4 credits."""
    usual = {"hours": Hours(theory=64), "parts": (TermPart(4, 16),), "credits": 4.0}
    return Course(name, name.upper(), Text("", f"Lesson {name}"), **{**usual, **fields})


def taught(course: str, competency: str, **fields: Any) -> Contribution:
    usual = {"level": 2, "hours": 8.0, "evidence": Evidence.ASSESSED}
    return Contribution(course, competency, **{**usual, **fields})


def clean() -> Program:
    """Return a programme in which nothing is wrong: weeks, hours and credits agree, all is assessed."""
    weeks: dict[str, Any] = {"weeks": 23, "holiday_weeks": 5, "exam_weeks": 1, "reserve_weeks": 1}
    return program(
        terms=rows(*(term(n, **weeks) for n in range(1, 7))),
        posts=rows(Post("p", "P1", share=0.6), Post("q", "P2", level=PostLevel.PROMOTION, share=0.4)),
        competencies=rows(Competency("c", "C1", review_by=date(2026, 3, 1)), Competency("d", "C2")),
        courses=rows(lesson("k1"), lesson("k2", pool="e", status=Status.ELECTIVE), lesson("k3")),
        pools=rows(Pool("e", "E", choose=1, credits=4)),
        contributions=contributes(taught("k1", "c"), taught("k2", "d"), taught("k3", "c", level=3)),
        requisites=requires(Requisite("r", "k3", RequisiteKind.ALL_OF, frozenset({"k1"}))),
        placements=places({"k1": 1, "k2": 1, "k3": 2}),
        statements=states(Statement("s", "p", "c", 2, 0.5)),
        surveys=rows(Survey("s", "S1")),
        enterprises=rows(Enterprise("e", "E1")),
        questions=rows(Question("q", "s", stated_n=15, published=(PublishedShare("a", 53.0),))),
        respondents=rows(Respondent("r", "s", "e", ratings=(Rating("p", "c", 5, 0),))),
    )


def course(name: str, **fields: Any) -> Break:
    return lambda held: put(held, "courses", replace(held.courses[name], **fields))


def row(name: str, *key: str, **fields: Any) -> Break:
    def change(held: Program) -> Program:
        present: Any = table(name).get(held, key)
        return put(held, name, replace(present, **fields))

    return change


def adding(name: str, *held_rows: Any) -> Break:
    return lambda held: put(held, name, *held_rows)


def requisite(kind: str, named: str = "k1", of: str = "k3") -> Break:
    return adding("requisites", Requisite("x", of, RequisiteKind(kind), frozenset({named})))


def placed(**begins: int) -> Break:
    return lambda held: put(held, "placements", *places(begins).values())


def both(*breaks: Break) -> Break:
    def apply(held: Program) -> Program:
        for one in breaks:
            held = one(held)
        return held

    return apply


def profile(**fields: Any) -> Break:
    return lambda held: put(held, "profile", replace(held.about, **fields))


BLOCK = Course("b", "B", delivery=Delivery.WEEKS, parts=(TermPart(weeks=2),), credits=2)
BROKEN: dict[str, Break] = {
    "code_twice": course("k2", code="K1"),
    "above_itself": both(
        row("competencies", "c", parents=frozenset({"d"})), row("competencies", "d", parents=frozenset({"c"}))
    ),
    "negative_figure": course("k1", enterprise_share=-0.1),
    "term_twice": row("terms", "term-6", number=5),
    "class_weeks_negative": both(adding("courses", replace(BLOCK, parts=(TermPart(weeks=19),))), placed(b=3)),
    "term_weeks_over": row("terms", "term-1", exam_weeks=2),
    "term_weeks_under": row("terms", "term-1", weeks=24),
    "term_sum": row("terms", "term-1", class_weeks=15.0),
    "stated_blocks": row("terms", "term-1", block_weeks=2.0),
    "stated_internship": row("terms", "term-1", internship_weeks=4.0),
    **{
        f"weeks_sum_{one.name}": profile(stated_weeks=StatedWeeks(**{one.name: 150.0}))
        for one in fields(StatedWeeks)
    },
    **{
        f"type_sum_{one.name}": both(
            adding("course_types", CourseType("t", "T", stated=StatedHours(**{one.name: 1.0}))),
            course("k1", type="t"),
        )
        for one in fields(StatedHours)
    },
    **{
        f"total_sum_{one.name}": profile(stated=StatedHours(**{one.name: 1.0})) for one in fields(StatedHours)
    },
    "weekly_weeks": both(adding("courses", lesson("k4", parts=(TermPart(4, 18),))), placed(k4=1)),
    "no_class_weeks": both(
        adding("courses", replace(BLOCK, parts=(TermPart(weeks=16),)), lesson("k4", parts=(TermPart(4),))),
        placed(b=4, k4=4),
    ),
    "weekly_hours_limit": row("terms", "term-1", max_weekly_hours=7),
    "credits_limit": profile(max_credits=7.5),
    "hours_parts": course("k1", hours=Hours(theory=60)),
    "hours_rule": both(adding("courses", replace(BLOCK, hours=Hours(on_campus=48))), placed(b=3)),
    "contribution_hours": row("contributions", "k1", "c", hours=65.0),
    "credits_rule": course("k1", credits=3.0),
    "claims_without_hours": row("contributions", "k1", "c", hours=None),
    "claims_not_assessed": row("contributions", "k1", "c", evidence=Evidence.SYLLABUS),
    "requisite_circle": requisite("all_of", "k3", "k1"),
    "requisite_loop": both(requisite("together", "k2", "k1"), requisite("corequisite", "k1", "k2")),
    "requisite_all_of": placed(k1=2),
    "requisite_tests": both(requisite("tests"), placed(k3=1)),
    "requisite_corequisite": requisite("corequisite", "k3", "k2"),
    "requisite_together": requisite("together"),
    "requisite_any_of": requisite("any_of", "k3", "k2"),
    "course_unplaced": lambda held: drop(held, "placements", [("k1",)]),
    "beyond_last_term": both(course("k3", parts=(TermPart(2, 16), TermPart(2, 16))), placed(k3=6)),
    "term_not_allowed": course("k3", allowed_terms=frozenset({"term-4", "term-3"})),
    "weeks_fraction": both(adding("courses", replace(BLOCK, parts=(TermPart(weeks=0.75),))), placed(b=3)),
    "resource_places": both(
        profile(students=40),
        adding("resources", Resource("l", "L", Text("", "Lab"), places=59)),
        course("k1", resources=frozenset({"l"})),
        both(
            adding("courses", lesson("k4", pool="e")), placed(k4=1), course("k2", resources=frozenset({"l"}))
        ),
    ),
    "pool_choose": row("pools", "e", choose=2),
    "pool_credits": row("pools", "e", credits=6),
    "pool_hours": row("pools", "e", hours=Hours(theory=65), credits=None),
    "pool_rule": row("pools", "e", hours=Hours(theory=64), credits=3.0),
    "course_without_contribution": lambda held: drop(held, "contributions", [("k1", "c")]),
    "competency_untaught": adding("competencies", Competency("n", "C3")),
    "elective_not_guaranteed": course("k2", pool=None),
    "contribution_outside_scale": row("contributions", "k1", "c", level=5),
    "review_passed": row("competencies", "c", review_by=date(2026, 2, 28)),
    "post_shares": row("posts", "p", share=0.7),
    "share_impossible": row("questions", "q", published=(PublishedShare("a", 47.1),)),
    "answers_outside_scale": row("respondents", "r", ratings=(Rating("p", "c", 6, 2),)),
    "survey_scale": row("surveys", "s", importance_min=5),
    "enterprise_weight": row("enterprises", "e", weight=0.0),
    "statement_outside_scale": row("statements", "p", "s", level=5),
}


def codes(held: Program) -> set[str]:
    return {one.code for one in check(held, TODAY)}


def test_a_clean_programme_has_no_finding() -> None:
    assert check(clean(), TODAY) == ()
    assert check(program(), TODAY) == ()
    assert check(program(0), TODAY) == ()


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_sample_trips_its_rule(code: str) -> None:
    found = [one for one in check(BROKEN[code](clean()), TODAY) if one.code == code]
    assert found
    for one in found:
        _stands_somewhere(one.where, BROKEN[code](clean()))
        for language in ("en", "zh"):
            text = Texts(language).finding(one)
            assert "{" not in text
            assert "unknown" not in text


def _stands_somewhere(where: Place, held: Program) -> None:
    one = table(where.table)
    if one.nested and len(where.key) == 1:
        assert where.key[0] in getattr(held, where.table)
    else:
        found = one.get(held, where.key)
        assert found is not None
        assert not where.field or hasattr(found, where.field)


def test_every_text_has_its_broken_sample_in_both_languages() -> None:
    keys = {}
    for language in ("en", "zh"):
        path = folder("resources") / "texts" / language / "checks.toml"
        keys[language] = set(tomllib.loads(path.read_text("utf-8"))["finding"])
    assert keys["en"] == keys["zh"] == set(BROKEN)


def only(held: Program, code: str) -> Finding:
    (found,) = (one for one in check(held, TODAY) if one.code == code)
    return found


def test_both_sides_are_shown() -> None:
    found = only(BROKEN["hours_parts"](clean()), "hours_parts")
    assert (found.arguments()["parts"], found.arguments()["own"]) == (64, 60)
    assert found.where == Place("courses", ("k1",), "hours")
    assert Texts("en").finding(found).startswith("Lesson k1: its terms add up to 64 h")


def test_severities() -> None:
    def severity(code: str) -> Severity:
        return only(BROKEN[code](clean()), code).severity

    assert severity("credits_rule") is Severity.NOTE
    assert severity("hours_rule") is Severity.NOTE
    assert severity("hours_parts") is Severity.ERROR
    assert severity("requisite_circle") is Severity.ERROR
    assert severity("requisite_loop") is Severity.WARNING
    assert severity("course_unplaced") is Severity.WARNING


def official_term() -> Program:
    """Return term 1 of an official template (regulations C2, item 7).

    Orientation 0.5 weeks, military training 2, workplace experience 1, exam 1, class weeks 14, holidays 5:
    together 23.5, printed as 23. One course is written 2/18W, all others run 14 weeks.
    """

    def weekly(name: str, a_week: float, weeks: float) -> Course:
        return Course(name, name, hours=Hours(theory=a_week * weeks), parts=(TermPart(a_week, weeks),))

    def block(name: str, weeks: float) -> Course:
        return Course(name, name, delivery=Delivery.WEEKS, parts=(TermPart(weeks=weeks),))

    courses = [weekly("english", 4, 14), weekly("mathematics", 4, 14), weekly("defence", 2, 18)]
    courses += [block("orientation", 0.5), block("military", 2), block("workplace", 1)]
    return program(
        terms=rows(term(1, weeks=23, holiday_weeks=5, exam_weeks=1)),
        courses=rows(*courses),
        placements=places({one.id: 1 for one in courses}),
    )


def test_the_official_template_does_not_add_up() -> None:
    found = only(official_term(), "term_weeks_over")
    assert (found.arguments()["sum"], found.arguments()["weeks"]) == (23.5, 23)
    assert (found.arguments()["timetable"], found.arguments()["left"]) == (14, 13.5)
    assert "add up to 23.5, but the term has 23" in Texts("en").finding(found)


def test_the_official_template_runs_18_weeks_in_a_term_of_14() -> None:
    found = only(official_term(), "weekly_weeks")
    assert found.where.key == ("defence",)
    assert (found.arguments()["weeks"], found.arguments()["class_weeks"]) == (18, 13.5)
    mended = put(official_term(), "terms", replace(official_term().terms["term-1"], weeks=23.5))
    assert only(mended, "weekly_weeks").arguments()["class_weeks"] == 14
    assert "term_weeks_over" not in codes(mended)


def test_terms_two_and_three_of_the_template_add_up() -> None:
    """Labour 1, reserve 1, exam 1, class 17, holidays 7 = 27; reserve 1, exam 1, class 18, holidays 5 = 25."""
    held = program(
        terms=rows(
            term(1, weeks=27, holiday_weeks=7, exam_weeks=1, reserve_weeks=1),
            term(2, weeks=25, holiday_weeks=5, exam_weeks=1, reserve_weeks=1),
        ),
        courses=rows(
            Course("l", delivery=Delivery.WEEKS, parts=(TermPart(weeks=1),)),
            Course("k", parts=(TermPart(4, 17), TermPart(4, 18)), hours=Hours(theory=140)),
        ),
        placements=places({"l": 1, "k": 1}),
    )
    assert not codes(held) & {"term_weeks_over", "term_weeks_under", "weekly_weeks"}


def test_short_courses_are_no_fault_of_the_term() -> None:
    """Where most courses run all class weeks, an eight-week course is fine."""
    start = clean()
    held = placed(k4=1)(put(start, "courses", lesson("k4", parts=(TermPart(8, 8),))))
    assert codes(held) == {"course_without_contribution"}


def test_a_course_that_must_be_before_and_with_another_cannot_be() -> None:
    """k3 begins after k1 (all of) and with it (together): no plan, though no circle is written."""
    found = only(requisite("together")(clean()), "requisite_circle")
    assert found.severity is Severity.ERROR


def test_a_circle_is_told_once_and_in_order() -> None:
    held = requisite("tests", "k3", "k1")(clean())
    assert [text.en for text in only(held, "requisite_circle").arguments()["courses"]] == [
        "Lesson k3",
        "Lesson k1",
    ]


def test_a_circle_that_an_alternative_avoids_is_no_error() -> None:
    """k1 needs k2 or k3, k3 needs k1: k1 can take k2."""
    alternative = Requisite("x", "k1", RequisiteKind.ANY_OF, frozenset({"k2", "k3"}))
    found = codes(put(clean(), "requisites", alternative))
    assert "requisite_circle" not in found
    assert "requisite_loop" in found


def test_requisites_on_courses_without_a_term_break_nothing() -> None:
    held = drop(requisite("any_of", "k1", "k3")(clean()), "placements", [("k1",)])
    assert codes(held) == {"course_unplaced"}


def test_any_of_is_kept_by_one() -> None:
    alternative = Requisite("x", "k3", RequisiteKind.ANY_OF, frozenset({"k1", "k2"}))
    assert check(placed(k2=4)(put(clean(), "requisites", alternative)), TODAY) == ()


def test_a_pool_of_one_track_is_measured_by_its_own_courses() -> None:
    held = put(clean(), "tracks", Track("A", "A"), Track("B", "B"))
    held = course("k2", tracks=frozenset({"A"}))(held)
    assert "pool_choose" not in codes(held)
    two = put(held, "courses", lesson("k4", pool="e", tracks=frozenset({"B"})))
    assert "pool_choose" in codes(row("pools", "e", choose=2)(two))


def test_seats_are_spread_over_tracks_and_pools() -> None:
    held = put(clean(), "tracks", Track("A"), Track("B"), Track("C"))
    held = course("k1", tracks=frozenset({"A", "B"}))(held)
    held = put(held, "courses", lesson("k4", pool="e"))
    assert [seats(held, held.courses[one], 40) for one in ("k1", "k2", "k3")] == [27, 20, 40]


def test_a_parent_that_others_specialise_needs_no_course() -> None:
    held = put(clean(), "competencies", Competency("n", "C3"))
    held = row("competencies", "c", parents=frozenset({"n"}))(held)
    assert check(held, TODAY) == ()


def test_without_a_day_no_date_is_looked_at() -> None:
    assert check(BROKEN["review_passed"](clean())) == ()


def test_statements_with_an_importance_above_one() -> None:
    found = only(row("statements", "p", "s", importance=1.5)(clean()), "statement_outside_scale")
    assert (found.arguments()["figure"], found.arguments()["highest"], found.where.field) == (
        1.5,
        1,
        "importance",
    )


def test_codes_are_counted_within_their_survey() -> None:
    held = put(clean(), "questions", Question("q1", "s", "Q1"), Question("q2", "s2", "Q1"))
    held = put(held, "surveys", Survey("s2", "S2"))
    assert "code_twice" not in codes(held)
    assert "code_twice" in codes(put(held, "questions", Question("q3", "s", "Q1")))


def test_negative_weeks_of_a_part_are_found() -> None:
    found = only(course("k1", parts=(TermPart(4, -16),), hours=Hours())(clean()), "negative_figure")
    assert (found.arguments()["figure"], found.where) == (-16, Place("courses", ("k1",), "parts"))


def test_the_measured_programme_has_no_error() -> None:
    held, _ = synthetic_program(60, 40, 6, 6)
    assert not [one for one in check(held, TODAY) if one.severity is Severity.ERROR]
