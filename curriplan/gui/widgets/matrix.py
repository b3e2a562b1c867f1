"""The matrix view: frozen grouped headers, cells painted by hand, everything by keyboard.

Cells are painted in one pass over plain values (``matrix_cells``): Qt's default delegate takes nine times as long.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableView,
)

from curriplan.gui.desk import Desk
from curriplan.gui.models.matrix import MatrixModel
from curriplan.gui.tsv import copy_lines
from curriplan.gui.widgets.matrix_cells import Stamps, paint_cells
from curriplan.gui.widgets.matrix_heads import MOST_NAMES, TOTAL_WIDTH, ColumnHeader, Corner, RowHeader
from curriplan.gui.widgets.matrix_moves import corner, edge, free_row

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key
Move = QAbstractItemView.CursorAction
JUMPS = {Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End}
STEPS = {Move.MoveUp: (-1, 0), Move.MoveDown: (1, 0), Move.MoveLeft: (0, -1), Move.MoveRight: (0, 1)}


@dataclass(frozen=True, slots=True)
class Totals:
    """What the totals beside the rows and below the columns are called; empty: none are shown."""

    of_rows: tuple[str, ...] = ()
    of_columns: tuple[str, ...] = ()


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
        self.most_names = MOST_NAMES
        self.has_heads = True
        self.shows_empty = True
        self.corner = ("", "", "")
        self.totals = Totals()
        self.stamps = Stamps()
        self._jumping = False
        self._telling = True
        self.setModel(model)
        self._column_names = ColumnHeader(self)
        self.setHorizontalHeader(self._column_names)
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
        self._fit_names()

    def set_most_names(self, most: int) -> None:
        """Give the names of columns at most so many pixels; longer ones are cut."""
        if self.most_names != most:
            self.most_names = most
            self.updateGeometries()

    @property
    def names_height(self) -> int:
        """Return the height that the names of columns take."""
        return self._column_names.names_height

    def show_totals(self, totals: Totals) -> None:
        """Show totals of these names beside the rows and below the columns, or none."""
        if totals != self.totals:
            self.totals = totals
            self._fit_names()

    def _fit_names(self) -> None:
        self.verticalHeader().setFixedWidth(self.names_width + TOTAL_WIDTH * len(self.totals.of_rows))
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
        elif event.key() in JUMPS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._jump(event)
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

    def _jump(self, event: QKeyEvent) -> None:
        """Go as far as Ctrl leads in a spreadsheet; Qt selects as it does for the same key without Ctrl."""
        held = event.modifiers() & ~Qt.KeyboardModifier.ControlModifier
        self._jumping = True
        super().keyPressEvent(QKeyEvent(event.type(), event.key(), held))
        self._jumping = False

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return where a key leads: never to a heading."""
        now = self.currentIndex()
        if not (self._jumping and now.isValid()):
            found = super().moveCursor(action, modifiers)
            if not found.isValid() or not self.matrix.row(found.row()).heads:
                return found
            up = action in {Move.MoveUp, Move.MovePageUp}
            return self.matrix.index(free_row(self.matrix, found.row(), up=up), found.column())
        if action in STEPS:
            at = edge(self.matrix, (now.row(), now.column()), STEPS[action])
        else:
            at = corner(self.matrix, last=action is Move.MoveEnd)
        return self.matrix.index(*at)
