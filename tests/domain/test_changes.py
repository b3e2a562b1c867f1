"""A difference leads from one value to the other and back, and never overwrites what it did not see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.domain.changes import Change, ChangeConflict, apply, diff, invert
from curriplan.domain.course import Course
from curriplan.domain.defaults import blank_program
from curriplan.domain.digest import full_digest, next_digest
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.tables import TABLES
from curriplan.domain.text import Text
from tests.strategies import edits, programs

BLANK = blank_program(Text("", "Blank"))


@settings(max_examples=60, deadline=None)
@given(old=programs(), new=programs())
def test_a_difference_leads_there_and_its_inverse_back(old: Program, new: Program) -> None:
    changes = diff(old, new)
    assert apply(changes, old) == new
    assert apply(invert(changes), new) == old
    assert invert(invert(changes)) == changes


@settings(max_examples=60, deadline=None)
@given(program=programs(), data=st.data())
def test_an_edit_keeps_the_digest_in_step(program: Program, data: st.DataObject) -> None:
    digest = full_digest(program)
    for _ in range(4):
        after = data.draw(edits(program))
        changes = diff(program, after)
        digest = next_digest(digest, changes)
        assert digest == full_digest(after)
        assert next_digest(digest, invert(changes)) == full_digest(program)
        program = after


@settings(max_examples=30, deadline=None)
@given(program=programs())
def test_the_digest_does_not_depend_on_the_order_of_rows(program: Program) -> None:
    turned = replace(
        program, **{one.name: dict(reversed(getattr(program, one.name).items())) for one in TABLES}
    )
    assert full_digest(turned) == full_digest(program)
    assert diff(program, turned) == ()


def test_every_row_counts_in_the_digest() -> None:
    assert full_digest(put(BLANK, "courses", Course("c"))) != full_digest(BLANK)
    assert full_digest(Program()) == 0


def test_equal_values_do_not_differ() -> None:
    assert diff(BLANK, BLANK) == ()
    assert diff(BLANK, blank_program(Text("", "Blank"))) == ()


def test_a_table_that_is_one_object_is_not_looked_at() -> None:
    class Untouchable(dict[str, Course]):
        def __iter__(self) -> None:  # type: ignore[override]
            raise AssertionError("looked at")

    held = Untouchable(c=Course("c"))
    old = replace(BLANK, courses=held)
    assert diff(old, replace(old, tracks={})) == ()


def test_a_change_names_the_row_with_what_was_and_is() -> None:
    old = put(BLANK, "courses", Course("c", "A"))
    new = put(old, "courses", Course("c", "B"))
    assert diff(old, new) == (Change("courses", ("c",), Course("c", "A"), Course("c", "B")),)


def test_a_nested_row_is_named_by_parent_and_own_key() -> None:
    old = put(BLANK, "courses", Course("c"))
    (change,) = diff(old, set_levels(old, [("c", "k", 2)]))
    assert (change.table, change.key, change.before) == ("contributions", ("c", "k"), None)


def test_a_row_that_somebody_else_changed_is_a_conflict_and_nothing_changes() -> None:
    base = put(BLANK, "courses", Course("c", "A"), Course("d", "D"))
    mine = diff(base, put(base, "courses", Course("d", "D2"), Course("c", "mine")))
    theirs = put(base, "courses", Course("c", "theirs"))
    with pytest.raises(ChangeConflict) as caught:
        apply(mine, theirs)
    assert caught.value.present == Course("c", "theirs")
    assert theirs.courses == {"c": Course("c", "theirs"), "d": Course("d", "D")}


def test_applying_leaves_the_old_value_alone() -> None:
    old = set_levels(put(BLANK, "courses", Course("c")), [("c", "k", 2)])
    new = set_levels(old, [("c", "k", 3), ("c", "m", 1)])
    assert apply(diff(old, new), old).contributions == new.contributions
    assert list(old.contributions["c"]) == ["k"]
    assert old.contributions["c"]["k"].level == 2


def test_a_parent_without_rows_is_no_parent() -> None:
    old = set_levels(put(BLANK, "courses", Course("c")), [("c", "k", 2)])
    new = set_levels(old, [("c", "k", 0)])
    assert new.contributions == {} == apply(diff(old, new), old).contributions
