"""Typing, moving, filling, pasting and removing on the course grid, each one undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from curriplan.domain.course import Assessment, Delivery, Status, TermPart
from curriplan.domain.finding import Severity
from curriplan.gui.desk import Selection, Toast
from tests.gui.courses.conftest import Stage, clipboard, put_on_clipboard

# The list of choices is a window of its own, and a platform without a screen cannot raise one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_typing_replaces_and_enter_goes_down(stage: Stage, resets: list[str]) -> None:
    stage.go("english", "credits")
    stage.type("4.5")
    stage.press(Key.Key_Return)
    assert stage.course("english").credits == 4.5
    now = stage.view.currentIndex()
    assert (now.row(), now.column()) == (stage.row("english") + 1, stage.column("credits"))
    assert stage.editor is None
    stage.undo()
    assert stage.course("english").credits is None
    assert not resets


def test_tab_takes_and_goes_right_and_escape_takes_back(stage: Stage) -> None:
    stage.go("store", "theory")
    stage.type("12")
    stage.press(Key.Key_Tab)
    assert stage.course("store").hours.theory == 12.0
    assert stage.view.currentIndex().column() == stage.column("on_campus")
    stage.type("99")
    stage.press(Key.Key_Escape)
    assert stage.editor is None
    assert stage.course("store").hours.on_campus == 30.0


def test_f2_changes_what_stands_there(stage: Stage) -> None:
    stage.go("store", "name_en")
    stage.press(Key.Key_F2)
    assert stage.editor is not None
    assert stage.editor.text() == stage.course("store").name.en
    stage.press(Key.Key_End)
    stage.type(" II")
    stage.press(Key.Key_Return)
    assert stage.course("store").name.en == "Store lab II"


def test_what_cannot_be_read_stays_in_the_line_and_changes_nothing(stage: Stage, toasts: list[Toast]) -> None:
    before = stage.desk.program
    stage.go("english", "credits")
    stage.type("many")
    stage.press(Key.Key_Return)
    assert stage.desk.program is before
    assert stage.editor is not None
    assert stage.editor.text() == "many"
    assert "many" in toasts[-1].text
    assert "English, Credits" in toasts[-1].text


def test_typing_over_several_cells_sets_all_in_one_step(stage: Stage) -> None:
    stage.select([("english", "theory"), ("store", "theory"), ("store", "on_campus")])
    stage.type("8")
    stage.press(Key.Key_Return)
    assert stage.course("english").hours.theory == 8.0
    assert (stage.course("store").hours.theory, stage.course("store").hours.on_campus) == (8.0, 8.0)
    stage.undo()
    assert stage.course("english").hours.theory == 60.0
    assert (stage.course("store").hours.theory, stage.course("store").hours.on_campus) == (10.0, 30.0)


def test_choices_are_typed_by_name_or_code_in_both_languages(stage: Stage) -> None:
    for text, kind in (
        ("SX", "type-internship"),
        ("公共基础课", "type-public_basic"),
        ("prac", "type-practical"),
    ):
        stage.go("policy", "type")
        stage.type(text)
        stage.press(Key.Key_Tab)
        assert stage.course("policy").type == kind
    stage.go("policy", "status")
    stage.type("选修")
    stage.press(Key.Key_Return)
    assert stage.course("policy").status is Status.ELECTIVE
    stage.go("policy", "assessment")
    stage.type("check")
    stage.press(Key.Key_Return)
    assert stage.course("policy").assessment is Assessment.CHECK


def test_an_input_method_that_shows_a_preview_first_begins_to_type_as_well(stage: Stage) -> None:
    stage.go("policy", "name_zh")
    preview, composed = QInputMethodEvent("zheng", []), QInputMethodEvent()
    composed.setCommitString("政")
    QCoreApplication.sendEvent(stage.view, preview)
    QCoreApplication.sendEvent(stage.view, composed)
    stage.type("策")
    stage.press(Key.Key_Return)
    assert stage.course("policy").name.zh == "政策"


def test_the_list_of_choices_takes_enter_and_a_click(stage: Stage, qtbot: QtBot) -> None:
    stage.go("policy", "type")
    stage.press(Key.Key_F2)
    editor = stage.editor
    completer = None if editor is None else editor.completer()
    popup = None if completer is None else completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    offered = [popup.model().index(n, 0).data() for n in range(popup.model().rowCount())]
    assert offered[:2] == ["Public basic", "Professional basic"]
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    qtbot.waitUntil(lambda: stage.course("policy").type == "type-professional_basic")
    assert stage.editor is None
    assert stage.view.currentIndex().row() == stage.row("policy") + 1


def test_tab_in_the_open_list_takes_what_was_typed(stage: Stage, qtbot: QtBot) -> None:
    stage.go("policy", "type")
    stage.type("inter")
    editor = stage.editor
    completer = None if editor is None else editor.completer()
    popup = None if completer is None else completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Key.Key_Tab)
    assert stage.course("policy").type == "type-internship"
    assert stage.view.currentIndex().column() == stage.column("status")


def test_space_answers_yes_or_no(stage: Stage) -> None:
    stage.select([("english", "core"), ("store", "core")])
    stage.press(Key.Key_Space)
    assert stage.course("english").core
    assert stage.course("store").core
    stage.undo()
    assert not stage.course("english").core


def test_delete_empties_and_leaves_what_cannot_be_empty(stage: Stage) -> None:
    stage.select(
        [("english", "theory"), ("english", "on_campus"), ("english", "status"), ("english", "term")]
    )
    stage.press(Key.Key_Delete)
    row = stage.course("english")
    assert (row.hours.theory, row.hours.on_campus) == (None, None)
    assert row.status is Status.COMPULSORY
    assert "english" not in stage.desk.program.placements
    stage.undo()
    assert stage.course("english").hours.theory == 60.0
    assert stage.desk.program.placements["english"].term == "term-1"


def test_the_notation_says_how_a_course_is_delivered(stage: Stage) -> None:
    stage.go("policy", "parts")
    stage.type("2w")
    stage.press(Key.Key_Return)
    assert stage.course("policy").delivery is Delivery.WEEKS
    assert stage.course("policy").parts == (TermPart(None, 2.0),)
    stage.go("policy", "parts")
    stage.type("4/14W+2/16周")
    stage.press(Key.Key_Return)
    assert stage.course("policy").delivery is Delivery.WEEKLY
    assert stage.text("policy", "parts") == "4/14W+2/16W"


def test_terms_are_typed_as_numbers(stage: Stage, toasts: list[Toast]) -> None:
    stage.go("store", "term")
    stage.type("5")
    stage.press(Key.Key_Return)
    assert stage.desk.program.placements["store"].term == "term-5"
    stage.go("store", "term")
    stage.type("9")
    stage.press(Key.Key_Return)
    assert stage.desk.program.placements["store"].term == "term-5"
    assert "1 to 6" in toasts[-1].text


def test_fill_down_takes_the_first_row_or_the_one_above(stage: Stage) -> None:
    keys = list(stage.model.keys)
    above, below = keys[0], keys[1]
    stage.select([(above, "credits"), (below, "credits")])
    stage.go(above, "credits")
    stage.type("3")
    stage.press(Key.Key_Return)
    stage.go(below, "credits")
    QTest.keyClick(stage.view, Key.Key_D, CTRL)
    assert stage.course(below).credits == 3.0
    stage.view.select_block(range(1, 4), range(stage.column("credits"), stage.column("credits") + 1))
    QTest.keyClick(stage.view, Key.Key_D, CTRL)
    assert [stage.course(key).credits for key in keys[:5]] == [3.0, 3.0, 3.0, 3.0, None]


def test_figures_by_rule_are_faint_until_one_is_typed(stage: Stage) -> None:
    cell = stage.model.cell(stage.row("english"), stage.column("credits"))
    assert (cell.text, cell.default) == ("", "5")
    stage.go("english", "theory")
    stage.type("76")
    stage.press(Key.Key_Return)
    assert stage.text("english", "credits") == "6"
    assert stage.text("english", "hours") == "96"


def test_copy_gives_a_block_that_excel_takes(stage: Stage) -> None:
    stage.view.select_block(range(2), range(stage.column("theory"), stage.column("on_campus") + 1))
    QTest.keyClick(stage.view, Key.Key_C, CTRL)
    assert clipboard() == "60\t20\n10\t30\n"
    stage.view.selectAll()
    QTest.keyClick(stage.view, Key.Key_C, CTRL)
    lines = clipboard().splitlines()
    assert lines[0].startswith("Code\tName (English)\tName (Chinese)")
    assert len(lines) == 1 + len(stage.desk.program.courses)


def test_everything_copied_can_be_pasted_back(stage: Stage) -> None:
    before = dict(stage.desk.program.courses)
    stage.view.selectAll()
    QTest.keyClick(stage.view, Key.Key_C, CTRL)
    held = clipboard()
    stage.view.selectAll()
    stage.press(Key.Key_Delete)
    put_on_clipboard(held)
    stage.view.selectAll()
    QTest.keyClick(stage.view, Key.Key_V, CTRL)
    after = stage.desk.program.courses
    for key, row in before.items():
        assert (after[key].name, after[key].hours, after[key].parts) == (row.name, row.hours, row.parts)
        assert (after[key].type, after[key].department.en) == (row.type, row.department.en)


def test_a_block_from_excel_is_pasted_and_undone_in_one_step(stage: Stage, resets: list[str]) -> None:
    before = stage.desk.program
    put_on_clipboard('"Lab ""A"""\t实训\tSJ\nLine\nfeed'.replace("Line\nfeed", '"Line\nfeed"\t实\tZB') + "\n")
    stage.go("store", "name_en")
    QTest.keyClick(stage.view, Key.Key_V, CTRL)
    below = stage.model.key(stage.row("store") + 1)
    assert stage.course("store").name.en == 'Lab "A"'
    assert stage.course("store").type == "type-practical"
    assert stage.course(below).name.en == "Line\nfeed"
    stage.undo()
    assert stage.desk.program == before
    assert not resets


