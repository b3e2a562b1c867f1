"""The heat map as a drawing: for pictures of the page, and for the printed sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from curriplan.gui.charts.chart import Chart
from curriplan.gui.charts.words import in_lines
from curriplan.gui.desk import Desk
from curriplan.gui.theme import Theme, Tone

MOST_HEAD_LINES = 3


@dataclass(frozen=True, slots=True)
class HeatLine:
    """A row or a column: its name, the group that it stands in, a note in a lighter hand after a row's name."""

    name: str
    group: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell: its text with its sign, and its tone; no tone: plain text without a ground."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class HeatGrid:
    """Rows, columns, and cells by (row, column); a cell that is not there is empty."""

    rows: tuple[HeatLine, ...] = ()
    columns: tuple[HeatLine, ...] = ()
    cells: Mapping[tuple[int, int], HeatCell] | None = None

    def at(self, row: int, column: int) -> HeatCell | None:
        """Return a cell, None where it is empty."""
        return None if self.cells is None else self.cells.get((row, column))


@dataclass(frozen=True, slots=True)
class HeatSizes:
    """Measures in the painter's units: cells, names at the left, names on end above, font height in px."""

    cell: float = 30.0
    row: float = 24.0
    names: float = 240.0
    heads: float = 124.0
    band: float = 22.0
    font: int = 12


def heat_size(grid: HeatGrid, sizes: HeatSizes) -> QSizeF:
    """Return how much room a grid needs."""
    lines = len(grid.rows) + sum(1 for _ in _headed(grid.rows))
    return QSizeF(sizes.names + sizes.cell * len(grid.columns), _top(grid, sizes) + sizes.row * lines)


def _top(grid: HeatGrid, sizes: HeatSizes) -> float:
    return sizes.heads + (sizes.band if any(one.group for one in grid.columns) else 0.0)


def _headed(rows: Sequence[HeatLine]) -> Iterator[int]:
    """Yield the rows that begin a group with a name."""
    group = ""
    for n, one in enumerate(rows):
        if one.group and one.group != group:
            yield n
        group = one.group


def draw_heat(painter: QPainter, at: QPointF, grid: HeatGrid, theme: Theme, sizes: HeatSizes) -> None:
    """Draw a grid with its upper left corner at a point."""
    font = QFont(painter.font())
    font.setPixelSize(sizes.font)
    painter.setFont(font)
    _draw_bands(painter, at, grid, theme, sizes)
    _draw_heads(painter, at, grid, theme, sizes)
    headed = set(_headed(grid.rows))
    y = at.y() + _top(grid, sizes)
    for n, one in enumerate(grid.rows):
        if n in headed:
            _draw_group(painter, QRectF(at.x(), y, sizes.names, sizes.row), one.group, theme)
            y += sizes.row
        _draw_row(painter, QPointF(at.x(), y), grid, n, theme, sizes)
        y += sizes.row


def _draw_bands(painter: QPainter, at: QPointF, grid: HeatGrid, theme: Theme, sizes: HeatSizes) -> None:
    left = at.x() + sizes.names
    for group, held in groupby(grid.columns, key=lambda one: one.group):
        width = sizes.cell * len(list(held))
        if group:
            painter.setPen(QColor(theme.dim))
            text = painter.fontMetrics().elidedText(group, Qt.TextElideMode.ElideRight, int(width - 6))
            painter.drawText(QRectF(left, at.y(), width, sizes.band - 5), Qt.AlignmentFlag.AlignCenter, text)
            painter.setPen(QPen(QColor(theme.line), 2))
            line = at.y() + sizes.band - 3
            painter.drawLine(QPointF(left + 2, line), QPointF(left + width - 3, line))
        left += width


def _draw_heads(painter: QPainter, at: QPointF, grid: HeatGrid, theme: Theme, sizes: HeatSizes) -> None:
    foot = at.y() + _top(grid, sizes)
    metrics = painter.fontMetrics()
    high = metrics.height()
    most = max(1, min(MOST_HEAD_LINES, int(sizes.cell / high)))
    painter.setPen(QColor(theme.ink))
    for n, one in enumerate(grid.columns):
        painter.save()
        painter.translate(at.x() + sizes.names + n * sizes.cell, foot - 3)
        painter.rotate(-90)
        lines = in_lines(one.name, metrics, sizes.heads - 6, most)
        top = (sizes.cell - high * len(lines)) / 2
        for k, line in enumerate(lines):
            painter.drawText(
                QRectF(0, top + k * high, sizes.heads, high), Qt.AlignmentFlag.AlignVCenter, line
            )
        painter.restore()


def _draw_group(painter: QPainter, room: QRectF, group: str, theme: Theme) -> None:
    painter.setPen(QColor(theme.dim))
    text = painter.fontMetrics().elidedText(group, Qt.TextElideMode.ElideRight, int(room.width()))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room, flags, text)


def _draw_row(painter: QPainter, at: QPointF, grid: HeatGrid, n: int, theme: Theme, sizes: HeatSizes) -> None:
    one, metrics, flags = grid.rows[n], painter.fontMetrics(), Qt.AlignmentFlag
    indent = 8.0 if one.group else 0.0
    note = metrics.horizontalAdvance(one.note) + 6 if one.note else 0
    room = QRectF(at.x() + indent, at.y(), sizes.names - indent - note - 6, sizes.row)
    painter.setPen(QColor(theme.ink))
    name = metrics.elidedText(one.name, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, flags.AlignLeft | flags.AlignVCenter, name)
    if one.note:
        painter.setPen(QColor(theme.dim))
        beside = room.adjusted(metrics.horizontalAdvance(name) + 6, 0, note + 6, 0)
        painter.drawText(beside, flags.AlignLeft | flags.AlignVCenter, one.note)
    for column in range(len(grid.columns)):
        cell = grid.at(n, column)
        if cell is not None:
            left = at.x() + sizes.names + column * sizes.cell
            _draw_cell(painter, QRectF(left, at.y(), sizes.cell, sizes.row), cell, theme)


def _draw_cell(painter: QPainter, room: QRectF, cell: HeatCell, theme: Theme) -> None:
    if cell.tone is not None:
        gap = min(1.0, room.height() / 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(cell.tone.fill))
        painter.drawRoundedRect(room.adjusted(gap, gap, -gap, -gap), 2, 2)
    painter.setPen(QColor(theme.ink if cell.tone is None else cell.tone.ink))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, cell.text)


MARGIN = 12


class HeatPicture(Chart):
    """The heat map of the page as a drawing of its own size, to be copied and saved; it is never shown."""

    def __init__(self, desk: Desk, corner: str, grid: HeatGrid, sizes: HeatSizes | None = None) -> None:
        super().__init__(desk)
        self._corner, self._grid, self._sizes = corner, grid, sizes or HeatSizes()
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        size = heat_size(self._grid, self._sizes).toSize()
        return QSize(size.width() + 2 * MARGIN, size.height() + 2 * MARGIN)

    def table(self) -> list[list[str]]:
        grid = self._grid
        cells = [
            [
                one.name,
                *("" if (held := grid.at(n, k)) is None else held.text for k in range(len(grid.columns))),
            ]
            for n, one in enumerate(grid.rows)
        ]
        return [[self._corner, *(one.name for one in grid.columns)], *cells]

    def draw(self, painter: QPainter, room: QRectF) -> None:
        draw_heat(painter, room.topLeft() + QPointF(MARGIN, MARGIN), self._grid, self.desk.theme, self._sizes)
