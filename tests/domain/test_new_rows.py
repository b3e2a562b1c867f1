"""New rows of every list, terms and years, the steps of the process chain."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriplan.domain.changes import diff
from curriplan.domain.course import Course
from curriplan.domain.defaults import OWN_FRAMEWORK, blank_program
from curriplan.domain.edits.fresh import STEMS, add_row
from curriplan.domain.edits.placements import place
from curriplan.domain.edits.posts import add_post, post_after
from curriplan.domain.edits.removal import remove
from curriplan.domain.edits.rows import put
from curriplan.domain.edits.steps import add_step, change_step, remove_steps
from curriplan.domain.edits.terms import add_term, remove_last_term, set_years, years
from curriplan.domain.integrity import problems
from curriplan.domain.mentions import mentions
from curriplan.domain.post import Task
from curriplan.domain.profile import ProcessStep
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from curriplan.domain.text import Text
from tests.random_programs import random_program
from tests.strategies import SEEDS


@pytest.fixture
def blank() -> Program:
    return blank_program(Text("空白", "Blank"))


@pytest.mark.parametrize("name", sorted(STEMS.keys() - {"tasks", "course_types"}))
def test_the_first_row_of_a_list_needs_nothing_before_it(blank: Program, name: str) -> None:
    after = add_row(blank, name, "new")
    row = getattr(after, name)["new"]
    assert (row.code, row.position) == (f"{STEMS[name]}1", 1.0)
    assert not list(problems(after))


def test_a_task_belongs_to_the_first_post_of_ones_own(blank: Program) -> None:
    with pytest.raises(LookupError):
        add_row(blank, "tasks", "new")
    program = add_post(blank, post_after(blank, "p"))
    assert add_row(program, "tasks", "new").tasks["new"].post == "p"


def test_the_first_module_brings_a_framework_and_the_next_stands_beside_it(blank: Program) -> None:
    program = add_row(blank, "modules", "m")
    assert program.modules["m"].framework == OWN_FRAMEWORK.id
    assert program.frameworks == {OWN_FRAMEWORK.id: OWN_FRAMEWORK}
    second = add_row(program, "modules", "n", "m")
    assert (second.modules["n"].framework, second.modules["n"].code) == (OWN_FRAMEWORK.id, "M2")


@given(SEEDS, st.sampled_from(sorted(STEMS)))
def test_a_new_row_stands_right_behind_the_chosen_one(seed: int, name: str) -> None:
    rng = Random(seed)
    program = random_program(rng, 4)
    held = sorted(getattr(program, name).values(), key=lambda row: (row.position, row.code, row.id))
    if not held:
        return
    at = rng.randrange(len(held))
    after = add_row(program, name, "new", held[at].id)
    row = getattr(after, name)["new"]
    assert row.code not in {one.code for one in held}
    assert row.position > held[at].position
    assert all(row.position < one.position for one in held if one.position > held[at].position)
    assert not list(problems(after))


def test_a_new_term_begins_a_year_when_the_last_one_is_full(blank: Program) -> None:
    seventh = add_term(blank)
    added = max(seventh.terms.values(), key=lambda one: one.number)
    assert (added.number, added.year, added.weeks) == (7, 4, None)
    assert seventh.about.phases == (*blank.about.phases, Mode.OFF_CAMPUS)
    eighth = add_term(seventh)
    assert (len(eighth.terms), years(eighth)) == (8, 4)
    assert not list(problems(eighth))


def test_the_last_term_goes_and_its_courses_stay_without_one(blank: Program) -> None:
    program = put(blank, "courses", Course("a", allowed_terms=frozenset({"term-6"})))
    after = remove_last_term(place(program, {"a": "term-6"}))
    assert (len(after.terms), after.placements, set(after.courses)) == (5, {}, {"a"})
    assert len(after.about.phases) == 3
    assert remove_last_term(replace(blank, terms={})).terms == {}


def test_a_removed_and_added_term_is_the_next_number_again(blank: Program) -> None:
    again = add_term(remove_last_term(blank))
    assert sorted(one.number for one in again.terms.values()) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("wanted", "terms"), [(1, 2), (2, 4), (3, 6), (4, 8), (0, 2)])
def test_years_are_set_as_a_whole(blank: Program, wanted: int, terms: int) -> None:
    after = set_years(blank, wanted)
    assert (years(after), len(after.terms)) == (max(1, wanted), terms)
    assert len(after.about.phases) == max(1, wanted)
    assert not list(problems(after))


def test_as_many_years_as_there_are_change_nothing(blank: Program) -> None:
    five = remove_last_term(blank)
    assert set_years(five, 3) == five


def test_years_can_be_made_from_nothing(blank: Program) -> None:
    after = set_years(replace(blank, terms={}), 3)
    assert [(one.number, one.year) for one in after.terms.values()] == [
        (1, 1),
        (2, 1),
        (3, 2),
        (4, 2),
        (5, 3),
        (6, 3),
    ]


def test_steps_are_added_changed_and_taken_out_of_tasks(blank: Program) -> None:
    program = add_step(add_step(blank, "SEL"), "LOG")
    between = add_step(program, "INF", "SEL")
    assert [one.key for one in between.about.process_steps] == ["SEL", "INF", "LOG"]
    with_task = put(add_post(between, post_after(between, "p")), "tasks", Task("t", "p", step="INF"))
    named = change_step(with_task, "INF", ProcessStep("LIST", Text("上架", "Listing")))
    assert named.about.process_steps[1] == ProcessStep("LIST", Text("上架", "Listing"))
    assert named.tasks["t"].step == "LIST"
    after = remove_steps(named, ["LIST"])
    assert [one.key for one in after.about.process_steps] == ["SEL", "LOG"]
    assert after.tasks["t"].step == ""


@given(SEEDS, st.sampled_from(sorted(STEMS)))
def test_what_names_a_row_is_what_its_removal_changes(seed: int, name: str) -> None:
    program = random_program(Random(seed), 3)
    for ident in getattr(program, name):
        named = {(table, key) for table, key, _ in mentions(program, name, ident)}
        changed = {(one.table, one.key) for one in diff(program, remove(program, name, [ident]))}
        assert named <= changed
