"""Prerequisites as a drawing: courses in their terms, what each needs as an arrow by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from curriplan.analysis.graph import Node, NodeKind
from curriplan.analysis.prerequisites import Prerequisites, Step
from curriplan.analysis.reach import Lit, Ways
from curriplan.app.figures import figure
from curriplan.domain.course import RequisiteKind
from curriplan.gui.desk import Desk
from curriplan.gui.theme import Tone
from curriplan.gui.views.map.graph.drawing import Box, Dash, Drawing, Head, Line

DASHES = {
    RequisiteKind.ALL_OF: Dash.SOLID,
    RequisiteKind.ANY_OF: Dash.LONG,
    RequisiteKind.COREQUISITE: Dash.DOTS,
    RequisiteKind.TOGETHER: Dash.DOUBLE,
    RequisiteKind.TESTS: Dash.MIXED,
}
KIND_SIGNS = {
    RequisiteKind.ALL_OF: "",
    RequisiteKind.ANY_OF: "1",
    RequisiteKind.COREQUISITE: "≤",
    RequisiteKind.TOGETHER: "=",
    RequisiteKind.TESTS: "✓",
}
BROKEN, CIRCLE, NEEDLESS = "▼", "↻", "~"
SHADES = 4
WIDTH, GAP, ROWS = 140.0, 52.0, 1.7


@dataclass(frozen=True, slots=True)
class Measure:
    """What is wanted: the metric that shades ("": none), every course, the longest chain lit."""

    metric: str = "complexity"
    all_courses: bool = False
    longest: bool = True


def prerequisite_drawing(desk: Desk, wish: Measure) -> Drawing:
    """Return the prerequisites as they are wanted, without a layout."""
    held = desk.results.prerequisites()
    joined = {end for step in held.steps for end in (step.named, step.course)}
    columns = tuple(
        tuple((NodeKind.COURSE, key) for key in column.courses if key in joined or wish.all_courses)
        for column in held.columns
    )
    shades = _Shades(desk, held, wish.metric)
    boxes: dict[Node, Box] = {node: shades.box(node[1]) for column in columns for node in column}
    lines = tuple(_lines(desk, held))
    heads = tuple(
        Head(_term(desk, column.term), str(len(nodes)))
        for column, nodes in zip(held.columns, columns, strict=True)
    )
    return Drawing(
        heads=heads,
        widths=tuple(WIDTH for _ in columns),
        columns=columns,
        boxes=boxes,
        lines=lines,
        least_gap=GAP,
        ways=Ways.of(dict.fromkeys((line.start, line.end) for line in lines)),
        quiet=_longest(held) if wish.longest else Lit(frozenset(), frozenset()),
    )


def _term(desk: Desk, term: int | None) -> str:
    return desk.say("plan.without_term") if term is None else desk.say("plan.term", number=term)


def _longest(held: Prerequisites) -> Lit[Node]:
    steps = {((NodeKind.COURSE, one), (NodeKind.COURSE, other)) for one, other in held.longest.steps}
    return Lit(frozenset((NodeKind.COURSE, one) for one in held.longest.courses), frozenset(steps))


class _Shades:
    """How courses look: darker where the chosen metric is higher."""

    def __init__(self, desk: Desk, held: Prerequisites, metric: str) -> None:
        self._desk, self._metric = desk, metric
        metrics = None if held.metrics is None or not metric else held.metrics
        self._values: Mapping[str, float] = (
            {} if metrics is None else {key: values[metric] for key, values in metrics.courses.items()}
        )
        self._most = max(self._values.values(), default=0.0)

    def box(self, key: str) -> Box:
        """Return how a course looks."""
        desk = self._desk
        row = desk.program.courses[key]
        kind = desk.program.course_types.get(row.type or "")
        name, value = desk.name(row.name, row.code), self._values.get(key)
        spoken = name
        if value is not None:
            what = desk.say(f"graph.metric.{self._metric}")
            spoken = desk.say("graph.spoken_metric", name=name, metric=what, figure=figure(value))
        return Box(
            name,
            note="" if value is None else figure(value),
            tone=self._tone(value),
            stripe=desk.theme.role(None if kind is None else kind.role),
            spoken=spoken,
            wraps=True,
            size=ROWS,
        )

    def _tone(self, value: float | None) -> Tone | None:
        if not value or not self._most:
            return None
        return self._desk.theme.level(ceil(SHADES * value / self._most), SHADES)


def _lines(desk: Desk, held: Prerequisites) -> Iterator[Line]:
    needless = {(one.named, one.course) for one in held.extraneous}
    round_ = {ends for found in held.circles for ends in pairwise((*found, found[0]))}
    for step in held.steps:
        start, end = (NodeKind.COURSE, step.named), (NodeKind.COURSE, step.course)
        sign, ink = _trouble(desk, step, needless, round_)
        yield Line(
            start,
            end,
            ink or desk.theme.accent,
            DASHES[step.kind],
            sign or KIND_SIGNS[step.kind],
            arrow=True,
            loud=bool(sign),
        )


def _trouble(
    desk: Desk, step: Step, needless: set[tuple[str, str]], round_: set[tuple[str, str]]
) -> tuple[str, str]:
    """Return sign and ink of what is wrong with a step, if anything is."""
    ends, theme = (step.named, step.course), desk.theme
    if ends in round_:
        return CIRCLE, theme.no_coverage.ink
    if step.broken:
        return BROKEN, theme.firm.ink
    if ends in needless:
        return NEEDLESS, theme.gap.ink
    return "", ""
