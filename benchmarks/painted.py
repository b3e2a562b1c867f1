"""The program as its user starts it, which tells when its window is painted and then ends.

``python -m benchmarks.painted ARGUMENT...`` runs ``curriplan ARGUMENT...``. When the window has been painted
for the first time, and again when it shows the readiness of its programme, it notes the time of the
system's monotonic clock, the processor time, the modules that are loaded and the memory used so far; at
the end it prints them as one JSON object. Nothing of this is in the way of the program itself: it is a process of its own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from benchmarks.machine import now, peak_memory_mb

if TYPE_CHECKING:
    from curriplan.app.settings import Settings
    from curriplan.gui.main_window import MainWindow

HEAVY = ("ortools", "openpyxl", "xlsxwriter", "alembic", "numpy", "networkx", "defusedxml")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the start: when it was, what it had cost, what was loaded, the most memory used so far."""

    at: float
    cpu_s: float
    heavy: tuple[str, ...]
    modules: int
    peak_mb: float


def moment() -> Moment:
    """Return the present moment."""
    heavy = tuple(name for name in HEAVY if name in sys.modules)
    return Moment(now(), time.process_time(), heavy, len(sys.modules), peak_memory_mb())


def watch(window: MainWindow, told: Callable[[dict[str, Moment]], None]) -> None:
    """Tell the moments of the first paint with a programme, and of its readiness being there; once both are."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QFrame

    moments: dict[str, Moment] = {}

    def note(name: str) -> None:
        if name not in moments:
            moments[name] = moment()
            if len(moments) == 2:
                told(moments)

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's signature
            if event.type() == QEvent.Type.Paint and window.desk.session is not None:
                # All parts are painted and shown in one go, before any timer.
                known = window.desk.results.demand_is_known
                QTimer.singleShot(0, lambda: note("complete" if known else "painted"))
            return False

    strip = window.findChild(QFrame, "strip")
    assert strip is not None
    strip.installEventFilter(Watcher(window))


def main(arguments: list[str]) -> int:
    """Run the program until both moments are known."""
    import curriplan.__main__ as program

    start = program.start_quickly

    def told(window: MainWindow, moments: dict[str, Moment]) -> None:
        print(json.dumps({name: asdict(one) for name, one in moments.items()}), flush=True)
        window.close()

    def started() -> None:
        start()
        import curriplan.gui.application as application

        make = application.make_window

        def made(settings: Settings) -> MainWindow:
            window = make(settings)
            watch(window, lambda moments: told(window, moments))
            return window

        application.make_window = made

    program.start_quickly = started
    return program.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
