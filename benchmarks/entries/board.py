"""The board: a move until it is seen, and what a card in hand would do, on the sample and at 300 courses."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.entries.hands import Hands, plan_moves
from benchmarks.figure import Figure, timed
from benchmarks.sample import sample, stored
from benchmarks.synthetic import synthetic_program
from benchmarks.window import rest, window_on
from curriplan.analysis.order import terms_in_order
from curriplan.domain.program import Program
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.plan.page import PlanPage

TARGET_MS, SHOWN_MS = 50.0, 100.0
TIMES = 12


def measure() -> list[Figure]:
    """Measure moves by keys until they are repainted, and a card held over columns until these say so."""
    large, _ = synthetic_program()
    return [*_figures("sample", sample()), *_figures("300 courses", large)]


def _figures(name: str, program: Program) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, window_on(stored(program, Path(folder))) as window:
        moved = plan_moves(Hands(window))
        return [
            Figure(f"a card moved, {name}: repainted", "ms", tuple(moved.seen), TARGET_MS, "p95"),
            Figure(f"a card held over a term, {name}: said", "ms", _held(window), TARGET_MS, "p95"),
            Figure(f"the weeks of the plan, {name}: shown", "ms", _weeks(window), SHOWN_MS, "p95"),
        ]


def _held(window: MainWindow) -> tuple[float, ...]:
    page = _page(window)
    course = next(iter(window.desk.program.placements))
    terms = [term.id for term in terms_in_order(window.desk.program)]
    taken: list[float] = []
    for n in range(TIMES):
        rest()
        taken += timed(lambda n=n: page.hands.hover([course], terms[n % len(terms)]), 1)  # type: ignore[misc]
    page.hands.leave()
    return tuple(taken)


def _weeks(window: MainWindow) -> tuple[float, ...]:
    """Show the weeks and then the board again, so that each time they are worked out and painted anew."""
    page = _page(window)
    taken: list[float] = []
    for _ in range(TIMES):
        rest()
        taken += timed(lambda: _turned(page), 1)
        page.show_view("board")
    return tuple(taken)


def _turned(page: PlanPage) -> None:
    page.show_view("weeks")
    page.repaint()


def _page(window: MainWindow) -> PlanPage:
    window.show_page("plan")
    rest()
    assert isinstance(window.page, PlanPage)
    return window.page
