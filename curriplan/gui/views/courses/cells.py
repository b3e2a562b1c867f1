"""Texts for many cells become one edit, or a list of what is wrong with them: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.course import Course, Delivery
from curriplan.gui.names import plain
from curriplan.gui.reading import Unreadable
from curriplan.gui.views.courses.fields import Field

Value = tuple[str, str, Any]


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that is to stand in a cell; ``at`` says which cell of a pasted block it came from, from 1."""

    course: Course
    field: Field
    text: str
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    """A text that cannot stand in its cell, and why."""

    typed: Typed
    reason: Unreadable


def read_cells(cells: Iterable[Typed]) -> tuple[list[Value], list[Bad]]:
    """Return (course, field, value) of all cells, and what cannot be read.

    Teaching time without weekly hours makes a weekly course one of whole weeks, and the other way round,
    because the notation says so; a delivery that is given beside it holds. An empty text leaves a cell as it
    is that cannot be empty.
    """
    asked = [one for one in cells if one.field.clears or plain(one.text)]
    given = {(one.course.id, one.field.path) for one in asked}
    values: list[Value] = []
    bads: list[Bad] = []
    for one in asked:
        try:
            values.append((one.course.id, one.field.path, one.field.read(one.text)))
        except Unreadable as reason:
            bads.append(Bad(one, reason))
            continue
        if one.field.path == "parts" and (one.course.id, "delivery") not in given:
            values.extend(_delivery(one))
    return values, bads


def _delivery(one: Typed) -> list[Value]:
    text, now = plain(one.text), one.course.delivery
    if not text:
        return []
    if now is Delivery.WEEKLY and "/" not in text:
        return [(one.course.id, "delivery", Delivery.WEEKS)]
    if now is Delivery.WEEKS and "/" in text:
        return [(one.course.id, "delivery", Delivery.WEEKLY)]
    return []


def heads(line: Sequence[str], fields: Sequence[Field]) -> list[Field] | None:
    """Return the columns that a line names as their headings, in any language, or None if it is no heading."""
    known: dict[str, Field] = {}
    for lang in LANGUAGES:
        say = Texts(lang)
        known |= {plain(say(one.heading)).casefold(): one for one in fields}
    named = [known.get(plain(cell).casefold()) for cell in line]
    found = [one for one in named if one is not None]
    return found if len(found) == len(named) and len(found) > 1 else None
