"""The append-only record of edits, and what undo and redo mean on it.

Undo of revision N appends the inverse of N with ``undoes = N``; redo appends the inverse of that undo.
So nothing is ever taken away, and both reach across closing the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from curriplan.domain.changes import Changes


@dataclass(frozen=True, slots=True)
class Label:
    """What an edit is called: a key below ``edit.`` in the texts, and the arguments of its sentence."""

    code: str
    args: tuple[tuple[str, Any], ...] = ()


def label(code: str, /, **args: Any) -> Label:
    """Return a label; arguments are numbers, strings or ``Text``."""
    return Label(code, tuple(args.items()))


@dataclass(frozen=True, slots=True)
class Stamp:
    """A revision without its changes: number from 1, time in UTC, author, label, what it undoes."""

    revision: int
    at: datetime
    author: str
    label: Label
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision with its changes."""

    stamp: Stamp
    changes: Changes


@dataclass(frozen=True, slots=True)
class Stacks:
    """Revisions that undo and redo would invert next, the next one last."""

    undo: tuple[int, ...] = ()
    redo: tuple[int, ...] = ()

    def after(self, revision: int, undoes: int | None) -> Stacks:
        """Return the stacks after one more revision was appended."""
        if undoes is None:
            return Stacks((*self.undo, revision))
        if self.undo and self.undo[-1] == undoes:
            return Stacks(self.undo[:-1], (*self.redo, revision))
        if self.redo and self.redo[-1] == undoes:
            return Stacks((*self.undo, revision), self.redo[:-1])
        return Stacks((*self.undo, revision))


def stacks(stamps: Iterable[tuple[int, int | None]]) -> Stacks:
    """Return the stacks that (revision, undoes) pairs, oldest first, lead to; the first is the creation.

    The creation of a programme cannot be undone.
    """
    held = Stacks()
    for revision, undoes in stamps:
        if revision > 1:
            held = held.after(revision, undoes)
    return held
