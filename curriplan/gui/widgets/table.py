"""The view of a table of facts: rows 28 high, a coloured mark where a cell has a tone, copied as Excel likes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from curriplan.gui.desk import Desk
from curriplan.gui.models.table import TableModel, ToneRole
from curriplan.gui.tsv import copy_lines

Index = QModelIndex | QPersistentModelIndex
PAD = 8


class FactPainter(QStyledItemDelegate):
    """Paints a fact: text with a line below, on a rounded ground where it has a tone."""

    def __init__(self, view: FactTable) -> None:
        super().__init__(view)
        self.view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, theme = self.view, self.view.desk.theme
        rect: QRect = option.rect
        if view.selectionModel().isRowSelected(index.row(), QModelIndex()):
            painter.fillRect(rect, QColor(theme.accent_fill))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self.draw(painter, rect.adjusted(PAD, 0, -PAD, -1), index)

    def draw(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Draw what the cell holds into its room."""
        theme, text, tone = self.view.desk.theme, str(index.data() or ""), index.data(ToneRole)
        column = self.view.facts.columns[index.column()]
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        if tone is not None and text:
            ink, room = QColor(tone.ink), room.adjusted(2, 0, -2 if column.right else 0, 0)
            width = min(room.width(), painter.fontMetrics().horizontalAdvance(text) + 12)
            left = room.right() + 7 - width if column.right else room.left() - 6
            mark = QRect(left, room.top() + 4, width, room.height() - 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tone.fill))
            painter.drawRoundedRect(mark, 4, 4)
            painter.setPen(ink)
        else:
            painter.setPen(QColor(theme.ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, 28)


class FactTable(QTableView):
    """A table of facts; ``chosen`` tells the key of the row that became current."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, desk: Desk, model: TableModel[Any]) -> None:
        super().__init__()
        self.desk, self.facts = desk, model
        self._telling = True
        self.setModel(model)
        self.setItemDelegate(FactPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)  # no first row cut in half
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        for n, column in enumerate(model.columns):
            self.setColumnWidth(n, column.width)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(model.key(index.row())))
        taken = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self.copy)
        taken.setContext(Qt.ShortcutContext.WidgetShortcut)  # another table of the page has its own

    def choose(self, key: str) -> None:
        """Make a row current and bring it into view, without telling so; an unknown key is passed over."""
        at = self.facts.row_of(key)
        if at is not None and self.currentIndex().row() != at:
            self._telling = False
            self.setCurrentIndex(self.facts.index(at, 0))
            self._telling = True

    @contextmanager
    def untold(self) -> Iterator[None]:
        """Have rows come and go without telling which one is current then: nobody chose it."""
        self._telling = False
        try:
            yield
        finally:
            self._telling = True

    def forget(self) -> None:
        """Have no row chosen, without telling so."""
        self.selectionModel().reset()
        self.viewport().update()

    def copy(self) -> None:
        """Copy the selected rows, or all, with their headings."""
        rows = sorted({index.row() for index in self.selectedIndexes()}) or range(self.facts.rowCount())
        across = range(self.facts.columnCount())
        heads = [self.facts.headerData(n, Qt.Orientation.Horizontal) for n in across]
        copy_lines([heads, *([self.facts.index(row, n).data() for n in across] for row in rows)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first or the last row by Home and End, with Ctrl as well: a row is chosen, never a cell."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ControlModifier
        last = self.facts.rowCount() - 1
        if plain and last >= 0 and event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            to = self.facts.index(0 if event.key() == Qt.Key.Key_Home else last, 0)
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(to, flag.ClearAndSelect | flag.Rows)
        else:
            super().keyPressEvent(event)

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        if self._telling and current.isValid():
            self.chosen.emit(self.facts.key(current.row()))
