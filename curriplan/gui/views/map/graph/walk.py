"""Where an arrow key leads from a node of a drawing."""

from __future__ import annotations

from PySide6.QtCore import Qt

from curriplan.analysis.graph import Node
from curriplan.gui.views.map.graph.drawing import Drawing


def beside(drawing: Drawing, node: Node | None, key: Qt.Key) -> Node | None:
    """Return the next node up or down in the column, or the nearest neighbour left or right.

    The first of all where none is given; None where it goes no further. A node without neighbours on a side
    leads to the nearest one of the next column.
    """
    places = drawing.layout.places
    if node is None or node not in places:
        return next(
            (min(column, key=lambda one: places[one].height) for column in drawing.columns if column), None
        )
    column, height = places[node]
    if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
        ordered = sorted(drawing.columns[column], key=lambda one: places[one].height)
        at = ordered.index(node) + (1 if key == Qt.Key.Key_Down else -1)
        return ordered[at] if 0 <= at < len(ordered) else None
    rightward = key == Qt.Key.Key_Right
    joined = (drawing.ways.after if rightward else drawing.ways.before).get(node, ())
    step = 1 if rightward else -1
    wanted = [one for one in joined if (places[one].column - column) * step > 0]
    at = column + step
    while not wanted and 0 <= at < len(drawing.columns):
        wanted, at = list(drawing.columns[at]), at + step
    return min(wanted, key=lambda one: (abs(places[one].height - height), places[one].height), default=None)
