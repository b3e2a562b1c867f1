"""Coverage across posts (P0: modules built strictly for one post put up barriers between posts)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriplan.analysis.gap.result import GapRow, PostGap
from curriplan.analysis.insight.columns import POSTS, count, share
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, found
from curriplan.analysis.order import in_order
from curriplan.analysis.report.tree import Say, Value
from curriplan.analysis.report.words import name_of, names
from curriplan.domain.program import Program


@dataclass(frozen=True, slots=True)
class Spread:
    """How many competencies are required, how many by two jobs or more, and how many of these every one has met."""

    required: int
    several: int
    covered: int

    @property
    def share(self) -> float | None:
        """Return the part of what several jobs require that is met for each of them; None where there is none."""
        return self.covered / self.several if self.several else None


def spread(met: Mapping[str, Sequence[bool]]) -> Spread:
    """Return the spread of competencies, given for each whether it is met at every job that requires it.

    Spoken English is required by two jobs and met at one of them, platform operation by two and met at both:

    >>> found = spread({"spoken": [True, False], "platform": [True, True], "settlement": [False]})
    >>> found, found.share
    (Spread(required=3, several=2, covered=1), 0.5)
    """
    several = [held for held in met.values() if len(held) > 1]
    return Spread(len(met), len(several), sum(map(all, several)))


def _met(rows: Sequence[GapRow]) -> dict[str, list[bool]]:
    held: dict[str, list[bool]] = {}
    for row in rows:
        level = row.requirement.level
        held.setdefault(row.competency, []).append(level is not None and row.delivered >= level)
    return held


def _ask(ground: Ground) -> Found:
    program, jobs = ground.program, ground.jobs()
    rows = [row for job in jobs for row in job.rows]
    by_module: dict[str | None, list[GapRow]] = {}
    for row in rows:
        by_module.setdefault(program.competencies[row.competency].module, []).append(row)
    groups: list[tuple[str | None, Value]] = [(one.id, name_of(one)) for one in in_order(program.modules)]
    lines = [
        _line(program, name, by_module[key], jobs)
        for key, name in (*groups, (None, Say("group.none")))
        if key in by_module
    ]
    return found(share(spread(_met(rows)).share), lines)


def _line(program: Program, name: Value, rows: Sequence[GapRow], jobs: Sequence[PostGap]) -> Line:
    one, asking = spread(_met(rows)), {row.post for row in rows}
    return Line(
        (
            name,
            count(one.required),
            count(one.several),
            count(one.covered),
            share(one.share),
            names(program.posts[job.post] for job in jobs if job.post in asking),
        )
    )


MULTI_POST = Insight(
    "multi_post",
    "0..1",
    "competencies met at each of two jobs or more that require them / competencies that two jobs or more require",
    "own definition; P0 4 (modules must span posts)",
    (
        Column("module", 28),
        Column("competency_count", 13, figures=True),
        Column("several", 13, figures=True),
        Column("covered", 13, figures=True),
        Column("share", 10, figures=True),
        POSTS,
    ),
    _ask,
)
