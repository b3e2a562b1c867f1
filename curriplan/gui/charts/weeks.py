"""The weeks of all terms as a drawing: terms above, a bar for each course, the load of every week below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen

from curriplan.analysis.weeks import Kind
from curriplan.domain.finding import Severity
from curriplan.gui.charts.chart import Chart
from curriplan.gui.desk import Desk
from curriplan.gui.theme import SEVERITY_SIGNS, Theme

PATTERNS = {
    Kind.CLASS: Qt.BrushStyle.SolidPattern,
    Kind.WHOLE: Qt.BrushStyle.BDiagPattern,
    Kind.INTERNSHIP: Qt.BrushStyle.Dense6Pattern,
    Kind.LECTURES: Qt.BrushStyle.HorPattern,
    Kind.EXAM: Qt.BrushStyle.DiagCrossPattern,
    Kind.RESERVE: Qt.BrushStyle.VerPattern,
    Kind.HOLIDAY: Qt.BrushStyle.NoBrush,
}
PATTERNED = frozenset({Kind.WHOLE, Kind.INTERNSHIP, Kind.LECTURES, Kind.EXAM, Kind.RESERVE})
TICKS, MOST_TICKS = (10.0, 20.0, 50.0, 100.0, 500.0), 5
GUESSED = "?"
NARROW = 3.0
"""By how much a single letter may be wider than its bar: a week is hardly wider than a letter."""
Flags = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class WeekBar:
    """A bar: weeks from ``begin`` on (0.0 is the first week), its kind, its colour, what stands on it."""

    kind: Kind
    begin: float
    weeks: float
    colour: str
    label: str
    tip: str = ""
    guessed: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A row: a course with its bars, or a heading, which has no key."""

    key: str
    name: str
    bars: tuple[WeekBar, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class WeekHead:
    """A term on the axis: its names, its stretches as bars, its most hours a week in words."""

    name: str
    year: int
    begin: float
    weeks: float
    stretches: tuple[WeekBar, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class WeekStep:
    """Weeks of equal load: hours of classes and of whole weeks or internship; ``label`` is told above it."""

    begin: float
    weeks: float
    classes: float
    blocks: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """All that is drawn. ``years`` names them; ``signs`` is the legend of kinds; ``limit`` the hours a week allowed."""

    heads: tuple[WeekHead, ...] = ()
    rows: tuple[WeekRow, ...] = ()
    steps: tuple[WeekStep, ...] = ()
    years: tuple[tuple[int, str], ...] = ()
    signs: tuple[tuple[Kind, str], ...] = ()
    limit: float | None = None
    limit_text: str = ""
    load_title: str = ""
    assumed: str = ""
    table_head: tuple[str, ...] = ()

    @property
    def weeks(self) -> float:
        """Return how many weeks there are."""
        return self.heads[-1].begin + self.heads[-1].weeks if self.heads else 1.0


@dataclass(frozen=True, slots=True)
class WeekSizes:
    """Measures in the painter's units; ``names`` is the width of the names at the left."""

    names: float = 216.0
    line: float = 18.0
    row: float = 20.0
    load: float = 112.0
    right: float = 10.0

    @property
    def head(self) -> float:
        """Return the height of what stands above the rows."""
        return 3 * self.line + 6

    def x(self, room: QRectF, picture: WeekPicture, week: float) -> float:
        """Return where a week begins."""
        wide = room.width() - self.names - self.right
        return room.left() + self.names + wide * week / picture.weeks


SIZES = WeekSizes()


def _span(room: QRectF, picture: WeekPicture, begin: float, weeks: float) -> tuple[float, float]:
    left = SIZES.x(room, picture, begin)
    return left, SIZES.x(room, picture, begin + weeks) - left


def _small(painter: QPainter) -> QFont:
    font = QFont(painter.font())
    size = painter.fontInfo().pixelSize()
    font.setPixelSize(max(8, round(size * 0.8)))
    return font


# -- above ----------------------------------------------------------------------------------------


def draw_head(painter: QPainter, room: QRectF, picture: WeekPicture, theme: Theme) -> None:
    """Draw years, terms and their calendars along the top of a room."""
    names = dict(picture.years)
    for year in dict.fromkeys(one.year for one in picture.heads):
        held = [one for one in picture.heads if one.year == year]
        left, wide = _span(room, picture, held[0].begin, sum(one.weeks for one in held))
        painter.setPen(QColor(theme.ink))
        _fit(painter, QRectF(left, room.top(), wide - 12, SIZES.line), names.get(year, ""), Flags.AlignLeft)
    painter.save()
    painter.setFont(_small(painter))
    for head in picture.heads:
        left, wide = _span(room, picture, head.begin, head.weeks)
        painter.setPen(QColor(theme.dim))
        cell = QRectF(left, room.top() + SIZES.line, wide - 4, SIZES.line)
        whole = f"{head.name}  {head.note}".strip()
        fits = painter.fontMetrics().horizontalAdvance(whole) < int(cell.width())
        _fit(painter, cell, whole if fits else head.name, Flags.AlignLeft)
        for stretch in head.stretches:
            _draw_bar(painter, room, room.top() + 2 * SIZES.line, SIZES.line - 2, stretch, picture, theme)
    painter.restore()


def _fit(painter: QPainter, cell: QRectF, text: str, side: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(cell.width()))
    painter.drawText(cell, side | Flags.AlignVCenter, shown)


# -- rows -----------------------------------------------------------------------------------------


def draw_rows(painter: QPainter, room: QRectF, picture: WeekPicture, theme: Theme, chosen: str = "") -> None:
    """Draw the rows from the top of a room on; those that cannot be seen are passed over."""
    seen = painter.clipBoundingRect() if painter.hasClipping() else room
    high = SIZES.row * len(picture.rows)
    _draw_ground(painter, QRectF(room.left(), room.top(), room.width(), high), picture, theme)
    for n, row in enumerate(picture.rows):
        top = room.top() + n * SIZES.row
        if top > seen.bottom() or top + SIZES.row < seen.top():
            continue
        line = QRectF(room.left(), top, room.width(), SIZES.row)
        if row.key and row.key == chosen:
            painter.fillRect(line, QColor(theme.accent_fill))
        painter.setPen(QColor(theme.ink if row.key else theme.dim))
        indent = 10.0 if row.key else 0.0
        _fit(
            painter,
            line.adjusted(indent + 4, 0, SIZES.names - room.width() - 8, 0),
            row.name,
            Flags.AlignLeft,
        )
        painter.save()
        painter.setFont(_small(painter))
        for bar in row.bars:
            _draw_bar(painter, room, top + 3, SIZES.row - 6, bar, picture, theme)
        painter.restore()


def _draw_ground(painter: QPainter, room: QRectF, picture: WeekPicture, theme: Theme) -> None:
    """Shade the holidays through all rows and draw the borders of terms, those of years stronger."""
    for n, head in enumerate(picture.heads):
        for stretch in head.stretches:
            if stretch.kind is Kind.HOLIDAY:
                left, wide = _span(room, picture, stretch.begin, stretch.weeks)
                painter.fillRect(QRectF(left, room.top(), wide, room.height()), QColor(theme.hover))
        strong = n == 0 or picture.heads[n - 1].year != head.year
        painter.setPen(QPen(QColor(theme.dim if strong else theme.line), 1))
        x = SIZES.x(room, picture, head.begin)
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))


