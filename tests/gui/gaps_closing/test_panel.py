"""The panel: searched beside the window, steps ticked or not, taken as one edit, undone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from curriplan.app.jobs import Job, Outcome
from curriplan.app.scenarios import fork, show_scenario
from curriplan.domain.course import Status
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.costs import name_costs
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind
from curriplan.domain.text import Text
from curriplan.gui.desk import Toast
from curriplan.gui.main_window import MainWindow
from curriplan.gui.tsv import from_tsv
from curriplan.gui.views.gaps.closing.asking import cells_to_close
from curriplan.gui.views.gaps.closing.panel import ClosingPanel, Stage
from curriplan.gui.views.gaps.page import GapsPage
from tests.cli.running import stored
from tests.planning.closing.programs import program, requires, teaches, weekly
from tests.planning.closing.test_set_cover import catalogue, lacking


def two_gaps() -> Program:
    """Return a course that fills its hours, and a post that requires more of both competencies."""
    kinds = dict.fromkeys("cd", Kind.KNOWLEDGE)
    built = program(kinds, [weekly("k")], [teaches("k", one, 1, hours=16) for one in "cd"], {"k": 1})
    return requires(built, "p", {"c": 3, "d": 2})


@pytest.fixture
def programme() -> Program:
    return two_gaps()


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> Iterator[ClosingPanel]:
    made = ClosingPanel(window.desk)
    qtbot.addWidget(made)
    yield made
    made.stop()


@pytest.fixture
def toasts(window: MainWindow) -> list[Toast]:
    held: list[Toast] = []
    window.desk.toasts.listen(held.append)
    return held


def search(panel: ClosingPanel, window: MainWindow) -> None:
    """Look for steps; jobs are done at once, so the proposal is there when this returns."""
    panel.start(cells_to_close(window.desk, "all"), "all")
    assert panel.stage is Stage.PROPOSAL


def lists(panel: ClosingPanel) -> tuple[QListWidget, QListWidget]:
    """Return the steps and what changes."""
    steps, changes = panel.findChildren(QListWidget)
    return steps, changes


def lines(held: QListWidget) -> list[str]:
    return [held.item(n).text() for n in range(held.count())]


def stage_of(panel: ClosingPanel) -> Stage:
    return panel.stage


def press(panel: ClosingPanel, text: str) -> None:
    next(one for one in panel.findChildren(QPushButton) if one.text() == text).click()


def test_the_proposal_tells_hours_proof_table_and_readiness(panel: ClosingPanel, window: MainWindow) -> None:
    search(panel, window)
    told = " ".join(one.text() for one in panel.findChildren(QLabel))
    assert "2 steps of 18 h close 2 of 2 gaps" in told
    assert "proven" in told
    assert "default-1" in told
    assert "50 % → 100 %" in told or "→ 100 %" in told
    steps, changes = lists(panel)
    assert steps.count() == 2
    assert any("1\u00a0→\u00a03" in one for one in lines(changes))


def test_the_hours_of_the_steps_and_those_of_the_programme_are_made_to_meet(
    panel: ClosingPanel, window: MainWindow
) -> None:
    search(panel, window)
    told = " ".join(one.text() for one in panel.findChildren(QLabel))
    assert "18 h of steps, all on top." in told
    assert "rise by 0.5 h at a time, so the timetable grows by 24 h" in told  # 18 h in halves of 16 weeks
    assert "32 → 56" in told


def test_what_closes_beside_is_told_alike_before_and_after(
    panel: ClosingPanel, window: MainWindow, toasts: list[Toast]
) -> None:
    window.desk.edit(label("costs.change"), lambda now: requires(now, "q", {"c": 3}))
    panel.start((("p", "c"), ("p", "d")), "all")
    title = " ".join(one.text() for one in panel.findChildren(QLabel))
    assert "2 of 2 gaps" in title
    assert "1 other gap closes as well." in title
    press(panel, "Do all 2")
    assert toasts[-1].text == "2 of 2 gaps closed. 1 other gap closes as well."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"contributions": {}}, "Say on the map"),
        ({"contributions": {}, "placements": {}, "courses": {}}, "Add or import courses first"),
    ],
)
def test_what_must_be_done_first_is_told(
    panel: ClosingPanel, window: MainWindow, change: dict[str, Any], told: str
) -> None:
    bare = replace(window.desk.program, **change)
    chosen = {key: replace(one, status=Status.ELECTIVE) for key, one in bare.courses.items()}
    window.desk.edit(label("costs.change"), lambda _: replace(bare, courses=chosen))
    search(panel, window)
    assert told in panel._title.text()


def test_the_gap_that_was_chosen_stays_so_when_it_is_closed_and_when_that_is_undone(
    panel: ClosingPanel, window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("gaps")
    assert isinstance(window.page, GapsPage)
    gaps = window.page._heat._list
    gaps.setCurrentIndex(gaps.facts.index(0, 0))
    held = window.desk.selection
    assert held.post
    assert held.competency
    search(panel, window)
    press(panel, "Do all 2")
    qtbot.wait(50)
    assert gaps.facts.row_of(f"{held.post}\x1f{held.competency}") is None
    assert window.desk.selection == held
    window.run("undo")
    qtbot.wait(50)
    assert window.desk.selection == held
    assert gaps.facts.key(gaps.currentIndex().row()) == f"{held.post}\x1f{held.competency}"


def test_all_steps_are_taken_as_one_edit_and_undone_as_one(
    panel: ClosingPanel, window: MainWindow, toasts: list[Toast]
) -> None:
    before = window.desk.program
    search(panel, window)
    press(panel, "Do all 2")
    assert panel.stage is Stage.HIDDEN
    assert window.desk.results.gaps().totals.gap == 0
    assert toasts[-1].undo
    assert toasts[-1].text == "2 of 2 gaps closed."
    window.run("undo")
    assert window.desk.program == before


def test_only_the_steps_that_are_ticked_are_taken(panel: ClosingPanel, window: MainWindow) -> None:
    search(panel, window)
    steps, changes = lists(panel)
    both = changes.count()
    dropped = panel.chosen()[0]
    steps.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert changes.count() < both
    press(panel, "Do 1 step")
    held = window.desk.program.contributions["k"]
    assert held[dropped.puts[0].competency].level == 1
    assert window.desk.results.gaps().totals.gap == 1


def test_lines_are_copied(panel: ClosingPanel, window: MainWindow) -> None:
    search(panel, window)
    steps, _ = lists(panel)
    QTest.keyClick(steps, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    taken = [one for (one,) in from_tsv(QGuiApplication.clipboard().text())]
    assert taken == lines(steps)
    steps.item(1).setSelected(True)
    QTest.keyClick(steps, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert from_tsv(QGuiApplication.clipboard().text()) == [[lines(steps)[1]]]


def test_nothing_ticked_is_nothing_to_take(panel: ClosingPanel, window: MainWindow) -> None:
    search(panel, window)
    steps, _ = lists(panel)
    for n in range(steps.count()):
        steps.item(n).setCheckState(Qt.CheckState.Unchecked)
    assert not any(
        one.isEnabled() and one.text().startswith("Do ") for one in panel.findChildren(QPushButton)
    )


def test_an_edit_that_takes_the_ground_from_a_step_drops_the_proposal(
    panel: ClosingPanel, window: MainWindow, toasts: list[Toast]
) -> None:
    search(panel, window)
    window.desk.edit(label("contribution.levels", n=1), lambda now: set_levels(now, [("k", "c", 2)]))
    assert panel.stage is Stage.HIDDEN
    assert "no longer fit" in toasts[-1].text


def test_the_programme_takes_the_proposal_away_that_was_asked_for_in_a_scenario(
    panel: ClosingPanel, window: MainWindow, toasts: list[Toast]
) -> None:
    session = window.desk.session
    assert session is not None
    show_scenario(session, fork(session, Text(en="Plan B"), date(2026, 1, 1)))
    search(panel, window)
    show_scenario(session, None)
    assert panel.stage is Stage.HIDDEN
    assert "no longer fit" in toasts[-1].text
    before = window.desk.program
    panel.take_chosen()
    assert window.desk.program is before


def test_another_programme_takes_the_proposal_away(
    panel: ClosingPanel, window: MainWindow, tmp_path: Path
) -> None:
    search(panel, window)
    assert window.files.open(stored(tmp_path / "second.curriplan", catalogue()))
    panel.retell()
    assert panel.stage is Stage.HIDDEN


def test_a_late_result_for_another_programme_is_dropped(
    panel: ClosingPanel, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The result is held back until another programme is open."""
    late: list[tuple[Any, Any]] = []

    def hold(name: str, work: Any, done: Any) -> Job:
        late.append((work, done))
        return Job(name)

    monkeypatch.setattr(window.desk.jobs, "in_pool", hold)
    panel.start(cells_to_close(window.desk, "all"), "all")
    monkeypatch.undo()
    monkeypatch.setenv("CURRIPLAN_CONFIG", str(tmp_path / "config"))
    assert window.files.open(stored(tmp_path / "second.curriplan", catalogue()))
    ((work, done),) = late
    done(Outcome(value=work(lambda *_: None)))
    assert stage_of(panel) is Stage.HIDDEN


