"""Porter alignment: does teaching lay its weight where the demand lays it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriplan.analysis.gap.readiness import post_shares
from curriplan.analysis.gap.result import GapReport
from curriplan.analysis.insight.columns import COMPETENCY, ratio, share
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, Spot, found
from curriplan.analysis.order import in_order
from curriplan.analysis.report.tree import Mark, Say, Tone
from curriplan.analysis.report.words import name_of
from curriplan.analysis.supply import Offer
from curriplan.domain.program import Program

Matrix = Sequence[Sequence[float]]


def porter(demand: Matrix, teaching: Matrix) -> float | None:
    """Return 1 - sum |x - y| / 2 of two matrices, each divided by its sum: 1 identical, 0 disjoint.

    None where one of them is all zero: there is nothing to compare. No value of it is "good" by itself, because
    it depends on the number of cells.

    >>> standards = [[.2, .2, .1], [.1, .1, .1], [0, .2, 0]]
    >>> test = [[.2, 0, .1], [.1, .2, 0], [.1, .2, .1]]
    >>> round(porter(standards, test), 10)
    0.7
    >>> porter(standards, standards), porter([[1, 0]], [[0, 2]]), porter([[0, 0]], [[0, 2]])
    (1.0, 0.0, None)

    Raises:
        ValueError: they do not have the same shape.

    """
    if [len(row) for row in demand] != [len(row) for row in teaching]:
        raise ValueError("matrices of another shape")
    x, y = [v for row in demand for v in row], [v for row in teaching for v in row]
    if sum(x) <= 0 or sum(y) <= 0:
        return None
    return 1.0 - sum(abs(a / sum(x) - b / sum(y)) for a, b in zip(x, y, strict=True)) / 2


@dataclass(frozen=True, slots=True)
class Emphasis:
    """How much weight lies on a competency, as shares of all weight; ``apart`` is its part of what is missing to 1."""

    competency: str
    demand: float
    teaching: float
    apart: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The index and the competencies behind it, those that are furthest apart first.

    ``by_hours`` False: no contribution states hours, so each counts alike. ``left_out``: contributions without
    hours beside ones with hours, and requirements without level or importance.
    """

    index: float | None
    emphases: tuple[Emphasis, ...]
    by_hours: bool
    left_out: int


Cells = dict[str, dict[int, float]]


def alignment(program: Program, report: GapReport, offered: Mapping[str, Sequence[Offer]]) -> Alignment:
    """Return how demand and teaching agree over competencies x levels.

    Demand weighs a requirement with importance x the post's share of graduates, at its required level. Teaching
    weighs a contribution with its hours, at its level after the cap, for courses that students take or choose.
    """
    asked, unasked = _demand(program, report)
    taught, by_hours, unknown = _teaching(offered)
    names = [one.id for one in in_order(program.competencies) if one.id in asked or one.id in taught]
    levels = sorted({level for cells in (asked, taught) for held in cells.values() for level in held})
    x, y = _matrix(asked, names, levels), _matrix(taught, names, levels)
    index = porter(x, y)
    emphases = () if index is None else _emphases(names, x, y)
    return Alignment(index, emphases, by_hours, unasked + unknown)


def _emphases(names: Sequence[str], x: Matrix, y: Matrix) -> tuple[Emphasis, ...]:
    asked, taught = sum(map(sum, x)), sum(map(sum, y))
    each = [
        Emphasis(
            name,
            sum(a) / asked,
            sum(b) / taught,
            sum(abs(one / asked - other / taught) for one, other in zip(a, b, strict=True)) / 2,
        )
        for name, a, b in zip(names, x, y, strict=True)
    ]
    return tuple(sorted(each, key=lambda one: -one.apart))


def _matrix(cells: Cells, names: Sequence[str], levels: Sequence[int]) -> Matrix:
    nothing: Mapping[int, float] = {}
    return [[cells.get(name, nothing).get(level, 0.0) for level in levels] for name in names]


def _demand(program: Program, report: GapReport) -> tuple[Cells, int]:
    shares, cells, left_out = post_shares(program), Cells(), 0
    for post in report.posts:
        for row in post.rows:
            level, importance = row.requirement.level, row.requirement.importance
            if level is None or importance is None:
                left_out += 1
            else:
                _add(cells, row.competency, level, importance * shares[post.post])
    return cells, left_out


def _teaching(offered: Mapping[str, Sequence[Offer]]) -> tuple[Cells, bool, int]:
    levels = [(name, one.level) for name, held in offered.items() for one in held if one.level.counted]
    by_hours = any(level.hours for _, level in levels)
    cells, left_out = Cells(), 0
    for name, level in levels:
        weight = level.hours if by_hours else 1.0
        if weight is None:
            left_out += 1
        else:
            _add(cells, name, level.counted, weight)
    return cells, by_hours, left_out


def _add(cells: Cells, name: str, level: int, weight: float) -> None:
    held = cells.setdefault(name, {})
    held[level] = held.get(level, 0.0) + weight


def _ask(ground: Ground) -> Found:
    program, held = ground.program, alignment(ground.program, ground.gaps, ground.offered)
    lines = [
        Line(
            (
                name_of(program.competencies[one.competency]),
                share(one.demand),
                share(one.teaching),
                _side(one),
                share(one.apart),
            ),
            Spot(competency=one.competency),
        )
        for one in held.emphases
    ]
    key = "insight.alignment.by_hours" if held.by_hours else "insight.alignment.by_number"
    return found(ratio(held.index), lines, Say(key, (("left_out", held.left_out),)))


def _side(one: Emphasis) -> Mark | None:
    if abs(one.demand - one.teaching) < _SAME:
        return Mark(Say("insight.emphasis.level"), Tone.DIM) if one.apart >= _SAME else None
    less = one.teaching < one.demand
    return Mark(
        Say("insight.emphasis.less" if less else "insight.emphasis.more"), Tone.GAP if less else Tone.OVER
    )


_SAME = 0.0005  # below half of a tenth of a per cent two shares read the same


ALIGNMENT = Insight(
    "alignment",
    "0..1",
    "P = 1 - sum |x - y| / 2 over competencies x levels, each side divided by its sum",
    "Porter 2002, Educational Researcher 31(7)",
    (
        COMPETENCY,
        Column("demand_share", 12, figures=True),
        Column("teaching_share", 12, figures=True),
        Column("emphasis", 20),
        Column("apart", 12, figures=True),
    ),
    _ask,
)
