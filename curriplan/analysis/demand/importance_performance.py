"""Importance against performance: where to concentrate (Martilla and James 1977, J. Marketing 41(1))."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from curriplan.analysis.gap.result import GapReport, GapRow
from curriplan.analysis.order import in_order
from curriplan.domain.program import Program


class Quadrant(StrEnum):
    """What importance and performance together ask for."""

    CONCENTRATE = "concentrate"
    KEEP_UP = "keep_up"
    LOW_PRIORITY = "low_priority"
    OVERKILL = "overkill"


@dataclass(frozen=True, slots=True)
class Point:
    """A competency: mean importance over the posts that state one, and delivered / highest level (0..1 each)."""

    competency: str
    importance: float
    performance: float
    quadrant: Quadrant


def quadrants(points: Sequence[tuple[float, float]]) -> tuple[Quadrant, ...]:
    """Return the quadrant of each (importance, performance) about their means; ties count as high."""
    if not points:
        return ()
    # fmean may differ from equal figures in the last digit, which would turn a tie into "low".
    middle_x = statistics.fmean(x for x, _ in points) - 1e-12
    middle_y = statistics.fmean(y for _, y in points) - 1e-12
    names = {
        (True, False): Quadrant.CONCENTRATE,
        (True, True): Quadrant.KEEP_UP,
        (False, False): Quadrant.LOW_PRIORITY,
        (False, True): Quadrant.OVERKILL,
    }
    return tuple(names[x >= middle_x, y >= middle_y] for x, y in points)


def importance_performance(program: Program, report: GapReport) -> tuple[Point, ...]:
    """Return a point for each competency that some post requires with an importance, in display order.

    Performance is the delivered level at graduation (mean over those posts, whose tracks may differ) as a
    share of the highest level of the scale.
    """
    held: dict[str, list[GapRow]] = {}
    for post in report.posts:
        for row in post.rows:
            if row.requirement.importance is not None:
                held.setdefault(row.competency, []).append(row)
    names = [one.id for one in in_order(program.competencies) if one.id in held]
    highest = max(1, program.about.scale.highest)
    figures = [
        (
            statistics.fmean(row.requirement.importance or 0.0 for row in held[name]),
            statistics.fmean(row.delivered for row in held[name]) / highest,
        )
        for name in names
    ]
    found = zip(names, figures, quadrants(figures), strict=True)
    return tuple(Point(name, x, y, quadrant) for name, (x, y), quadrant in found)