def _draw_bar(
    painter: QPainter,
    room: QRectF,
    top: float,
    high: float,
    bar: WeekBar,
    picture: WeekPicture,
    theme: Theme,
) -> None:
    left, wide = _span(room, picture, bar.begin, bar.weeks)
    place = QRectF(left, top, max(2.0, wide - 1), high)
    colour, edge = QColor(bar.colour), QColor(theme.firm.ink if bar.over else bar.colour)
    painter.setPen(QPen(edge, 1, Qt.PenStyle.DashLine if bar.guessed else Qt.PenStyle.SolidLine))
    fill = QColor(colour)
    fill.setAlpha(60 if bar.kind is Kind.CLASS else 150)
    painter.setBrush(QBrush(fill, PATTERNS[bar.kind]))
    painter.drawRoundedRect(place, 2, 2)
    text = f"{SEVERITY_SIGNS[Severity.ERROR]} {bar.label}" if bar.over else bar.label
    text = f"{text}{GUESSED}" if bar.guessed else text
    metrics = painter.fontMetrics()
    need = metrics.horizontalAdvance(text)
    if not text or need > place.width() + (NARROW if len(text) == 1 else 0):
        return
    if bar.kind in PATTERNED:
        middle = QRectF(place.center().x() - need / 2 - 1, top + 1, need + 2, high - 2)
        painter.fillRect(middle, QColor(theme.panel))
    painter.setPen(QColor(theme.firm.ink if bar.over else theme.ink))
    painter.drawText(place, Flags.AlignCenter, text)


