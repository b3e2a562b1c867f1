"""Scaffolding: is a level reached over the levels below it, in the order of the terms?

A competency's rungs are the levels 1 to D that its courses deliver, each after its cap, at the end of their last
term. The statuses are named after those of a peer; the definitions are ours:

- ``well_scaffolded``: every rung is taught, none later than the next one above it;
- ``no_introduction``: what is taught first is above the lowest rung;
- ``top_heavy``: what is taught first is the highest rung already;
- ``brittle``: introduced, but a rung on the way is missing or comes later than one above it;
- ``coverage_only``: taught on the lowest rung alone, although more is required.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from curriplan.analysis.gap.result import GapRow
from curriplan.analysis.insight.columns import COMPETENCY, DELIVERED, REQUIRED, count
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, Spot, found
from curriplan.analysis.order import in_order
from curriplan.analysis.report.tree import Listing, Mark, Say, Tone, Value
from curriplan.analysis.report.words import level_of, name_of
from curriplan.analysis.supply import Offer
from curriplan.domain.program import Program

Step = tuple[int, int | None]
"""A level and the term at whose end a course delivers it; None: the course has no term yet."""


class Scaffold(StrEnum):
    """How the levels of a competency build on each other."""

    WELL_SCAFFOLDED = "well_scaffolded"
    NO_INTRODUCTION = "no_introduction"
    TOP_HEAVY = "top_heavy"
    BRITTLE = "brittle"
    COVERAGE_ONLY = "coverage_only"


TONES: Mapping[Scaffold, Tone] = {
    Scaffold.BRITTLE: Tone.FIRM,
    Scaffold.TOP_HEAVY: Tone.FIRM,
    Scaffold.COVERAGE_ONLY: Tone.NO_COVERAGE,
    Scaffold.NO_INTRODUCTION: Tone.GAP,
    Scaffold.WELL_SCAFFOLDED: Tone.MET,
}
"""The statuses, those that weigh most first."""

SHAKY = frozenset({Scaffold.BRITTLE, Scaffold.TOP_HEAVY, Scaffold.COVERAGE_ONLY})
"""What the figure counts. Beginning above the lowest rung is shown too, but is no fault of a course that goes on."""


def scaffold(steps: Iterable[Step], required: int | None = None) -> Scaffold | None:
    """Return how the steps of a competency build on each other; None where nothing is taught.

    Introduced in term 1, practised in 2, mastered in 3; then without the middle rung, from the middle, at once at
    the top, and only touched:

    >>> [scaffold(one, 3).value for one in ([(1, 1), (2, 2), (3, 3)], [(1, 1), (3, 3)], [(2, 1), (3, 3)],
    ...                                     [(3, 1), (1, 2)], [(1, 1)])]
    ['well_scaffolded', 'brittle', 'no_introduction', 'top_heavy', 'coverage_only']
    >>> scaffold([(1, 2), (2, 1)], 2).value, scaffold([(1, 1)], 1).value, scaffold([])
    ('top_heavy', 'well_scaffolded', None)
    """
    first: dict[int, float] = {}
    for level, term in steps:
        first[level] = min(first.get(level, math.inf), math.inf if term is None else term)
    if not first:
        return None
    top = max(first)
    if top == 1:
        return Scaffold.COVERAGE_ONLY if required is not None and required > 1 else Scaffold.WELL_SCAFFOLDED
    begun = min(level for level, term in first.items() if term == min(first.values()))
    if begun > 1:
        return Scaffold.TOP_HEAVY if begun == top else Scaffold.NO_INTRODUCTION
    rungs = [first.get(level) for level in range(1, top + 1)]
    whole = all(low is not None and high is not None and low <= high for low, high in pairwise(rungs))
    return Scaffold.WELL_SCAFFOLDED if whole else Scaffold.BRITTLE


@dataclass(frozen=True, slots=True)
class Scaffolded:
    """A competency with its rungs: (level, first term at whose end it is delivered, None: no term yet)."""

    competency: str
    status: Scaffold
    required: int | None
    rungs: tuple[Step, ...]


def scaffolds(
    program: Program, needed: Mapping[str, Sequence[GapRow]], offered: Mapping[str, Sequence[Offer]]
) -> tuple[Scaffolded, ...]:
    """Return the scaffolding of every competency that is required and taught, in display order.

    Courses are those that every student takes or chooses from a pool, of any track.
    """
    return tuple(
        _scaffolded(one.id, offered[one.id], needed[one.id])
        for one in in_order(program.competencies)
        if offered.get(one.id) and one.id in needed
    )


def _scaffolded(competency: str, held: Sequence[Offer], rows: Sequence[GapRow]) -> Scaffolded:
    steps = [(one.level.counted, one.level.term) for one in held]
    required = max((row.requirement.level for row in rows if row.requirement.level is not None), default=None)
    status = scaffold(steps, required) or Scaffold.COVERAGE_ONLY
    first: dict[int, int | None] = {}
    for level, term in sorted(steps, key=lambda step: math.inf if step[1] is None else step[1]):
        first.setdefault(level, term)
    return Scaffolded(competency, status, required, tuple(sorted(first.items())))


def _ask(ground: Ground) -> Found:
    program = ground.program
    every = scaffolds(program, ground.by_competency(), ground.offered)
    counts = {one.value: sum(held.status is one for held in every) for one in Scaffold}
    worst = list(TONES)
    shown = sorted(every, key=lambda one: worst.index(one.status))
    lines = [_line(program, one) for one in shown if one.status is not Scaffold.WELL_SCAFFOLDED]
    shaky = sum(one.status in SHAKY for one in every)
    return found(count(shaky), lines, Say("insight.scaffolding.counts", tuple(counts.items())))


def _line(program: Program, one: Scaffolded) -> Line:
    delivered = max(level for level, _ in one.rungs)
    cells: tuple[Value, ...] = (
        name_of(program.competencies[one.competency]),
        Mark(Say(f"insight.scaffold.{one.status.value}"), TONES[one.status]),
        level_of(program, one.required),
        level_of(program, delivered),
        Listing(tuple(_rung(program, level, dict(one.rungs)) for level in range(1, delivered + 1))),
    )
    return Line(cells, Spot(competency=one.competency))


def _rung(program: Program, level: int, rungs: Mapping[int, int | None]) -> Say:
    key = program.about.scale.key(level)
    if level not in rungs:
        return Say("insight.rung.missing", (("level", key),))
    term = rungs[level]
    if term is None:
        return Say("insight.rung.no_term", (("level", key),))
    return Say("insight.rung.term", (("level", key), ("term", term)))


SCAFFOLDING = Insight(
    "scaffolding",
    "competencies",
    "rungs 1..D: taught at all, and first(l) <= first(l + 1)",
    "own definition; statuses named after gc-curriculum-tool; rule I before R before M of published maps",
    (COMPETENCY, Column("scaffold", 22), REQUIRED, DELIVERED, Column("rungs", 40)),
    _ask,
)