def test_bad_cells_of_a_block_are_listed_and_nothing_is_pasted(stage: Stage, toasts: list[Toast]) -> None:
    before = stage.desk.program
    put_on_clipboard("3\tx\n-1\t4\n")
    stage.go("english", "theory")
    QTest.keyClick(stage.view, Key.Key_V, CTRL)
    assert stage.desk.program is before
    assert "Line 1, column 2" in toasts[-1].text
    assert "Line 2, column 1" in toasts[-1].text
    assert len(toasts) == 1


def test_rows_below_the_last_one_become_courses(stage: Stage) -> None:
    count = len(stage.desk.program.courses)
    put_on_clipboard("代码\t名称（中文）\t类型\nX1\t甲\tSJ\nX2\t乙\tSJ\n")
    stage.go(stage.model.keys[-1], "code")
    QTest.keyClick(stage.view, Key.Key_V, CTRL)
    fresh = {row.code: row for row in stage.desk.program.courses.values()}
    assert len(stage.desk.program.courses) == count + 1
    assert fresh["X2"].name.zh == "乙"
    assert fresh["X2"].type == "type-practical"
    stage.undo()
    assert len(stage.desk.program.courses) == count


def test_insert_adds_a_course_below_and_begins_to_type_its_name(stage: Stage) -> None:
    stage.go("store", "credits")
    QTest.keyClick(stage.view, Key.Key_Insert)
    assert stage.editor is not None
    stage.type("New lab")
    stage.press(Key.Key_Return)
    fresh = next(row for row in stage.desk.program.courses.values() if row.name.en == "New lab")
    assert (fresh.code, fresh.type) == ("K7", "type-practical")
    assert stage.row(fresh.id) == stage.row("store") + 1
    stage.undo()
    stage.undo()
    assert fresh.id not in stage.desk.program.courses


