"""A look through the XML of a workbook before it is read: far cells, merges, formulas without a result.

The workbook library keeps only the results of formulas and, for big sheets, no merged ranges; it also
trusts what a file says of itself. Here each part is streamed once, and refused at the first thing that
is out of bounds. A document type is never honest in a workbook, so none gets as far as an entity.
"""

from __future__ import annotations

import re
from typing import IO
from xml.parsers import expat

from curriplan.domain.finding import Place
from curriplan.exchange.cells import Address, letter
from curriplan.exchange.guard import MEGABYTE, Limits
from curriplan.exchange.readers.result import UnreadableFile

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; rows from 1, columns from 0."""

_CHUNK = 256 * 1024
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_VALUES = {"v", "t"}


class SheetScan:
    """What one part of a workbook holds; ``root`` tells a sheet from the other parts."""

    def __init__(self, where: Place, limits: Limits) -> None:
        self.root = ""
        self.areas: list[Area] = []
        self.uncomputed: list[Address] = []
        self.failed: list[Address] = []
        self.valued_rows = 0
        self.last_row = 0
        self.last_column = -1
        self._where = where
        self._limits = limits
        self._merged = 0
        self._row = 0
        self._column = -1
        self._valued = self._formula = self._error = self._in_value = self._text_result = False
        self._characters = 0

    def refuse(self, code: str, row: int | None = None, column: int | None = None, **args: int) -> None:
        """Give the file up.

        Raises:
            UnreadableFile: always.

        """
        where = Place(
            file=self._where.file,
            sheet=self._where.sheet,
            row=row,
            column="" if column is None else letter(column),
        )
        raise UnreadableFile(code, where, **args)

    def on_doctype(self, *_: object) -> None:
        """Refuse a document type."""
        self.refuse("import.doctype")

    def on_start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow rows, cells and what they hold."""
        name = tag.rpartition("}")[2]
        if name == "c":
            self._begin_cell(attributes)
        elif name in _VALUES:
            self._in_value = True
            # An empty text is a result as well: it is the value of ="".
            self._valued = self._valued or self._text_result
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "si":
            self._characters = 0
        elif name == "mergeCell":
            self._add_area(attributes.get("ref", ""))
        elif not self.root:
            self.root = name

    def on_end(self, tag: str) -> None:
        """Close a value or a cell."""
        name = tag.rpartition("}")[2]
        if name in _VALUES:
            self._in_value = False
        elif name == "c":
            self._end_cell()

    def on_text(self, text: str) -> None:
        """Count the characters of a value."""
        if self._in_value:
            self._valued = True
            self._characters += len(text)
            if self._characters > self._limits.cell_characters:
                self.refuse(
                    "import.cell_too_long", self._row or None, None, limit=self._limits.cell_characters
                )

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = _whole(attributes.get("r"), self._row + 1)
        if number <= self._row:
            self.refuse("import.workbook_damaged")
        self._row, self._column = number, -1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        found = _CELL.fullmatch(attributes.get("r", ""))
        if found is None:
            column, row = self._column + 1, self._row
        else:
            column, row = _column(found[1]), int(found[2])
        if column <= self._column or row != self._row:
            self.refuse("import.workbook_damaged")
        self._column = column
        self._valued = self._formula = False
        self._error = attributes.get("t") == "e"
        self._text_result = attributes.get("t") == "str"
        self._characters = 0

    def _end_cell(self) -> None:
        here = (self._row, self._column)
        if self._formula and not self._valued:
            self.uncomputed.append(here)
        elif self._error:
            self.failed.append(here)
        if self._valued:
            if self._row > self._limits.rows or self._column >= self._limits.columns:
                self.refuse(
                    "import.far_cell", *here, max_rows=self._limits.rows, max_columns=self._limits.columns
                )
            self.valued_rows += self._row != self.last_row
            self.last_row = self._row
            self.last_column = max(self.last_column, self._column)

    def _add_area(self, ref: str) -> None:
        corners = [_CELL.fullmatch(part) for part in ref.split(":")]
        if len(corners) != 2 or corners[0] is None or corners[1] is None:
            return
        top, left = int(corners[0][2]), _column(corners[0][1])
        bottom, right = int(corners[1][2]), _column(corners[1][1])
        self._merged += max(0, bottom - top + 1) * max(0, right - left + 1)
        if self._merged > self._limits.merged_cells:
            self.refuse("import.merged_area", top, left, limit=self._limits.merged_cells)
        self.areas.append((top, left, bottom, right))


class Budget:
    """Counts what has really been unpacked, whatever the list of parts says."""

    def __init__(self, limits: Limits, where: Place) -> None:
        self._left = limits.unpacked_bytes
        self._refusal = UnreadableFile("import.bomb", where, limit=limits.unpacked_bytes // MEGABYTE)

    def spend(self, size: int) -> None:
        """Take some bytes off.

        Raises:
            UnreadableFile: nothing is left.

        """
        self._left -= size
        if self._left < 0:
            raise self._refusal


def scan(stream: IO[bytes], where: Place, limits: Limits, budget: Budget) -> SheetScan:
    """Return what a part holds, read once from its beginning to its end.

    Raises:
        UnreadableFile: something is out of bounds, or the part is no XML.

    """
    found = SheetScan(where, limits)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = found.on_doctype
    parser.StartElementHandler = found.on_start
    parser.EndElementHandler = found.on_end
    parser.CharacterDataHandler = found.on_text
    try:
        while chunk := stream.read(_CHUNK):
            budget.spend(len(chunk))
            parser.Parse(chunk, False)  # noqa: FBT003 - "this is not the last chunk"; it takes no keyword
        parser.Parse(b"", True)  # noqa: FBT003 - the last one
    except expat.ExpatError as failure:
        raise UnreadableFile("import.workbook_damaged", where) from failure
    return found


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() else otherwise


def _column(letters: str) -> int:
    number = 0
    for one in letters:
        number = 26 * number + ord(one) - ord("A") + 1
    return number - 1
