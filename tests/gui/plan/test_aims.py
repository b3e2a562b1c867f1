"""What automatic planning makes best is chosen in its order, kept, and obeyed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from curriplan.app.proposals import aims_of, told_aims
from curriplan.domain.program import Program
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.plan.aims import Aims
from curriplan.gui.views.plan.auto import AutoPlan, Stage
from curriplan.gui.views.plan.page import PlanPage
from curriplan.planning.result import Objective
from tests.planning.programs import program, term, weekly

EVEN, PHASE, EARLY, NEAR, FEW = (
    Objective.EVEN_LOAD,
    Objective.PHASE_SCORE,
    Objective.EARLY_GAPS,
    Objective.REQUISITE_DISTANCE,
    Objective.FEW_MOVES,
)


@pytest.fixture
def programme() -> Program:
    """Return four courses, all of them in the first of four terms."""
    at = dict.fromkeys("abcd", 1)
    return program(tuple(map(term, range(1, 5))), tuple(map(weekly, "abcd")), at=at)


@pytest.fixture
def page(window: MainWindow) -> PlanPage:
    window.show_page("plan")
    assert isinstance(window.page, PlanPage)
    return window.page


def entries(aims: Aims) -> list[tuple[str, bool]]:
    menu = aims.button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return [(one.text(), one.isChecked()) for one in menu.actions()]


def planned(page: PlanPage, qtbot: QtBot) -> list[str]:
    """Return the objectives of a plan, in their order."""
    page.plan_all()
    auto = page.findChildren(AutoPlan)[0]
    qtbot.waitUntil(lambda: auto.stage is Stage.PROPOSAL, timeout=60_000)
    assert auto._result is not None
    names = [one.name for one in auto._result.objectives]
    auto.stop()
    return names


def test_the_order_is_chosen_in_a_menu_and_kept(page: PlanPage, window: MainWindow) -> None:
    aims = page._aims
    assert aims.button.text() == "First even load, then 1 more"
    assert entries(aims)[:3] == [
        ("1  even load", True),
        ("2  phase score", True),
        ("early closing of gaps", False),
    ]
    aims.toggle(EVEN)
    aims.toggle(FEW)
    aims.toggle(EVEN)
    assert aims_of(window.desk.settings.plan_aims) == (PHASE, FEW, EVEN)
    assert aims.button.text() == "First phase score, then 2 more"
    assert [text for text, chosen in entries(aims) if chosen] == [
        "1  phase score",
        "2  few moves",
        "3  even load",
    ]
    for one in (PHASE, FEW, EVEN):
        aims.toggle(one)
    assert aims.button.text() == "Aim: any lawful plan"


def test_plans_are_made_in_that_order(page: PlanPage, qtbot: QtBot) -> None:
    assert planned(page, qtbot) == ["even_load.max", "even_load.deviation", "phase_score"]
    for one in (EVEN, PHASE, NEAR, EARLY, FEW):
        page._aims.toggle(one)
    assert planned(page, qtbot) == ["requisite_distance", "early_gaps", "few_moves"]


def test_what_a_settings_file_names_is_read_with_care() -> None:
    assert aims_of("few_moves,nothing,few_moves,even_load") == (FEW, EVEN)
    assert aims_of("") == ()
    assert aims_of(told_aims(Objective)) == tuple(Objective)