def test_deleting_takes_what_belonged_to_the_course_and_can_be_undone(
    stage: Stage, toasts: list[Toast], resets: list[str]
) -> None:
    before = stage.desk.program
    keys = stage.model.keys
    stage.go("store", "code")
    QTest.keyClick(stage.view, Key.Key_Minus, CTRL)
    assert "store" not in stage.desk.program.courses
    assert "project" not in stage.desk.program.requisites
    assert toasts[-1].undo
    assert stage.model.keys == tuple(key for key in keys if key != "store")
    stage.undo()
    assert stage.desk.program == before
    assert stage.model.keys == keys
    assert not resets


def test_sorting_keeps_the_selection_and_rows_stay_while_they_are_typed_into(
    stage: Stage, resets: list[str]
) -> None:
    stage.go("store", "theory")
    column = stage.column("theory")
    stage.view.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert stage.model.keys[:2] == ("english", "store")
    assert stage.model.key(stage.view.currentIndex().row()) == "store"
    order = stage.model.keys
    stage.type("99")
    stage.press(Key.Key_Return)
    assert stage.model.keys == order
    stage.view.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert stage.model.keys[:2] == ("english", "store")
    assert stage.text(stage.model.keys[-1], "theory") == ""
    stage.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert stage.model.keys[0] == "english"
    assert not resets


