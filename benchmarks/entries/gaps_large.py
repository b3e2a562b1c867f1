"""The gap report of a very large programme, in full and after single edits of every kind that moves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle

from benchmarks.figure import Figure, timed
from benchmarks.synthetic import synthetic_program
from curriplan.analysis.demand.requirement import Requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.placements import place
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.text import Text

TIMES = 25
EDITED = 40
AFTER_EDIT_MS = 20.0


def measure() -> list[Figure]:
    """Measure the gaps of 500 courses x 500 competencies x 60 posts; the edits themselves are not timed."""
    program, demand = synthetic_program(500, 500, 60)
    known = gap_report(program, demand)

    def again(after: Iterator[tuple[Program, Requirements]]) -> None:
        held, wanted = next(after)
        gap_report(held, wanted, previous=(program, demand, known))

    kinds: dict[str, Callable[[int], tuple[Program, Requirements]]] = {
        "a level was typed": lambda n: (_typed(program, n), demand),
        "a course was moved": lambda n: (place(program, {f"k{n}": f"term-{1 + n % 4}"}), demand),
        "a course was renamed": lambda n: (_renamed(program, n), demand),
        "a requirement was changed": lambda n: (program, _required(demand, n)),
    }
    full = timed(lambda: gap_report(program, demand), TIMES)
    figures = [Figure("gaps in full, all evidence", "ms", full)]
    for name, made in kinds.items():
        after = cycle([made(n) for n in range(EDITED)])
        figures.append(Figure(f"gaps after {name}", "ms", timed(partial(again, after), TIMES), AFTER_EDIT_MS))
    return figures


def _typed(program: Program, n: int) -> Program:
    competency = next(iter(program.contributions[f"k{n}"]))
    level = program.contributions[f"k{n}"][competency].level
    return set_levels(program, [(f"k{n}", competency, level % 4 + 1)])


def _renamed(program: Program, n: int) -> Program:
    return put(program, "courses", replace(program.courses[f"k{n}"], name=Text("另名", "Another name")))


def _required(demand: Requirements, n: int) -> Requirements:
    """Return the requirements with another level of one post's first competency."""
    post = f"p{n}"
    key, need = next(iter(demand[post].items()))
    return {**demand, post: {**demand[post], key: replace(need, level=(need.level or 0) % 4 + 1)}}
