"""Where boxes and lines of a drawing are, in pixels at 100 %."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from curriplan.analysis.graph import Node
from curriplan.gui.views.map.graph.drawing import GAP_BETWEEN, ROW, Drawing, Line, Lines, differing

MOST_GAP = 640.0
MARGIN = 16.0
STRETCH = 1.6
"""How much further apart than they need to be boxes stand where there is room."""
BAND = 16.0 * ROW
"""Lines are painted in bundles whose upper ends lie within such a height; what is out of sight is left out."""
BULGE = 18.0

Ends = tuple[Node, Node]


class _Strands:
    """Lines in bundles, by what they have in common: each is bound when it is first seen, and anew after an edit of it."""

    def __init__(self) -> None:
        self._lines: dict[object, dict[Ends, tuple[Line, QRectF]]] = {}
        self._rooms: dict[object, QRectF] = {}
        self._bound: dict[object, QPainterPath] = {}

    def add(self, lines: Iterable[Line], shapes: Shapes) -> None:
        """Add lines where some shapes have them."""
        for line in lines:
            key, room = shapes.strand(line)
            self._lines.setdefault(key, {})[line.start, line.end] = line, room
            self._loosen(key)

    def take(self, lines: Iterable[Line], shapes: Shapes) -> None:
        """Take lines out from where some shapes have them."""
        for line in lines:
            key, _ = shapes.strand(line)
            self._lines.get(key, {}).pop((line.start, line.end), None)
            self._loosen(key)

    def _loosen(self, key: object) -> None:
        self._rooms.pop(key, None)
        self._bound.pop(key, None)

    def seen(self, part: QRectF, shapes: Shapes) -> Iterator[tuple[Line, QPainterPath]]:
        """Yield the bundles that may be seen in a part: one of their lines, and the path of all."""
        for key, held in self._lines.items():
            if not held:
                continue
            room = self._rooms.get(key)
            if room is None:
                room = self._rooms[key] = around(one for _, one in held.values())
            if room.intersects(part):
                bound = self._bound.get(key)
                if bound is None:
                    bound = self._bound[key] = QPainterPath()
                    for line, _ in held.values():
                        bound.addPath(shapes.path(line))
                yield next(iter(held.values()))[0], bound


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
        self.size = QRectF(0.0, 0.0, self._right() + MARGIN, drawing.layout.height * self._row + 2 * MARGIN)
        self._paths: dict[Ends, QPainterPath] = {}
        self._before = before if before is not None and self._like(before) else None
        self._joined_before: tuple[Lines, Mapping[Ends, Lines]] | None = None
        if before is not None:
            before._before = None
            if "joining" in before.__dict__:
                self._joined_before = before.drawing.lines, before.joining
            else:
                self._joined_before = before._joined_before

    def _like(self, other: Shapes) -> bool:
        return (self._row, self.lefts, self.drawing.widths) == (other._row, other.lefts, other.drawing.widths)

    @cached_property
    def rects(self) -> Mapping[Node, QRectF]:
        """Return where the boxes are."""
        return {node: self._rect(node) for node in self.drawing.boxes}

    @cached_property
    def _moved(self) -> set[Node]:
        """Return the nodes that do not stand where they stood before."""
        known: Mapping[Node, QRectF] = {} if self._before is None else self._before.rects
        return {node for node, rect in self.rects.items() if known.get(node) != rect}

    @cached_property
    def joining(self) -> Mapping[Ends, Lines]:
        """Return the lines by their ends."""
        found: dict[Ends, Lines] = {}
        gone: Lines = ()
        come = self.drawing.lines
        before = self._joined_before
        if before is not None:
            found, (gone, come) = dict(before[1]), differing(before[0], self.drawing.lines)
        for line in gone:
            ends = (line.start, line.end)
            found[ends] = tuple(one for one in found[ends] if one is not line)
        for line in come:
            ends = (line.start, line.end)
            found[ends] = (*found.get(ends, ()), line)
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

    def strand(self, line: Line) -> tuple[object, QRectF]:
        """Return what a line has in common with those that are painted along with it, and the room that it takes."""
        points = self._points(line)
        if points is None:
            room = self.path(line).controlPointRect()
        else:
            heights = [one.y() for one in points]
            left, top = min(points[0].x(), points[-1].x()), min(heights)
            room = QRectF(left, top, abs(points[-1].x() - points[0].x()), max(heights) - top)
        loud = line.ink if line.loud else ""
        key = (line.dash, loud, round(room.left()), room.top() // BAND, room.height() // BAND)
        return key, room.adjusted(-1, -1, 1, 1)

    def touches(self, line: Line, part: QRectF) -> bool:
        """Tell whether a line may be seen in a part; a level one has no height, and Qt takes that for nothing."""
        return self.path(line).controlPointRect().adjusted(-1, -1, 1, 1).intersects(part)

    def _path(self, line: Line) -> QPainterPath:
        path, points = QPainterPath(), self._points(line)
        if points is None:
            _arch(path, self.rects[line.start], self.rects[line.end])
        else:
            _flow(path, points)
        return path

    def _points(self, line: Line) -> list[QPointF] | None:
        """Return what a line runs through from its start to its end, None within a column."""
        first, last = self.rects[line.start], self.rects[line.end]
        if abs(first.left() - last.left()) < 1.0:
            return None
        rightward = first.left() < last.left()
        left, right = (first, last) if rightward else (last, first)
        points = [QPointF(left.right(), left.center().y())]
        ends = (line.start, line.end) if rightward else (line.end, line.start)
        column = self.drawing.layout.places[ends[0]].column
        for n, height in enumerate(self.drawing.layout.bends.get(ends, ()), column + 1):
            points.append(QPointF(self.lefts[n], self._y(height)))
            points.append(QPointF(self.lefts[n] + self.drawing.widths[n], self._y(height)))
        points.append(QPointF(right.left(), right.center().y()))
        return points if rightward else points[::-1]

    def bundles(self, part: QRectF) -> Iterator[tuple[Line, QPainterPath]]:
        """Yield bundles of lines that are painted alike, those that may be seen in a part."""
        return self._strands.seen(part, self)

    @cached_property
    def _strands(self) -> _Strands:
        """Return the lines in bundles; where nothing moved those of before, with what is gone and what has come."""
        before, moved, lines = self._before, self._moved, self.drawing.lines
        self._before = None
        if before is None or moved or "_strands" not in before.__dict__ or self._bent(before):
            made = _Strands()
            made.add(lines, self)
            return made
        made = before._strands
        gone, come = differing(before.drawing.lines, lines)
        made.take(gone, before)
        made.add(come, self)
        return made

    def _bent(self, before: Shapes) -> bool:
        """Tell whether any line that was there before bends elsewhere now."""
        held = before.drawing.layout.bends
        bends = self.drawing.layout.bends
        return any(now and held.get(ends, now) != now for ends, now in bends.items())

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
