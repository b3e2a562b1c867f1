"""Texts for many cells become one edit, or a list of what is wrong with them: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.tables import Row
from curriplan.gui.names import plain
from curriplan.gui.reading import Unreadable
from curriplan.gui.sheets.field import Field

Value = tuple[str, str, Any]
"""Key of a row, path of a field, what it shall hold."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that is to stand in a cell; ``at`` says which cell of a pasted block it came from, from 1."""

    key: str
    row: Row
    field: Field
    text: str
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    """A text that cannot stand in its cell, and why."""

    typed: Typed
    reason: Unreadable


Follows = Callable[[Typed, frozenset[tuple[str, str]]], Iterable[Value]]


def nothing_follows(one: Typed, given: frozenset[tuple[str, str]]) -> Iterable[Value]:
    """Return nothing: cells that stand for themselves."""
    del one, given
    return ()


def read_cells(cells: Iterable[Typed], follows: Follows = nothing_follows) -> tuple[list[Value], list[Bad]]:
    """Return (key, field, value) of all cells, and what cannot be read.

    An empty text leaves a cell as it is that cannot be empty. ``follows`` returns what else a text says; it is
    also given (key, path) of everything that is typed.
    """
    asked = [one for one in cells if one.field.clears or plain(one.text)]
    given = frozenset((one.key, one.field.path) for one in asked)
    values: list[Value] = []
    bads: list[Bad] = []
    for one in asked:
        try:
            values.append((one.key, one.field.path, one.field.read(one.text)))
        except Unreadable as reason:
            bads.append(Bad(one, reason))
            continue
        values.extend(follows(one, given))
    return values, bads


def heads(line: Sequence[str], fields: Sequence[Field]) -> list[Field] | None:
    """Return the columns that a line names as their headings, in any language, or None if it is no heading."""
    known: dict[str, Field] = {}
    for lang in LANGUAGES:
        say = Texts(lang)
        known |= {plain(say(one.heading)).casefold(): one for one in fields}
    named = [known.get(plain(cell).casefold()) for cell in line]
    found = [one for one in named if one is not None]
    return found if len(found) == len(named) and len(found) > 1 else None
