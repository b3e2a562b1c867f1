"""Lines, aligned columns, or one JSON object on standard output."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

WIDE = frozenset("WF")
GAP = "  "
WIDEST_COLUMN = 60
CUT = "…"


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command writes. With ``json`` everything but the one object is left out."""

    stream: TextIO
    json: bool = False

    def line(self, text: str = "") -> None:
        """Write a line for people."""
        if not self.json:
            print(text, file=self.stream)

    def table(self, head: Sequence[str], rows: Iterable[Sequence[Any]], numbers: str = "") -> None:
        """Write aligned columns for people; nothing where there is no row.

        ``numbers`` has a letter for each column: ``r`` aligns it to the right.
        """
        if not self.json:
            for text in aligned(head, rows, numbers):
                print(text, file=self.stream)

    def object(self, content: Mapping[str, Any]) -> None:
        """Write the one JSON object."""
        json.dump(content, self.stream, ensure_ascii=False, allow_nan=False, indent=1)
        print(file=self.stream)


def aligned(head: Sequence[str], rows: Iterable[Sequence[Any]], numbers: str = "") -> list[str]:
    """Return the lines of a table whose columns stand under each other, wide characters counted as two.

    None is a dash; an empty table has no lines. The last column may be as long as it likes.
    """
    held = [[*(cut(_cell(one), WIDEST_COLUMN) for one in row[:-1]), _cell(row[-1])] for row in rows]
    if not held:
        return []
    held.insert(0, list(head))
    widths = [max(width(row[n]) for row in held) for n in range(len(head))]
    return [_line(row, widths, numbers) for row in held]


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _line(row: Sequence[str], widths: Sequence[int], numbers: str) -> str:
    cells = []
    for n, text in enumerate(row):
        space = " " * (widths[n] - width(text))
        cells.append(space + text if numbers[n : n + 1] == "r" else text + space)
    return GAP.join(cells).rstrip()


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in WIDE else 1
        for one in text
    )


def cut(text: str, most: int) -> str:
    """Return a text that takes no more columns than ``most``, its end cut off where it is longer."""
    if width(text) <= most:
        return text
    kept = text
    while width(kept) >= most:
        kept = kept[:-1]
    return kept.rstrip() + CUT
