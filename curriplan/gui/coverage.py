"""A small picture of a programme: one tile a course, darker for higher levels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from curriplan.domain.program import Program
from curriplan.gui.theme import Theme

TILES = 95


def coverage(program: Program) -> tuple[int, ...]:
    """Return the highest level that each of the first courses brings, 0 where it brings none."""
    held = (program.contributions.get(course, {}).values() for course in program.courses)
    return tuple(max((one.level for one in cells), default=0) for cells in islice(held, TILES))


def draw_coverage(painter: QPainter, room: QRectF, levels: Sequence[int], tile: int, theme: Theme) -> None:
    """Draw the tiles that a room has place for, ``tile`` pixels each with its gap, row by row."""
    across, down = max(1, int(room.width()) // tile), max(1, int(room.height()) // tile)
    side = tile - max(1, tile // 6)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for n, level in enumerate(levels[: across * down]):
        painter.setBrush(QColor(theme.level(level).fill if level else theme.line))
        left, top = room.left() + n % across * tile, room.top() + n // across * tile
        painter.drawRoundedRect(QRectF(left, top, side, side), tile / 6, tile / 6)
    painter.restore()
