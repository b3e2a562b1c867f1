"""Headers of the matrix: names with groups, coloured cells, totals; and the corner between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from curriplan.gui.widgets.matrix_cells import brush, pen

if TYPE_CHECKING:
    from curriplan.gui.models.matrix import Line
    from curriplan.gui.widgets.matrix import MatrixView

LEAST_NAMES, MOST_NAMES = 56, 124
BAND_HEIGHT = 22
HEAD_HEIGHT = 24
TOTAL_WIDTH, TOTAL_HEIGHT = 36, 18
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def in_two_lines(text: str, metrics: QFontMetrics, length: int, room: int) -> str:
    """Return a text broken once where it is too long for one line and two have room; the rest is elided."""
    if metrics.horizontalAdvance(text) <= length or room < 2 * metrics.height():
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, length)
    words = text.split(" ")
    first = words[0]
    taken = 1
    while taken < len(words) and metrics.horizontalAdvance(f"{first} {words[taken]}") <= length:
        first = f"{first} {words[taken]}"
        taken += 1
    if taken == len(words) or metrics.horizontalAdvance(first) > length:
        cut = next((n for n in range(len(text), 0, -1) if metrics.horizontalAdvance(text[:n]) <= length), 1)
        first, rest = text[:cut], text[cut:]
    else:
        rest = " ".join(words[taken:])
    return f"{first}\n{metrics.elidedText(rest, Qt.TextElideMode.ElideRight, length)}"


class ColumnHeader(QHeaderView):
    """Names turned upright below a band of groups; a coloured cell at each column's foot."""

    def __init__(self, view: MatrixView) -> None:
        self._advances: dict[str, int] = {}
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self._names = MOST_NAMES
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    @property
    def names_height(self) -> int:
        """Return the height that the names need, within reason."""
        names = [self._view.matrix.column(n) for n in range(self._view.matrix.columnCount())]
        longest = max((self._advance(one.name) for one in names if one.stripe != "flat"), default=0)
        return max(LEAST_NAMES, min(self._view.most_names, longest + 14))

    def _advance(self, name: str) -> int:
        """Return how long a name is; measured once, for it is asked for at every column that comes or goes."""
        known = self._advances.get(name)
        if known is None:
            known = self._advances[name] = self.fontMetrics().horizontalAdvance(name)
        return known

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._advances.clear()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        extra = HEAD_HEIGHT if self._view.has_heads else 6
        extra += TOTAL_HEIGHT * len(self._view.totals.of_columns)
        return QSize(self.length(), BAND_HEIGHT + self.names_height + extra)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._names = self.names_height
        painter.fillRect(self.viewport().rect(), brush(self._view.desk.theme.panel))
        first = self.visualIndexAt(0)
        last = self.visualIndexAt(self.viewport().width() - 1)
        if self.count():
            last = self.count() - 1 if last < 0 else last
            self._paint_band(painter, max(0, first), last)
            for n in range(max(0, first), last + 1):
                self._paint_name(painter, n)
        painter.end()

    def _paint_band(self, painter: QPainter, first: int, last: int) -> None:
        model, theme = self._view.matrix, self._view.desk.theme
        start = first
        while start > 0 and model.column(start - 1).group == model.column(first).group:
            start -= 1
        while start <= last:
            group = model.column(start).group
            end = start
            while end + 1 < self.count() and model.column(end + 1).group == group:
                end += 1
            left = self.sectionViewportPosition(start)
            right = self.sectionViewportPosition(end) + self.sectionSize(end)
            if group:
                seen = QRectF(
                    max(left, 0) + 3,
                    0,
                    min(right, self.viewport().width()) - max(left, 0) - 6,
                    BAND_HEIGHT - 3,
                )
                painter.setPen(pen(theme.dim))
                text = self.fontMetrics().elidedText(group, Qt.TextElideMode.ElideRight, int(seen.width()))
                painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, text)
                painter.setPen(pen(theme.line, 2.0))
                painter.drawLine(left + 2, BAND_HEIGHT - 2, right - 3, BAND_HEIGHT - 2)
            start = end + 1

    def _paint_name(self, painter: QPainter, n: int) -> None:
        view, theme = self._view, self._view.desk.theme
        line = view.matrix.column(n)
        left, width = self.sectionViewportPosition(n), self.sectionSize(n)
        current = view.currentIndex().isValid() and view.currentIndex().column() == n
        if line.stripe == "flat":
            rect = QRectF(left, BAND_HEIGHT, width - 6, self._names - 4)
            painter.setPen(pen(theme.dim))
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, line.name)
            return
        painter.save()
        painter.setPen(pen(theme.accent if current else theme.ink))
        if current:
            font = QFont(painter.font())
            font.setBold(True)
            painter.setFont(font)
        painter.translate(left, BAND_HEIGHT + self._names - 4)
        painter.rotate(-90)
        text = in_two_lines(line.name, QFontMetrics(painter.font()), self._names - 8, width)
        painter.drawText(QRectF(0, 0, self._names, width), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
        if line.tone is not None and view.has_heads:
            cell = QRect(left + 1, BAND_HEIGHT + self._names, width - 2, HEAD_HEIGHT - 4)
            painter.fillRect(cell, brush(line.tone.fill))
            painter.setPen(pen(line.tone.ink))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, line.head)
        self._paint_totals(painter, QRect(left, BAND_HEIGHT + self._names, width, TOTAL_HEIGHT), line)

    def _paint_totals(self, painter: QPainter, first: QRect, line: Line) -> None:
        top = HEAD_HEIGHT if self._view.has_heads else 6
        painter.setPen(pen(self._view.desk.theme.dim))
        for n, text in enumerate(line.totals[: len(self._view.totals.of_columns)]):
            cell = first.translated(0, top + n * TOTAL_HEIGHT - 4)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)


