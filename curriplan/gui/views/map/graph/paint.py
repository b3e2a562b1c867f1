"""Painter functions of the graph: the same for the screen, PNG, SVG and PDF."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from curriplan.analysis.graph import Node
from curriplan.analysis.reach import Lit
from curriplan.gui.paragraph import paragraph
from curriplan.gui.theme import Theme
from curriplan.gui.views.map.graph.drawing import Box, Line
from curriplan.gui.views.map.graph.shapes import Shapes

LETTERS = 12
SMALL_LETTERS = 10
HEAD = 30.0
RADIUS = 5.0
STRONG = 1.8
MANY = 1500
"""More lines than that are painted without smoothing, and none of them wide: that would cost more than a frame may."""
FEW = 120
"""Up to so many lines each may be seen clearly; more would be a web before the boxes."""
LEGIBLE = 6.0
"""Letters that would be smaller than this many pixels are not drawn."""
NARROWEST, WIDEST, PADDING = 96.0, 252.0, 22.0
COARSE = 0.45
"""Below this zoom boxes are plain rectangles."""


@dataclass(frozen=True, slots=True)
class Brush:
    """What everything is painted with: theme, font, and the zoom that decides how much detail is seen."""

    theme: Theme
    font: QFont
    zoom: float = 1.0

    def letters(self, size: int) -> QFont:
        """Return the font in a size, in pixels at 100 %."""
        made = QFont(self.font)
        made.setPixelSize(size)
        return made

    def shows(self, size: int) -> bool:
        """Tell whether letters of a size can be read at this zoom."""
        return size * self.zoom >= LEGIBLE


def fitting_width(boxes: Iterable[Box]) -> float:
    """Return the width in which all names of a column can be read, as far as that is not too wide."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(LETTERS)
    name = QFontMetricsF(font)
    font.setPixelSize(SMALL_LETTERS)
    note = QFontMetricsF(font)
    wanted = NARROWEST
    for box in boxes:
        beside = note.horizontalAdvance(box.note) + 6 if box.note else 0.0
        mark = name.horizontalAdvance(f" {box.sign}") if box.sign else 0.0
        upper = name.horizontalAdvance(box.name) + mark + beside
        wanted = max(wanted, upper + PADDING, note.horizontalAdvance(box.under) + PADDING)
        if wanted >= WIDEST:
            return WIDEST
    return wanted


def paint_lines(painter: QPainter, shapes: Shapes, brush: Brush, part: QRectF) -> None:
    """Paint all lines that are within a part, quietly; those that are loud in their ink.

    Opaque pens of one pixel: translucent or wide ones cost ten times as much over thousands of long lines.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    quiet = brush.theme.dim if len(shapes.drawing.lines) <= FEW else brush.theme.line
    for line, path in shapes.bundles(part):
        painter.setPen(_pen(line, line.ink if line.loud else quiet, 0.0))
        painter.drawPath(path)
    for line in shapes.drawing.lines:
        if (line.arrow or line.sign) and shapes.touches(line, part):
            _finish(painter, shapes, brush, line, line.ink if line.loud else brush.theme.dim)


def paint_lit(
    painter: QPainter, shapes: Shapes, brush: Brush, lit: Lit[Node], part: QRectF, marked: Collection[Node]
) -> None:
    """Paint what is lit and within a part: lines, and boxes above them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=len(lit.lines) <= MANY)
    _paint_lit_lines(painter, shapes, brush, lit, part)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_boxes(painter, shapes, brush, (one for one in shapes.seen(part) if one in lit.nodes), marked)


def _paint_lit_lines(painter: QPainter, shapes: Shapes, brush: Brush, lit: Lit[Node], part: QRectF) -> None:
    """Paint the lines that are lit and within a part, in their ink; stronger, unless there are too many."""
    width = STRONG if len(lit.lines) <= MANY else 0.0
    for line in (one for ends in lit.lines for one in shapes.joining.get(ends, ())):
        if not shapes.touches(line, part):
            continue
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(line, line.ink, width))
        painter.drawPath(shapes.path(line))
        if line.arrow or line.sign:
            _finish(painter, shapes, brush, line, line.ink)


