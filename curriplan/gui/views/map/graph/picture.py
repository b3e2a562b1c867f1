"""The whole graph as a picture of its own, as large as it needs: PNG, SVG, PDF, or a table of its lines."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from curriplan.analysis.graph import Node
from curriplan.analysis.reach import Lit
from curriplan.gui.charts.chart import Chart
from curriplan.gui.desk import Desk
from curriplan.gui.views.map.graph.drawing import Drawing
from curriplan.gui.views.map.graph.paint import (
    HEAD,
    Brush,
    paint_boxes,
    paint_heads,
    paint_lines,
    paint_lit,
)
from curriplan.gui.views.map.graph.shapes import Shapes

WIDTH = 1200.0


class GraphPicture(Chart):
    """A drawing at 100 %, its heads above it, with what is lit in it."""

    def __init__(self, desk: Desk, drawing: Drawing, lit: Lit[Node]) -> None:
        super().__init__(desk)
        self._drawing, self._lit = drawing, lit
        self._shapes = Shapes(drawing, WIDTH)
        size = self._shapes.size
        self.resize(ceil(size.width()), ceil(size.height() + HEAD))

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw all of it."""
        brush = Brush(self.desk.theme, self.font())
        paint_heads(painter, self._shapes, brush, 0.0, room.width())
        painter.translate(0.0, HEAD)
        paint_lines(painter, self._shapes, brush, self._shapes.size)
        paint_boxes(painter, self._shapes, brush, self._drawing.boxes)
        if self._lit.nodes:
            paint_lit(painter, self._shapes, brush, self._lit, self._shapes.size, ())

    def table(self) -> list[list[str]]:
        """Return every line by its two ends."""
        say, boxes = self.desk.say, self._drawing.boxes
        rows = [[boxes[line.start].name, boxes[line.end].name] for line in self._drawing.lines]
        return [[say("graph.from"), say("graph.to")], *rows]