class RowHeader(QHeaderView):
    """Names with a note at the right, group headings in a lighter hand, a stripe of the type's colour."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    def sizeHint(self) -> QSize:
        return QSize(self._view.names_width, self.length())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        view, theme = self._view, self._view.desk.theme
        line = view.matrix.row(section)
        current = view.currentIndex().isValid() and view.currentIndex().row() == section
        painter.save()
        painter.fillRect(rect, brush(theme.panel))
        left = 4
        if line.stripe:
            painter.fillRect(QRect(rect.left() + 2, rect.top() + 3, 3, rect.height() - 6), brush(line.stripe))
            left = 11
        whole, rect = rect, rect.adjusted(0, 0, -TOTAL_WIDTH * len(view.totals.of_rows), 0)
        note_width = self.fontMetrics().horizontalAdvance(line.note) + 8 if line.note else 0
        room = rect.adjusted(left, 0, -note_width - 6, 0)
        painter.setPen(pen(theme.dim if line.heads else theme.accent if current else theme.ink))
        if current or line.heads:
            font = QFont(painter.font())
            font.setBold(current)
            painter.setFont(font)
        text = painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideRight, room.width())
        low = Qt.AlignmentFlag.AlignBottom if line.heads else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, low | Qt.AlignmentFlag.AlignLeft, text)
        if line.note:
            painter.setPen(pen(theme.dim))
            painter.drawText(rect.adjusted(0, 0, -8, 0), RIGHT, line.note)
        painter.setPen(pen(theme.dim))
        for n, text in enumerate(() if line.heads else line.totals[: len(view.totals.of_rows)]):
            left = rect.right() + 1 + n * TOTAL_WIDTH
            painter.drawText(QRect(left, whole.top(), TOTAL_WIDTH - 8, whole.height()), RIGHT, text)
        painter.restore()


class Corner(QWidget):
    """What stands above the row names: their heading, and the name of the columns' foot."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        view, theme = self._view, self._view.desk.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), brush(theme.panel))
        painter.setPen(pen(theme.dim))
        foot = HEAD_HEIGHT if view.has_heads else 6
        below = TOTAL_HEIGHT * len(view.totals.of_columns)
        beside = TOTAL_WIDTH * len(view.totals.of_rows)
        names = QRect(4, 0, self.width() - beside - 12, self.height() - below - foot - 6)
        painter.drawText(names, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, view.corner[0])
        painter.drawText(names, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, view.corner[1])
        if view.has_heads:
            under = QRect(4, self.height() - below - foot, names.width(), foot - 4)
            painter.drawText(
                under, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, view.corner[2]
            )
        for n, text in enumerate(view.totals.of_columns):
            under = QRect(4, self.height() - below + n * TOTAL_HEIGHT - 4, names.width(), TOTAL_HEIGHT)
            painter.drawText(under, RIGHT, text)
        for n, text in enumerate(view.totals.of_rows):
            self._write_upright(painter, self.width() - beside + n * TOTAL_WIDTH, names.bottom(), text)
        painter.end()

    def _write_upright(self, painter: QPainter, left: int, foot: int, text: str) -> None:
        painter.save()
        painter.translate(left, foot)
        painter.rotate(-90)
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, foot - 4)
        painter.drawText(QRect(0, 0, foot, TOTAL_WIDTH - 4), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
