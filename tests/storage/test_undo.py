"""Any sequence of edits, undone and done again across closing and opening."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriplan.domain.changes import apply, diff, invert
from curriplan.domain.digest import full_digest
from curriplan.domain.history import stacks
from curriplan.domain.integrity import problems
from curriplan.domain.program import Program
from curriplan.storage.store import Store
from tests.storage.files import AUTHOR, CREATED, EDITED
from tests.strategies import edits, programs

EXAMPLES = int(os.environ.get("CURRIPLAN_EXAMPLES", "8"))


def inverted(path: Path, *, redo: bool) -> Program:
    """Open a file, undo or redo what comes next by its history, close it, and return what it then holds."""
    with Store.open(path) as store:
        stamps, program = store.stamps(), store.load()
        held = stacks((one.revision, one.undoes) for one in stamps)
        revision = (held.redo if redo else held.undo)[-1]
        inverse = invert(store.changes(revision))
        store.append(inverse, stamps[revision - 1].label, AUTHOR, undoes=revision)
        program = apply(inverse, program)
        assert store.digest == full_digest(program)
    with Store.open(path) as store:
        assert store.load() == program
        return program


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(program=programs(), data=st.data())
def test_edits_undo_and_redo_lead_back_and_forth_across_closing(
    tmp_path: Path, program: Program, data: st.DataObject
) -> None:
    path = tmp_path / f"{uuid4()}.curriplan"
    values = [program]
    with Store.create(path, program, CREATED, AUTHOR) as store:
        for _ in range(data.draw(st.integers(1, 4))):
            after = data.draw(edits(values[-1]))
            store.append(diff(values[-1], after), EDITED, AUTHOR)
            values.append(after)
    for value in reversed(values[:-1]):
        assert inverted(path, redo=False) == value
    for value in values[1:]:
        assert inverted(path, redo=True) == value
    with Store.open(path) as store:
        check_history(store, values[-1])


def check_history(store: Store, last: Program) -> None:
    """See that the revisions lead from nothing to the present value, each a whole programme."""
    value = Program()
    for revision in store.revisions():
        value = apply(revision.changes, value)
        assert list(problems(value)) == []
    assert value == last == store.load()
    assert store.verify() == []
