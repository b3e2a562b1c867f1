"""A sheet with a known header: its data rows as records that keep count of what is wrong with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from curriplan.domain.finding import Finding, Place, error, note, warning
from curriplan.exchange.cells import (
    Cell,
    Sheet,
    SheetRow,
    address,
    code_of,
    date_of,
    fold,
    letter,
    number_of,
    shown,
    text_of,
)
from curriplan.exchange.columns import NO_MAP, ColumnMap, Header, Known, Layout, find_header
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.source import Source

LIST_ROWS = 20_000
BESIDE_FIELDS = frozenset({"dimension", "importance_min", "importance_max"})
"""What a mapping may give for all rows although no column can hold it."""

_NAMES_SHOWN = 12
WordT = TypeVar("WordT")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet and its header. ``values`` stand for every row, as a mapping gave them."""

    file: str
    sheet: Sheet
    header: Header
    given: ColumnMap = NO_MAP
    end: int | None = None

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """Return the data rows."""
        return self.sheet.rows[self.header.body : self.end]

    def has(self, *fields: str) -> bool:
        """Tell whether any of some fields has a column, or a value for every row."""
        return any(one in self.header.columns or one in self.given.values for one in fields)

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Return a place in this table."""
        where = "" if column is None else letter(column)
        return Place(file=self.file, sheet=self.sheet.name, row=row, column=where)

    def title(self, name: str) -> str:
        """Return the header of a field, or the field where it has no column."""
        index = self.header.columns.get(name)
        return name if index is None else self.header.title(index)

    def records(self) -> Iterator[Record]:
        """Yield the data rows."""
        for row in self.rows:
            yield Record(self, row)

    def spare(self) -> tuple[int, ...]:
        """Return the columns that have a header and no field."""
        used = set(self.header.columns.values())
        return tuple(n for n, texts in enumerate(self.header.titles) if texts and n not in used)

    def matched(self) -> tuple[tuple[str, str], ...]:
        """Return each field that has a column, with the header of that column."""
        return tuple((name, self.header.title(index)) for name, index in self.header.columns.items())

    def require(self, layout: Layout) -> None:
        """Make sure that the table can be read.

        Raises:
            UnreadableFile: a needed column is missing, or two columns claim one field.

        """
        where = self.place(self.header.row)
        check_map(self.file, layout, self.given)
        for name, header in self.given.fields.items():
            if header and name not in self.header.columns:
                known = [self.header.title(n) for n, texts in enumerate(self.header.titles) if texts]
                raise UnreadableFile("import.map_header", where, field=name, header=header, known=known)
        for name, found in self.header.twice.items():
            columns = [letter(index) for index in found]
            raise UnreadableFile("import.column_twice", where, column=layout.names(name)[0], columns=columns)
        for group in layout.needed:
            if not self.has(*group):
                names = [one for name in group for one in layout.names(name)]
                raise UnreadableFile(
                    "import.column_missing", where, column=names[0], names=names[:_NAMES_SHOWN]
                )


def best_table(
    source: Source, layout: Layout, given: ColumnMap = NO_MAP, known: Known | None = None
) -> Table | None:
    """Return the sheet whose header says most of a layout, or None if none says anything."""
    found = find_tables(source, layout, given, known)
    return max(found, key=lambda one: (fulfilled(one, layout), one.header.score), default=None)


def find_tables(
    source: Source, layout: Layout, given: ColumnMap = NO_MAP, known: Known | None = None
) -> list[Table]:
    """Return the sheets that say anything of a layout, each with its header."""
    headers = ((sheet, find_header(sheet, layout, given, known)) for sheet in source.sheets)
    return [Table(source.name, sheet, header, given) for sheet, header in headers if header is not None]


def fulfilled(table: Table, layout: Layout) -> float:
    """Return the share (0..1) of a layout's needed groups that a table has."""
    return sum(table.has(*group) for group in layout.needed) / max(1, len(layout.needed))


def usable_tables(
    source: Source,
    layout: Layout,
    given: ColumnMap = NO_MAP,
    known: Known | None = None,
    rows: int = LIST_ROWS,
) -> list[Table]:
    """Return every sheet that has all needed columns, in order.

    Raises:
        UnreadableFile: there is none (the sentence is about the best one), or one is longer than ``rows``.

    """
    check_map(source.name, layout, given)
    tables = [one for one in find_tables(source, layout, given, known) if fulfilled(one, layout) == 1.0]
    if not tables:
        best = best_table(source, layout, given, known)
        if best is None:
            raise missing(source, layout)
        best.require(layout)
    for one in tables:
        one.require(layout)
        if len(one.rows) > rows:
            raise UnreadableFile("import.too_many_rows", one.place(), limit=rows)
    if not any(one.rows for one in tables):
        raise UnreadableFile("import.no_rows", tables[0].place())
    return tables


