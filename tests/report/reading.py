"""Workbooks read back, and where the tables of a report stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl

from curriplan.analysis.report.tree import (
    Cell,
    Days,
    Formula,
    Level,
    Number,
    Report,
    Spanned,
    Table,
    Weekly,
    WholeWeeks,
)
from curriplan.app.texts import Texts
from curriplan.exchange.writers.numbers import number_of
from curriplan.exchange.writers.words import BELOW, BESIDE, Language, Words


def opened(data: bytes, *, values: bool = False) -> Any:
    """Return the workbook of some bytes: formulas as text, or with their stored values."""
    return openpyxl.load_workbook(BytesIO(data), data_only=values)


def sheets(report: Report, book: Any) -> list[tuple[Any, tuple[Table, ...]]]:
    """Return each sheet with the tables of its section."""
    assert len(report.sections) == len(book.worksheets)
    return [(sheet, one.tables) for sheet, one in zip(book.worksheets, report.sections, strict=True)]


def body_top(sheet: Any, table: Table, words: Words, start: int = 1) -> int:
    """Return the row (from 1) in which the body of a table with headers begins."""
    heads = [(column, head) for column, head in enumerate(table.headers[0], 1) if head is not None]
    for row in range(start, sheet.max_row + 1):
        if all(sheet.cell(row, column).value == words.head(head) for column, head in heads):
            return row + len(table.headers)
    raise AssertionError(f"{sheet.title}: no header {[words.head(head) for _, head in heads]}")


def placed(report: Report, book: Any, lang: Language) -> Iterator[tuple[Any, int, int, Cell, str]]:
    """Yield (sheet, row, column, cell, between) from 1 for each body cell of each table with headers.

    ``between`` stands between two languages there.
    """
    words = Words(Texts, lang)
    for sheet, tables in sheets(report, book):
        row = 1
        for table in tables:
            if not table.headers:
                continue
            top = row = body_top(sheet, table, words, row)
            for index, held in enumerate(table.rows):
                for column, cell in enumerate(held.cells, 1):
                    whole = not isinstance(cell, Spanned) or cell.columns == 1
                    stacked = table.columns[column - 1].stacked and whole
                    yield sheet, top + index, column, cell, BELOW if stacked else BESIDE


def expected(cell: Cell, words: Words, between: str) -> object:
    """Return what a workbook holds for a cell, formulas by their values."""
    value = cell.value if isinstance(cell, Spanned) else cell
    match value:
        case Number() | Weekly() | WholeWeeks() | Days() | Level() | Formula():
            return number_of(value)
        case int() | float():
            return value
        case date():
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no zone
        case _:
            return words.text(value, between) or None
