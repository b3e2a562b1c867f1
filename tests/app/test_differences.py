"""The history tells every change in words: no field's own name, no code of a choice, no id."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from random import Random
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriplan.app.differences import ENUMS, Difference, Teller
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.changes import diff
from curriplan.domain.course import Contribution, Course, Delivery, Evidence, Hours, TermPart
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.plan import Placement
from curriplan.domain.profile import ProcessStep
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from curriplan.domain.survey import Rating
from curriplan.domain.tables import TABLES
from curriplan.domain.text import Text
from tests.random_programs import random_edit, random_program
from tests.report.programmes import full

IDS = re.compile(r"[0-9a-f]{16}")


def parts_of(kind: Any) -> list[Any]:
    """Return a type and all types that stand inside it."""
    inner = [part for hint in get_type_hints(kind).values() for part in (hint, *get_args(hint))]
    held = [one for one in inner if isinstance(one, type) and is_dataclass(one) and one is not Text]
    return [kind, *inner, *(part for one in held for part in parts_of(one))]


EVERYTHING = [part for one in TABLES for part in parts_of(one.row)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_and_every_choice_has_a_word(lang: str) -> None:
    texts = Texts("zh" if lang == "zh" else "en")
    records = {one for one in EVERYTHING if isinstance(one, type) and is_dataclass(one) and one is not Text}
    names = {field.name for one in records for field in fields(one)} - {"id"}
    assert len(names) > 100
    assert not [name for name in names if not texts.has(f"field.{name}")]
    choices = {one for one in EVERYTHING if isinstance(one, type) and issubclass(one, StrEnum)}
    assert choices == ENUMS.keys()
    assert not [(one, value) for one in choices for value in one if not texts.has(f"{ENUMS[one]}.{value}")]


@given(st.integers(0, 2**32 - 1), st.sampled_from(LANGUAGES))
def test_no_id_is_ever_told(seed: int, lang: str) -> None:
    rng = Random(seed)
    before = after = random_program(rng, 3)
    for _ in range(6):
        after = random_edit(rng, after)
    changes = diff(before, after)
    teller = Teller(after, changes, Texts("zh" if lang == "zh" else "en"))
    for one in changes:
        told = teller.differences(one)
        said = [teller.row(one), *(text for each in told for text in (each.field, each.before, each.after))]
        assert all(said)
        assert not [text for text in said if IDS.search(text)]
        if one.before is not None and one.after is not None:
            assert told


def told(before: Program, after: Program, texts: Texts) -> dict[str, tuple[str, str]]:
    """Return the differences of the one row that changed, by field."""
    changes = diff(before, after)
    (change,) = changes
    found: tuple[Difference, ...] = Teller(after, changes, texts).differences(change)
    return {one.field: (one.before, one.after) for one in found}


def first_course(program: Program) -> Course:
    return next(one for one in program.courses.values() if one.delivery is Delivery.WEEKLY)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (Texts("en"), {"Hours, Theory": ("20", "32"), "Rooms and bases": ("–", "Showroom"), "Fixed": ()}),
        (Texts("zh"), {"学时，理论": ("20", "32"), "场所与基地": ("–", "展厅"), "固定": ()}),
    ],
)
def test_a_course_is_told_in_words(texts: Texts, expected: dict[str, tuple[str, ...]]) -> None:
    program = full()
    room = next(iter(program.resources.values()))
    program = put(program, "resources", replace(room, name=Text("展厅", "Showroom")))
    course = replace(first_course(program), hours=Hours(theory=20.0), resources=frozenset())
    program = put(program, "courses", course)
    after = put(program, "courses", replace(course, hours=Hours(theory=32.0), resources=frozenset({room.id})))
    found = told(program, after, texts)
    assert found == {name: pair for name, pair in expected.items() if pair}


def test_the_notation_tells_the_teaching_time() -> None:
    program = full()
    course = replace(first_course(program), parts=(TermPart(4.0, 14.0),))
    program = put(program, "courses", course)
    after = put(program, "courses", replace(course, parts=(TermPart(2.0, 16.0), TermPart(3.0, 16.0))))
    assert told(program, after, Texts("en")) == {"Teaching time": ("4/14W", "2/16W+3/16W")}


def test_a_level_is_told_by_its_key_and_a_mode_by_its_word() -> None:
    program = full()
    about = program.about
    scale = replace(
        about.scale, levels=tuple(replace(one, key="ABCDEFGH"[n]) for n, one in enumerate(about.scale.levels))
    )
    program = put(program, "profile", replace(about, scale=scale))
    held: Contribution = next(iter(next(iter(program.contributions.values())).values()))
    before = put(
        program, "contributions", replace(held, level=1, mode=Mode.THEORY, evidence=Evidence.CLAIMED)
    )
    after = put(
        program, "contributions", replace(held, level=3, mode=Mode.OFF_CAMPUS, evidence=Evidence.CLAIMED)
    )
    assert told(before, after, Texts("en")) == {
        "Level": ("A", "C"),
        "Mode": ("theory", "off-campus practice"),
    }


def test_a_name_that_changed_in_the_other_language_only_is_told_in_both() -> None:
    program = full()
    course = replace(first_course(program), name=Text("旧", "Same"))
    before = put(program, "courses", course)
    after = put(program, "courses", replace(course, name=Text("新", "Same")))
    assert told(before, after, Texts("en")) == {"Name": ("旧 / Same", "新 / Same")}


def test_a_row_that_is_gone_is_said_to_be_gone() -> None:
    program = full()
    course = first_course(program).id
    terms = list(program.terms)
    before = put(drop(program, "placements", [(course,)]), "placements", Placement(course, terms[0]))
    after = put(before, "placements", Placement(course, terms[1]))
    changes = diff(before, after)
    without = replace(after, terms={key: row for key, row in after.terms.items() if key != terms[0]})
    (found,) = Teller(without, changes, Texts("en")).differences(changes[0])
    assert found.before == "deleted since"
    assert found.field == "Term"
    removed = diff(before, replace(before, courses={}))
    names = {Teller(Program(), removed, Texts("en")).row(one) for one in removed if one.table == "courses"}
    assert before.courses[course].name.en in names


def test_only_the_answers_that_differ_are_told() -> None:
    program = full()
    person = next(one for one in program.respondents.values() if len(one.ratings) > 1)
    first, *rest = person.ratings
    other = replace(first, level=None, importance=(first.importance or 1) + 1)
    after = put(program, "respondents", replace(person, ratings=(other, *rest)))
    ((name, (before, now)),) = told(program, after, Texts("en")).items()
    assert name == "Ratings"
    assert f"Importance {first.importance}" in before
    assert f"Importance {other.importance}" in now
    assert program.competencies[first.competency].name.en in now
    assert isinstance(first, Rating)


def test_the_step_of_a_task_is_told_by_its_name_and_the_credit_rule_by_its_own() -> None:
    program = full()
    about = replace(program.about, process_steps=(ProcessStep("pick", Text("选品", "Choosing goods")),))
    before = put(program, "profile", about)
    task = replace(next(iter(before.tasks.values())), step="")
    before = put(before, "tasks", task)
    assert told(before, put(before, "tasks", replace(task, step="pick")), Texts("en")) == {
        "Step": ("–", "Choosing goods")
    }
    rule = replace(about, credit_rule=replace(about.credit_rule, step=1.0))
    assert told(before, put(before, "profile", rule), Texts("en")) == {
        "Credits and hours, Rounded to": ("0.5", "1")
    }
