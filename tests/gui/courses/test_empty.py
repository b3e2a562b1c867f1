"""A programme without a course: what the page offers, and that the keys reach it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from curriplan.domain.defaults import blank_program
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.main_window import MainWindow
from curriplan.gui.widgets.grid import GridView
from tests.gui.courses.conftest import put_on_clipboard


@pytest.fixture
def programme() -> Program:
    return blank_program(Text("空白", "Blank"))


@pytest.fixture
def empty(window: MainWindow) -> MainWindow:
    window.show_page("courses")
    return window


def test_it_offers_to_import_courses_or_to_type_one(empty: MainWindow) -> None:
    shown = [one for one in empty.page.findChildren(QPushButton) if one.isVisible()]
    assert [one.text() for one in shown] == [empty.desk.say("command.import"), "Add a course"]
    shown[1].click()
    assert [row.code for row in empty.desk.program.courses.values()] == ["N1"]


def test_insert_makes_the_first_course(empty: MainWindow) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Insert)
    assert [row.code for row in empty.desk.program.courses.values()] == ["N1"]
    grid = empty.page.findChildren(GridView)[0]
    assert grid.isVisible()
    assert grid.state() is GridView.State.EditingState


def test_rows_from_excel_make_the_first_courses(empty: MainWindow) -> None:
    put_on_clipboard(
        "代码\t名称（中文）\t类型\t学分\t教学时间\t学期\nPB1\t英语\t公共基础课\t4\t4/16W\t1\nPB2\t数学\tPB\t3\t3/16W\t2\n"
    )
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    rows = {row.code: row for row in empty.desk.program.courses.values()}
    assert {row.name.zh for row in rows.values()} == {"英语", "数学"}
    assert {row.type for row in rows.values()} == {"type-public_basic"}
    assert empty.desk.program.placements[rows["PB2"].id].term == "term-2"
    empty.undo()
    assert not empty.desk.program.courses
    assert not empty.page.findChildren(GridView)[0].isVisible()
