"""Hands and eyes of a user: real mouse and key events through the X server, pictures of the real window.

The hands work in a thread of their own and ask the window's thread where things are; what they do goes
through xdotool, as a person's would go through mouse and keyboard.
"""

from __future__ import annotations

import queue
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QWidget

from curriplan.gui.bridge import Bridge
from curriplan.gui.main_window import MainWindow
from tests.journey.eyes import emptiness, pixels, shown

T = TypeVar("T")
PATIENCE_S = 30.0
LOOK_EVERY_S = 0.05
ENOUGH = 0.95
"""How much of a part must be on the screen as the window draws it; a toast may just be going."""


class GaveUpError(AssertionError):
    """What was waited for did not come."""


class Hands:
    """One user at one window."""

    def __init__(self, window: MainWindow, bridge: Bridge, pictures: Path) -> None:
        self.window = window
        self._bridge = bridge
        self._pictures = pictures
        self.clicks = 0
        self.keys = 0
        self.told: list[str] = []

    # -- eyes -----------------------------------------------------------------------------------------

    def ask(self, question: Callable[[], T]) -> T:
        """Return what the window's thread answers."""
        answers: queue.Queue[tuple[T | None, BaseException | None]] = queue.Queue()

        def answer() -> None:
            try:
                answers.put((question(), None))
            except Exception as problem:  # noqa: BLE001 - raised again in the thread that asked
                answers.put((None, problem))

        self._bridge.deliver(answer)
        value, problem = answers.get(timeout=PATIENCE_S)
        if problem is not None:
            raise problem
        return value  # type: ignore[return-value]

    def until(self, condition: Callable[[], object], what: str, patience: float = PATIENCE_S) -> None:
        """Look until something is so."""
        end = time.monotonic() + patience
        while not self.ask(condition):
            if time.monotonic() > end:
                raise GaveUpError(what)
            time.sleep(LOOK_EVERY_S)

    def picture(self, name: str, *parts: QWidget) -> Path:
        """Take a picture of the window as it stands on the screen, once it shows some parts of the window.

        A part is shown when the screen has there what the part would draw, and that is not empty.
        """
        path = self._pictures / f"{name}.png"
        end = time.monotonic() + PATIENCE_S
        while True:
            number = self.ask(lambda: int(self.window.winId()))
            subprocess.run(["import", "-window", str(number), str(path)], check=True)
            wrong = [told for one in parts if (told := self._unseen(one, QImage(str(path))))]
            if not wrong:
                return path
            if time.monotonic() > end:
                raise GaveUpError(f"{path.name}: {wrong[0]}")
            time.sleep(LOOK_EVERY_S)

    def _unseen(self, part: QWidget, screen: QImage) -> str:
        """Return why a part of the window cannot be said to be on the screen, or nothing."""

        def drawn() -> tuple[QRect, QImage]:
            place = QRect(part.mapTo(self.window, QPoint(0, 0)), part.size() if part.isVisible() else QSize())
            return place, self.window.grab(place).toImage()  # with the ground that it stands on

        place, own = self.ask(drawn)
        seen = pixels(screen, place)
        called = type(part).__name__
        share = shown(pixels(own), seen)
        if share < ENOUGH:
            return f"{share:.1%} of {called} is on the screen"
        empty = emptiness(seen)
        return f"{called} looks empty: {empty}" if empty else ""

    def step(self, name: str, *parts: QWidget) -> None:
        """Note what was done so far, with a picture in which some parts of the window are seen."""
        self.picture(name, *parts)
        self.told.append(f"{name}: {self.clicks} clicks, {self.keys} keys")
        self.clicks = self.keys = 0

    # -- hands ----------------------------------------------------------------------------------------

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], check=True)

    def click(self, place: Callable[[], QPoint], times: int = 1) -> None:
        """Click a place on the screen."""
        at = self.ask(place)
        self._do("mousemove", str(at.x()), str(at.y()), "click", "--repeat", str(times), "--delay", "60", "1")
        self.clicks += times

    def drag(self, start: Callable[[], QPoint], end: Callable[[], QPoint]) -> None:
        """Press at a place, go to another in steps as a hand does, and let go."""
        a, b = self.ask(start), self.ask(end)
        self._do("mousemove", str(a.x()), str(a.y()), "mousedown", "1")
        for n in range(1, 13):
            x, y = a.x() + (b.x() - a.x()) * n // 12, a.y() + (b.y() - a.y()) * n // 12
            self._do("mousemove", str(x), str(y), "sleep", "0.03")
        self._do("mouseup", "1")
        self.clicks += 1

    def key(self, *names: str) -> None:
        """Press keys one after the other."""
        self._do("key", "--delay", "40", *names)
        self.keys += len(names)

    def type(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--delay", "8", text)
        self.keys += len(text)


def middle(widget: QWidget) -> Callable[[], QPoint]:
    """Return where the middle of a widget is."""
    return lambda: widget.mapToGlobal(widget.rect().center())


def cell(view: QAbstractItemView, row: int, column: int = 0) -> Callable[[], QPoint]:
    """Return where the middle of a cell is, after bringing it into view."""

    def place() -> QPoint:
        index = view.model().index(row, column)
        view.scrollTo(index)
        rect: QRect = view.visualRect(index)
        return view.viewport().mapToGlobal(rect.center())

    return place
