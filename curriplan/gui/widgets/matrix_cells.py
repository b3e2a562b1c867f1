"""The cells of a matrix, painted in one pass over plain values: Qt's delegates take three times as long."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPixmap

from curriplan.gui.models.matrix import Look
from curriplan.gui.theme import Tone

if TYPE_CHECKING:
    from curriplan.gui.widgets.matrix import MatrixView

MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
BEFORE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
AFTER = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
NOTE_SIZE = 9
MOST_STAMPS = 2000
"""So many pictures of cells are kept; more than that many looks are not to be seen at once."""


@cache
def brush(colour: str) -> QBrush:
    """Return the brush of a colour."""
    return QBrush(QColor(colour))


@cache
def pen(colour: str, width: float = 1.0) -> QPen:
    """Return the pen of a colour."""
    return QPen(QColor(colour), width)


class Stamps:
    """Pictures of coloured cells, each painted once: few looks recur in thousands of cells."""

    def __init__(self) -> None:
        self._held: dict[object, QPixmap] = {}
        self._hand: object = None

    def begin(self, painter: QPainter) -> None:
        """Take the font and the sharpness of a painter; with others all pictures are painted anew."""
        hand = (painter.font().key(), painter.device().devicePixelRatioF())
        if hand != self._hand or len(self._held) > MOST_STAMPS:
            self._hand, self._held = hand, {}
            self._font, self._ratio = QFont(painter.font()), painter.device().devicePixelRatioF()

    def of(self, look: Look, tone: Tone, width: int, height: int) -> QPixmap:
        """Return the picture of a coloured cell of a size."""
        key = (look.text, look.sign, look.weak, look.before, look.after, tone.fill, tone.ink, width, height)
        made = self._held.get(key)
        if made is None:
            made = self._held[key] = self._painted(look, tone, width, height)
        return made

    def _painted(self, look: Look, tone: Tone, width: int, height: int) -> QPixmap:
        made = QPixmap(ceil(width * self._ratio), ceil(height * self._ratio))
        made.setDevicePixelRatio(self._ratio)
        made.fill(QColor(tone.fill))
        painter = QPainter(made)
        painter.setFont(self._font)
        _write(painter, QRect(0, 0, width, height), look, tone.ink, tone.ink)
        painter.end()
        return made


def paint_cells(view: MatrixView, painter: QPainter, area: QRect) -> None:
    """Paint the cells of a matrix that touch an area of its viewport."""
    model, stamps = view.matrix, view.stamps
    columns = list(_columns(view, area))
    chosen, current = _chosen(view, area), view.currentIndex()
    at = (current.row(), current.column())
    stamps.begin(painter)
    for row, top, height in _rows(view, area):
        if model.row(row).heads:
            continue
        for column, left, width in columns:
            look, marked = model.look(row, column), (row, column) in chosen
            if look.tone is not None:
                stamp = stamps.of(look, look.tone, width - 2, height - 2)
                painter.drawPixmap(left + 1, top + 1, stamp)
                if not marked and (row, column) != at:
                    continue
            rect = QRect(left + 1, top + 1, width - 2, height - 2)
            if look.tone is None:
                _paint_plain(view, painter, rect, look, marked=marked)
            if marked or (row, column) == at:
                painter.setPen(pen(view.desk.theme.accent, 2.0 if (row, column) == at else 1.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect)


def _paint_plain(view: MatrixView, painter: QPainter, rect: QRect, look: Look, *, marked: bool) -> None:
    """Paint a cell without a colour of its own."""
    theme = view.desk.theme
    if view.shows_empty:
        painter.setPen(pen(theme.line))
        painter.setBrush(brush(theme.accent_fill if marked else theme.panel))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
    elif marked:
        painter.fillRect(rect, brush(theme.accent_fill))
    _write(painter, rect, look, theme.ink, theme.dim)


def _write(painter: QPainter, rect: QRect, look: Look, ink: str, dim: str) -> None:
    """Write a cell's text, what stands small beside it, and the stroke in the corner of a weak one."""
    painter.setPen(pen(ink))
    if look.text or look.sign:
        painter.drawText(rect, MIDDLE, f"{look.text}{look.sign}")
    if look.before or look.after:
        painter.save()
        font = QFont(painter.font())
        font.setPixelSize(NOTE_SIZE)
        painter.setFont(font)
        painter.drawText(rect.adjusted(2, 0, 0, 0), BEFORE, look.before)
        painter.drawText(rect.adjusted(0, 0, -2, 0), AFTER, look.after)
        painter.restore()
    if look.weak:
        painter.setPen(pen(dim))
        painter.drawLine(rect.right() - 4, rect.top() + 1, rect.right() - 1, rect.top() + 4)


def _rows(view: MatrixView, area: QRect) -> Iterator[tuple[int, int, int]]:
    """Yield number, top and height of the rows that touch an area."""
    for n in _touched(view.rowAt(area.top()), view.rowAt(area.bottom()), view.matrix.rowCount()):
        yield n, view.rowViewportPosition(n), view.rowHeight(n)


def _columns(view: MatrixView, area: QRect) -> Iterator[tuple[int, int, int]]:
    """Yield number, left and width of the columns that touch an area."""
    for n in _touched(view.columnAt(area.left()), view.columnAt(area.right()), view.matrix.columnCount()):
        yield n, view.columnViewportPosition(n), view.columnWidth(n)


def _touched(first: int, last: int, count: int) -> range:
    """Return the lines from the first to the last; Qt says -1 where an edge lies beyond all of them."""
    return range(0) if first < 0 else range(first, count if last < 0 else last + 1)


def _chosen(view: MatrixView, area: QRect) -> frozenset[tuple[int, int]]:
    """Return the selected cells that touch an area: all 90,000 may be selected."""
    rows = _touched(view.rowAt(area.top()), view.rowAt(area.bottom()), view.matrix.rowCount())
    columns = _touched(view.columnAt(area.left()), view.columnAt(area.right()), view.matrix.columnCount())
    held = view.selectionModel().selection()
    return frozenset(
        (row, column)
        for block in (held.at(n) for n in range(held.count()))
        for row in range(max(block.top(), rows.start), min(block.bottom() + 1, rows.stop))
        for column in range(max(block.left(), columns.start), min(block.right() + 1, columns.stop))
    )
