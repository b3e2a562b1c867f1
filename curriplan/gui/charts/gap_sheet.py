"""The gap sheet: what is missing, on one printed page of A4.

Drawn in points (595 x 842) with the light theme, whatever the window wears, because it is for paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageSize, QPainter, QPdfWriter, QPen

from curriplan.gui.charts.files import written
from curriplan.gui.charts.heat import HeatGrid, HeatSizes, draw_heat, heat_size
from curriplan.gui.charts.words import in_lines
from curriplan.gui.theme import LIGHT, Tone

PAGE = (595.0, 842.0)
MARGIN = 36.0
DPI = 1200
TITLE, PLAIN, SMALL = 15, 9, 7
NAMES = 178.0
HEADS = 92.0
MOST_CELL, LEAST_CELL = 34.0, 15.0
MOST_ROW, LEAST_ROW = 13.0, 8.6
LIST_LINE, LIST_HEAD = 12.0, 16.0
LEAST_LIST, MOST_LIST = 5, 14
TOP = 116.0  # title, headline, figures and legend
AIR = 14.0
FOOT = 26.0


@dataclass(frozen=True, slots=True)
class Missing:
    """One line of the list: sign and words of the status with its tone, then the columns."""

    status: str
    tone: Tone
    competency: str
    post: str
    levels: str
    closes: str


@dataclass(frozen=True, slots=True)
class GapSheet:
    """Everything that the sheet says, in the user's language.

    ``figures`` are (name, value); ``legend`` are (sample, meaning with its count, tone); ``grid`` has competencies
    down, the worst first in what must stay (``keep`` rows), and posts across; ``left_out`` says what did not fit.
    """

    title: str
    programme: str
    about: str
    headline: str
    figures: tuple[tuple[str, str], ...]
    legend: tuple[tuple[str, str, Tone], ...]
    grid: HeatGrid
    list_title: str
    list_heads: tuple[str, str, str, str, str]
    missing: tuple[Missing, ...]
    foot: str
    left_out: str = ""


def write_sheet(sheet: GapSheet, path: Path, font: QFont) -> bool:
    """Write the sheet as a PDF of one page; tell whether that went well."""
    return written(path, lambda file: _write(sheet, file, font))


def _write(sheet: GapSheet, file: QIODevice, font: QFont) -> bool:
    writer = QPdfWriter(file)
    writer.setTitle(f"{sheet.title}: {sheet.programme}")
    writer.setCreator("Curriplan")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    writer.setResolution(DPI)
    painter = QPainter()
    if not painter.begin(writer):
        return False
    painter.scale(DPI / 72, DPI / 72)
    draw_sheet(painter, sheet, font)
    return painter.end()


def sheet_image(sheet: GapSheet, font: QFont, scale: float = 2.0) -> QImage:
    """Return the sheet as a picture."""
    image = QImage(int(PAGE[0] * scale), int(PAGE[1] * scale), QImage.Format.Format_ARGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    draw_sheet(painter, sheet, font)
    painter.end()
    return image


def fitting(posts: int) -> int:
    """Return how many posts fit across."""
    return min(posts, int((PAGE[0] - 2 * MARGIN - NAMES) / LEAST_CELL))


def rows_fitting(listed: int) -> int:
    """Return how many lines of the grid fit down, beside a list of so many."""
    return int(_grid_room(listed) / LEAST_ROW)


def _grid_room(listed: int) -> float:
    lines = min(listed, LEAST_LIST)
    under = AIR + LIST_HEAD + (lines + 1) * LIST_LINE if lines else 0.0
    return PAGE[1] - 2 * MARGIN - TOP - HEADS - FOOT - under


def draw_sheet(painter: QPainter, sheet: GapSheet, font: QFont) -> None:
    """Draw the sheet in points from the page's upper left corner."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = _Pen(painter, font)
    _draw_top(pen, sheet)
    grid, sizes = sheet.grid, _sizes(sheet)
    at = QPointF(MARGIN, MARGIN + TOP)
    painter.setFont(pen.font(sizes.font))
    draw_heat(painter, at, grid, LIGHT, sizes)
    bottom = at.y() + heat_size(grid, sizes).height() + AIR
    _draw_list(pen, sheet, bottom)
    pen.write_lines(
        QRectF(MARGIN, PAGE[1] - MARGIN - FOOT + 4, PAGE[0] - 2 * MARGIN, FOOT), sheet.foot, SMALL, LIGHT.dim
    )


def _sizes(sheet: GapSheet) -> HeatSizes:
    """Return the measures with which the grid fills the width, and the height that the list leaves."""
    columns = max(1, len(sheet.grid.columns))
    cell = min(MOST_CELL, (PAGE[0] - 2 * MARGIN - NAMES) / columns)
    sizes = HeatSizes(cell, MOST_ROW, NAMES, HEADS, 0.0, SMALL)
    lines = heat_size(sheet.grid, replace(sizes, row=1.0)).height() - HEADS
    row = max(LEAST_ROW, min(MOST_ROW, _grid_room(len(sheet.missing)) / max(1.0, lines)))
    return replace(sizes, row=row, font=SMALL if row < 11 else SMALL + 1)


