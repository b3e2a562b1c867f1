"""A window on a programme of its own, without a screen; jobs are done at once, so nothing has to be waited for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curriplan.app.jobs import inline_jobs
from curriplan.app.programmes import create
from curriplan.app.settings import Settings
from curriplan.domain.program import Program
from curriplan.exchange.readers.sample import sample_program
from curriplan.gui.desk import Desk
from curriplan.gui.main_window import MainWindow
from curriplan.gui.style import apply_theme
from curriplan.gui.theme import LIGHT

SAMPLE = "cross_border_ecommerce"


@pytest.fixture(scope="session")
def sample() -> Program:
    """Return the full sample; a value, so tests may share it."""
    return sample_program(SAMPLE)


@pytest.fixture
def programme(sample: Program) -> Program:
    """Return the programme that the window opens; a test that needs another one gives its own fixture."""
    return sample


@pytest.fixture(autouse=True)
def no_key_held(qapp: QApplication) -> None:
    """Let go of Shift and Ctrl: a simulated key with either leaves it held, and the next choice would extend."""
    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyClick(QWindow(), Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    assert qapp.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


Store = Callable[[Program, Path], None]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return what stores a programme in a file: each is written once, and copied from then on."""
    folder = tmp_path_factory.mktemp("stored")
    written: dict[int, tuple[Program, Path]] = {}  # the programme is held, so that no other gets its id

    def put(program: Program, path: Path) -> None:
        if id(program) not in written:
            made = folder / f"{len(written)}.curriplan"
            create(made, program, "tester").close()
            written[id(program)] = (program, made)
        shutil.copy(written[id(program)][1], path)

    return put


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programme: Program, store: Store
) -> Iterator[MainWindow]:
    """Return a shown window with a programme open and its demand known."""
    monkeypatch.setenv("CURRIPLAN_CONFIG", str(tmp_path / "config"))
    desk = Desk(inline_jobs(), Settings(lang="en", theme="light"), LIGHT)
    apply_theme(desk)
    made = MainWindow(desk)
    path = tmp_path / "programme.curriplan"
    store(programme, path)
    assert made.files.open(path)
    made.show()
    qtbot.waitUntil(lambda: desk.results.demand_is_known)
    yield made
    made.close()
    desk.jobs.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
