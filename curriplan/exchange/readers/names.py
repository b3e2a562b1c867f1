"""Rows by what people call them: their code, their Chinese name, their English name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Iterable
from itertools import islice
from typing import Protocol

from curriplan.domain.ids import new_id, stable_id
from curriplan.domain.text import Text
from curriplan.exchange.cells import fold

_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_CODE_LIKE = re.compile(r"(?=.*\d)[A-Za-z0-9_.-]{1,12}")
_CODE_AND_NAME = re.compile(r"([A-Za-z]{1,4}[-_]?\d{1,6})\s+(\S.*)")
_NEAR = 0.5
_ALIKE = 0.85
_HINTS = 3
_MOST_HINTS = 300
_LONGEST = 100


class Named(Protocol):
    """A row with an id, a code and a name."""

    @property
    def id(self) -> str: ...  # noqa: D102

    @property
    def code(self) -> str: ...  # noqa: D102

    @property
    def name(self) -> Text: ...  # noqa: D102


class Names:
    """Finds rows by code or name, whatever the case, width and spacing. A code goes before a name."""

    def __init__(self, rows: Iterable[Named]) -> None:
        self._codes: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        self._shown: dict[str, str] = {}
        self._nearest: dict[str, list[str]] = {}
        self._compared = 0
        for row in rows:
            self.add(row)

    def add(self, row: Named) -> None:
        """Take one more row in."""
        if row.code:
            self._codes.setdefault(fold(row.code), row.id)
            self._shown.setdefault(fold(row.code), row.code)
        for name in (row.name.zh, row.name.en):
            if name:
                self._names.setdefault(fold(name), set()).add(row.id)
                self._names.setdefault(fold(f"{row.code} {name}"), set()).add(row.id)
                self._shown.setdefault(fold(name), name)

    def find(self, text: str) -> str | None:
        """Return the id of the row that a text names; None if there is none, or more than one."""
        key = fold(text)
        found = self._codes.get(key)
        if found is not None:
            return found
        named = self._names.get(key, ())
        return next(iter(named)) if len(named) == 1 else None

    def is_shared(self, text: str) -> bool:
        """Tell whether a text names several rows."""
        return fold(text) not in self._codes and len(self._names.get(fold(text), ())) > 1

    def nearest(self, text: str) -> list[str]:
        """Return up to three known codes or names that look most like a text, or the first ones."""
        key = fold(text)[:_LONGEST]
        if key not in self._nearest:
            # A file of nothing but unknown names must not take hours: nobody reads that many hints.
            hints = len(self._nearest) < _MOST_HINTS
            close = difflib.get_close_matches(key, self._shown, _HINTS, _NEAR) if hints else []
            self._nearest[key] = close or list(islice(self._shown, _HINTS))
        return [self._shown[one] for one in self._nearest[key]]

    def alike(self, text: str) -> str | None:
        """Return the known name that a text differs from by a slip of the pen only, or None."""
        self._compared += 1
        if self._compared > _MOST_HINTS or _CODE_LIKE.fullmatch(text):
            return None
        close = difflib.get_close_matches(fold(text)[:_LONGEST], self._shown, 1, _ALIKE)
        return self._shown[close[0]] if close else None


def name_of(text: str) -> Text:
    """Return a name that was given in one language as a pair."""
    return Text(zh=text) if _CHINESE.search(text) else Text(en=text)


def code_and_name(code: str, label: str) -> tuple[str, str]:
    """Return code and name of a row: a label without a code beside it may hold one, or be one.

    >>> code_and_name("", "C1 Packing"), code_and_name("", "C1"), code_and_name("", "Packing")
    (('C1', 'Packing'), ('C1', ''), ('', 'Packing'))
    """
    both = _CODE_AND_NAME.fullmatch(label)
    if not code and both is not None:
        return both[1], both[2]
    return (label, "") if not code and _CODE_LIKE.fullmatch(label) else (code, label)


def fresh_id(taken: Container[str], *parts: str) -> str:
    """Return the id that the same parts give each time, or a new one if another row has it."""
    usual = stable_id(*parts)
    return new_id() if usual in taken else usual
