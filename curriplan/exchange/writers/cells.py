"""Cells of the report tree on a sheet: text stays text, numbers keep their notation, formulas their value."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from curriplan.analysis.report.tree import (
    Cell,
    Column,
    Formula,
    Head,
    Level,
    Mark,
    RowKind,
    Spanned,
    Value,
)
from curriplan.exchange.cells import letter
from curriplan.exchange.writers.formulas import printed
from curriplan.exchange.writers.grid import UPRIGHT_PLACES, Grid, shown
from curriplan.exchange.writers.numbers import Numeric, number_format, number_of
from curriplan.exchange.writers.result import CannotWrite
from curriplan.exchange.writers.styles import Styles
from curriplan.exchange.writers.widths import (
    AIR,
    POINTS_A_LINE,
    POINTS_A_PLACE,
    is_chinese,
    lines,
    width,
)
from curriplan.exchange.writers.words import BELOW, BESIDE, Words

LONGEST_TEXT = 32_767
HIGHEST_ROW = 409.0
NUMERIC = get_args(Numeric)


class CellWriter:
    """Writes single cells of one sheet; rows and columns count from 0."""

    def __init__(self, sheet: Any, words: Words, styles: Styles, grid: Grid) -> None:
        self._sheet = sheet
        self._words = words
        self._styles = styles
        self._grid = grid

    def string(self, row: int, column: int, text: str, style: Any) -> None:
        """Write text as text, whatever it begins with.

        Raises:
            CannotWrite: the text is longer than a cell can hold (counted in UTF-16 units).

        """
        if not text:
            self._sheet.write_blank(row, column, None, style)
            return
        length = len(text.encode("utf-16-le")) // 2
        if length > LONGEST_TEXT:
            raise CannotWrite(
                "export.text_too_long",
                sheet=self._sheet.name,
                row=row + 1,
                column=letter(column),
                length=length,
                limit=LONGEST_TEXT,
            )
        self._sheet.write_string(row, column, text, style)

    def merged(self, row: int, column: int, last_row: int, last_column: int, text: str, style: Any) -> None:
        """Write text into one cell or over several."""
        if (row, column) != (last_row, last_column):
            self._sheet.merge_range(row, column, last_row, last_column, "", style)
        self.string(row, column, text, style)

    def cell(self, row: int, column: int, cell: Cell, shape: Column, kind: RowKind, top: int = 0) -> int:
        """Write a body cell of a table whose body begins at row ``top``; return the lines that it takes."""
        laid = cell if isinstance(cell, Spanned) else Spanned(cell)
        value = laid.value
        between = BELOW if shape.stacked and laid.columns == 1 else BESIDE
        taken = self._lines(column, laid, between)
        style = self._style(value, shape, kind, wrap=shape.wrap or taken > 1)
        if laid.rows > 1 or laid.columns > 1:
            last_row, last_column = row + laid.rows - 1, column + laid.columns - 1
            self._sheet.merge_range(row, column, last_row, last_column, "", style)
        self._value(row, column, value, style, top, between)
        return 1 if laid.rows > 1 else taken

    def swatch(self, row: int, column: int, level: Level, highest: int) -> None:
        """Write a level of a legend in the colours of the ramp."""
        style = self._styles.swatch(level.level, highest, number_format(level))
        self._sheet.write_number(row, column, level.level, style)

    def fit(self, row: int, needed: int) -> None:
        """Make a row high enough: not every program that shows a workbook does it by itself."""
        if needed > 1:
            self._sheet.set_row(row, min(HIGHEST_ROW, POINTS_A_LINE * needed + 3))

    def head(self, row: int, column: int, head: Head) -> float:
        """Write a header cell; return the height that it needs in its row, in points."""
        tone = head.value.tone if isinstance(head.value, Level | Mark) else None
        if isinstance(head.value, NUMERIC):
            style = self._styles.head(tone, numeric=number_format(head.value))
            self._sheet.write_number(row, column, number_of(head.value), style)
            return 0.0
        text = self._words.head(head)
        upright = head.upright and not is_chinese(text)
        style = self._styles.head(tone, upright=upright)
        self.merged(row, column, row + head.rows - 1, column + head.columns - 1, text, style)
        return self._head_height(column, head, text, upright=upright)

    def _head_height(self, column: int, head: Head, text: str, *, upright: bool) -> float:
        """Return the height of a header; one over several rows shares it among them."""
        if upright:
            return min(width(text), UPRIGHT_PLACES) * POINTS_A_PLACE + 12
        places = self._grid.span(column, head.columns)
        if not places:
            return 0.0  # over folded columns: not seen, and measured against nothing it would tower
        return (POINTS_A_LINE * lines(text, places) + 6) / head.rows

    def _lines(self, column: int, laid: Spanned, between: str) -> int:
        if laid.value is None or isinstance(laid.value, NUMERIC):
            return 1
        text = shown(laid.value, self._words, between)
        places = self._grid.span(column, laid.columns)
        if not places or ("\n" not in text and width(text) + AIR <= places):
            return 1
        return lines(text, places)

    def _style(self, value: Value, shape: Column, kind: RowKind, *, wrap: bool) -> Any:
        tone = value.tone if isinstance(value, Level | Mark) else None
        if isinstance(value, NUMERIC):
            return self._styles.body(kind, shape.align, tone, wrap=False, numeric=number_format(value))
        numeric = "yyyy-mm-dd" if isinstance(value, date) else ""
        return self._styles.body(kind, shape.align, tone, wrap=wrap, numeric=numeric)

    def _value(
        self, row: int, column: int, value: Value, style: Any, top: int, between: str = BESIDE
    ) -> None:
        match value:
            case Formula(expression=expression, value=result):
                formula = f"={printed(expression, top)}"
                self._sheet.write_formula(row, column, formula, style, "" if result is None else result)
            case date():
                self._sheet.write_datetime(row, column, value, style)
            case int() | float():
                self._sheet.write_number(row, column, value, style)
            case _ if isinstance(value, NUMERIC):
                self._sheet.write_number(row, column, number_of(value), style)
            case _:
                self.string(row, column, self._words.text(value, between), style)
