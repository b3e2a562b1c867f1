"""What goes with a removed row, and what only no longer names it: for every table, on any programme."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.domain.changes import apply, diff, invert
from curriplan.domain.competency import Competency, Framework, Module
from curriplan.domain.course import Course, Pool, Resource, Track
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.placements import place
from curriplan.domain.edits.removal import remove
from curriplan.domain.edits.rows import put
from curriplan.domain.integrity import problems
from curriplan.domain.post import Post, Task
from curriplan.domain.program import Program
from curriplan.domain.survey import Choice, Enterprise, Question, Rating, Respondent, Survey
from curriplan.domain.tables import TABLES, all_rows
from curriplan.domain.text import Text
from tests.random_programs import random_program
from tests.strategies import SEEDS

FLAT = [one.name for one in TABLES if not one.nested and one.name not in {"profile", "placements"}]


@given(SEEDS, st.sampled_from(FLAT))
@settings(max_examples=150)
def test_nothing_is_left_dangling_and_undo_brings_everything_back(seed: int, name: str) -> None:
    rng = Random(seed)
    program = random_program(rng, 4)
    held = sorted(getattr(program, name))
    gone = rng.sample(held, min(len(held), rng.randint(1, 2)))
    after = remove(program, name, [*gone, "not there"])
    assert not set(gone) & set(getattr(after, name))
    assert not list(problems(after))
    changes = diff(program, after)
    assert apply(invert(changes), after) == program


@given(SEEDS, st.sampled_from(FLAT))
def test_rows_that_name_nothing_that_goes_stay_the_very_same(seed: int, name: str) -> None:
    program = random_program(Random(seed), 3)
    after = remove(program, name, list(getattr(program, name))[:1])
    kept = {(table, key): row for table, key, row in all_rows(after)}
    changed = {(one.table, one.key) for one in diff(program, after)}
    for table, key, row in all_rows(program):
        if (table, key) not in changed:
            assert kept[table, key] is row


def test_what_is_not_there_changes_nothing() -> None:
    program = blank_program(Text("", "Blank"))
    assert remove(program, "pools", ["nothing"]) is program
    assert remove(program, "pools", []) is program


@pytest.fixture
def program() -> Program:
    made = blank_program(Text("", "Small"))
    made = put(made, "frameworks", Framework("f"), Framework("g"))
    made = put(
        made,
        "modules",
        Module("top", "f"),
        Module("mid", "f", parent="top"),
        Module("low", "f", parent="mid"),
    )
    made = put(made, "modules", Module("other", "g"))
    made = put(made, "competencies", Competency("k", module="mid", frames=frozenset({"mid", "other"})))
    made = put(made, "tracks", Track("t"), Track("u"))
    made = put(made, "pools", Pool("p"))
    made = put(made, "resources", Resource("r"))
    made = put(made, "posts", Post("post", tracks=frozenset({"t", "u"})))
    made = put(made, "tasks", Task("task", "post", competencies=frozenset({"k"})))
    course = Course(
        "a",
        type="type-practical",
        pool="p",
        tracks=frozenset({"t"}),
        resources=frozenset({"r"}),
        allowed_terms=frozenset({"term-5", "term-6"}),
    )
    made = place(put(made, "courses", course), {"a": "term-6"})
    made = put(made, "surveys", Survey("v"), Survey("w"))
    made = put(made, "questions", Question("x", "v"))
    made = put(made, "enterprises", Enterprise("e"), Enterprise("h"))
    ratings, choices = (Rating("post", "k", 5, 3),), (Choice("x", ("a",)),)
    made = put(
        made,
        "respondents",
        Respondent("n", "v", "e", ratings=ratings, choices=choices),
        Respondent("o", "w", "h", choices=choices),
    )
    assert not list(problems(made))
    return made


def test_an_enterprise_takes_its_answers_along(program: Program) -> None:
    after = remove(program, "enterprises", ["e"])
    assert (set(after.enterprises), set(after.respondents)) == ({"h"}, {"o"})
    assert after.respondents["o"] is program.respondents["o"]


def test_a_survey_takes_its_questions_and_what_anybody_chose_there(program: Program) -> None:
    after = remove(program, "surveys", ["v"])
    assert (set(after.questions), set(after.respondents)) == (set(), {"o"})
    assert after.respondents["o"].choices == ()


def test_a_framework_takes_its_modules_and_competencies_lose_them(program: Program) -> None:
    after = remove(program, "frameworks", ["f"])
    assert set(after.modules) == {"other"}
    assert (after.competencies["k"].module, after.competencies["k"].frames) == (None, frozenset({"other"}))


def test_modules_below_a_removed_one_stand_below_what_was_above_it(program: Program) -> None:
    assert remove(program, "modules", ["mid"]).modules["low"].parent == "top"
    assert remove(program, "modules", ["mid", "top"]).modules["low"].parent is None
    circle = put(program, "modules", replace(program.modules["top"], parent="mid"))
    assert remove(circle, "modules", ["mid", "top"]).modules["low"].parent is None


def test_a_course_stays_without_its_type_pool_track_room_and_term(program: Program) -> None:
    after = program
    for name, key in (
        ("course_types", "type-practical"),
        ("pools", "p"),
        ("tracks", "t"),
        ("resources", "r"),
        ("terms", "term-6"),
    ):
        after = remove(after, name, [key])
    assert after.courses["a"] == Course("a", allowed_terms=frozenset({"term-5"}))
    assert after.posts["post"].tracks == frozenset({"u"})
    assert after.placements == {}


def test_a_task_stays_without_its_competency_and_goes_with_its_post(program: Program) -> None:
    assert remove(program, "competencies", ["k"]).tasks["task"].competencies == frozenset()
    assert remove(program, "posts", ["post"]).tasks == {}
