"""The Lists page: every list is typed into, pasted into, added to and deleted from, each time as one edit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from curriplan.domain.defaults import blank_program
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import Action
from curriplan.gui.lists.kinds import BY_NAME, LISTS
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.lists.page import ListsPage
from curriplan.gui.widgets.grid import GridView

# What is offered while typing is a window of its own, and a platform without a screen cannot raise one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
NAMES = [one.name for one in LISTS]


def show(window: MainWindow, name: str) -> GridView:
    """Click a list by its name and return its grid."""
    window.show_page("lists")
    page = window.page
    assert isinstance(page, ListsPage)
    page._names[name][0].click()
    return page._sheet.view


def rows(window: MainWindow, name: str) -> list[str]:
    return list(BY_NAME[name].rows(window.desk.program))


def focus() -> QWidget:
    held = QApplication.focusWidget()
    assert held is not None
    return held


def go(grid: GridView, key: str, heading: str) -> None:
    """Make a cell current."""
    model = grid.grid
    row = model.row_of(key)
    assert row is not None
    column = next(n for n in range(model.columnCount()) if model.heading(n) == heading)
    grid.selectionModel().setCurrentIndex(
        model.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )


def type_in(grid: GridView, text: str) -> None:
    """Type over the current cell."""
    grid.setFocus()
    for letter in text:
        QTest.keyClicks(focus(), letter)
    QTest.keyClick(focus(), Key.Key_Return)


def back_to(window: MainWindow, before: Program, steps: int) -> None:
    """Take steps back one by one, and be where it began."""
    session = window.desk.session
    assert session is not None
    for _ in range(steps):
        assert session.undo_label is not None
        window.undo()
    assert window.desk.program == before


@pytest.mark.parametrize("name", NAMES)
def test_a_row_is_added_named_and_deleted_by_keys(window: MainWindow, name: str) -> None:
    grid, before = show(window, name), window.desk.program
    held, resets = rows(window, name), list[str]()
    grid.grid.modelReset.connect(lambda: resets.append(name))
    QTest.keyClick(window.page, Key.Key_Insert)
    (fresh,) = set(rows(window, name)) - set(held)
    assert isinstance(focus(), QLineEdit)
    type_in(grid, "Something new")
    row = BY_NAME[name].rows(window.desk.program)[fresh]
    assert row.name == Text("", "Something new")
    assert row.code not in {BY_NAME[name].rows(before)[one].code for one in held}
    go(grid, fresh, "Name (English)")
    QTest.keyClick(grid, Key.Key_Minus, Control)
    assert rows(window, name) == held
    back_to(window, before, 3)
    assert not resets


@pytest.mark.parametrize("name", NAMES)
def test_the_panel_has_every_field_of_a_row_and_deletes_it(window: MainWindow, name: str) -> None:
    grid, before = show(window, name), window.desk.program
    if not rows(window, name):
        QTest.keyClick(window.page, Key.Key_Insert)
        before = window.desk.program
    key = rows(window, name)[0]
    go(grid, key, "Code")
    told = window.page.inspect(window.desk.selection)
    assert told.subtitle.endswith(window.desk.say(f"lists.one.{name}"))
    shown = sum(len(section.blocks) for section in told.sections)
    assert shown >= sum(bool(one.path) for one in BY_NAME[name].columns(window.desk)) + 1
    blocks = [block for section in told.sections for block in section.blocks]
    last = [one for one in blocks if isinstance(one, Action)][-1]
    last.act()
    assert key not in rows(window, name)
    back_to(window, before, 1)


@pytest.mark.parametrize("name", NAMES)
def test_a_block_goes_to_excel_and_comes_back(window: MainWindow, name: str) -> None:
    """What is copied with its headings and pasted again changes nothing; a line below the last one is a new row."""
    grid = show(window, name)
    if not rows(window, name):
        QTest.keyClick(window.page, Key.Key_Insert)
        type_in(grid, "One")
    before, held = window.desk.program, rows(window, name)
    grid.setFocus()
    grid.selectAll()
    QTest.keyClick(grid, Key.Key_C, Control)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(held) + 1
    go(grid, held[0], "Code")
    QTest.keyClick(grid, Key.Key_V, Control)
    assert window.desk.program == before
    QGuiApplication.clipboard().setText("Code\tName (Chinese)\nZZ7\t新的一行\n")
    go(grid, held[-1], "Code")
    QTest.keyClick(grid, Key.Key_V, Control)
    assert len(rows(window, name)) == len(held)
    assert (
        BY_NAME[name].rows(window.desk.program)["ZZ7" if name == "steps" else held[-1]].name.zh == "新的一行"
    )
    back_to(window, before, 1)


def test_a_pasted_block_longer_than_the_list_makes_rows(window: MainWindow) -> None:
    grid, before = show(window, "tracks"), window.desk.program
    assert not rows(window, "tracks")
    QGuiApplication.clipboard().setText(
        "Code\tName (English)\tName (Chinese)\nD1\tSelling\t销售\nD2\tService\t客服\n"
    )
    QTest.keyClick(window.page, Key.Key_V, Control)
    made = [
        (row.code, row.name.en, row.name.zh) for row in BY_NAME["tracks"].rows(window.desk.program).values()
    ]
    assert made == [("D1", "Selling", "销售"), ("D2", "Service", "客服")]
    assert grid.isVisible()
    back_to(window, before, 1)


@pytest.mark.parametrize(
    ("name", "heading", "text"),
    [
        ("pools", "To take", "none"),
        ("pools", "To take", "0"),
        ("pools", "Credits", "many"),
        ("surveys", "Day", "in March"),
        ("enterprises", "Weight", "heavy"),
        ("posts", "Leads to", "no such post"),
        ("tasks", "Post", "no such post"),
        ("modules", "Framework", "no such framework"),
        ("course_types", "Counts as", "a hobby"),
        ("resources", "Places a term", "1.5"),
    ],
)
def test_what_cannot_stand_in_a_cell_changes_nothing_and_says_why(
    window: MainWindow, name: str, heading: str, text: str
) -> None:
    told: list[Toast] = []
    window.desk.toasts.listen(told.append)
    grid, before = show(window, name), window.desk.program
    key = rows(window, name)[0]
    go(grid, key, heading)
    type_in(grid, text)
    assert window.desk.program is before
    assert heading in told[-1].text
    QTest.keyClick(focus(), Key.Key_Escape)


def test_a_step_that_is_renamed_keeps_its_tasks(window: MainWindow) -> None:
    grid, before = show(window, "steps"), window.desk.program
    key = next(one.step for one in before.tasks.values() if one.step)
    there = {task.id for task in before.tasks.values() if task.step == key}
    go(grid, key, "Code")
    type_in(grid, "first-of-all")
    after = window.desk.program
    assert {task.id for task in after.tasks.values() if task.step == "first-of-all"} == there
    back_to(window, before, 1)


def test_a_deleted_type_leaves_its_courses_without_one(window: MainWindow) -> None:
    told: list[Toast] = []
    window.desk.toasts.listen(told.append)
    grid, before = show(window, "course_types"), window.desk.program
    key = rows(window, "course_types")[0]
    of_it = [one.id for one in before.courses.values() if one.type == key]
    go(grid, key, "Code")
    QTest.keyClick(grid, Key.Key_Minus, Control)
    assert window.desk.program.courses.keys() == before.courses.keys()
    assert {window.desk.program.courses[one].type for one in of_it} == {None}
    assert told[-1].undo
    back_to(window, before, 1)


def test_language_and_theme_switch_at_once(window: MainWindow) -> None:
    grid = show(window, "tasks")
    assert grid.grid.heading(1) == "Name (English)"
    window.switch_language()
    assert grid.grid.heading(1) == "名称（中文）"
    window.switch_theme()
    for name in NAMES:
        show(window, name)


def test_a_row_chosen_elsewhere_is_shown_in_its_list(window: MainWindow) -> None:
    pool = next(iter(window.desk.program.pools))
    window.desk.goto("lists", Selection(table="pools", row=pool))
    page = window.page
    assert isinstance(page, ListsPage)
    assert page._sheet.kind.name == "pools"
    assert page._sheet.view.grid.key(page._sheet.view.currentIndex().row()) == pool


class TestBlank:
    """A programme in which only course types stand."""

    @pytest.fixture
    def programme(self) -> Program:
        return blank_program(Text("空白", "Blank"))

    def test_a_task_needs_a_post_first(self, window: MainWindow) -> None:
        told: list[Toast] = []
        window.desk.toasts.listen(told.append)
        show(window, "tasks")
        before = window.desk.program
        QTest.keyClick(focus(), Key.Key_Insert)
        assert window.desk.program is before
        assert "post" in told[-1].text

    def test_a_first_module_brings_a_framework_to_stand_in(self, window: MainWindow) -> None:
        show(window, "modules")
        before = window.desk.program
        QTest.keyClick(focus(), Key.Key_Insert)
        (module,) = window.desk.program.modules.values()
        assert module.framework in window.desk.program.frameworks
        back_to(window, before, 1)

    @pytest.mark.parametrize("name", [one for one in NAMES if one not in {"tasks", "course_types"}])
    def test_an_empty_list_has_a_button_that_makes_the_first_row(self, window: MainWindow, name: str) -> None:
        grid = show(window, name)
        assert not grid.isVisible()
        next(one for one in window.page.findChildren(QPushButton) if one.text() == "Add").click()
        assert len(rows(window, name)) == 1
        assert grid.isVisible()
