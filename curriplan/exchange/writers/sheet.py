"""One section of the report on one sheet."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any, get_args

from curriplan.analysis.report.tree import (
    Align,
    Cell,
    Column,
    Formula,
    Head,
    Legend,
    Level,
    Mark,
    Report,
    Row,
    RowKind,
    Say,
    Section,
    Spanned,
    Table,
    Tone,
    Value,
)
from curriplan.exchange.writers.formulas import column_letters, printed
from curriplan.exchange.writers.grid import UPRIGHT_PLACES, Grid, grid_of, shown
from curriplan.exchange.writers.numbers import Numeric, number_format, number_of
from curriplan.exchange.writers.result import CannotWrite
from curriplan.exchange.writers.styles import Styles
from curriplan.exchange.writers.widths import POINTS_A_LINE, POINTS_A_PLACE, lines, width
from curriplan.exchange.writers.words import Words

LONGEST_TEXT = 32_767
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
A4 = 9
NUMERIC = get_args(Numeric)


class SheetWriter:
    """Writes a section from the top of a sheet to its bottom; ``row`` is the next free row."""

    def __init__(self, sheet: Any, section: Section, words: Words, styles: Styles) -> None:
        self._sheet = sheet
        self._section = section
        self._words = words
        self._styles = styles
        self._grid: Grid = grid_of(section, words)
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
        for column, size in enumerate((*self._grid.widths, 9.0)):
            options: dict[str, Any] = {}
            if column in helpers:
                options = {"level": 1, "hidden": True}
            elif column - 1 in helpers:
                options = {"collapsed": True}
            self._sheet.set_column(column, column, size, plain, options)

    def _title(self, report: Report) -> None:
        self._string(0, 0, self._words.text(report.title) or "–", self._styles.title())
        self._sheet.set_row(0, 24)
        name = self._words.text(self._section.title)
        if self._section.of is not None:
            name = f"{name}: {self._words.text(self._section.of)}"
        self._string(1, 0, name, self._styles.table_title())
        self._string(2, 0, self._words.text(report.about), self._styles.about())
        self._row = 4

    def _sentence(self, one: Say) -> None:
        text = self._words.text(one, "\n")
        last = self._grid.reach()
        style = self._styles.sentence()
        self._merged(self._row, 0, self._row, last, text, style)
        self._sheet.set_row(self._row, POINTS_A_LINE * lines(text, self._grid.span(0, last + 1)) + 3)
        self._row += 1

    def _legend(self, legend: Legend) -> None:
        self._row += 1
        last = max(1, self._grid.reach())
        for example, meaning in legend.entries:
            self._cell(self._row, 0, example, Column(align=Align.CENTRE), RowKind.BODY)
            text = self._words.text(meaning)
            self._merged(self._row, 1, self._row, last, text, self._styles.sentence())
            self._row += 1

    def _table(self, table: Table) -> None:
        if table.title is not None:
            self._row += 1
            self._string(self._row, 0, self._words.text(table.title), self._styles.table_title())
            self._row += 1
        top = self._row
        self._headers(table)
        if self._section.frozen and self._heads is None and table.headers:
            self._heads = (top, self._row - 1)
            self._freeze(table)
        first = self._row
        covered = _covered(table.rows)
        for index, row in enumerate(table.rows):
            for column, cell in enumerate(row.cells):
                if (index, column) not in covered:
                    self._cell(self._row, column, cell, table.columns[column], row.kind, first)
            self._row += 1
        if not table.rows and table.empty is not None:
            self._sentence(table.empty)
        self._after(table, first)
        self._row += 1

    def _freeze(self, table: Table) -> None:
        if table.rows:
            self._sheet.freeze_panes(self._row, table.anchor)

    def _after(self, table: Table, first: int) -> None:
        last = first + len(table.rows) - 1
        if table.filter and table.rows:
            self._sheet.autofilter(first - 1, 0, last, len(table.columns) - 1)
        for ramp in table.ramps:
            area = ramp.area
            place = (first + area.first_row, area.first_column, first + area.last_row, area.last_column)
            for level in range(1, ramp.highest + 1):
                style = self._styles.ramp(level, ramp.highest)
                rule = {"type": "cell", "criteria": "==", "value": level, "format": style}
                self._sheet.conditional_format(*place, rule)

    def _headers(self, table: Table) -> None:
        for row in table.headers:
            height = POINTS_A_LINE + 4
            for column, head in enumerate(row):
                if head is not None:
                    self._head(self._row, column, head)
                    height = max(height, self._head_height(column, head))
            self._sheet.set_row(self._row, min(height, 400))
            self._row += 1

    def _head(self, row: int, column: int, head: Head) -> None:
        tone = head.value.tone if isinstance(head.value, Level | Mark) else None
        last_row, last_column = row + head.rows - 1, column + head.columns - 1
        if isinstance(head.value, NUMERIC):
            style = self._styles.head(tone, numeric=number_format(head.value))
            self._sheet.write_number(row, column, number_of(head.value) or 0.0, style)
            return
        style = self._styles.head(tone, upright=90 if head.upright else 0)
        self._merged(row, column, last_row, last_column, self._words.head(head), style)

    def _head_height(self, column: int, head: Head) -> float:
        """Return the height that a header needs; one over several rows shares it among them."""
        if isinstance(head.value, NUMERIC):
            return 0.0
        text = self._words.head(head)
        if head.upright:
            return min(float(width(text)), UPRIGHT_PLACES) * POINTS_A_PLACE + 12
        places = self._grid.span(column, head.columns)
        # A header over folded columns is not seen; measured against nothing it would tower.
        if places <= 0:
            return 0.0
        return (POINTS_A_LINE * lines(text, places) + 6) / head.rows

    def _cell(self, row: int, column: int, cell: Cell, shape: Column, kind: RowKind, first: int = 0) -> None:
        rows = columns = 1
        value: Value
        if isinstance(cell, Spanned):
            rows, columns, value = cell.rows, cell.columns, cell.value
        else:
            value = cell
        style = self._style(value, shape, kind, self._grid.span(column, columns))
        if rows > 1 or columns > 1:
            self._sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", style)
        self._value(row, column, value, style, first)
        if columns > 1 and rows == 1:
            self._fit(row, shown(value, self._words), self._grid.span(column, columns))

    def _fit(self, row: int, text: str, places: float) -> None:
        """Make a row high enough for a merged cell, which spreadsheet programs do not do themselves."""
        needed = lines(text, places)
        if needed > 1:
            self._sheet.set_row(row, POINTS_A_LINE * needed + 3)

    def _style(self, value: Value, shape: Column, kind: RowKind, places: float) -> Any:
        tone: Tone | None = value.tone if isinstance(value, Level | Mark) else None
        if isinstance(value, NUMERIC):
            return self._styles.body(kind, shape.align, tone, wrap=False, numeric=number_format(value))
        if isinstance(value, date):
            return self._styles.body(kind, shape.align, tone, wrap=False, numeric="yyyy-mm-dd")
        text = shown(value, self._words)
        wrap = shape.wrap or "\n" in text or width(text) + 1 > places
        return self._styles.body(kind, shape.align, tone, wrap=wrap)

    def _value(self, row: int, column: int, value: Value, style: Any, first: int) -> None:
        match value:
            case Formula(expression=expression, value=result):
                formula = f"={printed(expression, first)}"
                self._sheet.write_formula(row, column, formula, style, "" if result is None else result)
            case date():
                self._sheet.write_datetime(row, column, value, style)
            case int() | float():
                self._sheet.write_number(row, column, value, style)
            case _ if isinstance(value, NUMERIC):
                self._sheet.write_number(row, column, number_of(value), style)
            case _:
                self._string(row, column, self._words.text(value), style)

    def _merged(self, row: int, column: int, last_row: int, last_column: int, text: str, style: Any) -> None:
        if (row, column) != (last_row, last_column):
            self._sheet.merge_range(row, column, last_row, last_column, "", style)
        self._string(row, column, text, style)

    def _string(self, row: int, column: int, text: str, style: Any) -> None:
        """Write text as text, whatever it begins with."""
        if not text:
            self._sheet.write_blank(row, column, None, style)
            return
        length = len(text.encode("utf-16-le")) // 2
        if length > LONGEST_TEXT:
            raise CannotWrite(
                "export.text_too_long",
                sheet=self._sheet.name,
                row=row + 1,
                column=column_letters(column),
                length=length,
                limit=LONGEST_TEXT,
            )
        self._sheet.write_string(row, column, text, style)

    def _set_print(self, report: Report) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
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
