"""Importance against delivery: what the points of the chart are, for all posts and for one."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from curriplan.analysis.demand.importance_performance import Quadrant
from curriplan.analysis.gap.result import GapRow, Status
from curriplan.gui.charts.scatter import Axes, Point
from curriplan.gui.desk import Desk
from curriplan.gui.theme import Theme, Tone, sign
from curriplan.gui.views.demand.rows import key_of

NAMED = frozenset({Status.GAP, Status.NO_COVERAGE})
CORNERS = (Quadrant.OVERKILL, Quadrant.KEEP_UP, Quadrant.LOW_PRIORITY, Quadrant.CONCENTRATE)


@dataclass(frozen=True, slots=True)
class Field:
    """Points with their axes, and how many requirements have no importance to stand at."""

    points: tuple[Point, ...]
    axes: Axes
    left_out: int


def field_of(desk: Desk, post: str) -> Field:
    """Return a point for each competency over all posts, or for each requirement of one post."""
    return _of_post(desk, post) if post else _of_all(desk)


def _of_all(desk: Desk) -> Field:
    program, theme = desk.program, desk.theme
    highest = program.about.scale.highest
    held = desk.results.priorities()
    made = [
        Point(
            one.competency,
            one.importance,
            one.performance * highest,
            _sign(one.quadrant),
            _tone(theme, one.quadrant),
            desk.name(program.competencies[one.competency].name, program.competencies[one.competency].code),
            named=one.quadrant is Quadrant.CONCENTRATE,
        )
        for one in held
    ]
    known = {one.competency for one in held}
    wanted = {key for rows in desk.results.requirements().values() for key in rows}
    cross = None
    if made:
        cross = statistics.fmean(one.x for one in made), statistics.fmean(one.y for one in made)
    upper_left, upper_right, lower_left, lower_right = (
        desk.say(f"demand.quadrant.{one.value}") for one in CORNERS
    )
    corners = (upper_left, upper_right, lower_left, lower_right)
    axes = Axes(
        desk.say("demand.axis_importance_mean"),
        desk.say("demand.axis_delivered"),
        _levels(desk),
        cross,
        corners,
    )
    return Field(tuple(made), axes, len(wanted - known))


def _sign(quadrant: Quadrant) -> str:
    return {Quadrant.CONCENTRATE: "▼", Quadrant.OVERKILL: "▲"}.get(quadrant, "")


def _tone(theme: Theme, quadrant: Quadrant) -> Tone:
    tones = {
        Quadrant.CONCENTRATE: theme.firm,
        Quadrant.KEEP_UP: theme.met,
        Quadrant.LOW_PRIORITY: theme.unrated,
        Quadrant.OVERKILL: theme.over,
    }
    return tones[quadrant]


def _of_post(desk: Desk, post: str) -> Field:
    rows = [row for held in desk.results.gaps().posts if held.post == post for row in held.rows]
    made = [point for row in rows if (point := _point(desk, row)) is not None]
    axes = Axes(desk.say("demand.axis_importance"), desk.say("demand.axis_delivered"), _levels(desk))
    return Field(tuple(made), axes, len(rows) - len(made))


def _point(desk: Desk, row: GapRow) -> Point | None:
    importance = row.requirement.importance
    if importance is None:
        return None
    node = desk.program.competencies[row.competency]
    return Point(
        key_of(row.post, row.competency),
        importance,
        row.delivered,
        sign(row.status, row.firm, row.late),
        desk.theme.status(row.status, row.firm),
        desk.name(node.name, node.code),
        named=row.status in NAMED,
    )


def _levels(desk: Desk) -> tuple[str, ...]:
    return ("0", *(one.key for one in desk.program.about.scale.levels))