def test_filters_narrow_and_a_course_chosen_elsewhere_is_still_shown(stage: Stage, resets: list[str]) -> None:
    stage.page._words.setText("langu")
    assert stage.model.keys == ("english",)
    stage.page._words.setText("网店")
    assert stage.model.keys == ("store",)
    stage.desk.select(Selection(course="policy"))
    assert stage.model.key(stage.view.currentIndex().row()) == "policy"
    assert stage.page._words.text() == ""
    stage.page._type.setCurrentIndex(stage.page._type.findData("type-practical"))
    stage.page._type.activated.emit(stage.page._type.currentIndex())
    assert stage.model.keys == ("store",)
    assert not resets


def test_a_course_with_a_finding_bears_its_sign_and_says_why(stage: Stage) -> None:
    assert stage.model.mark(stage.row("store")).sign == "▼"
    said = stage.page.inspect(Selection(course="store"))
    heads = [section.heading for section in said.sections if section.blocks]
    assert heads[0] == "Findings"
    held = stage.model.findings["store"]
    assert {one.severity for one in held} >= {Severity.ERROR}
    stage.page._findings.setChecked(True)
    assert "store" in stage.model.keys


def test_the_model_behaves_while_it_is_edited(stage: Stage) -> None:
    tester = QAbstractItemModelTester(stage.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    stage.go("store", "theory")
    stage.type("5")
    stage.press(Key.Key_Return)
    QTest.keyClick(stage.view, Key.Key_Minus, CTRL)
    stage.undo()
    stage.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    stage.page._words.setText("e")
    stage.page._words.setText("")
    assert tester.model() is stage.model


def test_the_language_switches_at_once_and_back(stage: Stage, resets: list[str]) -> None:
    stage.go("store", "code")
    stage.window.switch_language()
    assert stage.model.heading(1) == "名称（中文）"
    assert stage.model.cell(stage.row("store"), 1).text == "网店实训"
    stage.window.switch_language()
    assert stage.model.heading(1) == "Name (English)"
    assert stage.model.key(stage.view.currentIndex().row()) == "store"
    assert not resets


def test_the_first_columns_stay_in_sight(stage: Stage, qtbot: QtBot) -> None:
    stage.window.resize(1000, 640)
    stage.go("store", "practice_score_share")
    bar = stage.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0 and stage.view._frozen.isVisible())
    for _ in range(len(stage.model.fields) - 3):
        stage.press(Key.Key_Left)
        left = stage.view.columnViewportPosition(stage.view.currentIndex().column())
        assert left >= stage.view._frozen.width() - 1 or not stage.view._frozen.isVisible()
    stage.press(Key.Key_Left)
    stage.press(Key.Key_Left)
    assert bar.value() == 0
    assert not stage.view._frozen.isVisible()