def _pen(line: Line, colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    if line.dash.value:
        pen.setDashPattern([one / max(1.0, width) for one in line.dash.value])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _finish(painter: QPainter, shapes: Shapes, brush: Brush, line: Line, colour: str) -> None:
    """Paint the point at the end of a line, and its sign in the middle of it."""
    path = shapes.path(line)
    if line.arrow and brush.zoom >= COARSE:
        tip, before = path.pointAtPercent(1.0), path.pointAtPercent(0.97)
        angle = math.atan2(tip.y() - before.y(), tip.x() - before.x())
        sides = [
            QPointF(tip.x() - 7 * math.cos(angle + turn), tip.y() - 7 * math.sin(angle + turn))
            for turn in (-0.42, 0.42)
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(QPolygonF([tip, *sides]))
    if line.sign and brush.shows(SMALL_LETTERS):
        middle = path.pointAtPercent(0.5)
        room = QRectF(middle.x() - 8, middle.y() - 8, 16, 16)
        painter.setPen(QPen(QColor(colour), 0.8))
        painter.setBrush(QColor(brush.theme.panel))
        painter.drawEllipse(room)
        painter.setFont(brush.letters(SMALL_LETTERS))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, line.sign)


def paint_boxes(
    painter: QPainter, shapes: Shapes, brush: Brush, nodes: Iterable[Node], marked: Collection[Node] = ()
) -> None:
    """Paint some boxes; those that are marked have a strong edge."""
    for node in nodes:
        box, room = shapes.drawing.boxes[node], shapes.rects[node]
        _paint_box(painter, brush, box, room, node in marked)


def _paint_box(painter: QPainter, brush: Brush, box: Box, room: QRectF, marked: bool) -> None:
    theme = brush.theme
    fill = QColor(theme.panel if box.tone is None else box.tone.fill)
    edge = theme.accent if marked else theme.line if box.tone is None else ""
    painter.setBrush(fill)
    painter.setPen(QPen(QColor(edge), 1.6 if marked else 1.0) if edge else Qt.PenStyle.NoPen)
    if brush.zoom < COARSE:
        painter.drawRect(room)
    else:
        radius = room.height() / 2 if box.round else RADIUS
        painter.drawRoundedRect(room, radius, radius)
    if box.stripe:
        _paint_stripe(painter, box, room)
    if brush.shows(LETTERS):
        _paint_name(painter, brush, box, room)


def _paint_stripe(painter: QPainter, box: Box, room: QRectF) -> None:
    clip = QPainterPath()
    clip.addRoundedRect(room, RADIUS, RADIUS)
    edge = QPainterPath()
    edge.addRect(QRectF(room.left(), room.top(), 4.0, room.height()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(box.stripe))
    painter.drawPath(clip.intersected(edge))


def _paint_name(painter: QPainter, brush: Brush, box: Box, room: QRectF) -> None:
    theme = brush.theme
    ink = theme.ink if box.tone is None else box.tone.ink
    dim = theme.dim if box.tone is None else box.tone.ink
    inner = room.adjusted(10.0, 0.0, -8.0, 0.0)
    if box.under:
        half = room.height() / 2
        upper, lower = inner.adjusted(0, 3, 0, -half + 2), inner.adjusted(0, half + 1, 0, -3)
        if brush.shows(SMALL_LETTERS):
            _text(painter, brush.letters(SMALL_LETTERS), dim, lower, box.under)
        inner = upper
    if box.note:
        font = brush.letters(SMALL_LETTERS)
        wide = QFontMetricsF(font).horizontalAdvance(box.note)
        _text(painter, font, dim, inner, box.note, Qt.AlignmentFlag.AlignRight)
        inner = inner.adjusted(0, 0, -wide - 6, 0)
    if box.wraps:
        _wrapped(painter, brush, box.name, ink, inner)
        return
    name = f"{box.name} {box.sign}" if box.sign else box.name
    side = Qt.AlignmentFlag.AlignHCenter if box.round else Qt.AlignmentFlag.AlignLeft
    _text(painter, brush.letters(LETTERS), ink, inner, name, side, box.sign)


def _wrapped(painter: QPainter, brush: Brush, name: str, ink: str, room: QRectF) -> None:
    """Write a name in two lines at the most, in the middle of the height."""
    laid = paragraph(name, brush.letters(LETTERS), room.width(), 2)
    painter.setPen(QColor(ink))
    laid.draw(painter, QPointF(room.left(), room.center().y() - laid.boundingRect().height() / 2))


def _text(
    painter: QPainter,
    font: QFont,
    ink: str,
    room: QRectF,
    text: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    kept: str = "",
) -> None:
    """Write a line of text; what does not fit is cut at its end, but for a sign that is kept."""
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(
        room, side | Qt.AlignmentFlag.AlignVCenter, _cut(QFontMetricsF(font), text, room.width(), kept)
    )


def _cut(metrics: QFontMetricsF, text: str, width: float, kept: str) -> str:
    if metrics.horizontalAdvance(text) <= width:
        return text
    end = f" {kept}" if kept else ""
    room = width - metrics.horizontalAdvance(end)
    return metrics.elidedText(text.removesuffix(end), Qt.TextElideMode.ElideRight, room) + end


def paint_heads(painter: QPainter, shapes: Shapes, brush: Brush, shift: float, width: float) -> None:
    """Paint what stands above the columns into a band of its own; ``shift`` is where the drawing begins."""
    theme = brush.theme
    painter.fillRect(QRectF(0, 0, width, HEAD), QColor(theme.panel))
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.drawLine(QPointF(0, HEAD - 0.5), QPointF(width, HEAD - 0.5))
    strong = brush.letters(LETTERS)
    strong.setWeight(QFont.Weight.DemiBold)
    for n, head in enumerate(shapes.drawing.heads):
        left = shift + shapes.lefts[n] * brush.zoom
        wide = shapes.drawing.widths[n] * brush.zoom
        spare = shapes.gap * brush.zoom / 2 - 4
        room = QRectF(left - spare, 0, wide + 2 * spare, HEAD - 2)
        text = _cut(QFontMetricsF(strong), head.text, room.width(), "")
        note = brush.letters(SMALL_LETTERS)
        first = QFontMetricsF(strong).horizontalAdvance(text)
        second = QFontMetricsF(note).horizontalAdvance(head.note) + 8 if head.note else 0.0
        if first + second > room.width():
            second = 0.0
        start = room.center().x() - (first + second) / 2
        _text(painter, strong, theme.ink, QRectF(start, 0, first + 2, HEAD - 2), text)
        if second:
            _text(painter, note, theme.dim, QRectF(start + first + 8, 0, second, HEAD - 2), head.note)
