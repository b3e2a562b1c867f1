"""The list of findings as a table: headings between the groups, sorted within them, never across."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from curriplan.gui.desk import Desk
from curriplan.gui.models.table import Index, TableModel
from curriplan.gui.views.checks.rows import HEADING, FindingRow
from curriplan.gui.widgets.table import PAD, FactPainter, FactTable

WHAT, WHERE, CLAUSE, STATE = 1, 2, 3, 5
"""Columns by number; the first of these takes the room that the others leave."""

ARROWS = {Qt.Key.Key_Down, Qt.Key.Key_Up}

ROOM_FOR_PLACES, ROOM_FOR_CLAUSES = 640, 940
"""How wide the list must be, in pixels, to show them beside the sentences, which name the place as well."""


class FindingModel(TableModel[FindingRow]):
    """Rows in groups; a column sorts each group by itself."""

    def _arrange(self, keys: list[str]) -> None:
        chosen = self._sorted_by
        if chosen is None:
            super()._arrange(keys)
            return
        column, falling = chosen
        order = self.columns[column].sort or self.columns[column].text
        groups: list[list[str]] = []
        for key in keys:
            if is_heading(key) or not groups:
                groups.append([])
            groups[-1].append(key)
        arranged = [
            key
            for group in groups
            for key in (group[0], *sorted(group[1:], key=lambda one: order(self._rows[one]), reverse=falling))
        ]
        self._sorted_by = None  # the order is made; the base would sort across the groups
        try:
            super()._arrange(arranged)
        finally:
            self._sorted_by = chosen

    def heads(self, n: int) -> bool:
        """Tell whether a row is the heading of a group."""
        return is_heading(self.key(n))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.heads(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            return self.row(index.row()).words
        return super().data(index, role)


def is_heading(key: str) -> bool:
    """Tell whether a key is that of a heading."""
    return key.startswith(HEADING)


class FindingPainter(FactPainter):
    """Paints a heading across the row."""

    def draw(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Draw a cell, or its part of a heading: the first cell has all of it."""
        model = index.model()
        if not isinstance(model, FindingModel) or not model.heads(index.row()):
            super().draw(painter, room, index)
        elif index.column() == 0:
            painter.setPen(QColor(self.view.desk.theme.ink))
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
            across = QRect(room.left(), room.top(), self.view.viewport().width() - 2 * PAD, room.height())
            painter.setClipping(False)
            painter.drawText(across, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, index.data())
            font.setBold(False)
            painter.setFont(font)


class FindingTable(FactTable):
    """The view; ``several`` tells that another set of rows is selected."""

    several = Signal()

    def __init__(self, desk: Desk, model: FindingModel) -> None:
        super().__init__(desk, model)
        self.findings = model
        self.keys: dict[int, Callable[[], object]] = {}
        self.setItemDelegate(FindingPainter(self))
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(lambda *_: self.several.emit())
        model.rowsInserted.connect(lambda *_: self._span())
        model.rowsRemoved.connect(lambda *_: self._span())
        model.rowsMoved.connect(lambda *_: self._span())

    def _span(self) -> None:
        """Let each heading reach over its row."""
        self.clearSpans()
        for n in range(self.findings.rowCount()):
            if self.findings.heads(n):
                self.setSpan(n, 0, 1, self.findings.columnCount())

    def chosen_keys(self) -> list[str]:
        """Return the keys of the selected rows, in their order."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.findings.key(n) for n in rows if not self.findings.heads(n)]

    def first_row(self) -> int | None:
        """Return the first row that is a finding, or None."""
        return next((n for n in range(self.findings.rowCount()) if not self.findings.heads(n)), None)

    def step_from(self, n: int) -> None:
        """Choose the finding at a place, or the last before it."""
        rows = [m for m in range(self.findings.rowCount()) if not self.findings.heads(m)]
        if rows:
            to = next((m for m in rows if m >= n), rows[-1])
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self.findings.index(to, 0), flag.ClearAndSelect | flag.Rows)
            self.scrollTo(self.findings.index(to, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the finding that becomes current by coming here marked as well."""
        super().focusInEvent(event)
        at = self.currentIndex()
        if at.isValid() and not self.selectionModel().hasSelection() and not self.findings.heads(at.row()):
            self.selectRow(at.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead by letters as the page says; Home, and at first any arrow, goes to the first finding, past its heading."""
        act = None if event.modifiers() else self.keys.get(event.key())
        begins = event.key() in ARROWS and not self.currentIndex().isValid()
        homes = event.key() == Qt.Key.Key_Home and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if act is not None:
            act()
        elif begins or homes:
            self.step_from(0)
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Give the sentences the room of columns in which nothing stands, and of those that a narrow window lacks."""
        width = self.viewport().width()
        rows = [self.findings.row(n) for n in range(self.findings.rowCount())]
        clauses = any(row.finding is not None and row.finding.clause for row in rows)
        self.setColumnHidden(WHERE, width < ROOM_FOR_PLACES)
        self.setColumnHidden(CLAUSE, width < ROOM_FOR_CLAUSES or not clauses)
        self.setColumnHidden(STATE, not any(row.acceptance is not None for row in rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self.fit()