def test_an_edit_elsewhere_leaves_it(panel: ClosingPanel, window: MainWindow) -> None:
    search(panel, window)
    window.desk.edit(label("costs.change"), lambda now: name_costs(now, "ours"))
    panel.follow()
    assert panel.stage is Stage.PROPOSAL


def test_the_language_switches_at_once(panel: ClosingPanel, window: MainWindow) -> None:
    search(panel, window)
    window.run("language")
    panel.retell()
    steps, _ = lists(panel)
    assert any("学时" in one for one in lines(steps))


def test_courses_come_from_another_file(
    panel: ClosingPanel, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = stored(tmp_path / "other.curriplan", catalogue())
    window.desk.edit(label("costs.change"), lambda _: lacking())
    search(panel, window)
    steps, changes = lists(panel)
    assert steps.count() == 0
    assert len(lines(changes)) == 6
    assert all("No course" in one for one in lines(changes))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    press(panel, "Courses from elsewhere…")
    assert steps.count() == 2
    press(panel, "Do all 2")
    assert set(window.desk.program.courses) == {"A", "B"}


def test_a_file_that_is_none_is_refused_with_a_sentence(
    panel: ClosingPanel,
    window: MainWindow,
    toasts: list[Toast],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = tmp_path / "bad.curriplan"
    bad.write_bytes(b"nothing")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bad), ""))
    search(panel, window)
    press(panel, "Courses from elsewhere…")
    assert "bad.curriplan" in toasts[-1].text
    assert panel.stage is Stage.HIDDEN


def test_a_running_search_can_be_left(
    panel: ClosingPanel, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job is started and not run, so that the panel stays as it is while one runs."""
    held = Job("closing")
    closed = threading.Event()
    monkeypatch.setattr(window.desk.jobs, "in_pool", lambda *_: held)
    panel.closed.connect(closed.set)
    panel.start(cells_to_close(window.desk, "all"), "all")
    assert panel.stage is Stage.RUNNING
    press(panel, "Cancel")
    assert held.cancelled
    assert closed.is_set()
    assert stage_of(panel) is Stage.HIDDEN


class TestFirmOnes:
    """The full sample, whose requirements have intervals."""

    @pytest.fixture
    def programme(self, sample: Program) -> Program:
        return sample

    def test_they_are_marked_and_come_first_among_the_changes(
        self, panel: ClosingPanel, window: MainWindow
    ) -> None:
        search(panel, window)
        _, changes = lists(panel)
        said = [one.startswith("▼ firm · ") for one in lines(changes) if not one.startswith("✕")]
        assert said.count(True) == window.desk.results.gaps().totals.firm
        assert said == sorted(said, reverse=True)
