"""One CSV file of a programme folder: its lines, and rows made of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curriplan.domain.finding import Place
from curriplan.domain.tables import Row
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.sample_columns import ABSENT, CellError, Column, Names


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: where each header stands, the fields that it has columns for, its records.

    A record is its row number, the header being row 1, and its cells.
    """

    file: str
    headers: Mapping[str, int]
    columns: tuple[Column, ...]
    required: tuple[Column, ...]
    records: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Yield the lines below the header."""
        for number, cells in self.records:
            yield Line(self, number, cells)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file."""

    sheet: Sheet
    number: int
    cells: tuple[str, ...]

    def cell(self, header: str) -> str:
        """Return the text below a header; empty where the file has no such column."""
        index = self.sheet.headers.get(header)
        return "" if index is None else self.cells[index]

    def place(self, header: str = "") -> Place:
        """Return where a cell of this line stands."""
        return Place(file=self.sheet.file, row=self.number, column=header)

    def row(self, row_type: type, names: Names, fields: dict[str, Any]) -> Row:
        """Return the row of this line, beside some fields that are given."""
        for column in self.sheet.columns:
            if column.field not in fields:
                value = self._read(column, names)
                if value is not ABSENT:
                    fields[column.field] = value
        for column in self.sheet.required:
            if column.field not in fields:
                raise UnreadableFile("sample_cell_empty", self.place(column.headers[0]))
        return row_type(**fields)

    def _read(self, column: Column, names: Names) -> Any:
        try:
            return column.read(tuple(self.cell(header) for header in column.headers), names)
        except CellError as error:
            where = self.place(column.headers[0])
            raise UnreadableFile(error.code, where, **error.details) from error


def read_sheet(folder: Path, name: str, columns: tuple[Column, ...], owner: str = "") -> Sheet:
    """Return a file of a folder; a file that is not there has no lines.

    ``owner`` names a column that is no field: the one that says which row holds the line.

    Raises:
        UnreadableFile: the file is not UTF-8, or a column is not known or stands twice.

    """
    path = folder / f"{name}.csv"
    required = tuple(column for column in columns if column.required)
    if not path.is_file():
        return Sheet(path.name, {}, (), required, ())
    records = _records(path)
    headers = _headers(path.name, records[0][1] if records else (), columns, owner)
    present = tuple(one for one in columns if not headers.keys().isdisjoint(one.headers))
    lines = tuple(_filled(path.name, number, cells, len(headers)) for number, cells in records[1:])
    return Sheet(path.name, headers, present, required, lines)


def _records(path: Path) -> list[tuple[int, list[str]]]:
    """Return the records that hold anything, with their row numbers."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            numbered = list(enumerate(csv.reader(file, strict=True), 1))
    except UnicodeDecodeError as error:
        raise UnreadableFile("sample_encoding", Place(file=path.name)) from error
    except csv.Error as error:
        raise UnreadableFile("sample_csv", Place(file=path.name)) from error
    return [(number, cells) for number, cells in numbered if any(cells)]


def _headers(
    file: str, cells: list[str] | tuple[str, ...], columns: tuple[Column, ...], owner: str
) -> dict[str, int]:
    known = [header for column in columns for header in column.headers] + ([owner] if owner else [])
    headers: dict[str, int] = {}
    for index, cell in enumerate(cells):
        header = cell.strip()
        if header not in known or header in headers:
            code = "sample_header_twice" if header in headers else "sample_header"
            raise UnreadableFile(code, Place(file=file, row=1, column=header), value=header, known=known)
        headers[header] = index
    return headers


def _filled(file: str, number: int, cells: list[str], width: int) -> tuple[int, tuple[str, ...]]:
    if any(cells[width:]):
        raise UnreadableFile("sample_width", Place(file=file, row=number), n=width)
    return number, (*cells[:width], *[""] * (width - len(cells)))
