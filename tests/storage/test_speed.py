"""Opening is fast enough to be a small part of the start."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

from curriplan.domain.changes import diff
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course, Hours, TermPart
from curriplan.domain.edits.rows import put
from curriplan.domain.text import Text
from curriplan.storage.store import Store
from tests.random_programs import random_program
from tests.storage.files import AUTHOR, CREATED, EDITED

OPEN_MS = 60.0
NAME = Text("跨境电子商务课程", "A course of cross-border e-commerce")


def test_a_programme_of_60_courses_is_open_in_60_ms(tmp_path: Path) -> None:
    program = random_program(Random(1), 6)
    program = put(
        program,
        "courses",
        *(
            Course(f"course {n}", hours=Hours(float(n), 16.0), parts=(TermPart(4.0, 14.0),), name=NAME)
            for n in range(60)
        ),
    )
    program = put(program, "competencies", *(Competency(f"competency {n}", name=NAME) for n in range(120)))
    cells = [(n, (n * 7 + k) % 120) for n in range(60) for k in range(12)]
    program = put(
        program, "contributions", *(Contribution(f"course {n}", f"competency {k}", 2) for n, k in cells)
    )
    path = tmp_path / "a.curriplan"
    Store.create(path, program, CREATED, AUTHOR).close()
    taken = []
    for _ in range(7):
        began = time.perf_counter()
        with Store.open(path) as store:
            loaded = store.load(answers=False)
            taken.append((time.perf_counter() - began) * 1000)
    assert len(loaded.courses) >= 60
    assert sum(map(len, loaded.contributions.values())) >= len(cells)
    assert min(taken) < OPEN_MS, taken


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
