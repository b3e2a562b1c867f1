"""Sheets as plain values with addresses, and what a cell says as text, code, number or date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

Cell = str | int | float | bool | date | None
Address = tuple[int, int]
"""Row as the spreadsheet counts it (from 1) and index of the column (from 0)."""

NO_ADDRESSES: frozenset[Address] = frozenset()
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d{1,2}")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that holds anything: its number as a spreadsheet shows it, its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, index: int) -> Cell:
        """Return the cell of a column index from 0; cells beyond the last one are blank."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``merged`` leads from each covered cell to its anchor, which alone holds a value.

    ``uncomputed`` are cells with a formula whose result is not stored, ``failed`` those that hold an
    error value such as ``#REF!``; both are blank in ``rows``.
    """

    name: str
    rows: tuple[SheetRow, ...]
    merged: Mapping[Address, Address] = field(default_factory=dict)
    uncomputed: frozenset[Address] = NO_ADDRESSES
    failed: frozenset[Address] = NO_ADDRESSES


def letter(index: int) -> str:
    """Return the letters of a column index from 0: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, index: int) -> str:
    """Return an address as a spreadsheet shows it: row 5 and index 2 are C5."""
    return f"{letter(index)}{row}"


def text_of(cell: Cell) -> str:
    """Return what a cell says, without space around it; whole numbers have no decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def plain(text: str) -> str:
    """Return a text with full-width letters, digits and brackets made plain, and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def fold(text: str) -> str:
    """Return the form in which two texts that differ only in case, width or spacing are equal."""
    return plain(text).casefold()


def shown(text: str, most: int = 60) -> str:
    """Return a text as a sentence can quote it: on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def code_of(cell: Cell) -> str:
    """Return a cell as a code. ``001`` typed as text stays ``001``; the number 1.0 is ``1``."""
    return plain(text_of(cell))


def number_of(cell: Cell) -> float | None:
    """Return the number that a cell holds, typed as a number or as text; None if it is blank.

    Raises:
        ValueError: the cell holds something else.

    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _finite(cell)
    text = plain(text_of(cell))
    if not text:
        return None
    if _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return _finite(float(text))


def _finite(number: float) -> float:
    # Beyond this no hour, credit or level is meant, and integers would no longer be exact.
    if not -1e15 < number < 1e15:
        raise ValueError(number)
    return float(number)


def date_of(cell: Cell) -> date | None:
    """Return the day that a cell holds, as a date or as text with the year first; None if it is blank.

    Raises:
        ValueError: the cell holds something else, or a day that could be read in two ways.

    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = plain(text_of(cell))
    if not text:
        return None
    found = _DATE.match(text)
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) for part in found.groups())
    return date(year, month, day)
