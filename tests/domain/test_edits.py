"""Edits: pure functions that leave the old value alone and take with a row what only made sense through it."""

from __future__ import annotations

import pytest

from curriplan.domain.competency import Competency
from curriplan.domain.course import (
    Contribution,
    Course,
    Delivery,
    Evidence,
    Hours,
    Requisite,
    RequisiteKind,
)
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.contributions import change_contribution, set_levels, usual_mode
from curriplan.domain.edits.courses import change_course, remove_courses
from curriplan.domain.edits.placements import lock, place
from curriplan.domain.edits.removal import remove
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.integrity import problems
from curriplan.domain.plan import Placement
from curriplan.domain.post import Post, Statement, Task
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from curriplan.domain.survey import Enterprise, Question, Rating, Respondent, Survey
from curriplan.domain.text import Text


@pytest.fixture
def program() -> Program:
    made = blank_program(Text("", "Small"))
    made = put(made, "courses", Course("a"), Course("b"), Course("c"))
    made = put(made, "competencies", Competency("k"), Competency("m", parents=frozenset({"k"})))
    made = put(made, "posts", Post("p"), Post("q", promotes_to=frozenset({"p"})))
    made = put(made, "tasks", Task("t", "p"), Task("u", "q", competencies=frozenset({"k", "m"})))
    made = put(made, "statements", Statement("s1", "p", "k", 2), Statement("s2", "q", "m", 3))
    made = set_levels(made, [("a", "k", 2), ("b", "k", 3), ("b", "m", 1)])
    made = put(
        made,
        "requisites",
        Requisite("r1", "b", RequisiteKind.ALL_OF, frozenset({"a"})),
        Requisite("r2", "c", RequisiteKind.ANY_OF, frozenset({"a", "b"})),
    )
    made = place(made, {"a": "term-1", "b": "term-2"})
    made = put(made, "surveys", Survey("v"), Survey("w"))
    made = put(made, "questions", Question("x", "v"))
    made = put(made, "enterprises", Enterprise("e"))
    ratings = (Rating("p", "k", 5, 3), Rating("q", "m", 4, 2))
    made = put(made, "respondents", Respondent("n", "v", "e", ratings=ratings), Respondent("o", "w", "e"))
    assert not list(problems(made))
    return made


def test_a_removed_course_takes_what_was_its_own_and_leaves_the_rest(program: Program) -> None:
    after = remove_courses(program, ["a", "not there"])
    assert set(after.courses) == {"b", "c"}
    assert set(after.contributions) == {"b"}
    assert after.placements == {"b": Placement("b", "term-2")}
    assert set(after.requisites) == {"c"}
    assert after.requisites["c"]["r2"].courses == frozenset({"b"})
    assert not list(problems(after))
    assert set(program.courses) == {"a", "b", "c"}


def test_a_removed_competency_is_nowhere_named(program: Program) -> None:
    after = remove(program, "competencies", ["k"])
    assert after.contributions == {"b": {"m": Contribution("b", "m", 1)}}
    assert after.statements == {"q": {"s2": Statement("s2", "q", "m", 3)}}
    assert after.tasks["u"].competencies == frozenset({"m"})
    assert after.competencies["m"].parents == frozenset()
    assert after.respondents["n"].ratings == (Rating("q", "m", 4, 2),)
    assert after.respondents["o"] is program.respondents["o"]
    assert not list(problems(after))


def test_a_removed_post_takes_tasks_statements_and_ratings(program: Program) -> None:
    after = remove(program, "posts", ["p"])
    assert set(after.tasks) == {"u"}
    assert set(after.statements) == {"q"}
    assert after.posts["q"].promotes_to == frozenset()
    assert after.respondents["n"].ratings == (Rating("q", "m", 4, 2),)
    assert not list(problems(after))


def test_a_removed_survey_takes_its_questions_and_answers(program: Program) -> None:
    after = remove(program, "surveys", ["v"])
    assert (set(after.surveys), set(after.questions), set(after.respondents)) == ({"w"}, set(), {"o"})
    assert not list(problems(after))


def test_a_level_is_claimed_in_the_usual_mode_and_zero_removes_it(program: Program) -> None:
    after = set_levels(program, [("c", "k", 2), ("a", "k", 4), ("b", "m", 0), ("c", "m", 0)])
    assert after.contributions["c"]["k"] == Contribution("c", "k", 2, Mode.THEORY)
    assert after.contributions["c"]["k"].evidence is Evidence.CLAIMED
    assert after.contributions["a"]["k"].level == 4
    assert set(after.contributions["b"]) == {"k"}
    assert "m" not in after.contributions["c"]


def test_a_new_level_keeps_what_else_was_stated(program: Program) -> None:
    stated = change_contribution(program, "a", "k", hours=8.0, evidence=Evidence.ASSESSED)
    after = set_levels(stated, [("a", "k", 3)])
    assert after.contributions["a"]["k"] == Contribution(
        "a", "k", 3, Mode.THEORY, hours=8.0, evidence=Evidence.ASSESSED
    )


@pytest.mark.parametrize(
    ("course", "mode"),
    [
        (Course("c"), Mode.THEORY),
        (Course("c", hours=Hours(theory=20, on_campus=44)), Mode.ON_CAMPUS),
        (Course("c", hours=Hours(theory=32, on_campus=32)), Mode.THEORY),
        (Course("c", hours=Hours(off_campus=30)), Mode.OFF_CAMPUS),
        (Course("c", hours=Hours(theory=30), delivery=Delivery.INTERNSHIP), Mode.OFF_CAMPUS),
    ],
)
def test_the_usual_mode_is_where_most_hours_are(course: Course, mode: Mode) -> None:
    assert usual_mode(course) is mode


def test_a_lock_stays_when_its_course_is_moved(program: Program) -> None:
    locked = lock(program, ["a", "c"], locked=True)
    assert locked.placements["a"].locked
    assert "c" not in locked.placements, "what has no term cannot be fixed to it"
    moved = place(locked, {"a": "term-3", "b": None, "c": "term-1"})
    assert moved.placements == {
        "a": Placement("a", "term-3", locked=True),
        "c": Placement("c", "term-1"),
    }
    assert not lock(moved, ["a"], locked=False).placements["a"].locked


def test_what_changes_nothing_keeps_the_very_value(program: Program) -> None:
    assert put(program, "courses") is program
    assert drop(program, "courses", [("not there",)]) is program
    assert drop(program, "contributions", [("a", "not there"), ("x", "y")]) is program


def test_a_put_copies_only_the_map_of_its_parent(program: Program) -> None:
    after = put(program, "contributions", Contribution("a", "m", 1))
    assert after.contributions["b"] is program.contributions["b"]
    assert after.courses is program.courses
    assert "m" not in program.contributions["a"]


def test_a_field_is_set_anew(program: Program) -> None:
    after = change_course(program, "a", code="A1", credits=2.0)
    assert (after.courses["a"].code, after.courses["a"].credits) == ("A1", 2.0)
    with pytest.raises(KeyError):
        change_course(program, "not there", code="A1")
