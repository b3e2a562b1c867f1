"""Edits made by keys in the real window, each timed until it is seen and until it is stored."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from benchmarks.window import Painted, rest, wait_until
from curriplan.analysis.calendar import first_term
from curriplan.app.session import SaveState
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.history import label
from curriplan.gui.main_window import MainWindow
from curriplan.gui.map_views import show_view_of_map
from curriplan.gui.views.courses.model import CourseGrid
from curriplan.gui.views.map.page import MapPage, Shown
from curriplan.gui.views.plan.board import Board
from curriplan.gui.views.plan.column import TermList
from curriplan.gui.views.registry import VIEWS
from curriplan.gui.widgets.grid import GridView
from curriplan.gui.widgets.matrix import MatrixView

W = TypeVar("W", bound=QWidget)
EDITS = 60
WARM_UP = 5
SHIFTED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass
class Taken:
    """Milliseconds of some edits until they were seen, and until they were stored."""

    seen: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)


class Hands:
    """Does one thing after another in a window and times each."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._saved_at = 0.0
        assert window.desk.session is not None
        self.session = window.desk.session
        self.session.saved.listen(self._note)

    def _note(self, state: SaveState) -> None:
        if state is SaveState.SAVED:
            self._saved_at = time.perf_counter()

    def times(
        self, seen: QWidget, prepare: Callable[[int], Callable[[], object]], edits: int = EDITS
    ) -> Taken:
        """Make edits: ``prepare`` gets ready for one and returns what makes it. ``seen`` shows it."""
        painted, taken = Painted(seen), Taken()
        for n in range(edits + WARM_UP):
            act = prepare(n)
            rest()
            painted.expect()
            revision, begin = self.session.revision, time.perf_counter()
            act()
            assert self.session.revision == revision + 1
            wait_until(partial(self._is_over, painted, begin))
            if n >= WARM_UP:
                taken.seen.append((painted.at - begin) * 1000)
                taken.saved.append((self._saved_at - begin) * 1000)
        seen.removeEventFilter(painted)
        return taken

    def _is_over(self, painted: Painted, begin: float) -> bool:
        return min(painted.at, self._saved_at) > begin

    def visit_all(self) -> None:
        """Show every page once, so that each of them follows the edits."""
        for view in VIEWS:
            self.window.show_page(view.name)
            rest()


def map_keys(hands: Hands, edits: int = EDITS) -> Taken:
    """Type levels on the map, each into another cell."""
    show_view_of_map(hands.window, "matrix")
    view = _shown(hands, "map", MatrixView)
    rows = [n for n in range(view.matrix.rowCount()) if not view.matrix.row(n).heads][:20]

    def prepare(n: int) -> Callable[[], object]:
        at, across = rows[n % len(rows)], n % 12
        view.setCurrentIndex(view.matrix.index(at, across))
        view.setFocus()
        key = "1" if view.matrix.look(at, across).text != "1" else "2"
        return lambda: QTest.keyClick(view, key)  # type: ignore[call-overload]

    return hands.times(view.viewport(), prepare, edits)


def graph_levels(hands: Hands, edits: int = EDITS) -> Taken:
    """Set levels while the graph is seen, every other one where none was, so that lines come and go."""
    show_view_of_map(hands.window, "graph")
    desk, page = hands.window.desk, hands.window.page
    assert isinstance(page, MapPage)
    wait_until(lambda: not desk.jobs.running)
    rest()
    view = page.pane(Shown.GRAPH).panel.view
    courses, competencies = list(desk.program.courses), list(desk.program.competencies)

    def prepare(n: int) -> Callable[[], object]:
        course = courses[n % 20]
        held = desk.program.contributions[course]
        cell = next(iter(held)) if n % 2 else next(one for one in competencies if one not in held)
        level = held[cell].level % 4 + 1 if n % 2 else 1
        words = label("contribution.levels", n=1)
        return lambda: desk.edit(words, lambda now: set_levels(now, [(course, cell, level)]))

    return hands.times(view.viewport(), prepare, edits)


def undo(hands: Hands) -> Taken:
    """Take back what was typed on the map."""
    view = _shown(hands, "map", MatrixView)
    return hands.times(view.viewport(), lambda _: hands.window.undo)


def course_hours(hands: Hands) -> Taken:
    """Type theory hours into the grid of courses."""
    view = _shown(hands, "courses", GridView)
    grid = view.grid
    assert isinstance(grid, CourseGrid)
    column = next(n for n, one in enumerate(grid.fields) if one.name == "theory")

    def prepare(n: int) -> Callable[[], object]:
        view.choose(f"k{n % 20}", column)
        view.setFocus()
        text = str(20.5 + n)
        QTest.keyClicks(view, text[0])
        editor = view.findChildren(QLineEdit)[-1]
        QTest.keyClicks(editor, text[1:])
        return lambda: QTest.keyClick(editor, Qt.Key.Key_Return)

    return hands.times(view.viewport(), prepare)


def plan_moves(hands: Hands) -> Taken:
    """Move a course to the next term and back."""
    board = _shown(hands, "plan", Board)
    course = next(
        one for one in hands.window.desk.program.placements if first_term(hands.window.desk.program, one) == 1
    )

    def prepare(n: int) -> Callable[[], object]:
        board.focus_card(course)
        held = next(one for one in board.findChildren(TermList) if course in one.selected_courses())
        key = Qt.Key.Key_Left if n % 2 else Qt.Key.Key_Right
        return lambda: QTest.keyClick(held, key, SHIFTED)

    return hands.times(board.findChildren(TermList)[1].viewport(), prepare)


def _shown(hands: Hands, page: str, kind: type[W]) -> W:
    hands.window.show_page(page)
    rest()
    return hands.window.page.findChildren(kind)[0]
