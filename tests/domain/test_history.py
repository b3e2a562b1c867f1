"""Undo and redo on an append-only record mean what they mean in every editor."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.domain.changes import apply, diff, invert
from curriplan.domain.history import Label, Stacks, label, stacks
from curriplan.domain.program import Program
from tests.strategies import edits, programs

CREATION = (1, None)


def test_the_creation_cannot_be_undone() -> None:
    assert stacks([CREATION]) == Stacks()


def test_undo_goes_back_and_redo_forth() -> None:
    done = [CREATION, (2, None), (3, None)]
    assert stacks(done) == Stacks((2, 3), ())
    undone = [*done, (4, 3)]
    assert stacks(undone) == Stacks((2,), (4,))
    again = [*undone, (5, 4)]
    assert stacks(again) == Stacks((2, 5), ())


def test_a_new_edit_forgets_what_could_be_redone() -> None:
    assert stacks([CREATION, (2, None), (3, 2), (4, None)]) == Stacks((4,), ())


def test_a_label_keeps_its_arguments_in_order() -> None:
    assert label("course.changed", code="A", n=2) == Label("course.changed", (("code", "A"), ("n", 2)))


MOVES = st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=25)


@given(moves=MOVES)
def test_the_record_agrees_with_an_editor_of_two_stacks(moves: list[str]) -> None:
    """The model holds states; the record holds revisions. Both can go as far back and forth."""
    record: list[tuple[int, int | None]] = [CREATION]
    back, forth = 0, 0
    for move in moves:
        held = stacks(record)
        assert (len(held.undo), len(held.redo)) == (back, forth)
        number = len(record) + 1
        if move == "edit":
            record.append((number, None))
            back, forth = back + 1, 0
        elif move == "undo" and back:
            record.append((number, held.undo[-1]))
            back, forth = back - 1, forth + 1
        elif move == "redo" and forth:
            record.append((number, held.redo[-1]))
            back, forth = back + 1, forth - 1


@settings(deadline=None, max_examples=50)
@given(program=programs(2), data=st.data())
def test_inverses_by_the_record_lead_through_the_same_values(program: Program, data: st.DataObject) -> None:
    values, held, stored = [program], Stacks(), {}
    for number in range(2, data.draw(st.integers(2, 5)) + 1):
        values.append(data.draw(edits(values[-1])))
        stored[number] = diff(values[-2], values[-1])
        held = held.after(number, None)
    present = values[-1]
    steps = [(False, value) for value in reversed(values[:-1])] + [(True, value) for value in values[1:]]
    for number, (redo, expected) in enumerate(steps, len(stored) + 2):
        revision = (held.redo if redo else held.undo)[-1]
        stored[number] = invert(stored[revision])
        held = held.after(number, revision)
        present = apply(stored[number], present)
        assert present == expected
