"""Everything of the Demand page made by hand: posts, tasks, competencies, statements, surveys; each an edit of its own."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from curriplan.domain.defaults import blank_program
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.views.demand.page import SURVEYS
from curriplan.gui.widgets.basic import Link
from tests.gui.demand.stage import Stage
from tests.gui.demand.test_demand import texts

# What is offered while typing is a window of its own, and a platform without a screen cannot raise one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key


def click_post(stage: Stage, code: str) -> str:
    """Choose a post on the ladder and return its id."""
    QTest.mouseClick(stage.page._ladder.boxes[stage.posts[code]], Qt.MouseButton.LeftButton)
    return stage.posts[code]


def undo_all(stage: Stage, steps: int, before: Program) -> None:
    """Take so many steps back, and be where it began."""
    session = stage.window.desk.session
    assert session is not None
    for _ in range(steps):
        assert session.undo_label is not None
        stage.window.undo()
    assert stage.window.desk.program == before


def focus() -> QWidget:
    """Return what has the focus."""
    held = QApplication.focusWidget()
    assert held is not None
    return held


def test_a_new_post_is_named_at_once_and_every_field_of_it_is_an_edit(
    stage: Stage, resets: list[str]
) -> None:
    desk, before = stage.window.desk, stage.window.desk.program
    click_post(stage, "OM")
    QTest.keyClick(stage.page._table, Key.Key_Insert)
    fresh = desk.selection.post
    stage.in_inspector(QLineEdit, "Name (English)")
    assert focus().accessibleName() == "Name (English)"
    QTest.keyClicks(focus(), "Returns clerk")
    QTest.keyClick(focus(), Key.Key_Return)
    stage.fill("Name (Chinese)", "退货专员")
    stage.fill("Contexts", "B2C，export")
    stage.fill("Complements", "IE")
    stage.fill("Job group (English)", "After sales")
    stage.fill("Description (English)", "Handles what comes back.")
    stage.pick("Level", "Promotion")
    row = desk.program.posts[fresh]
    assert (row.name, row.contexts) == (Text("退货专员", "Returns clerk"), frozenset({"B2C", "export"}))
    assert row.complements == {stage.posts["IE"]}
    assert (row.job_group.en, row.description.en) == ("After sales", "Handles what comes back.")
    assert row.level.value == "promotion"
    undo_all(stage, 8, before)
    assert not resets


def test_a_share_that_cannot_be_is_refused_beside_its_field(stage: Stage) -> None:
    before = stage.window.desk.program
    click_post(stage, "OM")
    stage.fill("Share, %", "half")
    assert stage.window.desk.program is before


def test_a_task_is_added_given_its_step_and_competencies_and_deleted(stage: Stage) -> None:
    desk, before = stage.window.desk, stage.window.desk.program
    post = click_post(stage, "CD")
    stage.in_inspector(QPushButton, "Add a task").click()
    fresh = desk.selection.row
    assert desk.program.tasks[fresh].post == post
    stage.in_inspector(QComboBox, "Process step")
    assert focus().accessibleName() == "Name (English)"
    step = desk.program.about.process_steps[1]
    stage.fill("Name (English)", "Plan a shoot")
    stage.pick("Process step", step.name.en)
    stage.fill("Competencies", "X11k, X12k")
    row = desk.program.tasks[fresh]
    assert (row.name.en, row.step) == ("Plan a shoot", step.key)
    assert row.competencies == {stage.competencies["X11k"], stage.competencies["X12k"]}
    QTest.keyClick(stage.in_inspector(Link, desk.program.posts[post].name.en), Key.Key_Return)
    stage.in_inspector(QPushButton, "Delete the task Plan a shoot").click()
    assert fresh not in desk.program.tasks
    undo_all(stage, 5, before)


def test_a_post_takes_its_tasks_and_statements_along_and_undo_brings_all_back(stage: Stage) -> None:
    desk, before, told = stage.window.desk, stage.window.desk.program, list[Toast]()
    desk.toasts.listen(told.append)
    post = click_post(stage, "IE")
    stage.in_inspector(QPushButton, "Delete this post").click()
    assert post not in desk.program.posts
    assert post not in desk.program.statements
    assert not any(one.post == post for one in desk.program.tasks.values())
    assert told[-1].undo
    undo_all(stage, 1, before)


def test_a_demand_for_something_new_makes_the_competency_with_it(stage: Stage) -> None:
    desk, before = stage.window.desk, stage.window.desk.program
    post = click_post(stage, "CD")
    stage.fill("A new one", "Judging a picture")
    made = desk.program.competencies[desk.selection.competency]
    assert made.name == Text("", "Judging a picture")
    assert [one.post for one in desk.program.statements[post].values() if one.competency == made.id] == [post]
    undo_all(stage, 1, before)


def test_a_name_that_is_there_already_makes_no_second_competency(stage: Stage) -> None:
    desk = stage.window.desk
    held = len(desk.program.competencies)
    click_post(stage, "CD")
    stage.fill("A new one", "product KNOWLEDGE")
    assert len(desk.program.competencies) == held
    assert desk.selection.competency == stage.competencies["X11k"]


def test_enter_twice_adds_what_is_called_like_nothing(stage: Stage) -> None:
    desk, told = stage.window.desk, list[Toast]()
    desk.toasts.listen(told.append)
    held = len(desk.program.competencies)
    click_post(stage, "CD")
    QTest.keyClicks(stage.page._state, "Judging a picture")
    QTest.keyClick(stage.page._state, Key.Key_Return)
    assert len(desk.program.competencies) == held
    assert "once more" in told[-1].text
    QTest.keyClick(stage.page._state, Key.Key_Return)
    assert desk.program.competencies[desk.selection.competency].name.en == "Judging a picture"
    assert stage.page._state.text() == ""
    assert (told[-1].undo, "Judging a picture" in told[-1].text) == (True, True)
    assert "counts in no readiness" in texts(stage.said)
    stage.fill("Importance", "0.8")
    assert "counts in no readiness" not in texts(stage.said)


def test_a_statement_can_hold_in_some_contexts_only(stage: Stage) -> None:
    desk = stage.window.desk
    stage.choose("IE", "X11k")
    stage.fill("Context", "B2B, export")
    post, competency = stage.posts["IE"], stage.competencies["X11k"]
    said = [one for one in desk.program.statements[post].values() if one.competency == competency]
    assert said[0].contexts == {"B2B", "export"}


def test_a_survey_is_added_described_and_deleted(stage: Stage) -> None:
    desk, before = stage.window.desk, stage.window.desk.program
    stage.page._show_view(SURVEYS)
    QTest.keyClick(stage.page._surveys, Key.Key_Insert)
    fresh = desk.selection.row
    stage.in_inspector(QLineEdit, "Day")
    assert focus().accessibleName() == "Name (English)"
    stage.fill("Name (English)", "Round of 2027")
    stage.fill("Day", "2027-03-01")
    stage.fill("Importance to", "7")
    row = desk.program.surveys[fresh]
    assert (row.name.en, row.held_on, row.importance_max) == ("Round of 2027", date(2027, 3, 1), 7)
    stage.fill("Day", "some day in March")
    assert desk.program.surveys[fresh] == row
    stage.in_inspector(QPushButton, "Delete this survey").click()
    undo_all(stage, 5, before)


def test_each_survey_has_a_way_to_change_it(stage: Stage) -> None:
    stage.page._show_view(SURVEYS)
    survey = next(iter(stage.window.desk.program.surveys.values()))
    buttons = [
        one for one in stage.page._surveys.findChildren(QPushButton) if survey.name.en in one.accessibleName()
    ]
    buttons[0].click()
    assert stage.window.desk.selection == Selection(table="surveys", row=survey.id)
    assert stage.said.title == survey.name.en


def test_enterprises_are_a_list_of_their_own(stage: Stage) -> None:
    stage.page._show_view(SURVEYS)
    next(one for one in stage.page._of_surveys if one.text() == "Enterprises…").click()
    assert stage.window.page.name == "lists"
    desk = stage.window.desk
    firm = next(iter(desk.program.enterprises))
    desk.select(Selection(table="enterprises", row=firm))
    stage.fill("Weight", "2.5")
    stage.fill("Contexts", "B2B")
    assert desk.program.enterprises[firm].weight == 2.5
    assert desk.program.enterprises[firm].contexts == {"B2B"}


class TestNarrow:
    """A window without room for the inspector."""

    @pytest.fixture
    def programme(self) -> Program:
        return blank_program(Text("", "Blank"))

    def test_a_new_post_brings_the_inspector_up_so_that_it_can_be_named(self, stage: Stage) -> None:
        stage.window.resize(1024, 700)
        assert not stage.window._inspector.isVisible()
        QTest.keyClick(focus(), Key.Key_Insert)
        stage.in_inspector(QLineEdit, "Name (English)")
        assert focus().accessibleName() == "Name (English)"
