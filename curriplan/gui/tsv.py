"""Blocks of cells on the clipboard, as Excel gives and takes them.

Excel runs a pasted text that begins like a formula, so such a text goes out behind an apostrophe, as in our
CSV files, and loses it again when it comes back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication

from curriplan.exchange.csv_guard import guarded, unguarded

FIGURE = re.compile(r"-\d+(\.\d+)?( ?%)?")


def to_tsv(lines: Iterable[Iterable[str]]) -> str:
    """Return a block of cells as Excel takes it from the clipboard; a cell breaks its lines as Excel does."""
    out = io.StringIO()
    rows = ([_sent(text.replace("\r\n", "\n").replace("\r", "\n")) for text in line] for line in lines)
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue()


def from_tsv(text: str, *, blank_end: bool = False) -> list[list[str]]:
    """Return the block of cells that Excel put on the clipboard: quoted cells and line feeds in them as well.

    Rows without any text at its end are dropped unless ``blank_end`` says that they mean something.
    """
    reader = csv.reader(io.StringIO(text, newline=""), dialect="excel-tab")
    rows = [[unguarded(one) for one in line] for line in reader]
    while rows and not (rows[-1] if blank_end else any(rows[-1])):
        rows.pop()
    return rows


def copy_lines(lines: Iterable[Iterable[str]]) -> None:
    """Put a block of cells on the clipboard."""
    QGuiApplication.clipboard().setText(to_tsv(lines))


def _sent(text: str) -> str:
    """Return a text as it goes out; a figure stays one, so a minus before it is no danger."""
    return text if FIGURE.fullmatch(text) else guarded(text)
