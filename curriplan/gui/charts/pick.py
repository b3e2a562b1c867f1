"""A chart whose parts are chosen: by the mouse, by keys, with a tooltip for what lies below the pointer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent

from curriplan.gui.charts.chart import Chart
from curriplan.gui.desk import Desk
from curriplan.gui.tips import show_tip

UP_AND_DOWN = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
EVERY_WAY = {**UP_AND_DOWN, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class PickChart(Chart):
    """A chart of parts with keys. ``picked`` tells the key of one that was clicked or walked to.

    Subclasses give ``keys`` in the order of walking, ``key_at`` a place, and what a tooltip says of one.
    """

    picked = Signal(str)
    steps: ClassVar[Mapping[Qt.Key, int]] = UP_AND_DOWN

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setMouseTracking(True)
        self._chosen: str | None = None

    def keys(self) -> list[str]:
        """Return the keys of all parts in the order in which keys walk."""
        raise NotImplementedError(type(self).__name__)

    def key_at(self, at: QPointF) -> str | None:
        """Return the key of the part at a place of the widget, None where none is."""
        raise NotImplementedError(type(self).__name__)

    def tip(self, key: str) -> str:
        """Return what is said of a part below the pointer."""
        raise NotImplementedError(type(self).__name__)

    def choose(self, key: str) -> None:
        """Mark a part; an unknown key marks none."""
        if key != self._chosen:
            self._chosen = key
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self.key_at(event.position())
        if key is not None:
            self.setFocus()
            self.picked.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = self.key_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if near else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            key = self.key_at(QPointF(event.pos()))
            show_tip(event.globalPos(), "" if key is None else self.tip(key), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from part to part."""
        key, keys = Qt.Key(event.key()), self.keys()
        if key not in self.steps or not keys:
            super().keyPressEvent(event)
            return
        at = keys.index(self._chosen) + self.steps[key] if self._chosen in keys else 0
        self.picked.emit(keys[max(0, min(len(keys) - 1, at))])
