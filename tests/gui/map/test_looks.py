"""Looks of cells: an edit asks only for those of its own cells, anything else for those that are seen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.history import label
from curriplan.gui.main_window import MainWindow
from curriplan.gui.models.matrix import Line, Look, MatrixModel
from curriplan.gui.views.map.page import MapPage
from curriplan.gui.widgets.matrix import MatrixView

LINES = [Line(key, key) for key in "abc"]


def _watched() -> tuple[MatrixModel, list[tuple[str, str]], list[tuple[int, int, int, int]]]:
    """Return a model with every cell looked at, the cells asked for since, and the changes told since."""
    asked: list[tuple[str, str]] = []
    told: list[tuple[int, int, int, int]] = []

    def look(row: str, column: str) -> Look:
        asked.append((row, column))
        return Look(row + column)

    def note(first: QModelIndex, last: QModelIndex) -> None:
        told.append((first.row(), first.column(), last.row(), last.column()))

    model = MatrixModel(look)
    model.show_lines(LINES, LINES)
    model.dataChanged.connect(note)
    _look_at_all(model)
    asked.clear()
    return model, asked, told


def _look_at_all(model: MatrixModel) -> None:
    for row in range(3):
        for column in range(3):
            model.look(row, column)


def test_only_named_cells_are_asked_for_again() -> None:
    model, asked, told = _watched()
    model.look_again([("a", "b"), ("c", "b"), ("gone", "b")])
    assert told == [(0, 1, 2, 1)]
    assert not asked
    _look_at_all(model)
    assert asked == [("a", "b"), ("c", "b")]


def test_all_cells_are_asked_for_again_when_they_are_seen() -> None:
    model, asked, told = _watched()
    model.forget_looks()
    assert told == [(0, 0, 2, 2)]
    assert not asked
    assert model.look(1, 1).text == "bb"
    assert asked == [("b", "b")]


def test_an_edit_asks_for_one_cell_however_much_of_the_map_was_seen(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("map")
    page = window.page
    assert isinstance(page, MapPage)
    view = page.findChildren(MatrixView)[0]
    course, competency = next((c, k) for c, held in window.desk.program.contributions.items() for k in held)
    view.choose(course, competency)
    for row in range(view.matrix.rowCount()):
        for column in range(view.matrix.columnCount()):
            view.matrix.look(row, column)
    asked: list[tuple[str, str]] = []
    real = view.matrix._look

    def look(row: str, column: str) -> Look:
        asked.append((row, column))
        return real(row, column)

    view.matrix._look = look
    held = window.desk.program.contributions[course][competency].level
    QTest.keyClicks(view, "1" if held != 1 else "2")
    qtbot.waitUntil(lambda: bool(asked))
    assert set(asked) == {(course, competency)}
    window.undo()
    at, across = view.matrix.row_of(course), view.matrix.column_of(competency)
    assert at is not None
    assert across is not None
    assert view.matrix.look(at, across).text == window.desk.program.about.scale.key(held)


def test_an_edit_elsewhere_is_followed(window: MainWindow) -> None:
    window.show_page("map")
    page = window.page
    assert isinstance(page, MapPage)
    matrix = page.findChildren(MatrixView)[0].matrix
    course = next(iter(window.desk.program.contributions))
    competency = next(iter(window.desk.program.contributions[course]))
    at, across = matrix.row_of(course), matrix.column_of(competency)
    assert at is not None
    assert across is not None
    assert matrix.look(at, across).text
    window.desk.edit(
        label("contribution.levels", n=1), lambda now: set_levels(now, [(course, competency, 0)])
    )
    assert not matrix.look(at, across).text
