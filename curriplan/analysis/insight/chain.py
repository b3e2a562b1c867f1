"""Coverage by step of the trade's process chain (P1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from curriplan.analysis.gap.result import GapReport, GapRow, Status
from curriplan.analysis.insight.columns import READINESS, REQUIREMENTS, count, share
from curriplan.analysis.insight.groups import rows_readiness
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, Spot, found
from curriplan.analysis.order import in_order
from curriplan.analysis.report.tree import Say, Value
from curriplan.analysis.report.words import name_of
from curriplan.domain.post import Task
from curriplan.domain.program import Program

NO_STEP = ""


@dataclass(frozen=True, slots=True)
class StepCoverage:
    """A step: its tasks, what they need of their posts' requirements, and how much of that is met.

    ``unasked`` are needs of a task that its post does not require. ``readiness`` as for any group of rows.
    """

    step: str
    tasks: tuple[str, ...]
    rows: tuple[GapRow, ...]
    unasked: int
    readiness: float | None

    @property
    def met(self) -> int:
        """Return how many of the requirements are met."""
        return sum(row.status in {Status.MET, Status.OVER} for row in self.rows)

    @property
    def worst(self) -> GapRow | None:
        """Return the requirement with the largest weighted gap, None where nothing is missing."""
        missing = [row for row in self.rows if row.missing]
        return max(missing, key=lambda row: row.weighted, default=None)


def met_share(rows: int, met: int) -> float | None:
    """Return the part of a step's requirements that is met, None for a step that no task needs anything in.

    >>> met_share(4, 3), met_share(0, 0)
    (0.75, None)
    """
    return met / rows if rows else None


def coverage_by_step(program: Program, report: GapReport) -> tuple[StepCoverage, ...]:
    """Return every step of the chain in its order; tasks of no step, or of one that is not named, come last."""
    known = [step.key for step in program.about.process_steps]
    rows = {(row.post, row.competency): row for post in report.posts for row in post.rows}
    by_step: dict[str, list[Task]] = {key: [] for key in known}
    for task in in_order(program.tasks):
        by_step.setdefault(task.step if task.step in known else NO_STEP, []).append(task)
    return tuple(_step(program, key, tasks, rows) for key, tasks in by_step.items())


def _step(
    program: Program, key: str, tasks: Iterable[Task], rows: dict[tuple[str, str], GapRow]
) -> StepCoverage:
    held = list(tasks)
    needed = dict.fromkeys((task.post, name) for task in held for name in sorted(task.competencies))
    found = tuple(rows[one] for one in needed if one in rows)
    return StepCoverage(
        key,
        tuple(task.id for task in held),
        found,
        len(needed) - len(found),
        rows_readiness(program, found),
    )


def _ask(ground: Ground) -> Found:
    program = ground.program
    steps = coverage_by_step(program, ground.gaps)
    names: dict[str, Value] = {one.key: one.name for one in program.about.process_steps}
    lines = [_line(program, names.get(one.step, Say("insight.no_step")), one) for one in steps]
    rows = sum(len(one.rows) for one in steps)
    return found(share(met_share(rows, sum(one.met for one in steps))), lines if program.tasks else [])


def _line(program: Program, name: Value, one: StepCoverage) -> Line:
    worst = one.worst
    cells = (
        name,
        count(len(one.tasks)),
        count(len(one.rows)),
        count(one.met),
        share(met_share(len(one.rows), one.met)),
        share(one.readiness),
        count(one.unasked),
        None if worst is None else name_of(program.competencies[worst.competency]),
    )
    return Line(cells, Spot() if worst is None else Spot(worst.post, worst.competency))


CHAIN = Insight(
    "chain",
    "0..1",
    "requirements met / requirements that the tasks of a step need of their posts",
    "own definition; chain of P1 3 (product selection to payment of funds)",
    (
        Column("step", 26),
        Column("tasks", 8, figures=True),
        REQUIREMENTS,
        Column("met", 8, figures=True),
        Column("share", 10, figures=True),
        READINESS,
        Column("unasked", 12, figures=True),
        Column("worst", 28),
    ),
    _ask,
)
