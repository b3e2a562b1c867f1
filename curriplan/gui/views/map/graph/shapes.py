"""Where boxes and lines of a drawing are, in pixels at 100 %."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from curriplan.analysis.graph import Node
from curriplan.gui.views.map.graph.drawing import GAP_BETWEEN, ROW, Drawing, Line

MOST_GAP = 640.0
MARGIN = 16.0
STRETCH = 1.6
"""How much further apart than they need to be boxes stand where there is room."""
BAND = 16.0 * ROW
"""Lines are painted in bundles whose upper ends lie within such a height; what is out of sight is left out."""
BULGE = 18.0

Ends = tuple[Node, Node]


class Shapes:
    """Rectangles of boxes and paths of lines. ``width`` and ``height`` are the room that they may spread over.

    Paths are taken from the shapes ``before`` an edit where nothing moved: making thousands takes its time.
    """

    def __init__(
        self, drawing: Drawing, width: float, height: float = 0.0, before: Shapes | None = None
    ) -> None:
        self.drawing = drawing
        rows = max(1.0, drawing.layout.height)
        self._row = min(STRETCH * ROW, max(ROW, (height - 2 * MARGIN) / rows))
        gaps = max(1, len(drawing.widths) - 1)
        spare = (width - 2 * MARGIN - sum(drawing.widths)) / gaps
        self.gap = min(MOST_GAP, max(drawing.least_gap, spare))
        steps = [MARGIN, *(one + self.gap for one in drawing.widths)]
        self.lefts = list(accumulate(steps))[: len(drawing.widths)]
        self.rects = {node: self._rect(node) for node in drawing.boxes}
        self.size = QRectF(0.0, 0.0, self._right() + MARGIN, drawing.layout.height * self._row + 2 * MARGIN)
        self._paths: dict[Ends, QPainterPath] = {}
        self._before = before if before is not None and self._like(before) else None
        known = {} if self._before is None else self._before.rects
        self._moved = {node for node, rect in self.rects.items() if known.get(node) != rect}
        if before is not None:
            before._before = None

    def _like(self, other: Shapes) -> bool:
        return (self._row, self.lefts, self.drawing.widths) == (other._row, other.lefts, other.drawing.widths)

    @cached_property
    def joining(self) -> Mapping[Ends, list[Line]]:
        """Return the lines by their ends."""
        found: dict[Ends, list[Line]] = {}
        for line in self.drawing.lines:
            found.setdefault((line.start, line.end), []).append(line)
        return found

    def _right(self) -> float:
        return self.lefts[-1] + self.drawing.widths[-1] if self.lefts else MARGIN

    def _y(self, height: float) -> float:
        return MARGIN + height * self._row

    def _rect(self, node: Node) -> QRectF:
        place = self.drawing.layout.places[node]
        high = self.drawing.boxes[node].size * ROW - GAP_BETWEEN
        width = self.drawing.widths[place.column]
        return QRectF(self.lefts[place.column], self._y(place.height) - high / 2, width, high)

    def path(self, line: Line) -> QPainterPath:
        """Return the path of a line from its start to its end."""
        ends = (line.start, line.end)
        made = self._paths.get(ends)
        if made is None:
            made = self._paths[ends] = self._kept(ends) or self._path(line)
        return made

    def _kept(self, ends: Ends) -> QPainterPath | None:
        """Return the path of a line as it was, if nothing that it touches has moved."""
        before = self._before
        if before is None or ends[0] in self._moved or ends[1] in self._moved:
            return None
        bends, held = self.drawing.layout.bends, before.drawing.layout.bends
        if any(bends.get(way) != held.get(way) for way in (ends, ends[::-1])):
            return None
        return before._paths.get(ends)

    def touches(self, line: Line, part: QRectF) -> bool:
        """Tell whether a line may be seen in a part; a level one has no height, and Qt takes that for nothing."""
        return self.path(line).controlPointRect().adjusted(-1, -1, 1, 1).intersects(part)

    def _path(self, line: Line) -> QPainterPath:
        first, last = self.rects[line.start], self.rects[line.end]
        path = QPainterPath()
        if abs(first.left() - last.left()) < 1.0:
            _arch(path, first, last)
            return path
        rightward = first.left() < last.left()
        left, right = (first, last) if rightward else (last, first)
        points = [QPointF(left.right(), left.center().y())]
        ends = (line.start, line.end) if rightward else (line.end, line.start)
        column = self.drawing.layout.places[ends[0]].column
        for n, height in enumerate(self.drawing.layout.bends.get(ends, ()), column + 1):
            points.append(QPointF(self.lefts[n], self._y(height)))
            points.append(QPointF(self.lefts[n] + self.drawing.widths[n], self._y(height)))
        points.append(QPointF(right.left(), right.center().y()))
        _flow(path, points if rightward else points[::-1])
        return path

    @cached_property
    def bundles(self) -> list[tuple[QRectF, Line, QPainterPath]]:
        """Return bundles of lines that are painted alike, each with the rectangle around it."""
        found: dict[tuple[object, ...], tuple[Line, QPainterPath]] = {}
        for line in self.drawing.lines:
            path = self.path(line)
            around = path.controlPointRect()
            loud = line.ink if line.loud else ""
            key = (line.dash, loud, round(around.left()), around.top() // BAND, around.height() // BAND)
            found.setdefault(key, (line, QPainterPath()))[1].addPath(path)
        self._before = None
        return [(path.controlPointRect().adjusted(-1, -1, 1, 1), line, path) for line, path in found.values()]

    def at(self, point: QPointF) -> Node | None:
        """Return the node whose box is at a point, or None."""
        for n, left in enumerate(self.lefts):
            if left <= point.x() <= left + self.drawing.widths[n]:
                return next((one for one in self.drawing.columns[n] if self.rects[one].contains(point)), None)
        return None

    def seen(self, part: QRectF) -> Iterator[Node]:
        """Yield the nodes whose boxes are at least partly within a rectangle."""
        for n, left in enumerate(self.lefts):
            if left > part.right() or left + self.drawing.widths[n] < part.left():
                continue
            for node in self.drawing.columns[n]:
                if self.rects[node].intersects(part):
                    yield node


def around(rects: Iterable[QRectF]) -> QRectF:
    """Return the rectangle around some others."""
    found = QRectF()
    for one in rects:
        found = found.united(one)
    return found


def _flow(path: QPainterPath, points: list[QPointF]) -> None:
    """Lead a path through points: level through columns, swinging between them."""
    path.moveTo(points[0])
    for n in range(0, len(points) - 1, 2):
        one, other = points[n], points[n + 1]
        bend = (other.x() - one.x()) * 0.45
        path.cubicTo(QPointF(one.x() + bend, one.y()), QPointF(other.x() - bend, other.y()), other)
        if n + 2 < len(points):
            path.lineTo(points[n + 2])


def _arch(path: QPainterPath, first: QRectF, last: QRectF) -> None:
    """Join two boxes of one column by an arch at their right."""
    one, other = (QPointF(box.right(), box.center().y()) for box in (first, last))
    out = BULGE + min(40.0, abs(one.y() - other.y()) * 0.12)
    path.moveTo(one)
    path.cubicTo(QPointF(one.x() + out, one.y()), QPointF(other.x() + out, other.y()), other)
