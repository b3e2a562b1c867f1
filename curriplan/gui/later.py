"""Work that waits until the window is painted, so that what was wanted first is seen first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

LOOK_EVERY_MS = 10
LOOK_AT_MOST = 30


class AfterPaint(QTimer):
    """Makes a call once the window of a widget is painted; asked for again before, it still makes one.

    A window that is not on the screen is not waited for long: it may be folded away, or be drawn into a
    picture only.
    """

    def __init__(self, widget: QWidget, call: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._call = widget, call
        self._looks = 0
        self.setSingleShot(True)
        self.setInterval(LOOK_EVERY_MS)
        self.timeout.connect(self._look)

    def ask(self) -> None:
        """Wish for the call."""
        if not self.isActive():
            self._looks = 0
            self.start()

    def _look(self) -> None:
        # A paint that is due is sent in the same turn of the event loop as this timer, before or after it:
        # at the second look it is over.
        waiting = self._looks == 0 or not self._is_shown()
        self._looks += 1
        if waiting and self._looks < LOOK_AT_MOST:
            self.start()
        else:
            self._call()

    def _is_shown(self) -> bool:
        return not self._widget.isVisible() or self._widget.window().windowHandle().isExposed()
