"""Importance against delivery: what the points of the chart are."""

from __future__ import annotations

from curriplan.analysis.gap.result import GapRow, Status
from curriplan.gui.charts.scatter import Axes, Point
from curriplan.gui.desk import Desk
from curriplan.gui.theme import sign
from curriplan.gui.views.demand.rows import key_of

NAMED = frozenset({Status.GAP, Status.NO_COVERAGE})


def points(desk: Desk, post: str) -> tuple[list[Point], int]:
    """Return a point for each requirement of a post, or of all, and how many have no importance to stand at."""
    made: list[Point] = []
    left_out = 0
    for held in desk.results.gaps().posts:
        if post not in {"", held.post}:
            continue
        for row in held.rows:
            point = _point(desk, row, post)
            if point is None:
                left_out += 1
            else:
                made.append(point)
    return made, left_out


def _point(desk: Desk, row: GapRow, post: str) -> Point | None:
    importance = row.requirement.importance
    if importance is None:
        return None
    node, where = desk.program.competencies[row.competency], desk.program.posts[row.post]
    name = desk.name(node.name, node.code)
    if not post:
        name = desk.say("demand.at_post", competency=name, post=desk.name(where.name, where.code))
    return Point(
        key_of(row.post, row.competency),
        importance,
        row.delivered,
        sign(row.status, row.firm, row.late),
        desk.theme.status(row.status, row.firm),
        name,
        named=row.status in NAMED,
    )


def axes(desk: Desk) -> Axes:
    """Return the axes: importance from 0 to 1, delivered levels from none up."""
    levels = ("0", *(one.key for one in desk.program.about.scale.levels))
    return Axes(desk.say("demand.axis_importance"), desk.say("demand.axis_delivered"), levels)
