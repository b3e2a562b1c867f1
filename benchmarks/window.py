"""A real window without a screen, with hands on it, for measurements."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

from curriplan.__main__ import start_quickly
from curriplan.app.settings import Settings
from curriplan.gui.application import application, make_window
from curriplan.gui.main_window import MainWindow

PATIENCE_S = 120.0
REST_S = 0.15


class Painted(QObject):
    """Notes when a widget was painted first after something was expected; what follows later is painted later."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        self._expected = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's signature
        """Note a paint by the time at which it is over: a timer comes after it."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._note)
        return False

    def expect(self) -> None:
        """Expect the next paint."""
        self._expected = True

    def _note(self) -> None:
        if self._expected:
            self._expected = False
            self.at = time.perf_counter()


@contextmanager
def window_on(path: Path, width: int = 1440, height: int = 900) -> Iterator[MainWindow]:
    """Show a programme in a window, with real threads behind it, until its demand is known and all rests."""
    start_quickly()
    app = application()
    window = make_window(Settings(lang="en", theme="light"))
    window.resize(width, height)
    window.show()
    assert window.files.open(path)
    wait_until(lambda: window.desk.derived is not None and window.desk.results.demand_is_known)
    wait_until(lambda: not window.desk.jobs.running)
    rest()
    yield window
    window.close()
    window.desk.jobs.close()
    app.processEvents()


def wait_until(happened: Callable[[], bool]) -> None:
    """Let the window work until something has happened.

    Raises:
        TimeoutError: it takes longer than anybody would wait.

    """
    end = time.perf_counter() + PATIENCE_S
    app = application()
    while not happened():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if time.perf_counter() > end:
            raise TimeoutError("the window did not get there")


def rest() -> None:
    """Let the window come to rest, as it does between two things that a user does."""
    end = time.perf_counter() + REST_S
    wait_until(lambda: time.perf_counter() > end)
