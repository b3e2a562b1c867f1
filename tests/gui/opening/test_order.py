"""Of several wishes to open something the last one counts."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from curriplan.gui.main_window import MainWindow
from tests.gui.opening.conftest import until


def test_the_programme_that_is_open_stays_if_it_is_wished_last(
    window: MainWindow, qtbot: QtBot, a: Path, b: Path
) -> None:
    session = window.desk.session
    assert session is not None
    assert session.store.path == a
    window.files.open(b)
    window.files.open(a)
    session.load_answers()
    until(qtbot, lambda: not window.desk.jobs.running)
    assert window.desk.session is session
    assert not session.closed
