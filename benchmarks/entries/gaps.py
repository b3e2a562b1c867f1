"""What follows from a large programme, in full and after an edit."""

from __future__ import annotations

from datetime import date
from itertools import count

from benchmarks.figure import Figure, timed
from benchmarks.synthetic import synthetic_program
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.rules.check import check, checked
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.program import Program

TIMES = 25
FULL_MS = 50.0
TODAY = date(2026, 3, 1)


def measure() -> list[Figure]:
    """Measure the gap report and the findings of 300 courses x 300 competencies x 40 posts."""
    program, demand = synthetic_program()
    known, found = gap_report(program, demand), checked(program, TODAY)
    numbers = count()

    def edited() -> Program:
        """Return the programme after another level was typed on the map."""
        n = next(numbers)
        competency = next(iter(program.contributions[f"k{n % 40}"]))
        level = program.contributions[f"k{n % 40}"][competency].level
        return set_levels(program, [(f"k{n % 40}", competency, level % 4 + 1)])

    def again() -> None:
        gap_report(edited(), demand, previous=(program, demand, known))

    return [
        Figure(
            "gaps in full, all evidence", "ms", timed(lambda: gap_report(program, demand), TIMES), FULL_MS
        ),
        Figure("gaps in full, assessed", "ms", timed(lambda: gap_report(program, demand, "assessed"), TIMES)),
        Figure("gaps after a level was typed", "ms", timed(again, TIMES)),
        Figure("findings in full", "ms", timed(lambda: check(program, TODAY), TIMES)),
        Figure(
            "findings after a level was typed", "ms", timed(lambda: checked(edited(), TODAY, found), TIMES)
        ),
    ]
