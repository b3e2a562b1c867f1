"""A drawing that follows edits is the one that would be made anew, and so is everything painted of it."""

from __future__ import annotations

from functools import partial
from random import Random

import pytest
from PySide6.QtWidgets import QApplication

from curriplan.analysis.layout.arrange import follow
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.courses import change_course
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.main_window import MainWindow
from curriplan.gui.map_views import show_view_of_map
from curriplan.gui.views.map.graph.drawing import differing, placed
from curriplan.gui.views.map.graph.map_choices import MapChoices
from curriplan.gui.views.map.graph.map_drawing import map_drawing
from curriplan.gui.views.map.graph.pane import Pane
from curriplan.gui.views.map.graph.shapes import Shapes
from curriplan.gui.views.map.page import MapPage, Shown
from tests.random_programs import random_edit

EDITS = 12


@pytest.fixture
def pane(window: MainWindow) -> Pane:
    show_view_of_map(window, "graph")
    assert isinstance(window.page, MapPage)
    return window.page.pane(Shown.GRAPH)


def bound(shapes: Shapes) -> set[tuple[object, ...]]:
    """Return the bundles of some shapes by what they look like."""
    everything = shapes.size.adjusted(-1000, -1000, 1000, 1000)
    return {
        (line.dash, path.controlPointRect().getRect(), path.elementCount())
        for line, path in shapes.bundles(everything)
    }


def check(window: MainWindow, pane: Pane) -> None:
    """Check that what is seen is what would be drawn anew."""
    choices = pane.choices
    assert isinstance(choices, MapChoices)
    QApplication.processEvents()
    seen, fresh = pane.panel.view.drawing, map_drawing(window.desk, choices.wish(pane._filters))
    assert (seen.heads, seen.widths, seen.columns) == (fresh.heads, fresh.widths, fresh.columns)
    assert dict(seen.boxes) == dict(fresh.boxes)
    assert seen.lines == fresh.lines
    for mine, anew in ((seen.ways.before, fresh.ways.before), (seen.ways.after, fresh.ways.after)):
        assert {k: sorted(v) for k, v in mine.items()} == {k: sorted(v) for k, v in anew.items()}
    shapes = pane.panel.view.shapes
    again = Shapes(seen, *pane.panel.view._spread(pane.panel.view.zoom))
    assert shapes.rects == again.rects
    assert bound(shapes) == bound(again)
    assert {k: set(v) for k, v in shapes.joining.items() if v} == {
        k: set(v) for k, v in again.joining.items()
    }


@pytest.mark.parametrize("seed", range(3))
def test_a_drawing_that_followed_edits_is_the_one_made_anew(
    window: MainWindow, pane: Pane, seed: int
) -> None:
    rng = Random(seed)
    check(window, pane)
    for _ in range(EDITS):
        edit = rng.choice([_level, _level, _rename, random_edit])
        window.desk.edit(label("contribution.levels", n=1), partial(edit, rng))
        check(window, pane)
    while window.desk.session is not None and window.desk.session.undo_label is not None:
        window.undo()
    check(window, pane)


def _level(rng: Random, program: Program) -> Program:
    course, competency = rng.choice(list(program.courses)), rng.choice(list(program.competencies))
    return set_levels(program, [(course, competency, rng.randint(0, 4))])


def _rename(rng: Random, program: Program) -> Program:
    name = Text("", f"Course {rng.random()}")
    return change_course(program, rng.choice(list(program.courses)), name=name)


def test_another_language_and_another_theme_leave_nothing_of_before(window: MainWindow, pane: Pane) -> None:
    check(window, pane)
    window.switch_language()
    check(window, pane)
    window.switch_theme()
    check(window, pane)


def test_a_level_moves_no_box(window: MainWindow, pane: Pane) -> None:
    desk, view = window.desk, pane.panel.view
    before = dict(view.shapes.rects)
    course = next(iter(desk.program.courses))
    free = next(
        one for one in desk.program.competencies if one not in desk.program.contributions.get(course, {})
    )
    for level in (3, 0):
        cells = [(course, free, level)]
        desk.edit(label("contribution.levels", n=1), partial(set_levels, cells=cells))
        assert view.shapes.rects == before
        drawing = view.drawing
        assert (
            placed(drawing, follow(drawing.layered(), drawing.layout)).layout.places == drawing.layout.places
        )


def test_lines_that_stayed_are_told_from_those_that_did_not(pane: Pane) -> None:
    lines = pane.panel.view.drawing.lines
    assert differing(lines, lines) == ((), ())
    assert differing((), lines) == ((), lines)
    assert differing(lines, lines[:3] + lines[4:]) == ((lines[3],), ())
    assert differing(lines[1:], lines) == ((), (lines[0],))
    assert differing(lines, lines[:-1]) == ((lines[-1],), ())
