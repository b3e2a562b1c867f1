"""The weeks of the plan in the window: rows, keys, moves, the same as a table and as a picture; plans compared."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from curriplan.analysis.calendar import first_term
from curriplan.analysis.order import terms_in_order
from curriplan.analysis.weeks import Kind, week_plan
from curriplan.domain.edits.placements import place
from curriplan.domain.history import label
from curriplan.gui.charts.weeks import SIZES
from curriplan.gui.desk import Selection
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.compare.page import ComparePage
from curriplan.gui.views.plan.board import Board
from curriplan.gui.views.plan.column import TermList
from curriplan.gui.views.plan.page import PlanPage
from curriplan.gui.views.plan.weeks_view import WeeksView


def _weeks(window: MainWindow) -> tuple[PlanPage, WeeksView]:
    window.show_page("plan")
    page = window.page
    assert isinstance(page, PlanPage)
    QTest.keyClicks(page.findChildren(TermList)[1], "w")
    return page, page.findChildren(WeeksView)[0]


def test_w_shows_the_weeks_and_b_the_board_and_the_settings_keep_which(window: MainWindow) -> None:
    page, view = _weeks(window)
    assert view.isVisible()
    assert window.desk.settings.plan_view == "weeks"
    QTest.keyClicks(view, "b")
    assert not view.isVisible()
    assert window.desk.settings.plan_view == "board"
    assert page.findChildren(Board)[0].isVisible()


def test_every_part_of_a_placed_course_has_a_bar_that_says_its_notation(window: MainWindow) -> None:
    _, view = _weeks(window)
    bars = [bar for row in view.picture.rows for bar in row.bars]
    plan = week_plan(window.desk.program)
    assert sorted((one.begin, one.weeks) for one in bars) == sorted(
        (one.begin, one.weeks) for one in plan.bars
    )
    assert all(one.label.endswith("W") for one in bars)
    assert {one.kind for one in bars} == {Kind.CLASS, Kind.WHOLE, Kind.INTERNSHIP}
    headings = [row.name for row in view.picture.rows if not row.key]
    assert [one.split(" (")[0] for one in headings] == ["classes by the week", "whole weeks", "internship"]


def test_arrows_select_a_course_everywhere_and_figures_move_it(window: MainWindow) -> None:
    _, view = _weeks(window)
    QTest.keyClick(view, Qt.Key.Key_Home)
    first = window.desk.selection.course
    assert first == next(row.key for row in view.picture.rows if row.key)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert window.desk.selection.course not in {"", first}
    course = next(
        row.key
        for row in view.picture.rows
        if row.key and len(row.bars) == 1 and first_term(window.desk.program, row.key) == 1
    )
    view.choose(course)
    window.desk.select(Selection(course=course))
    QTest.keyClicks(view, "2")
    assert first_term(window.desk.program, course) == 2
    (bar,) = next(row.bars for row in view.picture.rows if row.key == course)
    assert bar.begin >= view.picture.heads[1].begin
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert first_term(window.desk.program, course) == 1
    assert view.hasFocus() or view.isVisible()


def test_a_click_on_a_row_selects_its_course(window: MainWindow) -> None:
    _, view = _weeks(window)
    n = next(n for n, row in enumerate(view.picture.rows) if row.key)
    at = view._area().topLeft() + QPointF(40, (n + 0.5) * SIZES.row - view.verticalScrollBar().value())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert window.desk.selection.course == view.picture.rows[n].key


def test_rows_are_whole_and_come_before_the_load_where_room_is_short(window: MainWindow) -> None:
    _, view = _weeks(window)
    view.resize(800, 500)
    assert view._load_high() == SIZES.load
    view.choose(view.picture.rows[-1].key)
    assert view._scrolled() % SIZES.row == 0
    view.resize(800, 230)
    assert view._load_high() == 0
    assert view._area().height() >= 5 * SIZES.row
    assert view._area().height() % SIZES.row == 0


def test_the_weeks_are_copied_as_a_table(window: MainWindow) -> None:
    _, view = _weeks(window)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Course", "What", "Term", "From week", "To week", "Notation", "Note"]
    assert len(lines) - 1 == sum(len(row.bars) for row in view.picture.rows)


def test_the_weeks_are_saved_as_a_picture_with_all_rows(window: MainWindow, tmp_path: Path) -> None:
    _, view = _weeks(window)
    drawing = view.drawing()
    for suffix in ("png", "svg", "pdf"):
        path = tmp_path / f"weeks.{suffix}"
        assert drawing.save(path)
        assert path.stat().st_size > 10_000
    assert drawing.height() > SIZES.row * len(view.picture.rows)


def test_rows_stand_by_term_and_are_filtered_as_the_cards_are(window: MainWindow) -> None:
    page, view = _weeks(window)
    page._weeks._by_term.setChecked(True)
    headings = [row.name for row in view.picture.rows if not row.key]
    assert [one.split(" (")[0] for one in headings] == [f"Term {n}" for n in range(1, 7)]
    page._choices.text.setText("ZB03")
    assert len([row for row in view.picture.rows if row.key]) == 1


def test_plans_are_compared_term_by_term(window: MainWindow) -> None:
    program = window.desk.program
    course = next(
        one for one in program.placements if first_term(program, one) == 1 and program.courses[one].span == 1
    )
    third = terms_in_order(program)[2].id
    window.desk.edit(label("placement.lock", n=1), lambda now: place(now, {course: third}))
    window.show_page("plan")
    words = window.desk.say("weeks.compare")
    next(one for one in window.page.findChildren(QPushButton) if one.text() == words).click()
    page = window.page
    assert isinstance(page, ComparePage)
    rows = page._models["plan"]
    at = rows.row_of(f"course/{course}")
    assert at is not None
    assert rows.row(at).words == ("3", "1")
    assert page._stack_of_tables.currentWidget() is page._tables["plan"]
    hours = rows.row(rows.row_of("hours/1") or 0)
    assert hours.words[0] != hours.words[1]
    assert sum(rows.key(n).startswith("course/") for n in range(rows.rowCount())) == 1
