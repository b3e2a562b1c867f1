"""Compare: a scenario is made, edited on any page, compared, adopted or dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from curriplan.app.programmes import create
from curriplan.domain.edits.courses import change_course, remove_courses
from curriplan.domain.history import label
from curriplan.domain.scenario import Scenario
from curriplan.domain.text import Text
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.finds import find_hits
from curriplan.gui.inspector.content import Action, Content, Field, Pairs
from curriplan.gui.main_window import MainWindow
from curriplan.gui.models.table import TableModel
from curriplan.gui.scenarios import in_scenario
from curriplan.gui.views.compare.page import LEAST_SIDE, MOST_SIDE, VIEWS, ComparePage
from curriplan.gui.views.compare.rows import Row
from curriplan.gui.views.export.page import ExportPage
from curriplan.gui.widgets.table import FactTable

EDIT = label("course.cells", n=1)


def shown(window: MainWindow) -> ComparePage:
    window.show_page("compare")
    page = window.page
    assert isinstance(page, ComparePage)
    return page


def fork(window: MainWindow, name: str = "Plan B") -> Scenario:
    page = shown(window)
    line = page.findChildren(QLineEdit)[0]
    QTest.keyClicks(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.desk.session is not None
    held = window.desk.session.scenario
    assert held is not None
    return held


def course(window: MainWindow) -> str:
    return next(one.id for one in window.desk.program.courses.values() if one.credits)


def model(window: MainWindow, view: str) -> TableModel[Row]:
    return shown(window)._models[view]


def figure(window: MainWindow, name: str) -> Row:
    held = model(window, "figures")
    at = held.row_of(name)
    assert at is not None
    return held.row(at)


def content(window: MainWindow, scenario: Scenario) -> Content:
    return shown(window).inspect(Selection(table="scenarios", row=scenario.id))


def act(said: Content, text: str) -> Callable[[], object]:
    found = [one for section in said.sections for one in section.blocks if isinstance(one, Action)]
    return next(one.act for one in found if one.text == text)


def test_a_scenario_is_made_by_keys_and_every_page_works_in_it(window: MainWindow) -> None:
    before = window.desk.program.courses
    fork(window)
    top = [one.text() for one in window.findChildren(QPushButton) if "▸ Plan B" in one.text()]
    assert top
    assert window.page.headline()[0] == "You are working in the scenario “Plan B”."
    gone = course(window)
    window.show_page("courses")
    window.desk.edit(EDIT, lambda now: remove_courses(now, [gone]))
    assert gone not in window.desk.program.courses
    assert window.desk.session is not None
    assert window.desk.session.stored.courses == before
    window.undo()
    assert window.desk.program.courses == before
    window.redo()
    assert in_scenario(window.desk)
    window.run("leave_scenario")
    assert not in_scenario(window.desk)
    assert window.desk.program.courses == before
    assert not [one for one in window.findChildren(QPushButton) if "▸" in one.text()]


def held(window: MainWindow) -> Scenario:
    assert window.desk.session is not None
    return next(iter(window.desk.session.stored.scenarios.values()))


def test_figures_stand_side_by_side_and_the_better_one_is_marked(window: MainWindow) -> None:
    fork(window)
    required = next(row for post in window.desk.results.gaps().posts for row in post.rows if row.courses)
    teaching = [one.course for one in required.courses]
    name = window.desk.name(window.desk.program.courses[teaching[0]].name)
    window.desk.edit(EDIT, lambda now: remove_courses(now, teaching))
    ready = figure(window, "readiness_assessed")
    assert len(ready.words) == 3, "programme, first revision, scenario"
    assert ready.best == frozenset({0, 1})
    assert ready.text(0).startswith("✓")
    assert not ready.text(2).startswith("✓")
    gaps = model(window, "gaps")
    at = gaps.row_of(f"{required.post}/{required.competency}")
    assert at is not None
    assert gaps.row(at).words[0] != gaps.row(at).words[2]
    changes = model(window, "changes")
    heads = [changes.row(n).heads for n in range(changes.rowCount())]
    assert ("Plan B", f"Removed course: {name}") in heads


def test_a_scenario_is_found_by_its_name(window: MainWindow) -> None:
    scenario = fork(window)
    window.show_page("plan")
    hits = [one for one in find_hits(window.desk) if one.text == "Plan B"]
    assert [one.kind for one in hits] == ["scenario"]
    hits[0].choose()
    assert window.page.name == "compare"
    assert window.desk.selection.row == scenario.id


def test_the_summary_says_what_three_columns_are_compared_with(window: MainWindow) -> None:
    fork(window)
    page = shown(window)
    assert len(page._names) == 3
    assert "✓ marks" in page.headline()[1]
    page._views.button(VIEWS.index("changes")).click()
    assert f"Each column against “{page._names[0]}”" in page._more.text()
    assert "✓ marks" not in page._more.text()


def test_words_share_the_room_of_the_smaller_window(window: MainWindow) -> None:
    fork(window)
    window.resize(1024, 700)
    page = shown(window)
    for n, view in enumerate(VIEWS):
        page._views.button(n).click()
        assert page._tables[view].horizontalScrollBar().maximum() == 0, view


def test_figures_end_in_line_beside_each_other(window: MainWindow) -> None:
    fork(window)
    page = shown(window)
    table = page._tables["figures"]
    sides = range(1, 1 + len(page._names))
    assert all(table.facts.columns[n].right for n in sides)
    assert all(page._tables["plan"].facts.columns[n + 1].right for n in sides)
    assert all(LEAST_SIDE <= table.columnWidth(n) <= MOST_SIDE for n in sides)


def test_adopting_is_offered_and_can_be_undone_by_the_toast(window: MainWindow) -> None:
    scenario, one = fork(window), course(window)
    window.desk.edit(EDIT, lambda now: change_course(now, one, credits=9.5))
    told: list[Toast] = []
    window.desk.toasts.listen(told.append)
    act(content(window, scenario), "Adopt it")()
    session = window.desk.session
    assert session is not None
    assert session.scenario is None
    assert window.desk.program.courses[one].credits == 9.5
    assert [(toast.text, toast.undo) for toast in told] == [("Adopted the scenario “Plan B”.", True)]
    window.undo()
    assert window.desk.program.courses[one].credits != 9.5
    assert scenario.id in session.stored.scenarios


def test_values_of_both_sides_are_shown_before_one_of_them_wins(window: MainWindow) -> None:
    scenario, one = fork(window), course(window)
    window.desk.edit(EDIT, lambda now: change_course(now, one, credits=9.5))
    act(content(window, scenario), "Back to the programme")()
    window.desk.edit(EDIT, lambda now: change_course(now, one, credits=7.5))
    said = content(window, scenario)
    section = next(one for one in said.sections if one.heading == "Changed on both sides")
    pairs = [pair for block in section.blocks if isinstance(block, Pairs) for pair in block.rows]
    assert pairs == [("Credits", "programme 7.5, scenario 9.5")]
    act(said, "Adopt it, keep the programme's values")()
    assert window.desk.program.courses[one].credits == 7.5
    window.undo()
    act(content(window, scenario), "Adopt it, with its own values")()
    assert window.desk.program.courses[one].credits == 9.5


def test_dropping_and_renaming_are_edits(window: MainWindow) -> None:
    scenario = fork(window)
    said = content(window, scenario)
    name = next(one for section in said.sections for one in section.blocks if isinstance(one, Field))
    assert name.store("Plan C") is None
    assert name.store("  ") == "A scenario needs a name."
    assert held(window).name.en == "Plan C"
    act(content(window, scenario), "Drop it")()
    session = window.desk.session
    assert session is not None
    assert not session.stored.scenarios
    assert session.scenario is None
    window.undo()
    assert held(window).name.en == "Plan C"
    window.show_page("compare")


def exported(window: MainWindow) -> int:
    """Return the revision up to which the open programme is exported, 0 for none."""
    return window.desk.settings.recent[0].exported


def test_a_workbook_of_a_scenario_says_so(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fork(window)
    window.show_page("export")
    assert isinstance(window.page, ExportPage)
    assert window.page._inputs().version == "2, scenario “Plan B”"
    name = window.desk.program.about.name
    assert window.page._report is not None
    assert window.page._report.title == Text(f"{name.zh} ▸ Plan B", f"{name.en} ▸ Plan B")
    asked: list[str] = []

    def ask(*args: str) -> tuple[str, str]:
        asked.append(args[2])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.page.ask_and_write()
    assert Path(asked[0]).name == f"{name.en} - Plan B.xlsx"
    window.page.write(tmp_path / "scenario.xlsx")
    assert (tmp_path / "scenario.xlsx").exists()
    assert exported(window) == 0, "the programme itself is not exported"
    act(content(window, held(window)), "Back to the programme")()
    window.show_page("export")
    assert isinstance(window.page, ExportPage)
    assert window.page._inputs().version == "2"
    assert window.page._inputs().title == name
    window.page.write(tmp_path / "programme.xlsx")
    assert exported(window) == 2


def test_a_revision_can_be_added_and_taken_away(window: MainWindow) -> None:
    one = course(window)
    window.desk.edit(EDIT, lambda now: change_course(now, one, credits=9.5))
    page = shown(window)
    at = next(n for n in range(page._offers.count()) if page._offers.itemText(n) == "Revision 2")
    page._add(at)
    assert figure(window, "credits").words[0] == figure(window, "credits").words[2]
    away = next(
        one for one in page.findChildren(QPushButton) if one.accessibleName() == "Leave Revision 2 out"
    )
    away.click()
    assert len(figure(window, "credits").words) == 2


def test_another_file_stands_beside_and_the_history_says_where_an_edit_was_made(
    window: MainWindow, tmp_path: Path
) -> None:
    one = course(window)
    other = change_course(window.desk.program, one, credits=123.0)
    create(tmp_path / "other.curriplan", other, "tester").close()
    page = shown(window)
    page.add_file(tmp_path / "other.curriplan")
    assert page._names[-1] == "other"
    first, _, last = figure(window, "credits").words
    assert float(last) > float(first) + 100
    told: list[Toast] = []
    window.desk.toasts.listen(told.append)
    page.add_file(tmp_path / "nothing.curriplan")
    assert len(told) == 1
    assert "nothing.curriplan" in told[0].text
    fork(window)
    window.desk.edit(EDIT, lambda now: change_course(now, one, credits=9.5))
    window.show_page("history")
    table = window.page.findChildren(FactTable)[0].facts
    assert table.index(0, 2).data() == "Change 1 cell of courses (in the scenario “Plan B”)"


def test_a_revision_gets_a_name_in_the_history_and_is_offered_by_it(window: MainWindow) -> None:
    one = course(window)
    window.desk.edit(EDIT, lambda now: change_course(now, one, credits=9.5))
    window.show_page("history")
    fields = [
        each
        for section in window.page.inspect(Selection(revision=2)).sections
        for each in section.blocks
        if isinstance(each, Field)
    ]
    assert fields[0].store("As approved") is None
    table = window.page.findChildren(FactTable)[0].facts
    assert [table.index(n, 3).data() for n in range(table.rowCount())] == ["", "As approved", ""]
    page = shown(window)
    assert page._offers.itemText(2) == "As approved (2)"
    window.undo()
    assert window.desk.session is not None
    assert not window.desk.session.stored.versions
    page = shown(window)
    assert "As approved (2)" not in [page._offers.itemText(n) for n in range(page._offers.count())]
