"""The map: typing levels, blocks, filters, the inspector."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from curriplan.domain.course import Evidence
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Block, Content, Pairs
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.map.page import MapPage
from curriplan.gui.widgets.matrix import MatrixView


def _map(window: MainWindow) -> tuple[MapPage, MatrixView]:
    window.show_page("map")
    page = window.page
    assert isinstance(page, MapPage)
    return page, page.findChildren(MatrixView)[0]


def _empty_cell(window: MainWindow) -> tuple[str, str]:
    program = window.desk.program
    course = next(iter(program.contributions))
    competency = next(one for one in program.competencies if one not in program.contributions[course])
    return course, competency


def _level(window: MainWindow, course: str, competency: str) -> int:
    held = window.desk.program.contributions.get(course, {}).get(competency)
    return 0 if held is None else held.level


def test_a_typed_key_sets_the_level_as_a_claim_and_undo_takes_it_back(window: MainWindow) -> None:
    _, view = _map(window)
    course, competency = _empty_cell(window)
    view.choose(course, competency)
    QTest.keyClicks(view, "3")
    assert _level(window, course, competency) == 3
    assert window.desk.program.contributions[course][competency].evidence is Evidence.CLAIMED
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert _level(window, course, competency) == 0
    window.undo()
    assert _level(window, course, competency) == 3
    window.undo()
    assert _level(window, course, competency) == 0


def test_a_key_that_is_no_level_changes_nothing(window: MainWindow) -> None:
    _, view = _map(window)
    course, competency = _empty_cell(window)
    view.choose(course, competency)
    before = window.desk.program
    QTest.keyClicks(view, "x")
    assert window.desk.program is before


def test_typing_on_a_block_sets_all_of_it_in_one_edit(window: MainWindow) -> None:
    _, view = _map(window)
    top, left = view.model().index(1, 0), view.model().index(3, 2)
    mode = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().select(QItemSelection(top, left), mode)
    revision = window.desk.session.revision if window.desk.session else 0
    QTest.keyClicks(view, "2")
    cells = view.selected_cells()
    assert len(cells) == 9
    assert {_level(window, *cell) for cell in cells} == {2}
    assert window.desk.session is not None
    assert window.desk.session.revision == revision + 1


def test_a_block_goes_to_excel_and_comes_back(window: MainWindow) -> None:
    page, view = _map(window)
    view.selectionModel().select(
        QItemSelection(view.model().index(1, 0), view.model().index(4, 3)),
        QItemSelectionModel.SelectionFlag.ClearAndSelect,
    )
    page.hands.copy()
    copied = QGuiApplication.clipboard().text()
    before = window.desk.program.contributions
    cells = view.selected_cells()
    QGuiApplication.clipboard().setText("\n".join(["4\t4\t4\t4"] * 4))
    page.hands.paste()
    assert {_level(window, *cell) for cell in cells} == {4}
    QGuiApplication.clipboard().setText(copied)
    page.hands.paste()
    after = window.desk.program.contributions
    for course, competency in cells:
        kept = before.get(course, {}).get(competency)
        assert (kept.level if kept else 0) == (after.get(course, {}).get(competency).level if kept else 0)  # type: ignore[union-attr]


def test_a_bad_paste_changes_nothing_and_says_where(window: MainWindow) -> None:
    page, view = _map(window)
    view.setCurrentIndex(view.model().index(1, 0))
    told: list[str] = []
    window.desk.toasts.listen(lambda toast: told.append(toast.text))
    before = window.desk.program
    QGuiApplication.clipboard().setText("2\tvery good")
    page.hands.paste()
    assert window.desk.program is before
    assert "very good" in told[0]
    assert "column 2" in told[0]


def test_fill_down_gives_the_first_row_to_the_others(window: MainWindow) -> None:
    page, view = _map(window)
    view.setCurrentIndex(view.model().index(1, 0))
    QTest.keyClicks(view, "3")
    view.selectionModel().select(
        QItemSelection(view.model().index(1, 0), view.model().index(4, 0)),
        QItemSelectionModel.SelectionFlag.ClearAndSelect,
    )
    page.hands.fill_down()
    assert {_level(window, *cell) for cell in view.selected_cells()} == {3}


def test_filters_keep_what_they_promise(window: MainWindow) -> None:
    page, view = _map(window)
    everything = view.model().columnCount()
    page._gaps.click()
    fewer = view.model().columnCount()
    assert 0 < fewer < everything
    page._gaps.click()
    assert view.model().columnCount() == everything


def test_the_inspector_changes_evidence_of_the_cell(window: MainWindow) -> None:
    _, view = _map(window)
    course, held = next(iter(window.desk.program.contributions.items()))
    competency = next(iter(held))
    view.choose(course, competency)
    content = window.page.inspect(Selection(course, competency))
    assert content.sections[1].blocks
    choice = content.sections[1].blocks[1]
    choice.pick(list(Evidence).index(Evidence.CLAIMED))  # type: ignore[union-attr]
    assert window.desk.program.contributions[course][competency].evidence is Evidence.CLAIMED


def test_selection_and_scroll_survive_edits_and_undo(window: MainWindow) -> None:
    _, view = _map(window)
    row = view.model().rowCount() - 1
    view.setCurrentIndex(view.model().index(row, 5))
    scrolled = view.verticalScrollBar().value()
    QTest.keyClicks(view, "1")
    window.undo()
    assert view.currentIndex().row() == row
    assert view.verticalScrollBar().value() == scrolled


def test_a_competency_found_by_the_search_keeps_its_fields_within_reach(window: MainWindow) -> None:
    page, view = _map(window)
    view.setCurrentIndex(view.model().index(3, 4))
    competency = list(window.desk.program.competencies)[9]
    window.desk.goto("map", Selection(competency=competency))
    assert window.desk.selection == Selection(competency=competency)
    headings = [section.heading for section in page.inspect(window.desk.selection).sections]
    assert window.desk.say("competency.edit") in headings
    assert view.currentIndex().column() == view.matrix.column_of(competency)


def test_a_key_typed_while_only_a_competency_is_selected_sets_no_level(window: MainWindow) -> None:
    _, view = _map(window)
    view.setCurrentIndex(view.model().index(3, 4))
    window.desk.goto("map", Selection(competency=list(window.desk.program.competencies)[9]))
    before = window.desk.program
    QTest.keyClicks(view, "3")
    assert window.desk.program is before
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert window.desk.selection.course
    QTest.keyClicks(view, "3" if view.currentIndex().data() != "3" else "2")
    assert window.desk.program is not before


def test_a_course_selected_elsewhere_leads_to_its_row(window: MainWindow) -> None:
    _, view = _map(window)
    course = list(window.desk.program.courses)[7]
    window.desk.goto("map", Selection(course=course))
    assert window.desk.selection == Selection(course=course)
    assert view.currentIndex().row() == view.matrix.row_of(course)


def test_what_another_level_would_do_is_said_before_it_is_set(window: MainWindow) -> None:
    page, _ = _map(window)
    desk = window.desk
    row = next(one for post in desk.results.gaps().posts for one in post.rows if one.missing)
    every = desk.program.courses
    said = [_would(page.inspect(Selection(course=one, competency=row.competency))) for one in every]
    blocks = [one for one in said if isinstance(one, Pairs)]
    assert blocks, "no course could do anything about a gap"
    level, words = blocks[0].rows[-1]
    assert level == desk.program.about.scale.key(desk.program.about.scale.highest)
    assert "close" in words or "narrow" in words


def _would(content: Content) -> Block:
    (block,) = next(one for one in content.sections if one.heading == "Another level would…").blocks
    return block


def test_the_menu_of_a_competency_narrows_to_its_module_and_widens_again(window: MainWindow) -> None:
    page, view = _map(window)
    everything, nodes = view.matrix.columnCount(), window.desk.program.competencies
    module = nodes[view.matrix.column(4).key].module
    for text, expected in (
        ("map.menu.only_module", sum(one.module == module for one in nodes.values())),
        ("map.all_modules", everything),
    ):
        menu = page.competency_menu(0 if expected == everything else 4)
        assert menu is not None
        next(one for one in menu.actions() if one.text() == window.desk.say(text)).trigger()
        assert view.matrix.columnCount() == expected
    assert expected > 1
