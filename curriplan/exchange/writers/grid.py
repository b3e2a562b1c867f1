"""Where the blocks of a section stand on its sheet, and how wide its columns are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from curriplan.analysis.report.tree import (
    Cell,
    Column,
    Days,
    Formula,
    Level,
    Number,
    Section,
    Spanned,
    Table,
    Value,
    Weekly,
    WholeWeeks,
)
from curriplan.exchange.writers.numbers import as_text
from curriplan.exchange.writers.widths import is_chinese, longest_word, width
from curriplan.exchange.writers.words import BELOW, BESIDE, Words

PADDING = 2.5
HEAD_PADDING = 1.6
WORDS, NAMES = 2.0, 1.4
"""By how much columns of short words and of names may be wider where they hold two languages."""

SHORT = 20.0
TITLE_PLACES = 100.0
"""Sentences and titles run over so many places, or over the whole sheet where it is narrower."""

LEAST_PLACES, FILLER = 90.0, 9.0
"""A narrower sheet goes on in empty columns, so that its title is printed whole."""

UPRIGHT_PLACES = 44
"""Longer names that stand on end break into lines; so many half-width places fit above each other."""


TWO_CHINESE = 6.0
"""A column so wide holds two Chinese characters beside each other: such names need not stand on end."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Width and folding of every column of a sheet."""

    widths: tuple[float, ...]
    helpers: frozenset[int]

    def reach(self, places: float = TITLE_PLACES) -> int:
        """Return the last column of a stretch from the left that is so many places wide."""
        used = 0.0
        last = 0
        for column, size in enumerate(self.widths):
            if column in self.helpers:
                continue
            used, last = used + size, column
            if used >= places:
                break
        return last

    def span(self, first: int, columns: int = 1) -> float:
        """Return how wide some columns are together, folded ones left out."""
        held = range(first, min(first + columns, len(self.widths)))
        return sum(self.widths[column] for column in held if column not in self.helpers)


def grid_of(section: Section, words: Words) -> Grid:
    """Return the grid on which all tables of a section stand."""
    count = max((len(table.columns) for table in section.tables), default=1)
    widths = [4.0] * count
    helpers: set[int] = set()
    for table in section.tables:
        for index, column in enumerate(table.columns):
            widths[index] = max(widths[index], _column_width(table, index, column, words))
            if column.helper:
                helpers.add(index)
    while sum(widths) < LEAST_PLACES:
        widths.append(FILLER)
    return Grid(tuple(widths), frozenset(helpers))


def _column_width(table: Table, index: int, column: Column, words: Words) -> float:
    between = BELOW if column.stacked else BESIDE
    body = max((width(shown(value, words, between)) for value in _values(table, index)), default=0.0)
    alone = words.lang != "both" or column.stacked
    wider = 1.0 if alone else WORDS if column.width <= SHORT else NAMES
    fitting = min(column.width * wider, body + PADDING)
    return max(column.least, fitting, *(size for size in _head_widths(table, index, words)), 0.0)


def _head_widths(table: Table, index: int, words: Words) -> Iterator[float]:
    for row in table.headers:
        head = row[index]
        if head is None or head.columns > 1:
            continue
        text = words.head(head) if not isinstance(head.value, Number | Level) else as_text(head.value)
        if head.upright and is_chinese(text):
            yield TWO_CHINESE
        elif head.upright:
            yield 2.3 * upright_lines(text) + 1.6
        else:
            yield min(18.0, longest_word(text) + HEAD_PADDING)


def upright_lines(text: str) -> int:
    """Return into how many lines a name that stands on end breaks."""
    return sum(max(1, ceil(width(line) / UPRIGHT_PLACES)) for line in text.split("\n"))


def _values(table: Table, index: int) -> Iterator[Value]:
    for row in table.rows:
        cell: Cell = row.cells[index]
        if isinstance(cell, Spanned):
            if cell.columns == 1:
                yield cell.value
        else:
            yield cell


def shown(value: Value, words: Words, between: str = BESIDE) -> str:
    """Return what a cell shows, as text; ``between`` stands between two languages."""
    match value:
        case Number() | Weekly() | WholeWeeks() | Days() | Level() | Formula():
            return as_text(value)
        case int() | float():
            return f"{value:g}"
        case _:
            return words.text(value, between)
