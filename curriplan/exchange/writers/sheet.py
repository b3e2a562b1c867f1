"""One section of the report on one sheet."""

from __future__ import annotations

from itertools import product
from typing import Any

from curriplan.analysis.report.tree import (
    Align,
    Column,
    Legend,
    Level,
    Report,
    Row,
    RowKind,
    Say,
    Section,
    Spanned,
    Table,
)
from curriplan.exchange.cells import address
from curriplan.exchange.writers.cells import HIGHEST_ROW, CellWriter
from curriplan.exchange.writers.grid import grid_of
from curriplan.exchange.writers.result import CannotWrite
from curriplan.exchange.writers.styles import Styles
from curriplan.exchange.writers.widths import POINTS_A_LINE, lines
from curriplan.exchange.writers.words import BELOW, Words

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
A4 = 9
FOLDED_GAP = 9.0
"""Width of the column that carries the sign to unfold helper columns at the right end."""


class SheetWriter:
    """Writes a section from the top of a sheet to its bottom; ``_row`` is the next free row."""

    def __init__(self, sheet: Any, section: Section, words: Words, styles: Styles) -> None:
        self._sheet = sheet
        self._section = section
        self._words = words
        self._styles = styles
        self._grid = grid_of(section, words)
        self._cells = CellWriter(sheet, words, styles, self._grid)
        self._row = 0
        self._heads: tuple[int, int] | None = None

    def write(self, report: Report) -> None:
        """Write title, blocks and print set-up.

        Raises:
            CannotWrite: a text or the sheet is larger than a spreadsheet can hold.

        """
        self._check_size()
        self._set_columns()
        self._title(report)
        for block in self._section.blocks:
            match block:
                case Say():
                    self._sentence(block)
                case Legend():
                    self._legend(block)
                case Table():
                    self._table(block)
        self._set_print(report)
        self._quiet()

    def _check_size(self) -> None:
        rows = sum(len(table.rows) + len(table.headers) + 3 for table in self._section.tables) + 20
        columns = len(self._grid.widths)
        if rows > MOST_ROWS:
            raise CannotWrite("export.too_many_rows", sheet=self._sheet.name, n=rows, limit=MOST_ROWS)
        if columns > MOST_COLUMNS:
            raise CannotWrite(
                "export.too_many_columns", sheet=self._sheet.name, n=columns, limit=MOST_COLUMNS
            )

    def _set_columns(self) -> None:
        plain = self._styles.of()
        helpers = self._grid.helpers
        for column, size in enumerate((*self._grid.widths, FOLDED_GAP)):
            options: dict[str, Any] = {}
            if column in helpers:
                options = {"level": 1, "hidden": True}
            elif column - 1 in helpers:
                options = {"collapsed": True}
            self._sheet.set_column(column, column, size, plain, options)

    def _title(self, report: Report) -> None:
        name = self._words.text(self._section.title)
        if self._section.of is not None:
            name = f"{name}: {self._words.text(self._section.of)}"
        self._sheet.set_row(0, 24)
        self._cells.string(0, 0, self._words.text(report.title) or "–", self._styles.title())
        self._cells.string(1, 0, name, self._styles.table_title())
        self._cells.string(2, 0, self._words.text(report.about), self._styles.about())
        self._row = 4

    def _sentence(self, one: Say) -> None:
        text = self._words.text(one, BELOW)
        last = self._grid.reach()
        self._cells.merged(self._row, 0, self._row, last, text, self._styles.sentence())
        self._cells.fit(self._row, lines(text, self._grid.span(0, last + 1)))
        self._row += 1

    def _legend(self, legend: Legend) -> None:
        self._row += 1
        last = max(1, self._grid.reach())
        for example, meaning in legend.entries:
            if legend.highest and isinstance(example, Level):
                self._cells.swatch(self._row, 0, example, legend.highest)
            else:
                self._cells.cell(self._row, 0, example, Column(align=Align.CENTRE), RowKind.BODY)
            text = self._words.text(meaning)
            self._cells.merged(self._row, 1, self._row, last, text, self._styles.sentence())
            self._cells.fit(self._row, lines(text, self._grid.span(1, last)))
            self._row += 1

    def _table(self, table: Table) -> None:
        if table.title is not None:
            self._row += 1
            self._cells.string(self._row, 0, self._words.text(table.title), self._styles.table_title())
            self._row += 1
        head = self._row
        self._headers(table)
        if self._section.frozen and self._heads is None and table.headers:
            self._heads = (head, self._row - 1)
            if table.rows:
                self._sheet.freeze_panes(self._row, table.anchor)
        top = self._row
        self._body(table, top)
        if not table.rows and table.empty is not None:
            self._sentence(table.empty)
        self._after(table, top)
        self._row += 1

    def _headers(self, table: Table) -> None:
        for row in table.headers:
            heights = [self._cells.head(self._row, c, head) for c, head in enumerate(row) if head is not None]
            self._sheet.set_row(self._row, min(HIGHEST_ROW, max([POINTS_A_LINE + 4, *heights])))
            self._row += 1

    def _body(self, table: Table, top: int) -> None:
        covered = _covered(table.rows)
        for index, row in enumerate(table.rows):
            needed = 1
            for column, cell in enumerate(row.cells):
                if (index, column) not in covered:
                    shape = table.columns[column]
                    taken = self._cells.cell(self._row, column, cell, shape, row.kind, top)
                    needed = max(needed, taken)
            self._cells.fit(self._row, needed)
            self._row += 1

    def _after(self, table: Table, top: int) -> None:
        last = top + len(table.rows) - 1
        if table.filter and table.rows:
            self._sheet.autofilter(top - 1, 0, last, len(table.columns) - 1)
        for ramp in table.ramps:
            area = ramp.area
            place = (top + area.first_row, area.first_column, top + area.last_row, area.last_column)
            for level in range(1, ramp.highest + 1):
                style = self._styles.ramp(level, ramp.highest)
                rule = {"type": "cell", "criteria": "==", "value": level, "format": style}
                self._sheet.conditional_format(*place, rule)

    def _quiet(self) -> None:
        """Keep spreadsheet programs from marking codes of digits, and sums beside other sums, as doubtful."""
        area = f"A1:{address(max(self._row, 1), len(self._grid.widths) - 1)}"
        doubts = ("number_stored_as_text", "formula_differs", "formula_range", "empty_cell_reference")
        self._sheet.ignore_errors(dict.fromkeys(doubts, area))

    def _set_print(self, report: Report) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.55)
        sheet.hide_gridlines(2)
        sheet.print_area(0, 0, max(self._row - 1, 0), len(self._grid.widths) - 1)
        if self._heads is not None:
            sheet.repeat_rows(*self._heads)
        title = self._words.text(report.title)[:60].replace("&", "&&")
        name = sheet.name.replace("&", "&&")
        sheet.set_footer(f"&L&8{title}&C&8&P / &N&R&8{name}")


def _covered(rows: tuple[Row, ...]) -> frozenset[tuple[int, int]]:
    """Return the (row, column) of cells that a cell over several rows or columns reaches over."""
    found: set[tuple[int, int]] = set()
    for row, held in enumerate(rows):
        for column, cell in enumerate(held.cells):
            if isinstance(cell, Spanned):
                area = product(range(row, row + cell.rows), range(column, column + cell.columns))
                found |= set(area) - {(row, column)}
    return frozenset(found)
