"""The process that reads a workbook, so that nothing in a file can harm the one that asked for it.

Run as ``python -m curriplan.exchange.sheet_worker FILE``, or by the frozen program with ``FLAG FILE``.
It prints one JSON text a line: for each sheet a record with its name and facts, then one list
``[row number, cell, cell, ...]`` a row; at the end ``{"done": true}``, or ``{"refused": ...}``. Whatever
else goes wrong is a traceback on standard error and an exit code, which the asker turns into a sentence.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from curriplan.domain.finding import Place
from curriplan.exchange.cells import Cell
from curriplan.exchange.guard import LIMITS, Limits, check_archive
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.sheet_scan import Budget, SheetScan, scan

FLAG = "--read-workbook"
_DAY = "day"
_TIME = "time"
# 0"/14W", 0"W", 0"d", 0"#", "("General")": a number that says by its format what it is. Source: regulations C2.
_NOTATION = re.compile(r'("\(")?(0(?:\.0+)?|General)(?:"((?:/[\d.?]+W|[Wd#*])?\)?)")?')


def main(arguments: list[str]) -> int:
    """Print what a workbook holds; return 0 also where it is refused."""
    _limit_this_process(LIMITS)
    # The workbook library would load numpy only to know its number types: half of its start.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    write = sys.stdout.buffer.write
    try:
        for message in messages(Path(arguments[-1])):
            write(json.dumps(message, ensure_ascii=False, default=_plain).encode("utf-8") + b"\n")
    except UnreadableFile as refusal:
        told = {"refused": refusal.code, "where": asdict(refusal.where), "args": refusal.args_by_name}
        write(json.dumps(told).encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()
    return 0


def _limit_this_process(limits: Limits) -> None:
    """Bound memory and processor time where the system can; elsewhere the asker's time limit remains."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, limits.memory_bytes), (resource.RLIMIT_CPU, limits.seconds)):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # Some systems know a limit and refuse to set it; the time limit of the asker remains.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))


def messages(path: Path, limits: Limits = LIMITS) -> Iterator[Any]:
    """Yield the lines of the protocol, not yet as JSON.

    Raises:
        UnreadableFile: the file is no workbook, or out of bounds.

    """
    where = Place(file=path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, where, limits)
            scans = _scan_all(archive, where, limits)
    except zipfile.BadZipFile as failure:
        raise UnreadableFile("import.workbook_damaged", where) from failure
    yield from _sheets(path, scans, where)
    yield {"done": True}


def _scan_all(archive: zipfile.ZipFile, where: Place, limits: Limits) -> dict[str, SheetScan]:
    budget = Budget(limits, where)
    found: dict[str, SheetScan] = {}
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as stream:
                found[name] = scan(stream, where, limits, budget)
    return found


def _sheets(path: Path, scans: dict[str, SheetScan], where: Place) -> Iterator[Any]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            # The library keeps a sheet's part to itself, and names need not be those of the parts.
            facts = scans[sheet._worksheet_path.lstrip("/")]  # type: ignore[attr-defined]
            if sheet.sheet_state == "visible":
                yield _head(sheet.title, facts)
                yield from _rows(sheet, facts, where, notation=_has_notation(book))
    finally:
        book.close()


def _head(name: str, facts: SheetScan) -> dict[str, Any]:
    return {
        "sheet": name,
        "areas": facts.areas,
        "uncomputed": facts.uncomputed,
        "failed": facts.failed,
    }


def _has_notation(book: Any) -> bool:
    """Tell whether any number format of a workbook is official notation: only then formats are looked at."""
    return any(_suffix(one) for one in book._number_formats)


def _suffix(number_format: str) -> tuple[str, str] | None:
    """Return what a format of official notation sets before and behind a number, None for any other format."""
    found = _NOTATION.fullmatch(number_format)
    if found is None:
        return None
    before, behind = "(" if found[1] else "", found[3] or ""
    return (before, behind) if (before or behind) and bool(before) == behind.endswith(")") else None


def shown(value: Any, number_format: str) -> Any:
    """Return a number with official notation as its format as the text that it shows, else the value."""
    found = _suffix(number_format) if isinstance(value, int | float) else None
    return value if found is None else f"{found[0]}{value:.10g}{found[1]}"


def _rows(sheet: Any, facts: SheetScan, where: Place, *, notation: bool) -> Iterator[list[Cell]]:
    if facts.last_row == 0:
        return
    # What a file says of its own size is often wrong (A1:A1), so the scan's own count is used.
    sheet.reset_dimensions()
    failed = set(facts.failed)
    seen = 0
    last = {"max_row": facts.last_row, "max_col": facts.last_column + 1}
    cells = sheet.iter_rows(**last, values_only=not notation)
    for number, row_cells in enumerate(cells, 1):
        values = [_value(one) for one in row_cells] if notation else row_cells
        seen += any(value is not None for value in values)
        row = _trimmed(None if (number, n) in failed else value for n, value in enumerate(values))
        if row:
            yield [number, *row]
    if seen < facts.valued_rows:
        raise UnreadableFile("import.workbook_damaged", where)


def _value(cell: Any) -> Any:
    return None if cell.value is None else shown(cell.value, cell.number_format)


def _trimmed(values: Iterable[Any]) -> list[Cell]:
    row = [None if value == "" else value for value in values]
    while row and row[-1] is None:
        row.pop()
    return row


def _plain(value: Any) -> Any:
    """Return what JSON has no form for: days and times as records, anything else as its text."""
    if isinstance(value, datetime):
        return {_TIME: value.isoformat()}
    return {_DAY: value.isoformat()} if isinstance(value, date) else str(value)


def cell_of(value: Any) -> Cell:
    """Return a cell of the protocol as a value."""
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    if _TIME in value:
        return datetime.fromisoformat(value[_TIME])
    return date.fromisoformat(value[_DAY])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
