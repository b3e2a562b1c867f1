"""What an edit costs does not grow with the history."""

from __future__ import annotations

from pathlib import Path
from random import Random

from curriplan.domain.changes import diff
from curriplan.domain.course import Course
from curriplan.domain.edits.rows import put
from curriplan.storage.store import Store
from tests.random_programs import random_program
from tests.storage.files import AUTHOR, CREATED, EDITED


def test_an_edit_costs_no_more_in_a_long_history(tmp_path: Path) -> None:
    path = tmp_path / "a.curriplan"
    program = random_program(Random(1), 3)
    statements: list[int] = []
    with Store.create(path, program, CREATED, AUTHOR) as store:
        for n in range(60):
            after = put(program, "courses", Course("c", code=str(n)))
            before = path.stat().st_size
            store.append(diff(program, after), EDITED, AUTHOR)
            statements.append(path.stat().st_size - before)
            program = after
        assert sum(statements) / len(statements) < 4096, "one small record an edit"
