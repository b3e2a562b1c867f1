"""What every test must leave behind: no log record of weight, no thread, no timer, no window."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How fast examples are made says how busy the machine is, and nothing of what is tested.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

# Before Qt is loaded: no test shows a window on anybody's screen. The journey has a screen of its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ENDING_THREADS_GET = 5.0


@pytest.fixture(autouse=True)
def settings_of_nobody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    monkeypatch.setenv("CURRIPLAN_CONFIG", str(tmp_path_factory.getbasetemp() / "settings"))
    monkeypatch.delenv("CURRIPLAN_LANG", raising=False)


class _Weighty(logging.Handler):
    """Keeps records of warnings and worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_weighty_log_records() -> Iterator[None]:
    handler = _Weighty()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    told = [f"{one.levelname} {one.name}: {one.getMessage()}" for one in handler.records]
    assert not told, f"logged: {told}"


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [one for one in threading.enumerate() if one not in before]
    for one in left:
        one.join(ENDING_THREADS_GET)
    alive = [one.name for one in left if one.is_alive()]
    assert not alive, f"threads left running: {alive}"


@pytest.fixture(autouse=True)
def no_window_or_timer_left() -> Iterator[None]:
    """Look only where Qt is loaded already, so that tests without a window stay without Qt."""
    before = set(_windows())
    yield
    fresh = [one for one in _windows() if one not in before]
    seen = [repr(one) for one in fresh if one.isVisible()]
    ticking = [repr(timer) for one in fresh for timer in _active_timers(one)]
    assert not seen, f"windows left open: {seen}"
    assert not ticking, f"timers left running: {ticking}"


def _windows() -> list[Any]:
    """Return the open windows; their type must not be imported here."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    return list(widgets.QApplication.topLevelWidgets())


def _active_timers(window: Any) -> list[Any]:
    core = sys.modules["PySide6.QtCore"]
    return [one for one in window.findChildren(core.QTimer) if one.isActive()]
