"""Edits of single courses, requisites and statements, as they are made in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriplan.domain.course import Course, RequisiteKind
from curriplan.domain.edits.courses import add_courses, course_after, next_code, set_fields
from curriplan.domain.edits.posts import add_post, post_after
from curriplan.domain.edits.requisites import add_requisite, change_kind, forget_course, name_course
from curriplan.domain.edits.statements import change_statement, state, withdraw
from curriplan.domain.integrity import problems
from curriplan.domain.post import PostLevel, Statement
from curriplan.domain.program import Program
from tests import worked_example


@pytest.fixture
def program() -> Program:
    return worked_example.program()


def test_fields_are_set_with_dots_and_the_term_is_a_field_too(program: Program) -> None:
    after = set_fields(
        program,
        [
            ("english", "hours.theory", 40.0),
            ("english", "name.zh", "英语课"),
            ("english", "hours.on_campus", 8.0),
            ("store", "term", "term-5"),
            ("week", "term", None),
        ],
    )
    row = after.courses["english"]
    assert (row.hours.theory, row.hours.on_campus, row.hours.off_campus) == (40.0, 8.0, None)
    assert (row.name.zh, row.name.en) == ("英语课", "English")
    assert after.placements["store"].term == "term-5"
    assert "week" not in after.placements
    assert not list(problems(after))
    assert after.contributions is program.contributions


def test_nothing_set_is_the_same_programme(program: Program) -> None:
    assert set_fields(program, []) == program


def test_a_new_course_stands_between_its_neighbours_of_the_same_type(program: Program) -> None:
    first = course_after(program, "new", "english")
    assert (first.code, first.type, first.position) == ("K7", None, 1.5)
    program = add_courses(program, [first])
    assert 1.0 < course_after(program, "newer", "english").position < first.position
    assert course_after(program, "last", "week").position == 7.0
    assert course_after(program, "alone").position == 7.0


def test_a_new_course_keeps_the_type_of_the_one_above(program: Program) -> None:
    rows = {**program.courses, "store": replace(program.courses["store"], type="type-practical")}
    assert course_after(replace(program, courses=rows), "new", "store").type == "type-practical"


@given(
    st.sets(st.sampled_from(["A1", "A2", "A09", "A10", "B", "B1", "", "N1", "课7"])),
    st.text("AB0129课", max_size=4),
)
def test_a_new_code_is_free_and_counts_on(codes: set[str], like: str) -> None:
    assert next_code(codes, like) not in codes


def test_numbering_keeps_its_zeros() -> None:
    assert next_code({"ZB09"}, "ZB09") == "ZB10"
    assert next_code({"A001", "A002"}, "A001") == "A003"


def test_requisites_grow_change_and_go_with_their_last_course(program: Program) -> None:
    made = add_requisite(program, "r", "project", RequisiteKind.ALL_OF, ["store"])
    made = name_course(change_kind(made, "project", "r", RequisiteKind.ANY_OF), "project", "r", "english")
    held = made.requisites["project"]["r"]
    assert (held.kind, held.courses) == (RequisiteKind.ANY_OF, frozenset({"store", "english"}))
    fewer = forget_course(made, "project", "r", "store")
    assert fewer.requisites["project"]["r"].courses == frozenset({"english"})
    assert forget_course(fewer, "project", "r", "english") == program


def test_statements_are_made_changed_and_withdrawn(program: Program) -> None:
    made = state(program, Statement("s", "service", "contract"))
    assert made.statements["service"]["s"].level is None
    raised = change_statement(made, "service", "s", level=2, prevails=True)
    assert (raised.statements["service"]["s"].level, raised.statements["service"]["s"].prevails) == (2, True)
    assert not list(problems(raised))
    assert withdraw(raised, "service", "s") == program
    with pytest.raises(KeyError):
        change_statement(program, "service", "nothing", level=1)


def test_courses_can_be_added_to_an_empty_programme(program: Program) -> None:
    empty = replace(program, courses={}, contributions={}, placements={})
    first = course_after(empty, "first")
    assert add_courses(empty, [first]).courses == {"first": Course("first", "N1", position=1.0)}


def test_a_new_post_stands_behind_the_chosen_one_at_its_level(program: Program) -> None:
    first = post_after(program, "new", "service")
    assert (first.code, first.level, first.position) == ("P3", PostLevel.INITIAL, 1.5)
    with_graduate = worked_example.with_every_graduate(program)
    last = post_after(with_graduate, "new", "every-graduate")
    assert (last.code, last.level, last.position) == ("P3", PostLevel.PROMOTION, 3.0)
    alone = post_after(replace(with_graduate, posts={}), "new")
    assert (alone.code, alone.level) == ("P1", PostLevel.INITIAL)
    assert not list(problems(add_post(program, first)))
