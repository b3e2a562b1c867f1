"""An editable grid that behaves as a spreadsheet does: type to edit, Enter and Tab move, several cells at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from curriplan.gui.desk import Desk
from curriplan.gui.models.grid import GridModel
from curriplan.gui.widgets.grid_heads import FROZEN, PAD, Frozen, GridHeader, MarkHeader
from curriplan.gui.widgets.offers import offer

Index = QModelIndex | QPersistentModelIndex
Accept = Callable[[Sequence[tuple[str, int]], str], bool]
Trigger = QAbstractItemView.EditTrigger
Key = Qt.Key
ENTERS = {Key.Key_Return, Key.Key_Enter}
STEPS = {
    Key.Key_Return: (1, 0),
    Key.Key_Enter: (1, 0),
    Key.Key_Tab: (0, 1),
    Key.Key_Backtab: (0, -1),
    Key.Key_Down: (1, 0),
    Key.Key_Up: (-1, 0),
}


class ListKeys(QObject):
    """Watches the list that is open below a line."""

    def __init__(self, delegate: GridDelegate, line: QLineEdit) -> None:
        super().__init__(line)
        self._delegate, self._line = delegate, line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._delegate.key_in_list(self._line, event)


class GridDelegate(QStyledItemDelegate):
    """Paints cells, and makes the line in which one is typed."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self.editor: QLineEdit | None = None

    # -- painting -------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, theme = self._view, self._view.desk.theme
        rect: QRect = option.rect
        cell = view.grid.cell(index.row(), index.column())
        current = index == view.currentIndex()
        if view.selectionModel().isSelected(index):
            painter.fillRect(rect, QColor(theme.accent_fill))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        right = view.grid.right(index.column())
        room = rect.adjusted(PAD, 0, -PAD, -1)
        if current and view.grid.options(index.column()):
            self._arrow(painter, rect)
            room.setRight(room.right() - (0 if right else 10))
        painter.setPen(QColor(theme.ink if cell.text else theme.dim))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        text = painter.fontMetrics().elidedText(
            cell.text or cell.default, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
        if current:
            painter.setPen(QPen(QColor(theme.accent if view.hasFocus() else theme.dim), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _arrow(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QColor(self._view.desk.theme.dim))
        side = Qt.AlignmentFlag.AlignLeft if rect.width() < 70 else Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(4, 0, -4, 0), side | Qt.AlignmentFlag.AlignVCenter, "▾")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, 28)

    # -- editing --------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = self._view.grid
        editor = QLineEdit(parent)
        editor.setAccessibleName(model.heading(index.column()))
        if model.right(index.column()):
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        options = model.options(index.column())
        if options:
            completer = offer(editor, options)
            queued = Qt.ConnectionType.QueuedConnection
            completer.activated.connect(lambda _: self._view.finish(editor, 0, 0), queued)
            popup = completer.popup()
            if popup is not None:
                popup.installEventFilter(ListKeys(self, editor))
        self.editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # A change of the model while a cell is typed in must not take away what was typed.
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(self._view.grid.cell(index.row(), index.column()).text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self._view.take(index, editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        ours = isinstance(watched, QLineEdit) and self._key_in_line(watched, event)
        return ours or super().eventFilter(watched, event)

    def _key_in_line(self, line: QLineEdit, event: QKeyEvent) -> bool:
        """Take what was typed and move where the key points; tell whether the key was ours."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key is Key.Key_Down:
            self._view.offer()
            return True
        if key not in STEPS or (key in {Key.Key_Up, Key.Key_Down} and not self._view.overwriting):
            return False
        down, across = STEPS[key]
        if key in ENTERS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            down = -1
        self._view.finish(line, down, across)
        return True

    def key_in_list(self, line: QLineEdit, event: QKeyEvent) -> bool:
        """Have Enter and Tab take what the open list holds, or what was typed; the list has the keys first."""
        popup = line.completer().popup()
        if popup is None or Qt.Key(event.key()) not in STEPS.keys() - {Key.Key_Up, Key.Key_Down}:
            return False
        popup.hide()
        return self._key_in_line(line, event)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.editor = None
        super().destroyEditor(editor, index)


def refuse(cells: Sequence[tuple[str, int]], text: str) -> bool:
    """Take no text: a grid into which nothing can be typed."""
    del cells, text
    return False


class GridView(QTableView):
    """The view of a ``GridModel``. ``accept`` takes (row key, column) pairs and a text, and tells if it held."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, model: GridModel) -> None:
        super().__init__()
        self.desk, self.grid = desk, model
        self.accept: Accept = refuse
        self.overwriting = False
        self._telling = True
        self.setModel(model)
        self._cells = GridDelegate(self)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(GridHeader(self))
        self.setVerticalHeader(MarkHeader(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(True)
        self.setEditTriggers(Trigger.AnyKeyPressed | Trigger.EditKeyPressed | Trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._frozen = Frozen(self)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self._frozen.place())
        header.sectionResized.connect(lambda *_: self._frozen.place())
        self.selectionModel().currentChanged.connect(self._moved)
        self.selectionModel().selectionChanged.connect(lambda *_: self._heads())

    # -- what a page asks -----------------------------------------------------------------------------

    def choose(self, key: str, column: int | None = None) -> None:
        """Make a row current and bring it into view, without telling so; an unknown key is passed over."""
        row, now = self.grid.row_of(key), self.currentIndex()
        if row is None or (row == now.row() and column is None):
            return
        across = max(0, now.column()) if column is None else column
        self._telling = False
        self.setCurrentIndex(self.grid.index(row, across))
        self._telling = True

    def selected(self) -> list[tuple[int, int]]:
        """Return (row, column) of the selected cells, in their order."""
        return sorted((one.row(), one.column()) for one in self.selectedIndexes())

    def selected_keys(self) -> list[str]:
        """Return the keys of the rows in which anything is selected."""
        return [self.grid.key(row) for row in sorted({row for row, _ in self.selected()})]

    def block(self) -> tuple[range, range]:
        """Return the rows and columns of the rectangle that holds the selection; empty where there is none."""
        cells = self.selected()
        if not cells:
            return range(0), range(0)
        rows, columns = [row for row, _ in cells], [column for _, column in cells]
        return range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1)

    def select_block(self, rows: range, columns: range) -> None:
        """Select a rectangle."""
        if not rows or not columns:
            return
        corners = self.grid.index(rows[0], columns[0]), self.grid.index(rows[-1], columns[-1])
        self.selectionModel().select(
            QItemSelection(*corners), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def edit_at(self, key: str, column: int) -> None:
        """Begin to type in a cell."""
        row = self.grid.row_of(key)
        if row is not None:
            self.setFocus()
            self.setCurrentIndex(self.grid.index(row, column))
            self.edit(self.grid.index(row, column))

    # -- editing --------------------------------------------------------------------------------------

    def edit(self, index: Index, trigger: Trigger | None = None, event: QEvent | None = None) -> bool:  # type: ignore[override]
        if trigger is None:
            self.overwriting = False
            super().edit(index)
            return True
        self.overwriting = trigger is Trigger.AnyKeyPressed
        if trigger is Trigger.DoubleClicked and self._flip():
            return False
        began = super().edit(index, trigger, event)  # type: ignore[arg-type]  # Qt gives none at times
        if began and trigger in {Trigger.DoubleClicked, Trigger.EditKeyPressed}:
            self.offer()
        return began

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Begin to type with what an input method brings; Qt itself drops what comes without a preview."""
        began = self._cells.editor is None
        super().inputMethodEvent(event)
        editor = self._cells.editor
        untouched = editor is not None and editor.selectedText() == editor.text()
        if began and editor is not None and untouched and event.commitString():
            editor.insert(event.commitString())

    def offer(self) -> None:
        """Show everything that can stand in the cell that is typed in."""
        editor = self._cells.editor
        completer = None if editor is None else editor.completer()
        if completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()

    def take(self, index: Index, text: str) -> bool:
        """Put a text into a cell, or into all selected ones if it was typed over them."""
        same = text == self.grid.cell(index.row(), index.column()).text
        cells = [(index.row(), index.column())]
        if self.overwriting and cells[0] in (chosen := self.selected()) and len(chosen) > 1:
            cells, same = chosen, False
        self.overwriting = False
        return same or self.accept([(self.grid.key(row), column) for row, column in cells], text)

    def finish(self, editor: QLineEdit, down: int, across: int) -> None:
        """Take what was typed and move on; what cannot be taken stays in the line."""
        if editor is not self._cells.editor:
            return
        index, overwriting = QPersistentModelIndex(self.currentIndex()), self.overwriting
        if not self.take(self.currentIndex(), editor.text()):
            self.overwriting = overwriting
            editor.setFocus()
            return
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if index.isValid():
            self._step(index.row() + down, index.column() + across)

    def _flip(self) -> bool:
        now = self.currentIndex()
        text = self.grid.flipped(now.row(), now.column()) if now.isValid() else None
        if text is None:
            return False
        self.accept([(self.grid.key(row), column) for row, column in self.selected()], text)
        return True

    # -- moving ---------------------------------------------------------------------------------------

    def _step(self, row: int, column: int) -> None:
        across = self.grid.columnCount()
        if column >= across:
            row, column = row + 1, 0
        elif column < 0:
            row, column = row - 1, across - 1
        if 0 <= row < self.grid.rowCount():
            self.setCurrentIndex(self.grid.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, now, held = Qt.Key(event.key()), self.currentIndex(), event.modifiers()
        if self.state() is QAbstractItemView.State.EditingState or not now.isValid():
            super().keyPressEvent(event)
        elif key in ENTERS:
            self._step(now.row() + (-1 if held & Qt.KeyboardModifier.ShiftModifier else 1), now.column())
        elif key in {Key.Key_Tab, Key.Key_Backtab} and not held & Qt.KeyboardModifier.ControlModifier:
            self._step(now.row(), now.column() + STEPS[key][1])
        elif key is Key.Key_Down and held & Qt.KeyboardModifier.AltModifier:
            self.edit(now, Trigger.EditKeyPressed, event)
        elif not (key is Key.Key_Space and self._flip()):
            super().keyPressEvent(event)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        bar = self.horizontalScrollBar()
        if index.column() < FROZEN:
            bar.setValue(0)
        elif self._frozen.isVisible():
            hidden = self._frozen.width() - self.columnViewportPosition(index.column())
            bar.setValue(bar.value() - max(0, hidden))

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        self._heads()
        if self._telling and current.isValid():
            self.chosen.emit(self.grid.key(current.row()))

    def _heads(self) -> None:
        for one in (self.horizontalHeader(), self.verticalHeader()):
            one.viewport().update()

    # -- frozen columns -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._frozen.isVisible():
            self._frozen.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frozen.place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
