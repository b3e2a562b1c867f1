"""A real window with a programme of its own, and hands at it until their journey is over."""

from __future__ import annotations

import tempfile
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from curriplan.app.programmes import create
from curriplan.app.settings import Settings
from curriplan.domain.program import Program
from curriplan.gui.application import application, make_window
from curriplan.gui.bridge import Bridge
from curriplan.gui.defects import tell_defects
from curriplan.gui.main_window import MainWindow
from tests.journey.hands import Hands


def run(program: Program, pictures: Path, journey: Callable[[Hands, Path], object]) -> int:
    """Open a programme in a fresh folder and walk a journey; print what was done and return the exit code."""
    app = application()
    work = Path(tempfile.mkdtemp())
    path = work / "journey.curriplan"
    create(path, program, "designer").close()
    window: MainWindow = make_window(Settings(author="designer"))
    bridge = Bridge()
    window.show()
    window.files.open(path)
    hands = Hands(window, bridge, pictures)
    outcome: list[BaseException] = []
    end = tell_defects(window.desk, work)
    window.desk.toasts.listen(
        lambda toast: outcome.append(AssertionError(toast.text)) if "defects.log" in toast.text else None
    )

    def walk() -> None:
        try:
            hands.until(lambda: window.isActiveWindow() and window.desk.session is not None, "the window")
            hands.until(lambda: window.desk.results.demand_is_known, "the required levels")
            journey(hands, work)
        except BaseException as problem:  # noqa: BLE001 - told and turned into the exit code
            traceback.print_exc()
            outcome.append(problem)
            hands.picture("failed")
        bridge.deliver(app.closeAllWindows)

    walker = threading.Thread(target=walk)
    QTimer.singleShot(0, walker.start)
    app.exec()
    walker.join()
    end()
    window.desk.jobs.close()
    print("\n".join(hands.told))  # noqa: T201 - what the test and docs/journey.md read
    return 1 if outcome else 0
