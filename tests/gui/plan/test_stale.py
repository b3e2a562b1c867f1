"""A proposal is one for what was shown when it was asked for: it is dropped with that, and says what still moves."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from curriplan.analysis.calendar import first_term
from curriplan.app.scenarios import fork, show_scenario
from curriplan.domain.edits.placements import lock, place
from curriplan.domain.edits.removal import remove
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.desk import Toast
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.plan.auto import AutoPlan, Stage
from curriplan.gui.views.plan.page import PlanPage
from tests.planning.programs import program, term, weekly

EDIT = label("placement.lock", n=1)


@pytest.fixture
def programme() -> Program:
    """Return four courses without a term; each goes into a term of its own, so that all four move."""
    return program(tuple(map(term, range(1, 5))), tuple(map(weekly, "abcd")))


@pytest.fixture
def toasts(window: MainWindow) -> list[str]:
    held: list[str] = []

    def hear(toast: Toast) -> None:
        held.append(toast.text)

    window.desk.toasts.listen(hear)
    return held


@pytest.fixture
def auto(window: MainWindow, qtbot: QtBot) -> AutoPlan:
    """Return the panel with a proposal."""
    window.show_page("plan")
    page = window.page
    assert isinstance(page, PlanPage)
    page.plan_all()
    made = page.findChildren(AutoPlan)[0]
    qtbot.waitUntil(lambda: made.stage is Stage.PROPOSAL, timeout=60_000)
    assert len(made._chosen()) == 4
    return made


def stage_of(auto: AutoPlan) -> Stage:
    return auto.stage


def test_a_plan_asked_in_a_scenario_is_not_one_for_the_programme(
    window: MainWindow, qtbot: QtBot, toasts: list[str]
) -> None:
    session = window.desk.session
    assert session is not None
    show_scenario(session, fork(session, Text(en="Plan B"), date(2026, 1, 1)))
    window.show_page("plan")
    page = window.page
    assert isinstance(page, PlanPage)
    page.plan_all()
    auto = page.findChildren(AutoPlan)[0]
    qtbot.waitUntil(lambda: auto.stage is Stage.PROPOSAL, timeout=60_000)
    show_scenario(session, None)
    assert stage_of(auto) is Stage.HIDDEN
    assert toasts[-1].startswith("What this plan was made for has changed")
    auto.take_chosen()
    assert not window.desk.program.placements


def test_a_term_that_goes_takes_the_proposal_with_it(
    auto: AutoPlan, window: MainWindow, toasts: list[str]
) -> None:
    gone = next(one.id for one in window.desk.program.terms.values() if one.number == 4)
    window.desk.edit(EDIT, lambda now: remove(now, "terms", [gone]))
    assert stage_of(auto) is Stage.HIDDEN
    assert "Plan again" in toasts[-1]


def test_what_was_moved_by_hand_since_is_not_counted(auto: AutoPlan, window: MainWindow) -> None:
    assert auto._result is not None
    numbers = {one.number: one.id for one in window.desk.program.terms.values()}
    by_hand = auto._result.moves[0]
    assert by_hand.after is not None
    auto._steps.item(3).setCheckState(Qt.CheckState.Unchecked)
    there = numbers[by_hand.after]
    window.desk.edit(EDIT, lambda now: place(now, {by_hand.course: there}))
    assert stage_of(auto) is Stage.PROPOSAL
    assert auto._title.text().endswith("3 moves.")
    assert len(auto._chosen()) == 2
    auto.take_chosen()
    session = window.desk.session
    assert session is not None
    made = session.undo_label
    assert made is not None
    assert dict(made.args)["n"] == 2
    assert len(window.desk.program.placements) == 3


def test_a_plan_that_a_lock_forbids_is_not_accepted(
    auto: AutoPlan, window: MainWindow, toasts: list[str]
) -> None:
    assert auto._result is not None
    moved = auto._result.moves[0]
    elsewhere = next(one.id for one in window.desk.program.terms.values() if one.number != moved.after)
    window.desk.edit(
        EDIT, lambda now: lock(place(now, {moved.course: elsewhere}), [moved.course], locked=True)
    )
    before = window.desk.program
    auto.take_chosen()
    assert stage_of(auto) is Stage.HIDDEN
    assert "Plan again" in toasts[-1]
    assert window.desk.program is before
    assert first_term(before, moved.course) != moved.after