class _Pen:
    """Writes text of one family in points."""

    def __init__(self, painter: QPainter, font: QFont) -> None:
        self.painter, self._font = painter, font

    def font(self, size: int, bold: bool = False) -> QFont:
        made = QFont(self._font)
        made.setPixelSize(size)
        made.setBold(bold)
        return made

    def write(
        self,
        room: QRectF,
        text: str,
        size: int = PLAIN,
        colour: str = LIGHT.ink,
        *,
        bold: bool = False,
        right: bool = False,
    ) -> float:
        """Write one line, elided where it is too long; return how wide it is."""
        self.painter.setFont(self.font(size, bold))
        metrics = self.painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.painter.setPen(QColor(colour))
        self.painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return float(metrics.horizontalAdvance(shown))

    def write_lines(self, room: QRectF, text: str, size: int, colour: str, *, bold: bool = False) -> None:
        """Write a text in as many lines as there is room for."""
        self.painter.setFont(self.font(size, bold))
        metrics = self.painter.fontMetrics()
        high = metrics.height()
        self.painter.setPen(QColor(colour))
        for n, line in enumerate(in_lines(text, metrics, room.width(), max(1, int(room.height() / high)))):
            self.painter.drawText(
                QRectF(room.left(), room.top() + n * high, room.width(), high),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                line,
            )


def _draw_top(pen: _Pen, sheet: GapSheet) -> None:
    width, top = PAGE[0] - 2 * MARGIN, MARGIN
    pen.write(QRectF(MARGIN, top, width * 0.75, 20), sheet.programme, TITLE, bold=True)
    pen.write(QRectF(MARGIN, top, width, 20), sheet.title, PLAIN, LIGHT.dim, right=True)
    pen.write(QRectF(MARGIN, top + 20, width, 13), sheet.about, SMALL + 1, LIGHT.dim)
    pen.write_lines(QRectF(MARGIN, top + 36, width, 26), sheet.headline, PLAIN, LIGHT.ink, bold=True)
    left = MARGIN
    for name, value in sheet.figures:
        wide = pen.write(QRectF(left, top + 64, width, 14), value, PLAIN + 2, bold=True)
        wide += 4 + pen.write(QRectF(left + wide + 4, top + 64, width, 14), name, PLAIN, LIGHT.dim)
        left += wide + 18
    _draw_legend(pen, sheet, top + 84)


def _draw_legend(pen: _Pen, sheet: GapSheet, top: float) -> None:
    left, right = MARGIN, PAGE[0] - MARGIN
    for sample, meaning, tone in sheet.legend:
        pen.painter.setFont(pen.font(SMALL + 1))
        need = 22 + pen.painter.fontMetrics().horizontalAdvance(meaning) + 9
        if left > MARGIN and left + need > right:
            left, top = MARGIN, top + 14
        mark = QRectF(left, top, 18, 11)
        pen.painter.setPen(Qt.PenStyle.NoPen)
        pen.painter.setBrush(QColor(tone.fill))
        pen.painter.drawRoundedRect(mark, 2, 2)
        pen.painter.setPen(QColor(tone.ink))
        pen.painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, sample)
        pen.write(QRectF(left + 22, top, right - left, 11), meaning, SMALL + 1, LIGHT.dim)
        left += need


COLUMNS = (0.15, 0.32, 0.26, 0.17, 0.10)


def _draw_list(pen: _Pen, sheet: GapSheet, top: float) -> None:
    """Write the worst gaps below the grid, as many as there is room for."""
    width, bottom = PAGE[0] - 2 * MARGIN, PAGE[1] - MARGIN - FOOT
    room = min(MOST_LIST, int((bottom - top - LIST_HEAD - LIST_LINE) / LIST_LINE))
    if sheet.left_out:
        pen.write(QRectF(MARGIN, top - 11, width, 10), sheet.left_out, SMALL, LIGHT.dim)
    if not sheet.missing or room <= 0:
        return
    pen.write(QRectF(MARGIN, top, width, LIST_HEAD), sheet.list_title, PLAIN, bold=True)
    y = top + LIST_HEAD
    _draw_list_line(pen, y, sheet.list_heads, None)
    for one in sheet.missing[:room]:
        y += LIST_LINE
        pen.painter.setPen(QPen(QColor(LIGHT.line), 0.5))
        pen.painter.drawLine(QPointF(MARGIN, y), QPointF(MARGIN + width, y))
        _draw_list_line(pen, y, (one.status, one.competency, one.post, one.levels, one.closes), one.tone)


def _draw_list_line(pen: _Pen, y: float, texts: tuple[str, ...], tone: Tone | None) -> None:
    left, width = MARGIN, PAGE[0] - 2 * MARGIN
    for n, (text, share) in enumerate(zip(texts, COLUMNS, strict=True)):
        room = QRectF(left, y, share * width - 6, LIST_LINE)
        colour = LIGHT.dim if tone is None else tone.ink if n == 0 else LIGHT.ink
        pen.write(room, text, SMALL + 1, colour)
        left += share * width
