"""The Demand page of the programme that a test opens."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.demand.page import DemandPage
from tests.gui.demand.stage import Stage


@pytest.fixture
def stage(window: MainWindow, qtbot: QtBot) -> Stage:
    window.show_page("demand")
    page = window.page
    assert isinstance(page, DemandPage)
    program = window.desk.program
    return Stage(
        window,
        page,
        {row.code: row.id for row in program.posts.values()},
        {row.code: row.id for row in program.competencies.values()},
        qtbot,
    )


@pytest.fixture
def resets(stage: Stage) -> list[str]:
    found: list[str] = []
    stage.page._model.modelReset.connect(lambda: found.append("reset"))
    return found
