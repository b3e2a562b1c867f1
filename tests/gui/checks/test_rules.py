"""The rules side of the Checks page: packs switched, figures changed, rules added, files in and out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.own_rules import OWN_PACK
from curriplan.domain.edits.removal import remove
from curriplan.domain.edits.rows import put
from curriplan.domain.edits.rules import hold_pack
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule
from curriplan.domain.text import Text
from curriplan.exchange.shipped_packs import shipped_packs
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Links
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.checks.inspect import _of_rule
from curriplan.gui.views.checks.page import ChecksPage
from curriplan.gui.views.checks.places import lead
from curriplan.gui.views.checks.rule_rows import PACKS, RULES
from curriplan.gui.views.checks.rules_view import RulesView
from curriplan.gui.widgets.basic import Link

CODE = "CN-GZ-2019"


@pytest.fixture
def programme(sample: Program) -> Program:
    """Return the sample with the pack of 2019 alone."""
    held = next(one for one in shipped_packs() if one.pack.code == CODE)
    program = sample
    for pack in list(program.rule_packs):
        program = _without(program, pack)
    return hold_pack(program, held.pack, held.rules)


def _without(program: Program, pack: str) -> Program:
    return remove(program, "rule_packs", [pack])


@pytest.fixture
def view(window: MainWindow) -> RulesView:
    window.show_page("checks")
    page = window.page
    assert isinstance(page, ChecksPage)
    page.show_side(1)
    return page._rules


def hours_in_all(program: Program) -> Rule:
    return next(
        one for held in program.rules.values() for one in held.values() if 2500 in {one.least, one.pack_least}
    )


def choose(window: MainWindow, rule: Rule) -> None:
    window.desk.select(Selection(table=RULES, row=f"{rule.pack}/{rule.id}"))
    window.inspect()


def field(window: MainWindow, name: str) -> QLineEdit:
    for one in window._inspector.findChildren(QLineEdit):
        if one.isVisible() and one.accessibleName() == name:
            return one
    raise AssertionError(name)


def press(window: MainWindow, name: str) -> None:
    for one in window._inspector.findChildren(QPushButton):
        if one.isVisible() and one.text() == name:
            one.click()
            return
    raise AssertionError(name)


def test_another_figure_is_the_colleges_own_and_goes_back(window: MainWindow, view: RulesView) -> None:
    start = hours_in_all(window.desk.program)
    choose(window, start)
    line = field(window, "At least")
    line.setText("3000")
    line.editingFinished.emit()
    held = hours_in_all(window.desk.program)
    assert (held.least, held.pack_least, held.own) == (3000, 2500, True)
    row = view._rules.row_of(held.id)
    assert row is not None
    assert view._rules.row(row).found == 1, "what it finds is told at once"
    assert "figure is the college's own" in window.page.headline()[1]
    window.inspect()
    press(window, "Back to the pack's figures")
    assert hours_in_all(window.desk.program) == start
    window.undo()
    assert hours_in_all(window.desk.program) == held


def test_a_figure_is_typed_in_its_cell(qtbot: QtBot, window: MainWindow, view: RulesView) -> None:
    rule = hours_in_all(window.desk.program)
    choose(window, rule)
    table = view.rule_table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    (line,) = table.viewport().findChildren(QLineEdit)
    assert line.text() == "2500"
    QTest.keyClicks(line, "2600")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hours_in_all(window.desk.program).least == 2600)
    assert hours_in_all(window.desk.program).own
    assert not view._rules.setData(table.currentIndex(), "many")
    assert hours_in_all(window.desk.program).least == 2600


def test_a_pack_and_a_rule_are_switched_by_space(window: MainWindow, view: RulesView) -> None:
    rule = hours_in_all(window.desk.program)
    view.pack_table.setFocus()
    QTest.keyClick(view.pack_table, Qt.Key.Key_Space)
    assert not window.desk.program.rule_packs[rule.pack].active
    assert view._packs.data(view._packs.index(0, 0)) == "–"
    QTest.keyClick(view.pack_table, Qt.Key.Key_Space)
    choose(window, rule)
    view.rule_table.setFocus()
    QTest.keyClick(view.rule_table, Qt.Key.Key_Space)
    assert not hours_in_all(window.desk.program).active
    window.undo()
    assert hours_in_all(window.desk.program) == rule


def test_keys_lead_from_a_pack_to_its_rules(qtbot: QtBot, window: MainWindow, view: RulesView) -> None:
    view.pack_table.setFocus()
    QTest.keyClick(view.pack_table, Qt.Key.Key_Return)
    qtbot.waitUntil(view.rule_table.hasFocus)
    assert view.rule_table.selectionModel().hasSelection()
    assert window.desk.selection.table == RULES
    assert window.desk.program.rule_packs[view._pack].active


def test_packs_are_added_and_removed_and_unverified_ones_say_so(window: MainWindow, view: RulesView) -> None:
    before = window.desk.program
    held = next(one for one in shipped_packs() if not one.pack.verified)
    view.add(held)
    assert held.pack.id in window.desk.program.rule_packs
    assert len(window.desk.program.rules[held.pack.id]) == len(held.rules)
    at = view._packs.row_of(held.pack.id)
    assert at is not None
    assert view._packs.data(view._packs.index(at, 4)) == "not verified"
    view._remove_pack()
    assert window.desk.program == before
    shown = view.pack_table.currentIndex()
    assert view._packs.data(view._packs.index(shown.row(), 2)) == CODE, "whose rules stand below"


def test_a_newer_version_is_shown_and_taken_as_one_edit(window: MainWindow, view: RulesView) -> None:
    rule = hours_in_all(window.desk.program)
    older = replace(rule, least=2400.0)
    assert window.desk.edit(label("contribution.levels", n=1), lambda now: put(now, "rules", older))
    window.desk.select(Selection(table=PACKS, row=rule.pack))
    window.inspect()
    press(window, "Take this version")
    assert window.desk.program.rules[rule.pack][rule.id] == rule
    window.undo()
    assert window.desk.program.rules[rule.pack][rule.id] == older
    assert view._packs.rowCount() == 1


def test_a_pack_goes_into_a_file_and_comes_back(window: MainWindow, view: RulesView, tmp_path: Path) -> None:
    before = window.desk.program
    path = tmp_path / "pack.toml"
    view.export(path)
    view._remove_pack()
    assert not window.desk.program.rule_packs
    view.add_file(path)
    assert window.desk.program.rules == before.rules
    path.write_text("code = ", encoding="utf-8")
    view.add_file(path)
    assert window.desk.program.rules == before.rules, "a bad file changes nothing"


def test_a_rule_of_ones_own_is_tried_before_it_is_added(window: MainWindow, view: RulesView) -> None:
    view.begin_rule()
    form = view._form
    assert not form._add.isEnabled()
    form._en.setText("At most 20 hours a week")
    form._scope.setCurrentIndex(2)
    form._measure.setCurrentIndex(
        form._measure._values.index(next(v for v in form._measure._values if v == "weekly_hours"))
    )
    form._most.setText("20")
    assert form._add.isEnabled()
    told = form._told.text()
    assert told.startswith("It would find ")
    assert told != "It would find 0."
    form._add.click()
    (rule,) = window.desk.program.rules[OWN_PACK.id].values()
    row = view._rules.row_of(rule.id)
    assert row is not None
    assert told == f"It would find {view._rules.row(row).found}."
    about = view.inspect(Selection(table=RULES, row=f"{OWN_PACK.id}/{rule.id}"))
    assert rule.code not in about.subtitle, "nobody typed that code"
    assert [type(one) for one in _of_rule(window.desk, rule)] == [Links], "nothing was explained"
    window.undo()
    assert OWN_PACK.id not in window.desk.program.rule_packs


def test_a_figure_that_is_none_is_said(view: RulesView) -> None:
    view.begin_rule()
    view._form._en.setText("Broken")
    view._form._most.setText("many")
    assert not view._form._add.isEnabled()
    assert "many" in view._form._told.text()


def test_a_finding_leads_to_its_rule(window: MainWindow, view: RulesView) -> None:
    choose(window, hours_in_all(window.desk.program))
    line = field(window, "At least")
    line.setText("3000")
    line.editingFinished.emit()
    page = window.page
    assert isinstance(page, ChecksPage)
    page.show_side(0)
    page._text.setText("3000")
    page._table.step_from(0)
    window.inspect()
    finding = page._rows()[0].finding
    assert finding is not None
    assert lead(window.desk, finding)[0] == "plan", "hours in all are mended there"
    links = [one for one in window._inspector.findChildren(Link) if one.text().startswith("Rule: ")]
    assert links
    links[0]._clicked()
    assert window.desk.selection.table == RULES
    assert page._sides.currentIndex() == 1
    assert view.rule_table.currentIndex().row() >= 0


class TestWithoutPacks:
    """A programme that is checked against no pack."""

    @pytest.fixture
    def programme(self) -> Program:
        held = blank_program(Text("空", "Empty"), terms=0)
        for pack in list(held.rule_packs):
            held = _without(held, pack)
        return held

    def test_the_view_stands_and_offers_packs(self, window: MainWindow, view: RulesView) -> None:
        assert view._packs.rowCount() == 0
        view._offer_packs()
        assert len(view._add_menu.actions()) == len(shipped_packs()) + 2
        assert window.page.headline()[0] == "0 rules of 0 packs are asked."
