"""A window that has just come up, with no programme in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from curriplan.app.jobs import inline_jobs
from curriplan.app.settings import Settings
from curriplan.gui.actions import ACTIONS
from curriplan.gui.desk import Desk
from curriplan.gui.main_window import MainWindow
from curriplan.gui.style import apply_theme
from curriplan.gui.theme import LIGHT


@pytest.mark.usefixtures("qapp")
def test_it_offers_nothing_that_needs_a_programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURRIPLAN_CONFIG", str(tmp_path))
    desk = Desk(inline_jobs(), Settings(lang="en", theme="light"), LIGHT)
    apply_theme(desk)
    window = MainWindow(desk)
    held = {name for name, made in window._actions.items() if made.isEnabled()}
    assert held == {one.name for one in ACTIONS if one.when(desk)}
    assert "export" not in held
    assert not window._bar._undo.isEnabled()
    assert not window._bar._redo.isEnabled()
    window.close()
    desk.jobs.close()
    window.deleteLater()
