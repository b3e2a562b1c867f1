"""At which zoom a drawing is seen in a room: all of it, or as much as can be read."""

from __future__ import annotations

from PySide6.QtCore import QSize

from curriplan.gui.views.map.graph.drawing import Drawing
from curriplan.gui.views.map.graph.shapes import Shapes

LEAST, READABLE, SMALLEST = 0.1, 0.8, 0.65
BAR = 14
"""Pixels that a scroll bar may take."""
ENOUGH = 0.6
"""Who sees this share of the drawing needs no map of it."""


def fitting(drawing: Drawing, room: QSize) -> tuple[float, float]:
    """Return at which zoom the whole width is seen in a room, and the whole height."""
    bare = Shapes(drawing, 0.0).size
    wide = (room.width() - BAR) / max(1.0, bare.width())
    return min(1.0, wide), min(1.0, room.height() / max(1.0, bare.height()))


def everything(drawing: Drawing, room: QSize) -> float:
    """Return the zoom that shows all of it, however small."""
    return max(LEAST, min(fitting(drawing, room)))


def readable(drawing: Drawing, room: QSize) -> float:
    """Return the zoom that shows all of it if it can be read then, else its whole width."""
    wide, high = fitting(drawing, room)
    return min(wide, high) if min(wide, high) >= READABLE else max(SMALLEST, wide)


def hides_much(drawing: Drawing, room: QSize, zoom: float) -> bool:
    """Tell whether so little of a drawing is seen in a room at a zoom that a map of it helps."""
    bare = Shapes(drawing, 0.0).size
    low, narrow = ENOUGH * bare.height() * zoom, ENOUGH * bare.width() * zoom
    return bool(drawing.boxes) and (room.height() < low or room.width() < narrow)
