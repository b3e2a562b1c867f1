"""Read text tables: comma, semicolon or tab, in the encodings that spreadsheet programs really write."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from curriplan.domain.finding import Place
from curriplan.domain.progress import Progress
from curriplan.exchange.cells import Sheet, SheetRow
from curriplan.exchange.csv_guard import unguarded
from curriplan.exchange.guard import LIMITS, Limits
from curriplan.exchange.readers.result import UnreadableFile

DELIMITERS = (",", ";", "\t")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK = 1024 * 1024
_SAMPLE_LINES = 50
_SAMPLE_LENGTH = 16 * 1024
_TELL_EVERY = 5_000
_PAIR = re.compile(rb"[\x81-\xfe][\x30-\x39\x40-\x7e\x80-\xfe]")
_COMMON_PAIR = re.compile(rb"[\xa1-\xfe][\xa1-\xfe]")


@dataclass(frozen=True, slots=True)
class TextTable:
    """A text table as a sheet without a name, and the encoding it was read in."""

    sheet: Sheet
    encoding: str


def read_delimited(
    path: Path, progress: Progress, limits: Limits = LIMITS, by_line: bool = False
) -> TextTable:
    """Return the table of a text file. Rows count as a spreadsheet program counts them.

    ``by_line`` closes a quotation mark at the end of its line, for files that leave one open.

    Raises:
        UnreadableFile: it holds bytes that are no text, or more than the limits allow.

    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        delimiter = _delimiter([file.readline(_SAMPLE_LENGTH) for _ in range(_SAMPLE_LINES)])
    where = Place(file=path.name)
    size = max(1, path.stat().st_size)
    rows: list[SheetRow] = []
    known: dict[str, str] = {}
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding, newline="") as file:
        for number, record in enumerate(_records(file, delimiter, by_line, where), 1):
            if number % _TELL_EVERY == 0:
                progress(raw.tell() / size, "reading")
            _check(number, record, where, limits)
            if any(record):
                rows.append(
                    SheetRow(number, tuple(known.setdefault(one, one) if one else None for one in record))
                )
    return TextTable(Sheet("", tuple(rows)), encoding)


def _records(file: TextIO, delimiter: str, by_line: bool, where: Place) -> Iterator[list[str]]:
    """Yield the records with guards taken off and no blanks at the end."""
    lines = _lines(file, where)
    readers = (
        (csv.reader([line], delimiter=delimiter) for line in lines)
        if by_line
        else iter([csv.reader(lines, delimiter=delimiter)])
    )
    number = 0
    for reader in readers:
        try:
            for record in reader:
                number += 1
                while record and not record[-1].strip():
                    record.pop()
                yield [unguarded(one) if one[:1] == "'" else one for one in record]
        except csv.Error as failure:
            # The library's limit on a field is reached: nearly always a quotation mark left open.
            raise UnreadableFile(
                "import.quote_open", Place(file=where.file, row=number + 1), line=reader.line_num
            ) from failure


def _lines(file: TextIO, where: Place) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        if "\0" in line:
            raise UnreadableFile("import.binary", Place(file=where.file, row=number))
        yield line


def _check(number: int, record: list[str], where: Place, limits: Limits) -> None:
    if number > limits.rows + 1:
        raise UnreadableFile("import.too_many_rows", where, limit=limits.rows)
    if len(record) > limits.columns:
        raise UnreadableFile(
            "import.too_many_columns", Place(file=where.file, row=number), limit=limits.columns
        )
    if max(map(len, record), default=0) > limits.cell_characters:
        raise UnreadableFile(
            "import.cell_too_long", Place(file=where.file, row=number), limit=limits.cell_characters
        )


def encoding_of(path: Path) -> str:
    """Return the encoding of a text file: by its mark, else UTF-8, GB18030, Windows-1252, Latin-1.

    GB18030 can read nearly everything. Chinese is written in pairs of two high bytes, while accented
    Western letters stand before plain ones, so most pairs must be common for a text to be Chinese.
    """
    with path.open("rb") as file:
        head = file.read(4)
    for mark, encoding in _BOMS:
        if head.startswith(mark) and _decodes(path, encoding):
            return encoding
    for encoding in ("utf-8", "gb18030", "cp1252"):
        if _decodes(path, encoding) and (encoding != "gb18030" or _mostly_common(path)):
            return encoding
    return "latin-1"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_common(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    pairs = _PAIR.findall(head)
    return 2 * sum(_COMMON_PAIR.fullmatch(pair) is not None for pair in pairs) >= len(pairs)


def _delimiter(lines: list[str]) -> str:
    """Return the delimiter by which most lines have the same number of cells, of at least two.

    The comma wins where the first lines have no delimiter at all.
    """
    return max(DELIMITERS, key=lambda one: _regularity(lines, one))


def _regularity(lines: list[str], delimiter: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    # A field without end breaks off here and is reported, with its place, when the file is read.
    with contextlib.suppress(csv.Error):
        widths.update(len(record) for record in csv.reader(lines, delimiter=delimiter) if len(record) > 1)
    return max(((n, width) for width, n in widths.items()), default=(0, 0))
