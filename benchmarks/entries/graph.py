"""A graph of 2,000 nodes and 10,000 lines: arranged, panned, pointed at; and crossings against Graphviz dot."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QApplication, QScrollBar

from benchmarks.figure import Figure, timed
from benchmarks.layered import Spot, by_dot, layered
from curriplan.analysis.graph import Node, NodeKind
from curriplan.analysis.layout.arrange import QUICK, Layered, arrange, count_all_crossings
from curriplan.analysis.reach import Ways
from curriplan.app.jobs import inline_jobs
from curriplan.app.settings import Settings
from curriplan.domain.progress import quiet
from curriplan.gui.application import application
from curriplan.gui.desk import Desk
from curriplan.gui.style import apply_theme
from curriplan.gui.theme import LIGHT
from curriplan.gui.views.map.graph.drawing import Box, Drawing, Head, Line
from curriplan.gui.views.map.graph.view import GraphView

NODES, LINES = 2000, 10_000
KINDS = tuple(NodeKind)
FRAME_MS = 1000 / 30
STEP, FRAMES = 37, 60
COMPARED = ((100, 200), (200, 600), (400, 1200))


def measure() -> list[Figure]:
    """Measure a large graph on an offscreen window of 1400 x 900, and crossings of smaller ones."""
    application()
    desk = Desk(inline_jobs(), Settings(lang="en", theme="light"), LIGHT)
    apply_theme(desk)
    graph = layered(NODES, LINES)
    drawing = _drawing(desk, graph)
    arranging = timed(lambda: arrange(drawing.layered(), quiet, QUICK), 2)
    view = GraphView(desk)
    view.resize(1400, 900)
    view.show()
    view.show_drawing(_placed(drawing))
    view.zoom_to(1.0)
    QApplication.processEvents()
    figures = [
        Figure("2,000 nodes and 10,000 lines arranged", "ms", arranging, note="in a job, with progress"),
        *_frames(view),
        *_compared(),
    ]
    view.close()
    desk.jobs.close()
    return figures


def _drawing(desk: Desk, graph: Layered[Spot]) -> Drawing:
    def node(spot: Spot) -> Node:
        return KINDS[spot[0]], str(spot[1])

    columns = tuple(tuple(node(spot) for spot in column) for column in graph.columns)
    boxes = {
        one: Box(f"{one[0].value} number {one[1]}", note="T3", tone=desk.theme.met)
        for column in columns
        for one in column
    }
    lines = tuple(Line(node(one), node(other), desk.theme.accent) for one, other in graph.lines)
    return Drawing(
        heads=tuple(Head(one.value, str(len(column))) for one, column in zip(KINDS, columns, strict=True)),
        widths=tuple(180.0 for _ in columns),
        columns=columns,
        boxes=boxes,
        lines=lines,
        ways=Ways.of((line.start, line.end) for line in lines),
        even=True,
    )


def _placed(drawing: Drawing) -> Drawing:
    return replace(drawing, layout=arrange(drawing.layered(), quiet, QUICK))


def _frames(view: GraphView) -> Iterator[Figure]:
    port = view.viewport()
    for zoom in (1.0, 0.3):
        view.zoom_to(zoom)
        port.repaint()
        bar = view.verticalScrollBar()
        bar.setValue(0)
        taken = timed(port.repaint, FRAMES, partial(_move, bar))
        yield Figure(f"one frame of a pan at {zoom:.0%}", "ms", taken, FRAME_MS, "p95", "30 frames a second")
    view.zoom_to(1.0)
    nodes = iter(view.drawing.columns[2])
    taken = timed(port.repaint, FRAMES, lambda: view.hold([next(nodes)]))
    yield Figure("all ways through a node lit", "ms", taken, note="each on another place of the drawing")
    taken = timed(port.repaint, 10, view.restyle)
    yield Figure("everything seen painted anew", "ms", taken, note="after a zoom or an edit")


def _move(bar: QScrollBar) -> None:
    bar.setValue(bar.value() + STEP)


def _compared() -> Iterator[Figure]:
    """Compare with dot, where it is installed."""
    if shutil.which("dot") is None:
        return
    for nodes, lines in COMPARED:
        graph = layered(nodes, lines)
        ours = count_all_crossings(graph, arrange(graph))
        theirs = count_all_crossings(graph, by_dot(graph))
        share = 100 * ours / theirs
        name = f"crossings of {nodes} nodes and {lines:,} lines, of those of dot"
        yield Figure(name, "%", (share,), 102.0, note=f"{ours:,} against {theirs:,}")
