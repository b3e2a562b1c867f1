"""A file as readers see it: opened once, looked at by all, read by one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from curriplan.domain.finding import Place
from curriplan.domain.progress import Progress
from curriplan.exchange.cells import Sheet
from curriplan.exchange.delimited import read_delimited
from curriplan.exchange.guard import MEGABYTE, FileKind, kind_of
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.workbook import read_workbook

# Plain values take some ten times their text in memory; the largest programmes measure 20 MB.
JSON_BYTES = 64 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Source:
    """One opened file. Tables have ``sheets``, JSON files a ``document`` of plain values."""

    path: Path
    kind: FileKind
    sheets: tuple[Sheet, ...] = ()
    document: Any = None
    encoding: str = ""

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.path.name


def open_source(path: Path, progress: Progress) -> Source:
    """Return an opened file.

    Raises:
        UnreadableFile: it cannot be used at all; its code and place say why and where.
        Cancelled: the user no longer wants it.

    """
    kind = kind_of(path)
    if kind is FileKind.WORKBOOK:
        return _held(Source(path, kind, read_workbook(path, progress)))
    if kind is FileKind.JSON:
        return Source(path, kind, document=_document(path))
    table = read_delimited(path, progress)
    return _held(Source(path, kind, (table.sheet,), encoding=table.encoding))


def _held(source: Source) -> Source:
    if not any(sheet.rows for sheet in source.sheets):
        raise UnreadableFile("import.empty", Place(file=source.name))
    return source


def _document(path: Path) -> Any:
    """Return what a JSON file holds.

    Standard JSON has no NaN; Python's reader would take it, and it would spoil every sum.
    """
    where = Place(file=path.name)
    size = path.stat().st_size
    if size > JSON_BYTES:
        raise UnreadableFile("import.too_large", where, size=size // MEGABYTE, limit=JSON_BYTES // MEGABYTE)
    try:
        return json.loads(path.read_text("utf-8-sig"), parse_constant=_no_number)
    except json.JSONDecodeError as failure:
        place = Place(file=path.name, row=failure.lineno)
        raise UnreadableFile("import.json_damaged", place, line=failure.lineno) from failure
    except (ValueError, RecursionError) as failure:
        raise UnreadableFile("import.json_unusable", where) from failure


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
