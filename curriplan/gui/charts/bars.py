"""Bars that lie: each with its name at the left and its figure at its end, from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from curriplan.gui.charts.chart import Chart
from curriplan.gui.desk import Desk

GAP = 6
LINES = 4
NAMES = 0.46
FIGURES = 84


@dataclass(frozen=True, slots=True)
class LyingBar:
    """One bar: name, length on any scale (None: not known, no bar), its figure as text; a bar may be weak."""

    name: str
    length: float | None
    figure: str
    weak: bool = False


class LyingBars(Chart):
    """A distribution. ``headings`` name the two columns of its table."""

    def __init__(self, desk: Desk, bars: Sequence[LyingBar], headings: tuple[str, str]) -> None:
        super().__init__(desk)
        self._bars, self._headings = tuple(bars), headings
        self.setAccessibleName("; ".join(f"{one.name}: {one.figure}" for one in bars))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def table(self) -> list[list[str]]:
        return [list(self._headings), *([one.name, one.figure] for one in self._bars)]

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(220))

    def heightForWidth(self, width: int) -> int:
        return sum(self._heights(width)) + GAP * max(0, len(self._bars) - 1) + 4

    def _names(self, width: float) -> float:
        """Return how wide the names stand: as wide as the longest, at most a share of the whole."""
        longest = max((self.fontMetrics().horizontalAdvance(one.name) for one in self._bars), default=0)
        return min(width * NAMES, longest + 4.0)

    def _heights(self, width: int) -> list[int]:
        """Return how high each name stands, at most four lines."""
        metrics, room = self.fontMetrics(), int(self._names(width))
        most = LINES * metrics.lineSpacing()
        return [max(metrics.height(), min(most, _height(metrics, room, one.name))) for one in self._bars]

    def draw(self, painter: QPainter, room: QRectF) -> None:
        theme = self.desk.theme
        most = max((one.length for one in self._bars if one.length is not None), default=0.0) or 1.0
        names = self._names(room.width())
        long = max(0.0, room.width() - names - FIGURES - 8)
        top = room.top() + 2
        for one, height in zip(self._bars, self._heights(int(room.width())), strict=True):
            painter.setPen(QColor(theme.ink))
            cell = QRectF(room.left(), top, names, height)
            painter.drawText(
                cell,
                Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap,
                self._fit(one.name, int(names)),
            )
            left = room.left() + names + 8
            length = long * (one.length or 0.0) / most
            bar = QRectF(left, top + height / 2 - 7, length, 14)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.levels[1] if one.weak else theme.levels[2]))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(QColor(theme.dim))
            painter.drawText(
                QRectF(left + length + 6, top, FIGURES, height), Qt.AlignmentFlag.AlignVCenter, one.figure
            )
            top += height + GAP

    def _fit(self, name: str, width: int) -> str:
        """Return a name that takes at most four lines."""
        metrics = self.fontMetrics()
        if _height(metrics, width, name) <= LINES * metrics.lineSpacing():
            return name
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(width * LINES * 0.9))


def _height(metrics: QFontMetrics, width: int, text: str) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 1000), Qt.TextFlag.TextWordWrap.value, text).height()