# -- below ----------------------------------------------------------------------------------------


def draw_load(painter: QPainter, room: QRectF, picture: WeekPicture, theme: Theme) -> None:
    """Draw the load of every week along the bottom of a room of ``SIZES.load``."""
    field = QRectF(room.left(), room.top() + SIZES.line, room.width(), room.height() - SIZES.line - 6)
    most = max([one.classes + one.blocks for one in picture.steps] + [picture.limit or 0.0, TICKS[0]])
    tick = next((one for one in TICKS if most / one <= MOST_TICKS), TICKS[-1])
    most = math.ceil((most + 1) / tick) * tick
    _draw_ground(painter, field, picture, theme)
    painter.save()
    painter.setPen(QColor(theme.ink))
    title = QRectF(room.left() + 4, room.top(), SIZES.names - 40, SIZES.line * 2)
    painter.drawText(title, Flags.AlignLeft | Flags.AlignTop | Qt.TextFlag.TextWordWrap, picture.load_title)
    painter.setFont(_small(painter))
    left, right = SIZES.x(room, picture, 0), SIZES.x(room, picture, picture.weeks)

    def y(hours: float) -> float:
        return field.bottom() - field.height() * hours / most

    for n in range(int(most / tick) + 1):
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QPointF(left, y(n * tick)), QPointF(right, y(n * tick)))
        painter.setPen(QColor(theme.dim))
        cell = QRectF(left - 36, y(n * tick) - 8, 30, 16)
        painter.drawText(cell, Flags.AlignRight | Flags.AlignVCenter, f"{n * tick:g}")
    for step in picture.steps:
        at, wide = _span(room, picture, step.begin, step.weeks)
        blocks = QRectF(
            at, y(step.classes + step.blocks), wide, y(step.classes) - y(step.classes + step.blocks)
        )
        painter.fillRect(blocks, QBrush(QColor(theme.dim), PATTERNS[Kind.WHOLE]))
        classes = QRectF(at, y(step.classes), wide, field.bottom() - y(step.classes))
        over = picture.limit is not None and step.classes > picture.limit
        painter.fillRect(classes, QColor(theme.firm.fill if over else theme.accent_fill))
    _draw_steps(painter, room, picture, theme, field, most)
    if picture.limit is not None:
        painter.setPen(QPen(QColor(theme.firm.ink), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(left, y(picture.limit)), QPointF(right, y(picture.limit)))
        cell = QRectF(room.left() + 4, y(picture.limit) - 8, SIZES.names - 44, 16)
        painter.setPen(QColor(theme.firm.ink))
        _fit(painter, cell, picture.limit_text, Flags.AlignRight)
    painter.restore()


def _draw_steps(
    painter: QPainter, room: QRectF, picture: WeekPicture, theme: Theme, field: QRectF, most: float
) -> None:
    """Draw the edge of the load, and what is told of it."""
    for step in picture.steps:
        hours = step.classes + step.blocks
        at, wide = _span(room, picture, step.begin, step.weeks)
        top = field.bottom() - field.height() * hours / most
        way = QPainterPath(QPointF(at, field.bottom()))
        for point in (QPointF(at, top), QPointF(at + wide, top), QPointF(at + wide, field.bottom())):
            way.lineTo(point)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 1.2))
        painter.drawPath(way)
        if step.label:
            if step.blocks:
                need = painter.fontMetrics().horizontalAdvance(step.label)
                painter.fillRect(QRectF(at + 2, top + 2, need + 3, 14), QColor(theme.panel))
            painter.setPen(QColor(theme.ink))
            cell = QRectF(at + 3, top + 2, max(wide, 48), 14)
            painter.drawText(cell, Flags.AlignLeft | Flags.AlignVCenter, step.label)


