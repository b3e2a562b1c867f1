"""The matrix view: frozen grouped headers, cells painted by hand, everything by keyboard.

Cells are painted in one pass over plain values (``matrix_cells``): Qt's default delegate takes nine times as long.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from curriplan.gui.desk import Desk
from curriplan.gui.models.matrix import MatrixModel
from curriplan.gui.tsv import copy_lines
from curriplan.gui.widgets.matrix_cells import brush, paint_cells, pen

LEAST_NAMES, MOST_NAMES = 56, 124
BAND_HEIGHT = 22
HEAD_HEIGHT = 24
Index = QModelIndex | QPersistentModelIndex


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
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self._names = MOST_NAMES
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    @property
    def names_height(self) -> int:
        """Return the height that the names need, within reason."""
        metrics = self.fontMetrics()
        names = [self._view.matrix.column(n) for n in range(self._view.matrix.columnCount())]
        longest = max(
            (metrics.horizontalAdvance(one.name) for one in names if one.stripe != "flat"), default=0
        )
        return max(LEAST_NAMES, min(MOST_NAMES, longest + 14))

    def sizeHint(self) -> QSize:
        extra = HEAD_HEIGHT if self._view.has_heads else 6
        return QSize(super().sizeHint().width(), BAND_HEIGHT + self.names_height + extra)

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
            painter.drawText(
                rect.adjusted(0, 0, -8, 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                line.note,
            )
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
        names = QRect(4, 0, self.width() - 12, self.height() - foot - 6)
        painter.drawText(names, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, view.corner[0])
        painter.drawText(names, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, view.corner[1])
        if view.has_heads:
            under = QRect(4, self.height() - foot, self.width() - 12, foot - 4)
            painter.drawText(
                under, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, view.corner[2]
            )
        painter.end()


class MatrixView(QTableView):
    """A matrix. ``typed`` tells of a text key typed on the selection; the page decides what it means."""

    typed = Signal(str)
    chosen = Signal(str, str)

    def __init__(
        self, desk: Desk, model: MatrixModel, *, names_width: int = 240, row_height: int = 21
    ) -> None:
        super().__init__()
        self.desk, self.matrix = desk, model
        self.names_width = names_width
        self.has_heads = True
        self.shows_empty = True
        self.corner = ("", "", "")
        self._telling = True
        self.setModel(model)
        self.setHorizontalHeader(ColumnHeader(self))
        self.setVerticalHeader(RowHeader(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.verticalHeader().setMinimumSectionSize(12)
        self.horizontalHeader().setDefaultSectionSize(38)
        self.horizontalHeader().setMinimumSectionSize(16)
        self._corner = Corner(self)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def set_names_width(self, width: int) -> None:
        """Give the row names another width."""
        self.names_width = width
        self.verticalHeader().setFixedWidth(width)
        self.updateGeometries()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        across, down = self.horizontalHeader(), self.verticalHeader()
        if hasattr(self, "_corner"):
            self._corner.setGeometry(self.frameWidth(), self.frameWidth(), down.width(), across.height())
            self._corner.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        paint_cells(self, painter, event.rect())
        painter.end()

    def choose(self, row: str, column: str) -> None:
        """Bring a cell, a row or a column into view, without telling so; unknown keys are passed over.

        Where only one key is known no cell is selected, so that no typed level falls on one.
        """
        at, across = self.matrix.row_of(row), self.matrix.column_of(column)
        now, model = self.currentIndex(), self.selectionModel()
        if at is None and across is None:
            return
        flag = QItemSelectionModel.SelectionFlag
        whole = at is not None and across is not None
        at = self._usual_row() if at is None else at
        index = self.matrix.index(at, max(0, now.column()) if across is None else across)
        if index == now and model.hasSelection() == whole:
            return
        self._telling = False
        model.setCurrentIndex(index, flag.ClearAndSelect if whole else flag.Clear)
        self._telling = True
        self.scrollTo(index)

    def _usual_row(self) -> int:
        """Return the current row, or the first that is no heading."""
        held = self.currentIndex().row()
        rows = range(self.matrix.rowCount())
        return held if held >= 0 else next((n for n in rows if not self.matrix.row(n).heads), 0)

    def selected_cells(self) -> list[tuple[str, str]]:
        """Return the (row, column) keys of the selected cells, by row and column."""
        found = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        return [
            (self.matrix.row(row).key, self.matrix.column(column).key)
            for row, column in found
            if not self.matrix.row(row).heads
        ]

    def copy(self) -> None:
        """Copy the block that spans the selection, or everything, with the names of its rows and columns."""
        model, chosen = self.matrix, self.selectedIndexes()
        down = {one.row() for one in chosen} or range(model.rowCount())
        across = {one.column() for one in chosen} or range(model.columnCount())
        if not down or not across:
            return
        columns = range(min(across), max(across) + 1)
        lines = [[self.corner[0], *(model.column(n).name for n in columns)]]
        rows = [n for n in range(min(down), max(down) + 1) if not model.row(n).heads]
        lines += [[model.row(row).name, *(model.index(row, n).data() for n in columns)] for row in rows]
        copy_lines(lines)

    def _current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        if self._telling and current.isValid() and not self.matrix.row(current.row()).heads:
            self.chosen.emit(self.matrix.row(current.row()).key, self.matrix.column(current.column()).key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.typed.emit("0")
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._step(1 if plain and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Go to the next row that is no heading, as Enter does in a spreadsheet."""
        index = self.currentIndex()
        row = index.row() + by
        while 0 <= row < self.matrix.rowCount() and self.matrix.row(row).heads:
            row += by
        if 0 <= row < self.matrix.rowCount():
            self.setCurrentIndex(self.matrix.index(row, index.column()))
