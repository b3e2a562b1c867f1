"""The Checks page: what is found, where it stands, what mends it, what is accepted; by mouse and by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from curriplan.domain.course import Course, Hours, TermPart
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.courses import change_course
from curriplan.domain.edits.placements import place
from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Severity
from curriplan.domain.history import label
from curriplan.domain.plan import Term
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.desk import Selection
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.checks.page import TABLE, ChecksPage
from curriplan.gui.views.checks.rows import GroupBy

NO_MOD = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def programme() -> Program:
    """Return three courses: one with wrong credits, one with wrong hours, one without a term."""
    held = replace(
        blank_program(Text("检查", "Checks"), terms=0),
        terms={f"t{n}": Term(f"t{n}", n, 1, weeks=20) for n in (1, 2)},
    )
    parts = (TermPart(4, 16),)
    rows = (
        Course("a", "A", Text("甲", "Alpha"), hours=Hours(theory=64), parts=parts, credits=3.0, position=1),
        Course("b", "B", Text("乙", "Beta"), hours=Hours(theory=60), parts=parts, credits=4.0, position=2),
        Course("c", "C", Text("丙", "Gamma"), hours=Hours(theory=64), parts=parts, credits=4.0, position=3),
    )
    return place(put(held, "courses", *rows), {"a": "t1", "b": "t1"})


@pytest.fixture
def page(window: MainWindow) -> ChecksPage:
    window.show_page("checks")
    shown = window.page
    assert isinstance(shown, ChecksPage)
    return shown


def listed(page: ChecksPage) -> list[str]:
    model = page._model
    return [row.finding.code for n in range(model.rowCount()) if (row := model.row(n)).finding is not None]


def headings(page: ChecksPage) -> list[str]:
    model = page._model
    return [model.row(n).words for n in range(model.rowCount()) if model.heads(n)]


def choose(page: ChecksPage, code: str, place: str = "") -> None:
    model = page._model
    for n in range(model.rowCount()):
        finding = model.row(n).finding
        if finding is not None and finding.code == code and (not place or place in finding.where.key):
            page._table.step_from(n)
            page._table.setFocus()
            return
    raise AssertionError(code)


def chosen(page: ChecksPage) -> list[str]:
    return [row.finding.code for row in page._rows() if row.finding is not None]


def press(window: MainWindow, name: str) -> None:
    for made in window._inspector.findChildren(QPushButton):
        if made.isVisible() and made.text().startswith(name):
            made.click()
            return
    raise AssertionError(name)


def reason_line(window: MainWindow) -> QLineEdit:
    for one in window._inspector.findChildren(QLineEdit):
        if one.isVisible() and one.accessibleName() == window.desk.say("checks.reason"):
            return one
    raise AssertionError("no line for the reason")


def test_all_findings_are_listed_by_severity(window: MainWindow, page: ChecksPage) -> None:
    found = window.desk.results.findings(window.desk.today)
    assert sorted(listed(page)) == sorted(one.code for one in found)
    assert [line.split(" ")[1] for line in headings(page)] == ["Errors", "Warnings", "Notes"]
    assert page.headline()[0].startswith("1 error to mend, 1 warning, ")


def test_the_first_arrow_leads_to_the_first_finding(page: ChecksPage) -> None:
    page._table.setFocus()
    QTest.keyClick(page._table, Qt.Key.Key_Down)
    assert chosen(page) == listed(page)[:1]
    assert all(row.where for n in range(page._model.rowCount()) if (row := page._model.row(n)).finding)


def test_headings_are_never_chosen(window: MainWindow, page: ChecksPage) -> None:
    page._table.setFocus()
    QTest.keyClick(page._table, Qt.Key.Key_Home)
    seen = chosen(page)
    for _ in range(len(listed(page)) - 1):
        QTest.keyClick(page._table, Qt.Key.Key_Down)
        seen += chosen(page)
    assert seen == listed(page)
    assert window.desk.selection.table == TABLE


def test_findings_are_grouped_by_page_and_filtered(page: ChecksPage) -> None:
    page._by.setCurrentIndex(list(GroupBy).index(GroupBy.PAGE))
    page._by.activated.emit(page._by.currentIndex())
    assert {line.rsplit(" (", 1)[0] for line in headings(page)} == {"Courses", "Plan"}
    page._text.setText("alpha credits")
    assert listed(page) == ["credits_rule"]
    page._text.setText("no such words")
    assert listed(page) == []
    assert page._next.text() == "Show all findings"
    page._next.click()
    assert "hours_parts" in listed(page)
    page._severity.setCurrentIndex(1 + list(Severity).index(Severity.WARNING))
    page._severity.activated.emit(page._severity.currentIndex())
    assert listed(page) == ["course_unplaced"]


def test_a_column_sorts_within_its_group(page: ChecksPage) -> None:
    page._model.sort(1, Qt.SortOrder.DescendingOrder)
    groups: list[list[str]] = []
    for n in range(page._model.rowCount()):
        if page._model.heads(n):
            groups.append([])
        else:
            groups[-1].append(page._model.row(n).words)
    assert len(groups) == 3
    assert all(one == sorted(one, reverse=True) for one in groups)


def test_enter_opens_the_place(window: MainWindow, page: ChecksPage) -> None:
    choose(page, "credits_rule")
    QTest.keyClick(page._table, Qt.Key.Key_Return)
    assert window.page.name == "courses"
    assert window.desk.selection == Selection(course="a")


def test_a_fix_is_made_after_it_was_shown_and_undone(window: MainWindow, page: ChecksPage) -> None:
    before = window.desk.program
    choose(page, "hours_parts")
    window.inspect()
    told = "\n".join(one.text() for one in window._inspector.findChildren(type(page._nothing)))
    assert "Set the hours of Beta to 64 h" in told
    press(window, "Fix")
    assert window.desk.program.courses["b"].hours.total == 64
    assert "hours_parts" not in listed(page)
    assert chosen(page), "the next finding is chosen"
    assert "Fix: Set the hours of Beta to 64 h" in window.desk.say(
        "edit.finding.mend", what="Set the hours of Beta to 64 h"
    )
    window.undo()
    assert window.desk.program == before
    assert "hours_parts" in listed(page)


def test_keys_alone_mend_accept_and_withdraw(qtbot: QtBot, window: MainWindow, page: ChecksPage) -> None:
    choose(page, "course_unplaced")
    QTest.keyClick(page._table, Qt.Key.Key_F)
    assert window.desk.program.placements["c"].term == "t1"
    choose(page, "credits_rule")
    QTest.keyClick(page._table, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: reason_line(window).hasFocus())
    QTest.keyClicks(reason_line(window), "agreed with the registry")
    QTest.keyClick(reason_line(window), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (held,) = window.desk.program.acceptances.values()
    assert (held.finding, held.reason) == ("credits_rule", "agreed with the registry")
    assert window.desk.session is not None
    assert (held.author, held.made_on) == (window.desk.session.author, window.desk.today)
    assert "1 is accepted" in page.headline()[1]
    choose(page, "credits_rule")
    window.inspect()
    press(window, "Withdraw")
    assert not window.desk.program.acceptances


def test_nothing_is_accepted_without_a_reason(window: MainWindow, page: ChecksPage) -> None:
    choose(page, "credits_rule")
    window.inspect()
    press(window, "Accept")
    assert not window.desk.program.acceptances


def test_several_are_accepted_with_one_reason(window: MainWindow, page: ChecksPage) -> None:
    page._table.selectAll()
    rows = page._rows()
    assert len(rows) == len(listed(page))
    window.inspect()
    line = reason_line(window)
    line.setText("a draft for the board")
    line.editingFinished.emit()
    press(window, "Accept all")
    assert len(window.desk.program.acceptances) == len(rows)
    assert window.desk.results.open_findings(window.desk.today) == ()
    assert page.headline() == ("Nothing is open.", f"{len(rows)} are accepted with a reason.")
    page._only_open.setChecked(True)
    assert listed(page) == []
    window.undo()
    assert not window.desk.program.acceptances


def test_several_are_fixed_as_one_edit(window: MainWindow, page: ChecksPage) -> None:
    before = window.desk.program
    page._table.selectAll()
    window.inspect()
    press(window, "Fix what can be fixed")
    assert {"hours_parts", "credits_rule", "course_unplaced"}.isdisjoint(listed(page))
    assert "course_without_contribution" in listed(page)
    window.undo()
    assert window.desk.program == before


def test_other_figures_no_acceptance(window: MainWindow, page: ChecksPage) -> None:
    choose(page, "credits_rule")
    page._reason = "agreed"
    page._accept()
    window.desk.edit(label("contribution.levels", n=1), lambda now: change_course(now, "a", credits=2.0))
    assert "credits_rule" in {one.code for one in window.desk.results.open_findings(window.desk.today)}
    choose(page, "acceptance_stale")
    window.inspect()
    press(window, "Withdraw")
    assert "acceptance_stale" not in listed(page)


def test_the_selection_survives_an_edit_that_changes_its_figures(
    window: MainWindow, page: ChecksPage
) -> None:
    choose(page, "credits_rule")
    resets: list[int] = []
    page._model.modelReset.connect(lambda: resets.append(1))
    window.desk.edit(label("contribution.levels", n=1), lambda now: change_course(now, "a", credits=2.0))
    assert chosen(page) == ["credits_rule"]
    assert "has 2 credits" in page._rows()[0].words
    window.undo()
    assert chosen(page) == ["credits_rule"]
    assert resets == []


def test_rows_are_copied_for_excel(page: ChecksPage) -> None:
    choose(page, "credits_rule")
    QTest.keyClick(page._table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heads, line = QGuiApplication.clipboard().text().splitlines()
    assert heads.split("\t")[:3] == ["Severity", "What", "Where"]
    assert line.split("\t")[2] == "Alpha"


def test_the_number_of_fixes_comes_by_itself(qtbot: QtBot, page: ChecksPage) -> None:
    choose(page, "credits_rule")
    (row,) = page._rows()
    assert row.finding is not None
    finding = row.finding
    qtbot.waitUntil(lambda: page._fixes.count(finding) == 1)
    index = page._table.currentIndex().siblingAtColumn(4)
    qtbot.waitUntil(lambda: index.data() == "1")


def test_the_strip_counts_what_is_open_and_leads_here(window: MainWindow, page: ChecksPage) -> None:
    vital = window._strip._vitals["errors"]
    window._strip.show_figures()
    assert vital.text() == "▼ 1 error"
    choose(page, "hours_parts")
    page._reason = "agreed"
    page._accept()
    window._strip.show_figures()
    assert vital.text() == "no errors"
    assert "1 more is accepted" in vital.toolTip()
    window.show_page("home")
    vital.click()
    assert window.page is page


class TestNothing:
    """Programmes in which nothing is found."""

    @pytest.fixture
    def programme(self) -> Program:
        return blank_program(Text("空", "Empty"), terms=0)

    def test_an_empty_programme_is_told_what_comes_first(self, window: MainWindow, page: ChecksPage) -> None:
        if listed(page):
            pytest.skip("the default packs find something in an empty programme")
        assert "begin with the courses" in page._nothing.text()
        page._next.click()
        assert window.page.name == "courses"
