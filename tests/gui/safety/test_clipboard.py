"""What is copied can be pasted into Excel without running there, and comes back as it was."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListWidget, QWidget

from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.charts.chart import Chart
from curriplan.gui.main_window import MainWindow
from curriplan.gui.tsv import from_tsv, to_tsv
from curriplan.gui.views.registry import PASSING, VIEWS
from curriplan.gui.widgets.matrix import MatrixView
from curriplan.gui.widgets.table import FactTable
from tests.report.payloads import PAYLOADS, poisoned
from tests.report.programmes import full

RUNS = re.compile(r"[=+@\t\r\n\0＝＋－＠]|-(?!\d+(\.\d+)?( ?%)?$)")
"""What Excel would take for a formula: a minus is none where a figure follows."""

HARMLESS = {"compare", "home", "history", "import", "map"}
"""Pages that copy nothing a payload stands in: the map copies keys of the scale, one side alone differs in nothing."""


@pytest.fixture
def programme() -> Program:
    # The clipboard is text: what no text can hold would not come back from it.
    return poisoned(full(), 0, tuple(one for one in PAYLOADS if "\0" not in one))


def copied(copy: Callable[[], object]) -> list[list[str]]:
    """Return the cells that a copy puts on the clipboard, apostrophes still before them."""
    QGuiApplication.clipboard().setText("nothing")
    copy()
    text = QGuiApplication.clipboard().text()
    return [] if text == "nothing" else from_raw(text)


def from_raw(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab"))


def press_copy(widget: QWidget) -> None:
    widget.setFocus()
    QTest.keySequence(widget, QKeySequence(QKeySequence.StandardKey.Copy))


@pytest.mark.parametrize("name", [view.name for view in (*VIEWS, *PASSING)])
def test_no_copied_cell_runs_in_a_spreadsheet(window: MainWindow, name: str) -> None:
    window.show_page(name)
    reachable = [
        one
        for one in window.page.findChildren(QAbstractItemView)
        if not isinstance(one, QListWidget | QHeaderView)
    ]
    cells: list[str] = []
    for view in reachable:
        if view.isVisible() and type(view).__module__.startswith("curriplan"):
            view.selectAll()
            cells += [cell for line in copied(partial(press_copy, view)) for cell in line]
    for chart in window.page.findChildren(Chart):
        cells += [cell for line in copied(chart.copy_table) for cell in line]
    assert not [cell for cell in cells if RUNS.match(cell)]
    assert any(cell.startswith("'") for cell in cells) or name in HARMLESS


def test_ctrl_c_copies_the_table_that_has_the_focus(window: MainWindow) -> None:
    window.show_page("gaps")
    (heat,) = (one for one in window.page.findChildren(MatrixView) if one.isVisible())
    listed = next(one for one in window.page.findChildren(FactTable) if one.isVisible())
    heat.selectionModel().setCurrentIndex(
        heat.matrix.index(1, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    first = copied(lambda: press_copy(heat))
    listed.selectRow(0)
    second = copied(lambda: press_copy(listed))
    assert [len(line) for line in first] == [2, 2]
    assert first[0][0] == window.desk.say("gaps.post")
    assert second[0][:2] == [window.desk.say("gaps.competency"), window.desk.say("gaps.post")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_copied_text_comes_back_as_it_was(payload: str) -> None:
    plain = payload.replace("\r\n", "\n").replace("\r", "\n")
    assert from_tsv(to_tsv([[payload, "a"], ["b", payload]])) == [[plain, "a"], ["b", plain]]
    assert not RUNS.match(from_raw(to_tsv([[payload]]))[0][0])


@pytest.mark.parametrize("figure", ["-1", "-0.25", "12", "-40 %", "4/14W"])
def test_a_figure_stays_a_figure(figure: str) -> None:
    assert to_tsv([[figure]]) == f"{figure}\n"


def test_blank_rows_at_the_end_count_only_where_they_mean_something() -> None:
    assert from_tsv("1\t2\n\t\n") == [["1", "2"]]
    assert from_tsv("1\t2\n\t\n", blank_end=True) == [["1", "2"], ["", ""]]
    assert from_tsv("1\t2\r\n\r\n", blank_end=True) == [["1", "2"]]


class TestCourses:
    """Copying a name that looks like a formula and pasting it into another course."""

    @pytest.fixture
    def programme(self) -> Program:
        program = full()
        course = next(iter(program.courses.values()))
        name = Text("=1+1", '=HYPERLINK("http://x.invalid")')
        return replace(program, courses={**program.courses, course.id: replace(course, name=name)})

    def test_a_name_survives_copy_and_paste(self, window: MainWindow) -> None:
        window.show_page("courses")
        page = window.page
        grid = page._view  # type: ignore[attr-defined]
        name = next(one.name for one in window.desk.program.courses.values() if one.name.zh == "=1+1")
        start = next(row for row in range(grid.grid.rowCount()) if grid.grid.cell(row, 1).text == name.en)
        other = (start + 1) % grid.grid.rowCount()
        grid.setCurrentIndex(grid.grid.index(start, 1))
        press_copy(grid)
        assert QGuiApplication.clipboard().text().strip('"\n').startswith("'=HYPERLINK")
        grid.setCurrentIndex(grid.grid.index(other, 1))
        QTest.keySequence(grid, QKeySequence(QKeySequence.StandardKey.Paste))
        assert grid.grid.cell(other, 1).text == name.en
