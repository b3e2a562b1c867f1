"""The matrix at full strength: keys, order, filters, totals, signs, find and menus, at 500 x 500 where size matters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from benchmarks.synthetic import synthetic_program
from curriplan.app.derived import Derived
from curriplan.domain.course import Evidence
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from curriplan.gui.desk import Selection
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.map.lines import is_practice
from curriplan.gui.views.map.page import COMPACT, NORMAL, MapPage
from curriplan.gui.widgets.matrix import MatrixView
from curriplan.gui.widgets.matrix_heads import LEAST_NAMES, ColumnHeader

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LARGE = 500


@pytest.fixture(scope="module")
def programme() -> Program:
    """Return a programme of 500 courses and 500 competencies."""
    return synthetic_program(LARGE, LARGE, posts=20)[0]


@pytest.fixture
def page(window: MainWindow) -> MapPage:
    """Return the map, shown."""
    window.show_page("map")
    assert isinstance(window.page, MapPage)
    return window.page


@pytest.fixture
def view(page: MapPage) -> MatrixView:
    """Return the matrix."""
    return page.findChildren(MatrixView)[0]


def free_rows(view: MatrixView) -> list[int]:
    """Return the rows that are no headings."""
    return [n for n in range(view.matrix.rowCount()) if not view.matrix.row(n).heads]


def place(view: MatrixView) -> tuple[int, int]:
    """Return row and column of the current cell."""
    now = view.currentIndex()
    return now.row(), now.column()


def go(view: MatrixView, row: int, column: int) -> None:
    """Choose one cell, whatever keys an earlier test is taken to hold down."""
    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().setCurrentIndex(view.matrix.index(row, column), flag)


def act(menu: QMenu | None, text: str) -> QAction:
    """Return the entry of a menu, or of one below it, by its words."""
    assert menu is not None
    for one in menu.actions():
        if one.text().split("\t")[0] == text:
            return one
    raise AssertionError(f"{text}: {[one.text() for one in menu.actions()]}")


def sub(menu: QMenu | None, text: str) -> QMenu:
    """Return the menu below an entry."""
    below = act(menu, text).menu()
    assert isinstance(below, QMenu)
    return below


def switch(page: MapPage, name: str) -> None:
    page._choices.switches[name].trigger()


def order(view: MatrixView) -> list[str]:
    return [view.matrix.column(n).key for n in range(view.matrix.columnCount())]


# -- keys and mouse -----------------------------------------------------------------------------------


def test_keys_lead_to_corners_edges_and_pages(view: MatrixView) -> None:
    rows = free_rows(view)
    assert len(rows) == LARGE
    go(view, rows[250], 250)
    for key, held, expected in (
        (Qt.Key.Key_Home, NONE, (rows[250], 0)),
        (Qt.Key.Key_End, NONE, (rows[250], LARGE - 1)),
        (Qt.Key.Key_Home, CTRL, (rows[0], 0)),
        (Qt.Key.Key_End, CTRL, (rows[-1], LARGE - 1)),
    ):
        QTest.keyClick(view, key, held)
        assert place(view) == expected
        assert view.selected_cells() == [
            (view.matrix.row(expected[0]).key, view.matrix.column(expected[1]).key)
        ]
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    up = place(view)[0]
    assert rows[0] < up < rows[-1]
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert place(view)[0] == rows[-1]
    for _ in range(LARGE):
        QTest.keyClick(view, Qt.Key.Key_PageUp)
        if place(view)[0] == rows[0]:
            break
    assert place(view)[0] == rows[0]


def test_ctrl_with_an_arrow_goes_to_the_edge_of_the_filled_cells(view: MatrixView) -> None:
    model, row = view.matrix, free_rows(view)[10]
    filled = [n for n in range(LARGE) if model.look(row, n).text]
    go(view, row, 0)
    stops = []
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
        stops.append(place(view)[1])
    for before, stop in zip([0, *stops], stops, strict=False):
        inside = model.look(row, before).text and model.look(row, before + 1).text
        gap = [n for n in range(before + 1, stop) if not model.look(row, n).text]
        if inside:
            assert not gap
            assert not model.look(row, stop + 1).text
        else:
            assert stop == next(n for n in filled if n > before)
    QTest.keyClick(view, Qt.Key.Key_Home)
    column = filled[0]
    go(view, row, column)
    QTest.keyClick(view, Qt.Key.Key_Down, CTRL)
    below = [n for n in free_rows(view) if n > row and model.look(n, column).text]
    assert place(view)[0] == (below[0] if below else free_rows(view)[-1]) or below[0] == row + 1


def test_with_shift_the_jump_selects(view: MatrixView) -> None:
    rows = free_rows(view)
    go(view, rows[0], 0)
    QTest.keyClick(view, Qt.Key.Key_End, CTRL | SHIFT)
    chosen = view.selectionModel()
    assert chosen.isSelected(view.matrix.index(rows[-1], LARGE - 1))
    assert chosen.isSelected(view.matrix.index(rows[250], 250))


def test_shift_and_ctrl_with_a_click_select_as_in_a_spreadsheet(view: MatrixView) -> None:
    rows = free_rows(view)[:6]

    def click(row: int, column: int, held: Qt.KeyboardModifier = NONE) -> None:
        at = view.visualRect(view.matrix.index(rows[row], column)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, at)

    click(1, 1)
    click(3, 4, SHIFT)
    assert len(view.selected_cells()) == 12
    click(5, 6, CTRL)
    assert len(view.selected_cells()) == 13
    click(1, 1, CTRL)
    assert len(view.selected_cells()) == 12
    click(0, 0)
    assert len(view.selected_cells()) == 1


def test_a_block_of_a_thousand_cells_is_typed_pasted_filled_and_undone(
    window: MainWindow, page: MapPage, view: MatrixView
) -> None:
    desk, rows = window.desk, free_rows(view)
    before = desk.program
    cells = [
        (view.matrix.row(r).key, view.matrix.column(c).key) for r in rows[400:420] for c in range(440, 490)
    ]

    def levels() -> set[int]:
        held = desk.program.contributions
        return {held[a][b].level if b in held.get(a, {}) else 0 for a, b in cells}

    go(view, rows[400], 440)
    QGuiApplication.clipboard().setText("\n".join(["\t".join(["2"] * 50)] * 20))
    page.hands.paste()
    assert levels() == {2}
    resets: list[None] = []
    view.matrix.modelReset.connect(lambda: resets.append(None))
    go(view, rows[400], 440)
    for _ in range(49):
        QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    for _ in range(19):
        QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert view.selected_cells() == cells
    QTest.keyClicks(view, "3")
    assert levels() == {3}
    window.undo()
    window.undo()
    assert desk.program == before
    assert not resets


# -- order, filters, totals, signs --------------------------------------------------------------------


def test_an_order_by_gap_puts_the_worst_first_and_stays_while_levels_are_typed(
    window: MainWindow, page: MapPage, view: MatrixView
) -> None:
    desk = window.desk
    usual = order(view)
    weights: dict[str, float] = dict.fromkeys(usual, 0.0)
    for post in desk.results.gaps().posts:
        for row in post.rows:
            weights[row.competency] += row.weighted
    assert max(weights.values()) > 0
    switch(page, "by_gap")
    found = [weights[key] for key in order(view)]
    assert found == sorted(found, reverse=True)
    courses = [view.matrix.row(n).key for n in range(view.matrix.rowCount())]
    touched = [sum(weights[one] for one in desk.program.contributions.get(key, {})) for key in courses]
    assert touched == pytest.approx(sorted(touched, reverse=True))
    sorted_columns = order(view)
    go(view, 0, 0)
    QTest.keyClicks(view, "4")
    assert order(view) == sorted_columns
    switch(page, "by_gap")
    assert order(view) == usual
    assert len(free_rows(view)) < view.matrix.rowCount()


def test_an_order_by_gap_that_was_asked_for_too_early_comes_with_the_demand(
    window: MainWindow, page: MapPage, view: MatrixView, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = order(view)
    with monkeypatch.context() as waiting:
        waiting.setattr(Derived, "demand_is_known", False)
        switch(page, "by_gap")
        assert order(view) == usual
    window.desk.demand_known.tell(None)
    assert order(view) != usual
    worst = max(
        (row for post in window.desk.results.gaps().posts for row in post.rows), key=lambda row: row.weighted
    )
    assert order(view).index(worst.competency) < len(usual) / 2


def test_the_menu_of_a_name_sorts_anew(window: MainWindow, page: MapPage, view: MatrixView) -> None:
    text = window.desk.say("map.show.by_gap")
    act(page.competency_menu(0), text).trigger()
    worst = order(view)[0]
    assert page._choices.switches["by_gap"].isChecked()
    for course in list(window.desk.program.courses)[-1:]:
        view.choose(course, worst)
        QTest.keyClicks(view, "4")
    act(page.course_menu(0), text).trigger()
    assert order(view)[0] != worst


def test_only_practice_and_only_unmapped_keep_what_they_promise(
    window: MainWindow, page: MapPage, view: MatrixView
) -> None:
    program, box = window.desk.program, page._choices.courses

    def choose(name: str) -> set[str]:
        box.setCurrentIndex(box.findData(name))
        box.activated.emit(box.currentIndex())
        return {view.matrix.row(n).key for n in free_rows(view)}

    held = program.contributions
    practice = {one.id for one in program.courses.values() if is_practice(one, held.get(one.id, {}).values())}
    assert choose("practice") == practice
    assert choose("unmapped") == {one for one in program.courses if not held.get(one)}
    assert choose("") == set(program.courses)


def test_totals_count_and_follow_edits(window: MainWindow, page: MapPage, view: MatrixView) -> None:
    wide, high = view.verticalHeader().width(), view.horizontalHeader().height()
    switch(page, "totals")
    assert view.verticalHeader().width() > wide
    assert view.horizontalHeader().height() > high
    row = free_rows(view)[3]
    course = view.matrix.row(row).key
    held = window.desk.program.contributions[course]
    assert view.matrix.row(row).totals == (str(len(held)), str(sum(one.level for one in held.values())))
    column = next(n for n in range(LARGE) if not view.matrix.look(row, n).text)
    competency = view.matrix.column(column).key
    levels = [
        each[competency].level for each in window.desk.program.contributions.values() if competency in each
    ]
    go(view, row, column)
    QTest.keyClicks(view, "4")
    assert view.matrix.row(row).totals[0] == str(len(held) + 1)
    assert view.matrix.column(column).totals == (str(len(levels) + 1), "4")
    switch(page, "totals")
    assert (view.verticalHeader().width(), view.horizontalHeader().height()) == (wide, high)


def test_signs_and_low_rows(window: MainWindow, page: MapPage, view: MatrixView) -> None:
    course, competency = next((a, b) for a, each in window.desk.program.contributions.items() for b in each)
    row, column = view.matrix.row_of(course), view.matrix.column_of(competency)
    assert row is not None
    assert column is not None
    held = window.desk.program.contributions[course][competency]
    assert not view.matrix.look(row, column).before
    switch(page, "signs")
    look = view.matrix.look(row, column)
    assert look.before == window.desk.say(f"map.sign.{held.mode.value}")
    assert look.after
    assert not look.weak
    assert view.rowHeight(row) == NORMAL
    switch(page, "compact")
    assert view.rowHeight(row) == COMPACT


def test_names_have_the_room_that_they_need_in_another_font(view: MatrixView) -> None:
    header = view.horizontalHeader()
    assert isinstance(header, ColumnHeader)
    before = header.names_height
    font = header.font()
    font.setPixelSize(max(4, header.fontInfo().pixelSize() // 2))
    header.setFont(font)
    assert LEAST_NAMES <= header.names_height < before


# -- find and menus -----------------------------------------------------------------------------------


def test_find_goes_from_match_to_match_and_round(window: MainWindow, page: MapPage, view: MatrixView) -> None:
    desk = window.desk
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F, CTRL)
    line = page._find.line
    assert line.hasFocus()
    wanted = "49"
    QTest.keyClicks(line, wanted)
    courses = [view.matrix.row(n) for n in free_rows(view)]
    columns = [view.matrix.column(n) for n in range(LARGE)]
    expected = [Selection(course=one.key) for one in courses if wanted in one.full]
    expected += [Selection(competency=one.key) for one in columns if wanted in one.full]
    assert len(expected) > 2
    for one in [*expected, expected[0]]:
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert desk.selection == one
    QTest.keyClick(line, Qt.Key.Key_F3, SHIFT)
    assert desk.selection == expected[-1]
    assert view.currentIndex().column() == view.matrix.column_of(expected[-1].competency)
    assert view.visualRect(view.currentIndex()).intersects(view.viewport().rect())
    assert page._find._count.text() == desk.say("map.found_at", at=len(expected), n=len(expected))
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert view.hasFocus()
    line.setText("no such course")
    assert page._find._count.text() == desk.say("map.found_none")


def test_the_menu_of_a_cell_changes_all_that_is_selected(
    window: MainWindow, page: MapPage, view: MatrixView
) -> None:
    desk, rows = window.desk, free_rows(view)
    say, before = desk.say, desk.program
    go(view, rows[2], 5)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    cells = view.selected_cells()
    assert len(cells) == 2
    menu = page.cell_menu()
    act(sub(menu, say("map.level")), "3").trigger()
    act(sub(page.cell_menu(), say("map.mode")), say("mode.on_campus")).trigger()
    act(sub(page.cell_menu(), say("map.evidence")), say("evidence.assessed")).trigger()
    for course, competency in cells:
        held = desk.program.contributions[course][competency]
        assert (held.level, held.mode, held.evidence) == (3, Mode.ON_CAMPUS, Evidence.ASSESSED)
    assert act(sub(page.cell_menu(), say("map.level")), "3").isChecked()
    for _ in range(3):
        window.undo()
    assert desk.program == before


def test_menus_lead_to_the_course(window: MainWindow, page: MapPage, view: MatrixView) -> None:
    desk, row = window.desk, free_rows(view)[7]
    go(view, row, 3)
    course = view.matrix.row(row).key
    act(page.cell_menu(), desk.say("map.menu.course")).trigger()
    assert window.page.name == "courses"
    assert desk.selection.course == course
    assert page.course_menu(0) is None, "a heading has no menu"
    assert page.competency_menu(-1) is None


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.usefixtures("page")
def test_the_menus_open_where_the_mouse_asks(view: MatrixView) -> None:
    go(view, free_rows(view)[0], 0)
    for widget in (view.viewport(), view.horizontalHeader(), view.verticalHeader()):
        widget.customContextMenuRequested.emit(QPoint(20, 30))
        opened = QApplication.activePopupWidget()
        assert isinstance(opened, QMenu)
        assert opened.actions()
        opened.close()
