"""What is done with files while a scenario is shown: the list of recent ones, and the next intake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curriplan.app.errors import UserError
from curriplan.app.programmes import free_path
from curriplan.app.scenarios import fork, show_scenario
from curriplan.app.session import Session
from curriplan.domain.edits.courses import change_course, remove_courses
from curriplan.domain.edits.rows import put
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.desk import Toast
from curriplan.gui.main_window import MainWindow

EDIT = label("course.cells", n=1)


@pytest.fixture
def inside(window: MainWindow) -> Session:
    session = window.desk.session
    assert session is not None
    show_scenario(session, fork(session, Text(en="Plan B"), date(2026, 1, 1)))
    return session


@pytest.fixture
def toasts(window: MainWindow) -> list[str]:
    held: list[str] = []

    def hear(toast: Toast) -> None:
        held.append(toast.text)

    window.desk.toasts.listen(hear)
    return held


def test_a_scenario_says_nothing_of_the_programmes_readiness(
    window: MainWindow, inside: Session, qtbot: QtBot
) -> None:
    before = window.desk.settings.recent[0]
    assert before.readiness
    window.desk.edit(EDIT, lambda now: remove_courses(now, list(now.courses)))
    qtbot.waitUntil(lambda: window.desk.results.demand_is_known)
    assert window.desk.results.gaps().totals.readiness == 0
    window.door.remember()
    assert window.desk.settings.recent[0].readiness == before.readiness
    assert inside.scenario is not None


def test_the_next_intake_of_a_scenario_says_which_it_begins_with(
    window: MainWindow, inside: Session, toasts: list[str], qtbot: QtBot
) -> None:
    one = next(iter(window.desk.program.courses))
    window.desk.edit(EDIT, lambda now: change_course(now, one, credits=9.5))
    window.run("new_intake")
    qtbot.waitUntil(lambda: window.desk.session is not inside and window.desk.session is not None)
    assert window.desk.program.courses[one].credits == 9.5
    assert any("the scenario “Plan B”" in text for text in toasts)


def test_damage_is_what_a_new_intake_complains_of(window: MainWindow, toasts: list[str]) -> None:
    session = window.desk.session
    assert session is not None
    session.damage = UserError("session.damaged", file="programme.curriplan")
    window.run("new_intake")
    assert window.desk.session is session
    assert "programme.curriplan" in toasts[-1]


def test_a_file_name_says_the_year_once(sample: Program, tmp_path: Path) -> None:
    year = str(sample.about.intake)
    name = free_path(tmp_path, sample, "en").stem
    assert name.count(year) == 1
    bare = replace(sample.about, name=Text(en="Trade"))
    assert free_path(tmp_path, put(sample, "profile", bare), "en").stem == f"Trade {year}"
    named = replace(sample.about, name=Text(en=f"Trade, intake {year}"))
    assert free_path(tmp_path, put(sample, "profile", named), "en").stem == f"Trade, intake {year}"
