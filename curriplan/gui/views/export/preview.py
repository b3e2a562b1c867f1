"""A sheet of the report as the window shows it: the same cells that the workbook will have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from curriplan.analysis.report.tree import (
    Cell,
    Days,
    Formula,
    Level,
    Mark,
    Number,
    Row,
    RowKind,
    Section,
    Spanned,
    Table,
    Weekly,
    WholeWeeks,
)
from curriplan.analysis.report.tree import Tone as ReportTone
from curriplan.exchange.writers.numbers import as_text
from curriplan.exchange.writers.words import Words
from curriplan.gui.desk import Desk
from curriplan.gui.models.following import follow_columns, follow_rows
from curriplan.gui.theme import Theme, Tone
from curriplan.gui.tips import asks_tip, tip
from curriplan.gui.tsv import copy_lines

Index = QModelIndex | QPersistentModelIndex
HEADING_ROOM, BOLD = 2.0, 1.15
"""How much wider than its column a heading may be, and how much wider bold letters are than plain ones."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is shown."""

    text: str = ""
    right: bool = False
    strong: bool = False
    dim: bool = False
    tone: Tone | None = None


@dataclass(slots=True)
class Sheet:
    """A section as rows of shown cells, with the cells that reach over others (row, column, rows, columns)."""

    rows: list[list[Shown]] = field(default_factory=list)
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)


def sheet_of(section: Section, words: Words, theme: Theme) -> Sheet:
    """Return what a section shows; helper columns are left out, as they are folded in the workbook."""
    made = Sheet()
    _line(made, Shown(words.text(section.title), strong=True))
    for block in section.blocks:
        if isinstance(block, Table):
            _table(made, block, words, theme)
        elif hasattr(block, "entries"):
            entries = "   ".join(
                f"{words.text(value) if not isinstance(value, _NUMERIC) else as_text(value)} {words.text(meaning)}"
                for value, meaning in block.entries
            )
            _line(made, Shown(entries, dim=True))
        else:
            _line(made, Shown(words.text(block), dim=True))
    width = max((len(row) for row in made.rows), default=1)
    for row in made.rows:
        row.extend(Shown() for _ in range(width - len(row)))
    made.widths.extend(10.0 for _ in range(width - len(made.widths)))
    return made


_NUMERIC = (Number, Weekly, WholeWeeks, Days, Level, Formula)


def _line(sheet: Sheet, shown: Shown) -> None:
    sheet.spans.append((len(sheet.rows), 0, 1, 12))
    sheet.rows.append([shown])


def _table(sheet: Sheet, table: Table, words: Words, theme: Theme) -> None:
    seen = [n for n, column in enumerate(table.columns) if not column.helper]
    place = {n: at for at, n in enumerate(seen)}
    if table.title is not None:
        _line(sheet, Shown(words.text(table.title), strong=True))
    if not table.rows and table.empty is not None:
        _line(sheet, Shown(words.text(table.empty), dim=True))
        return
    for header in table.headers:
        cells = [header[n] for n in seen]
        for n, head in enumerate(header):
            if head is not None and n in place and (head.rows > 1 or head.columns > 1):
                across = sum(1 for k in range(n, n + head.columns) if k in place)
                sheet.spans.append((len(sheet.rows), place[n], head.rows, max(1, across)))
        sheet.rows.append(
            [Shown() if one is None else Shown(words.text(one.value), strong=True, dim=True) for one in cells]
        )
    for row in table.rows:
        _spans(sheet, row, place)
        sheet.rows.append([_cell(row.cells[n], row.kind, words, theme) for n in seen])
    widths = [min(table.columns[n].width, 40) for n in seen]
    sheet.widths = [
        max(a, b) for a, b in zip(widths, sheet.widths + [0.0] * len(widths), strict=False)
    ] + sheet.widths[len(widths) :]


def _spans(sheet: Sheet, row: Row, place: dict[int, int]) -> None:
    for n, cell in enumerate(row.cells):
        if isinstance(cell, Spanned) and n in place:
            across = sum(1 for k in range(n, n + cell.columns) if k in place)
            sheet.spans.append((len(sheet.rows), place[n], cell.rows, max(1, across)))


