"""An edit in a large programme: from the key to the repaint, and to "Saved"."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from benchmarks.entries.hands import Hands, Taken, course_hours, graph_levels, map_keys, plan_moves, undo
from benchmarks.figure import Figure
from benchmarks.sample import stored
from benchmarks.synthetic import synthetic_program
from benchmarks.window import window_on
from curriplan.app.scenarios import fork, show_scenario
from curriplan.domain.text import Text

REPAINT_MS = 50.0
SAVED_MS = 100.0
TODAY = date(2026, 3, 1)


def measure() -> list[Figure]:
    """Measure edits of 300 courses x 300 competencies x 40 posts in a window of 1440 x 900."""
    with tempfile.TemporaryDirectory() as folder:
        path = stored(synthetic_program()[0], Path(folder))
        with window_on(path) as window:
            hands = Hands(window)
            first = _figures("a level typed on the map", map_keys(hands))
            hands.visit_all()
            return [
                *first,
                *_figures("the same with every page built", map_keys(hands)),
                *_figures("undo on the map", undo(hands)),
                *_figures("a level set while the graph is shown", graph_levels(hands)),
                *_figures("hours typed on Courses", course_hours(hands)),
                *_figures("a course moved on Plan", plan_moves(hands)),
                *_figures("a level typed on the map, in a scenario", map_keys(_in_scenario(hands))),
            ]


def _in_scenario(hands: Hands) -> Hands:
    made = fork(hands.session, Text("测量", "Measured"), TODAY)
    show_scenario(hands.session, made)
    return hands


def _figures(name: str, taken: Taken) -> list[Figure]:
    return [
        Figure(f"{name}: repainted", "ms", tuple(taken.seen), REPAINT_MS, "p95"),
        Figure(f"{name}: saved", "ms", tuple(taken.saved), SAVED_MS),
    ]
