"""Bars of groups from 0 to 100 %: on all evidence, and thin below it on assessed evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from curriplan.app.figures import share as per_cent
from curriplan.gui.charts.pick import PickChart
from curriplan.gui.desk import Desk

LEAST_ROW, MOST_ROW, BAR, THIN = 28.0, 56.0, 12.0, 4.0
HEAD, FOOT = 30.0, 26.0
NAMES, FIGURES, NOTES = 0.30, 54.0, 0.24
NARROW, NARROW_NAMES = 560.0, 0.42
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class GroupBar:
    """One group: two shares (0..1, None: not known, no bar), the first as text, and a note at the right."""

    key: str
    name: str
    share: float | None
    other: float | None
    figure: str
    other_figure: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """What the columns of the chart's table are called; the two shares are named above the bars as well."""

    name: str
    share: str
    other: str
    note: str


class GroupBars(PickChart):
    """Readiness of groups."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._bars: tuple[GroupBar, ...] = ()
        self._heads = Headings("", "", "", "")

    def tell(self, bars: Sequence[GroupBar], headings: Headings) -> None:
        """Show groups."""
        self._bars, self._heads = tuple(bars), headings
        self.setAccessibleDescription("; ".join(f"{one.name}: {one.figure}" for one in bars))
        self.setMinimumHeight(int(self._height()))
        self.updateGeometry()
        self.update()

    def table(self) -> list[list[str]]:
        heads = self._heads
        rows = [[one.name, one.figure, one.other_figure, one.note] for one in self._bars]
        return [[heads.name, heads.share, heads.other, heads.note], *rows]

    def sizeHint(self) -> QSize:
        return QSize(520, int(self._height()))

    def _height(self) -> float:
        return HEAD + LEAST_ROW * len(self._bars) + FOOT

    def _row(self, room: QRectF) -> float:
        """Return how high a group stands: more where there is room, within reason."""
        share = (room.height() - HEAD - FOOT) / max(1, len(self._bars))
        return max(LEAST_ROW, min(MOST_ROW, share))

    def _field(self, room: QRectF) -> QRectF:
        """Return where the bars stand, from 0 to 100 %; without room for it the note is left to the table."""
        names, notes = (NARROW_NAMES, 0.0) if room.width() < NARROW else (NAMES, NOTES)
        left = room.left() + room.width() * names + 10
        right = room.right() - room.width() * notes - FIGURES - 14
        return QRectF(left, room.top() + HEAD, max(40.0, right - left), self._row(room) * len(self._bars))

    # -- drawing --------------------------------------------------------------------------------------

    def draw(self, painter: QPainter, room: QRectF) -> None:
        field = self._field(room)
        self._draw_heads(painter, room, field)
        self._draw_scale(painter, field)
        for n, one in enumerate(self._bars):
            high = self._row(room)
            self._draw_bar(
                painter, field, QRectF(room.left(), field.top() + n * high, room.width(), high), one
            )

    def _draw_heads(self, painter: QPainter, room: QRectF, field: QRectF) -> None:
        """Name both bars by samples of them, so that no legend is needed."""
        theme, left = self.desk.theme, field.left()
        for words, colour, thick in (
            (self._heads.share, theme.levels[3], BAR / 2),
            (self._heads.other, theme.dim, THIN),
        ):
            width = painter.fontMetrics().horizontalAdvance(words)
            if left + 24 + width > room.right():
                return
            painter.fillRect(QRectF(left, room.top() + 14 - thick / 2, 18, thick), QColor(colour))
            painter.setPen(QColor(theme.dim))
            painter.drawText(QPointF(left + 24, room.top() + 18), words)
            left += 24 + width + 20

    def _draw_scale(self, painter: QPainter, field: QRectF) -> None:
        theme = self.desk.theme
        for tick in TICKS:
            x = field.left() + tick * field.width()
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()))
            painter.setPen(QColor(theme.dim))
            cell = QRectF(x - 30, field.bottom() + 4, 60, 16)
            painter.drawText(cell, Qt.AlignmentFlag.AlignHCenter, per_cent(tick))

    def _draw_bar(self, painter: QPainter, field: QRectF, room: QRectF, one: GroupBar) -> None:
        theme, flags, metrics = self.desk.theme, Qt.AlignmentFlag, painter.fontMetrics()
        if one.key == self._chosen:
            painter.fillRect(room, QColor(theme.accent_fill))
        names = QRectF(room.left() + 6, room.top(), field.left() - room.left() - 14, room.height())
        painter.setPen(QColor(theme.ink))
        elided = metrics.elidedText(one.name, Qt.TextElideMode.ElideRight, int(names.width()))
        painter.drawText(names, flags.AlignRight | flags.AlignVCenter, elided)
        above = room.center().y() - (BAR + THIN + 1) / 2
        for share, at, thick, colour in (
            (one.share, above, BAR, theme.levels[3]),
            (one.other, above + BAR + 1, THIN, theme.dim),
        ):
            if share is not None:
                painter.fillRect(QRectF(field.left(), at, share * field.width(), thick), QColor(colour))
        painter.setPen(QColor(theme.ink))
        figure = QRectF(field.right() + 6, room.top(), FIGURES, room.height())
        painter.drawText(figure, flags.AlignRight | flags.AlignVCenter, one.figure)
        painter.setPen(QColor(theme.dim))
        if room.width() < NARROW:
            return
        note = QRectF(figure.right() + 12, room.top(), room.right() - figure.right() - 14, room.height())
        elided = metrics.elidedText(one.note, Qt.TextElideMode.ElideRight, int(note.width()))
        painter.drawText(note, flags.AlignLeft | flags.AlignVCenter, elided)

    # -- hand and keys --------------------------------------------------------------------------------

    def keys(self) -> list[str]:
        return [one.key for one in self._bars]

    def tip(self, key: str) -> str:
        """Return the whole name, with what is left to the table where the chart is narrow."""
        one = next(one for one in self._bars if one.key == key)
        heads = self._heads
        figures = f"{heads.share} {one.figure} · {heads.other} {one.other_figure}"
        return "\n".join(part for part in (one.name, figures, one.note) if part)

    def key_at(self, at: QPointF) -> str | None:
        n = int((at.y() - HEAD) // self._row(QRectF(self.rect())))
        return self._bars[n].key if 0 <= n < len(self._bars) else None
