"""A window as the program makes it: real threads, and a way back to the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from curriplan.app.settings import Settings
from curriplan.domain.defaults import blank_program
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.application import make_window
from curriplan.gui.desk import Toast
from curriplan.gui.main_window import MainWindow
from tests.app.files import stored

PATIENCE_MS = 60_000


def until(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    """Let the window work until something is so; a machine with much to do is given its time."""
    qtbot.waitUntil(condition, timeout=PATIENCE_MS)


class Told:
    """What was told as toasts."""

    def __init__(self, window: MainWindow) -> None:
        self.texts: list[str] = []
        window.desk.toasts.listen(self._note)

    def _note(self, toast: Toast) -> None:
        self.texts.append(toast.text)

    def has(self, part: str) -> bool:
        """Tell whether any of them holds some words."""
        return any(part in text for text in self.texts)


@pytest.fixture
def a(tmp_path: Path, sample: Program) -> Path:
    """Return a file that holds the big sample."""
    return stored(tmp_path / "a.curriplan", sample)


@pytest.fixture
def b(tmp_path: Path) -> Path:
    """Return a file that holds another programme, without anything in it."""
    return stored(tmp_path / "b.curriplan", blank_program(Text("另一个", "Another")))


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """Return a shown window with nothing open."""
    monkeypatch.setenv("CURRIPLAN_CONFIG", str(tmp_path / "config"))
    monkeypatch.setattr("curriplan.gui.files.programmes_folder", lambda: tmp_path / "documents")
    made = make_window(Settings(lang="en", theme="light"))
    made.show()
    made.activateWindow()
    yield made
    made.door.stop_loading()
    if made.door.opening is not None:
        made.door.opening.session.close(discard=True)
        made.door.opening.end()
    made.close()
    made.desk.jobs.close()
    until(qtbot, lambda: not made.desk.jobs.running)
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(empty: MainWindow, a: Path, qtbot: QtBot) -> MainWindow:
    """Return a shown window with the big sample open and everything of it known."""
    empty.files.open(a)
    until(qtbot, lambda: is_known(empty, a))
    return empty


@pytest.fixture
def told(empty: MainWindow) -> Told:
    return Told(empty)


def is_open(window: MainWindow, path: Path) -> bool:
    """Tell whether a programme is the one that is shown."""
    session = window.desk.session
    return session is not None and session.store.path == path


def is_known(window: MainWindow, path: Path) -> bool:
    """Tell whether a programme is shown with its answers and what they require."""
    desk = window.desk
    return (
        desk.session is not None
        and is_open(window, path)
        and desk.session.answers_loaded
        and desk.results.demand_is_known
        and not desk.jobs.running
    )