def draw_signs(painter: QPainter, room: QRectF, picture: WeekPicture, theme: Theme) -> None:
    """Draw what the patterns mean in a line, behind the names' column; below it what is assumed."""
    x = room.left() + 4
    for kind, text in picture.signs:
        mark = QRectF(x, room.top() + 4, 18, SIZES.line - 8)
        painter.setPen(QPen(QColor(theme.dim), 1))
        fill = QColor(theme.dim)
        fill.setAlpha(60 if kind is Kind.CLASS else 150)
        painter.setBrush(QBrush(fill, PATTERNS[kind]))
        painter.drawRoundedRect(mark, 2, 2)
        wide = painter.fontMetrics().horizontalAdvance(text)
        painter.setPen(QColor(theme.dim))
        painter.drawText(QRectF(x + 24, room.top(), wide + 2, SIZES.line), Flags.AlignVCenter, text)
        x += 24 + wide + 16


class WeekChart(Chart):
    """The whole drawing with all its rows, to be copied and saved; on the page it is scrolled (``weeks_view``)."""

    def __init__(self, desk: Desk, picture: WeekPicture, width: int, chosen: str = "") -> None:
        super().__init__(desk)
        self._picture, self._chosen = picture, chosen
        self.resize(width, self.needed())

    def needed(self) -> int:
        """Return the height of all."""
        lines = 2 * SIZES.line + 24
        return math.ceil(SIZES.head + SIZES.row * len(self._picture.rows) + SIZES.load + lines) + 24

    def sizeHint(self) -> QSize:
        return self.size()

    def table(self) -> list[list[str]]:
        return week_table(self._picture)

    def draw(self, painter: QPainter, room: QRectF) -> None:
        theme, picture = self.desk.theme, self._picture
        inside = room.adjusted(12, 12, -12, -12)
        draw_head(painter, inside, picture, theme)
        rows = QRectF(inside)
        rows.setTop(inside.top() + SIZES.head)
        draw_rows(painter, rows, picture, theme, self._chosen)
        below = rows.top() + SIZES.row * len(picture.rows) + 8
        draw_load(painter, QRectF(inside.left(), below, inside.width(), SIZES.load), picture, theme)
        signs = QRectF(inside.left(), below + SIZES.load + 4, inside.width(), SIZES.line)
        draw_signs(painter, signs, picture, theme)
        painter.setPen(QColor(theme.dim))
        foot = signs.translated(0, SIZES.line)
        foot.setHeight(SIZES.line + 16)
        wrapped = Flags.AlignLeft | Flags.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(foot.adjusted(4, 0, 0, 0), wrapped, picture.assumed)


def week_table(picture: WeekPicture) -> list[list[str]]:
    """Return the same as rows of a table, with headings."""
    facts: Sequence[tuple[str, ...]] = [one for row in picture.rows for one in row.facts]
    return [list(picture.table_head), *(list(one) for one in facts)]
