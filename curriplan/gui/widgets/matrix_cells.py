"""The cells of a matrix, painted in one pass over plain values: Qt's delegates take three times as long."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from curriplan.gui.models.matrix import Look

if TYPE_CHECKING:
    from curriplan.gui.widgets.matrix import MatrixView

MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
BEFORE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
AFTER = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
NOTE_SIZE = 9


@cache
def brush(colour: str) -> QBrush:
    """Return the brush of a colour."""
    return QBrush(QColor(colour))


@cache
def pen(colour: str, width: float = 1.0) -> QPen:
    """Return the pen of a colour."""
    return QPen(QColor(colour), width)


def paint_cells(view: MatrixView, painter: QPainter, area: QRect) -> None:
    """Paint the cells of a matrix that touch an area of its viewport."""
    model, theme = view.matrix, view.desk.theme
    columns = list(_columns(view, area))
    chosen, current = _chosen(view, area), view.currentIndex()
    at = (current.row(), current.column())
    noted: list[tuple[QRect, Look]] = []
    for row, top, height in _rows(view, area):
        if model.row(row).heads:
            continue
        for column, left, width in columns:
            look = model.look(row, column)
            marked = (row, column) in chosen
            rect = QRect(left + 1, top + 1, width - 2, height - 2)
            if look.tone is not None:
                painter.fillRect(rect, brush(look.tone.fill))
            elif view.shows_empty:
                painter.setPen(pen(theme.line))
                painter.setBrush(brush(theme.accent_fill if marked else theme.panel))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
            elif marked:
                painter.fillRect(rect, brush(theme.accent_fill))
            if look.text or look.sign or look.weak:
                _write(painter, rect, look, theme.ink, theme.dim)
            if look.before or look.after:
                noted.append((rect, look))
            if marked or (row, column) == at:
                painter.setPen(pen(theme.accent, 2.0 if (row, column) == at else 1.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect)
    _note(painter, noted, theme.ink)


def _note(painter: QPainter, noted: list[tuple[QRect, Look]], ink: str) -> None:
    """Write what stands small beside the texts of cells."""
    if not noted:
        return
    font = QFont(painter.font())
    font.setPixelSize(NOTE_SIZE)
    painter.setFont(font)
    for rect, look in noted:
        painter.setPen(pen(ink if look.tone is None else look.tone.ink))
        painter.drawText(rect.adjusted(2, 0, 0, 0), BEFORE, look.before)
        painter.drawText(rect.adjusted(0, 0, -2, 0), AFTER, look.after)


def _write(painter: QPainter, rect: QRect, look: Look, ink: str, dim: str) -> None:
    """Write a cell's text, and the stroke in the corner of a weak one."""
    if look.text or look.sign:
        painter.setPen(pen(ink if look.tone is None else look.tone.ink))
        painter.drawText(rect, MIDDLE, f"{look.text}{look.sign}")
    if look.weak:
        painter.setPen(pen(dim if look.tone is None else look.tone.ink))
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