def check_map(file: str, layout: Layout, given: ColumnMap) -> None:
    """Make sure that a mapping names only fields of a layout.

    Raises:
        UnreadableFile: it names another one.

    """
    known = [one.field for one in layout.columns]
    for name in (*given.fields, *given.values.keys() - BESIDE_FIELDS):
        if name not in known:
            raise UnreadableFile("import.map_field", Place(file=file), field=name, known=known)


def missing(source: Source, layout: Layout) -> UnreadableFile:
    """Return the refusal of a file in which no header of a layout was found."""
    names = layout.names(layout.needed[0][0])
    return UnreadableFile(
        "import.column_missing", Place(file=source.name), column=names[0], names=names[:_NAMES_SHOWN]
    )


class Record:
    """One data row. What cannot be used is noted in ``problems``, and reads as blank."""

    __slots__ = ("_noted", "_row", "number", "problems", "remarks", "table")

    def __init__(self, table: Table, row: SheetRow) -> None:
        self.table = table
        self.number = row.number
        self.problems: list[Finding] = []
        self.remarks: list[Finding] = []
        self._row = row
        self._noted: set[int] = set()

    def place(self, name: str = "") -> Place:
        """Return the place of a field's cell, or of the row."""
        return self.table.place(self.number, self.table.header.columns.get(name))

    def fail(self, code: str, where: Place | None = None, **args: Any) -> None:
        """Note an error of this row."""
        self.problems.append(error(code, where or self.place(), **_quoted(args)))

    def warn(self, code: str, where: Place | None = None, **args: Any) -> None:
        """Note something that does not keep the row out."""
        self.remarks.append(warning(code, where or self.place(), **_quoted(args)))

    def at(self, index: int) -> Cell:
        """Return the cell of a column; one without a usable value is noted."""
        sheet, here = self.table.sheet, (self.number, index)
        cell = self._row.at(index)
        if cell is not None or index in self._noted:
            return cell
        self._noted.add(index)
        if here in sheet.uncomputed:
            self.fail("import.formula_empty", self.table.place(*here), cell=address(*here))
        elif here in sheet.failed:
            self.fail("import.formula_failed", self.table.place(*here), cell=address(*here))
        elif here in sheet.merged:
            anchor = address(*sheet.merged[here])
            self.remarks.append(
                note("import.merged", self.table.place(*here), cell=address(*here), anchor=anchor)
            )
        return None

    def cell(self, name: str) -> Cell:
        """Return the cell of a field: its column's, else the value for every row, else None."""
        index = self.table.header.columns.get(name)
        value = None if index is None else self.at(index)
        return self.table.given.values.get(name) if value is None else value

    def text(self, name: str) -> str:
        """Return the text of a field, empty if it is blank."""
        return text_of(self.cell(name))

    def first(self) -> str:
        """Return the first text of the row."""
        return next(filter(None, map(text_of, self._row.cells)), "")

    def inherited(self, name: str) -> str:
        """Return the text of a field; a cell that is merged with those above says what the first one says."""
        index = self.table.header.columns.get(name, -1)
        row, column = self.table.sheet.merged.get((self.number, index), (self.number, index))
        if column != index or row == self.number:
            return self.text(name)
        rows = self.table.sheet.rows
        place = bisect_left(rows, row, key=lambda one: one.number)
        return text_of(rows[place].at(index)) if rows[place].number == row else ""

    def is_across(self, name: str) -> bool:
        """Tell whether a field's cell is covered by one further left in the same row."""
        here = (self.number, self.table.header.columns.get(name, -1))
        row, column = self.table.sheet.merged.get(here, here)
        return row == self.number and column < here[1]

    def code(self, name: str) -> str:
        """Return the code that a field holds, empty if it is blank."""
        return code_of(self.cell(name))

    def number_in(self, name: str) -> float | None:
        """Return the number of a field, None if it is blank; anything but a number of 0 or more is an error."""
        cell = self.cell(name)
        try:
            number = number_of(cell)
        except ValueError:
            self.fail("import.not_a_number", self.place(name), value=text_of(cell))
            return None
        if number is not None and number < 0:
            self.fail("import.negative", self.place(name), value=number)
            return None
        return number

    def day(self, name: str) -> date | None:
        """Return the day of a field; a text that is none is remarked and stays unknown."""
        cell = self.cell(name)
        try:
            return date_of(cell)
        except ValueError:
            self.warn("import.not_a_date", self.place(name), value=text_of(cell))
            return None

    def word(self, name: str, words: Mapping[str, WordT], present: WordT) -> WordT:
        """Return what the word in a field stands for; a word that is not known is remarked."""
        label = self.text(name)
        if label and fold(label) not in words:
            self.warn("import.unknown_word", self.place(name), value=label)
        return words.get(fold(label), present) if label else present


def _quoted(args: dict[str, Any]) -> dict[str, Any]:
    return {name: shown(one) if isinstance(one, str) else one for name, one in args.items()}
