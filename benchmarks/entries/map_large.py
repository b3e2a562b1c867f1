"""The map of 500 courses, 500 competencies and 60 posts in the window: scrolled, typed into, laid out and given up."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QScrollBar

from benchmarks.entries.hands import Hands, map_keys
from benchmarks.figure import Figure, timed
from benchmarks.sample import stored
from benchmarks.synthetic import synthetic_program
from benchmarks.window import rest, wait_until, window_on
from curriplan.gui.application import application
from curriplan.gui.main_window import MainWindow
from curriplan.gui.map_views import show_view_of_map
from curriplan.gui.views.map.page import MapPage, Shown
from curriplan.gui.widgets.matrix import MatrixView

COURSES, COMPETENCIES, POSTS = 500, 500, 60
FRAME_MS = 1000 / 30
REPAINT_MS = 50.0
FREE_MS = 200.0
FRAMES, EDITS, GIVEN_UP = 40, 20, 3
GIVEN_UP_AFTER_S, SEEN_WITHIN_S = 0.3, 2.0


def measure() -> list[Figure]:
    """Measure in a window of 1440 x 900."""
    with tempfile.TemporaryDirectory() as folder:
        path = stored(synthetic_program(COURSES, COMPETENCIES, POSTS)[0], Path(folder))
        with window_on(path) as window:
            window.show_page("map")
            rest()
            scrolled = list(_scrolled(window.page.findChildren(MatrixView)[0]))
            typed = Figure("a level typed: repainted", "ms", _typed(window), REPAINT_MS, "p95")
            return [*scrolled, typed, *_given_up(window)]


def _typed(window: MainWindow) -> tuple[float, ...]:
    return tuple(map_keys(Hands(window), EDITS).seen)


def _scrolled(view: MatrixView) -> Iterator[Figure]:
    """Scroll down and across, by a line and by a page, forward and back; cells and heads are painted each time."""
    app = application()
    for name, bar in (("down", view.verticalScrollBar()), ("across", view.horizontalScrollBar())):
        line = view.rowHeight(1) if name == "down" else view.columnWidth(1)
        for step, pixels in (("a line", line), ("a page", bar.pageStep())):
            for way, start, by in (("", bar.minimum(), pixels), (" back", bar.maximum(), -pixels)):
                bar.setValue(start)
                app.processEvents()
                taken = timed(app.processEvents, FRAMES, partial(_move, bar, by))
                yield Figure(f"scrolled {name}{way} by {step}", "ms", taken, FRAME_MS, "p95", "one frame")
        bar.setValue(0)


def _move(bar: QScrollBar, by: int) -> None:
    """Scroll on; from the end on again from the other one."""
    on = bar.value() + by
    bar.setValue(on if bar.minimum() <= on <= bar.maximum() else bar.minimum() if by > 0 else bar.maximum())


def _given_up(window: MainWindow) -> Iterator[Figure]:
    """Have the graph laid out and give that up soon: it is then drawn as the programme has it, lines crossing."""
    show_view_of_map(window, "graph")
    page = window.page
    assert isinstance(page, MapPage)
    blocked: list[float] = []
    for _ in range(GIVEN_UP):
        wait_until(lambda: any(job.name == "arrange" for job in window.desk.jobs.running))
        job = next(job for job in window.desk.jobs.running if job.name == "arrange")
        _longest_block(GIVEN_UP_AFTER_S)
        job.cancel()
        blocked.append(_longest_block(SEEN_WITHIN_S))
        assert page.pane(Shown.GRAPH).panel.view.drawing.boxes, "nothing is drawn"
        page.show_view(Shown.MATRIX)
        rest()
        page.show_view(Shown.GRAPH)
    wait_until(lambda: not window.desk.jobs.running)
    note = "until it is drawn in the order of the programme"
    yield Figure(
        "longest time without an answer after a layout was given up",
        "ms",
        tuple(blocked),
        FREE_MS,
        "max",
        note,
    )


def _longest_block(seconds: float) -> float:
    """Let the window work for a time; return the longest milliseconds in which it took no event."""
    longest, last = 0.0, time.perf_counter()
    end = last + seconds
    while last < end:
        application().processEvents()
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest * 1000