def _cell(cell: Cell, kind: RowKind, words: Words, theme: Theme) -> Shown:
    value = cell.value if isinstance(cell, Spanned) else cell
    strong = kind is not RowKind.BODY
    if isinstance(value, Level):
        tone = theme.level(value.level) if value.tone is None else tone_of(theme, value.tone)
        return Shown(as_text(value), right=True, strong=strong, tone=tone)
    if isinstance(value, _NUMERIC):
        # A figure that reaches over many columns would stand out of sight at their far end.
        wide = isinstance(cell, Spanned) and cell.columns > 1
        return Shown(as_text(value), right=not wide, strong=strong)
    if isinstance(value, Mark):
        return Shown(words.text(value), strong=strong, tone=tone_of(theme, value.tone))
    if isinstance(value, int | float):
        return Shown(f"{value:g}", right=True, strong=strong)
    return Shown(words.text(value), strong=strong, dim=kind is RowKind.GROUP)


def tone_of(theme: Theme, tone: ReportTone) -> Tone | None:
    """Return the window's tone for a tone of the report."""
    return {
        ReportTone.MET: theme.met,
        ReportTone.LATE: theme.met,
        ReportTone.GAP: theme.gap,
        ReportTone.FIRM: theme.firm,
        ReportTone.NO_COVERAGE: theme.no_coverage,
        ReportTone.OVER: theme.over,
        ReportTone.UNRATED: theme.unrated,
        ReportTone.NO_DEMAND: theme.unrated,
        ReportTone.ERROR: theme.firm,
        ReportTone.WARNING: theme.gap,
    }.get(tone)


class SheetModel(QAbstractTableModel):
    """The cells of a sheet; another sheet takes its place cell by cell."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sheet = Sheet()
        self._row_keys: list[str] = []
        self._column_keys: list[str] = []

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a sheet in place of the one before."""
        across = len(sheet.rows[0]) if sheet.rows else 0
        follow_rows(self, self._row_keys, [str(n) for n in range(min(len(self._row_keys), len(sheet.rows)))])
        follow_columns(self, self._column_keys, [str(n) for n in range(min(len(self._column_keys), across))])
        self._sheet = sheet
        follow_rows(self, self._row_keys, [str(n) for n in range(len(sheet.rows))])
        follow_columns(self, self._column_keys, [str(n) for n in range(across)])
        if self._row_keys and self._column_keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._row_keys) - 1, across - 1))

    def shown(self, index: Index) -> Shown:
        """Return a cell."""
        return self._sheet.rows[index.row()][index.column()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._row_keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._column_keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown, theme = self.shown(index), self._desk.theme
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.text or None
        if asks_tip(role):
            return tip(shown.text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if shown.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.BackgroundRole and shown.tone is not None:
            return QColor(shown.tone.fill)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(shown.tone.ink if shown.tone is not None else theme.dim if shown.dim else theme.ink)
        if role == Qt.ItemDataRole.FontRole and shown.strong:
            font = QFont()
            font.setPixelSize(12)
            font.setBold(True)
            return font
        return None


class SheetView(QTableView):
    """A sheet as the workbook will show it, to look at and to copy from."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(22)
        self.horizontalHeader().setMinimumSectionSize(20)

    def sizeHint(self) -> QSize:
        return QSize(600, 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the block that spans the selection, or the whole sheet."""
        model, chosen = self._model, self.selectedIndexes()
        down = {one.row() for one in chosen} or range(model.rowCount())
        across = {one.column() for one in chosen} or range(model.columnCount())
        if down and across:
            columns = range(min(across), max(across) + 1)
            rows = range(min(down), max(down) + 1)
            copy_lines([model.shown(model.index(row, n)).text for n in columns] for row in rows)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a sheet with its spans and widths."""
        self.clearSpans()
        self._model.show_sheet(sheet)
        across = len(sheet.rows[0]) if sheet.rows else 0
        for top, left, rows, columns in sheet.spans:
            wide = min(columns, across - left)
            if rows > 1 or wide > 1:
                self.setSpan(top, left, rows, wide)
        unit = self.fontMetrics().averageCharWidth()
        for n, width in enumerate(_fitted(sheet, across)):
            self.setColumnWidth(n, int(width * unit) + 14)


def _fitted(sheet: Sheet, across: int) -> Sequence[float]:
    """Return widths in characters: as the longest short text wants, at most as the report allows.

    Headings break their lines in the workbook and stand in one here, so they may want twice as much.
    """
    covered = {(top, left) for top, left, _, columns in sheet.spans if columns > 1}
    widths = [3.0] * across
    for n, row in enumerate(sheet.rows):
        for m, cell in enumerate(row):
            if (n, m) not in covered:
                size = sum(2 if ord(sign) > 0x2E7F else 1 for sign in cell.text[:60])
                heading = cell.strong and cell.dim
                most = sheet.widths[m] * (HEADING_ROOM if heading else 1.0)
                widths[m] = max(widths[m], min(size * (BOLD if cell.strong else 1.0), most))
    return widths
