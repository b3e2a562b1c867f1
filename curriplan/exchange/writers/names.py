"""Sheet names that every spreadsheet program accepts."""

from __future__ import annotations

import re

from curriplan.analysis.report.tree import Report
from curriplan.exchange.writers.words import Words

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = frozenset({"history", "历史记录"})


class SheetNames:
    """Hands out legal names, each one once: at most 31 characters, no sign that a name may not hold."""

    def __init__(self) -> None:
        self._used: set[str] = set(_RESERVED)

    def take(self, wanted: str) -> str:
        """Return a legal name that is not in use yet, as near to the wanted one as can be."""
        plain = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("' ") or "Sheet"
        number = 1
        name = _cut(plain, LONGEST)
        while name.casefold() in self._used:
            number += 1
            tail = f" {number}"
            name = _cut(plain, LONGEST - len(tail)) + tail
        self._used.add(name.casefold())
        return name


def sheet_names(report: Report, words: Words) -> list[str]:
    """Return what the sheets of a report's sections are called, in order; no two alike."""
    names = SheetNames()
    found = []
    for section in report.sections:
        wanted = words.text(section.name, " ")
        if section.of is not None:
            wanted = f"{wanted} {words.text(section.of, ' ')}"
        found.append(names.take(wanted))
    return found


def _cut(text: str, longest: int) -> str:
    """Cut by UTF-16 units, which is how spreadsheet programs count."""
    units = text.encode("utf-16-le")[: 2 * longest]
    return units.decode("utf-16-le", "ignore").strip("' ")
