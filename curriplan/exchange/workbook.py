"""Read a workbook through a process of its own that is bounded in time and memory and can be killed.

Why a process, and what it costs: docs/decisions/0005.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from typing import IO, Any

import curriplan
from curriplan.domain.finding import Place
from curriplan.domain.progress import Progress
from curriplan.exchange.cells import Address, Cell, Sheet, SheetRow
from curriplan.exchange.guard import LIMITS
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.sheet_worker import FLAG, cell_of

ASK_EVERY = 0.1


def read_workbook(path: Path, progress: Progress, seconds: float = LIMITS.seconds) -> tuple[Sheet, ...]:
    """Return the visible sheets of a workbook. Merged and formula cells: see ``Sheet``.

    Raises:
        UnreadableFile: the file is refused, damaged, or takes more time or memory than it may.
        Cancelled: the user no longer wants it; the process is gone by then.

    """
    where = Place(file=path.name)
    with tempfile.TemporaryFile() as complaints, _start(path, complaints) as child:
        if child.stdout is None:
            raise RuntimeError("the process was started without a pipe")
        with ThreadPoolExecutor(1, "workbook") as pool:
            work = pool.submit(_collect, child.stdout)
            try:
                sheets = _wait(work, progress, seconds, where)
            finally:
                # Killed or not, the pipe ends with the process, and with it the thread that reads it.
                child.kill()
        if sheets is None:
            raise UnreadableFile(_failure(complaints), where)
    return sheets


def worker_command() -> list[str]:
    """Return what starts the reading process: our interpreter, or the frozen program itself."""
    frozen = bool(getattr(sys, "frozen", False))
    return [sys.executable, *([FLAG] if frozen else ["-m", "curriplan.exchange.sheet_worker"])]


def _start(path: Path, complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    home = str(Path(curriplan.__file__).resolve().parent.parent)
    search = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603 - our own interpreter on our own module
        [*worker_command(), str(path.resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(search), "OPENPYXL_LXML": "False"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _wait(
    work: Future[tuple[Sheet, ...] | None], progress: Progress, seconds: float, where: Place
) -> tuple[Sheet, ...] | None:
    deadline = time.monotonic() + seconds
    while True:
        progress(None, "reading")
        try:
            return work.result(ASK_EVERY)
        except NotYet:
            if time.monotonic() > deadline:
                raise UnreadableFile("import.too_slow", where, seconds=round(seconds)) from None


def _failure(complaints: IO[bytes]) -> str:
    """Tell why a process ended without a last word, from what it left on standard error."""
    complaints.seek(0)
    return "import.too_much_memory" if b"MemoryError" in complaints.read() else "import.workbook_damaged"


def _collect(lines: Iterable[bytes]) -> tuple[Sheet, ...] | None:
    """Return the sheets that the process prints, or None if it ends without saying that it is done."""
    sheets: list[tuple[dict[str, Any], list[SheetRow]]] = []
    known: dict[Cell, Cell] = {}
    for line in lines:
        message = json.loads(line)
        if isinstance(message, list):
            sheets[-1][1].append(_row(message, known))
        elif "sheet" in message:
            sheets.append((message, []))
        elif "refused" in message:
            raise UnreadableFile(message["refused"], Place(**_place(message["where"])), **message["args"])
        else:
            return tuple(_sheet(head, rows) for head, rows in sheets)
    return None


def _place(plain: dict[str, Any]) -> dict[str, Any]:
    return {**plain, "key": tuple(plain["key"])}


def _row(message: list[Any], known: dict[Cell, Cell]) -> SheetRow:
    """Return a row; texts that come again and again are kept once."""
    cells = (cell_of(one) for one in message[1:])
    return SheetRow(
        message[0], tuple(known.setdefault(one, one) if isinstance(one, str) else one for one in cells)
    )


def _sheet(head: dict[str, Any], rows: list[SheetRow]) -> Sheet:
    return Sheet(
        head["sheet"],
        tuple(rows),
        dict(_covered(head["areas"])),
        frozenset((row, column) for row, column in head["uncomputed"]),
        frozenset((row, column) for row, column in head["failed"]),
    )


def _covered(areas: list[list[int]]) -> Iterator[tuple[Address, Address]]:
    for top, left, bottom, right in areas:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    yield (row, column), (top, left)
