"""Edits on their way into the file: one after the other, on the lane, each in its own transaction."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from curriplan.app.jobs import Jobs, Outcome
from curriplan.app.notify import Topic
from curriplan.domain.changes import Changes
from curriplan.domain.edits.scenarios import rebased
from curriplan.domain.history import Label, Stamp, label
from curriplan.domain.program import Program
from curriplan.domain.progress import Cancelled, Progress
from curriplan.storage.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from curriplan.storage.store import Store


@dataclass(frozen=True, slots=True)
class Entry:
    """An edit as it is stored: the number it has, what it is called, what it changes, what it takes back."""

    revision: int
    label: Label
    changes: Changes
    undoes: int | None


class Saving:
    """Stores edits beside the window. Its methods belong to the window's thread.

    ``failure`` is what the last attempt failed with, whatever it was; from then on nothing is stored until
    ``retry``. ``told`` tells that an edit is on the disk, or could not be brought there.
    """

    def __init__(self, store: Store, jobs: Jobs, author: str, stamps: tuple[Stamp, ...]) -> None:
        self.told: Topic[None] = Topic()
        self.failure: BaseException | None = None
        self.stamps = list(stamps)
        self._store, self._jobs, self._author = store, jobs, author
        self._waiting: deque[Entry] = deque()
        self._sent = 0

    @property
    def waiting(self) -> tuple[Entry, ...]:
        """Return the edits that the file is not known to hold, in their order."""
        return tuple(self._waiting)

    @property
    def unsaved(self) -> int:
        """Return how many edits the file does not hold; exact whenever the lane is at rest."""
        return len(_missing(self._store, self.waiting))

    def expect(self, entry: Entry) -> None:
        """Note an edit that is to be stored with the next ``send``."""
        self._waiting.append(entry)

    def send(self) -> None:
        """Have what is expected stored, in its order."""
        for entry in self.waiting:
            if entry.revision > self._sent:
                self._sent = entry.revision
                self._start(entry)

    def retry(self) -> None:
        """Try again to store what could not be stored."""
        self.failure = None
        self._sent = 0
        self.told.tell(None)
        self.send()

    def _start(self, entry: Entry) -> None:
        def work(_: Progress) -> Stamp:
            if entry.revision != self._store.revision + 1:
                raise Cancelled  # one before it could not be stored, or it is stored already
            return self._store.append(entry.changes, entry.label, self._author, entry.undoes)

        self._jobs.on_lane("save", work, lambda outcome: self._ended(entry, outcome))

    def _ended(self, entry: Entry, outcome: Outcome[Stamp]) -> None:
        if outcome.value is not None:
            self._waiting.remove(entry)
            self.stamps.append(outcome.value)
            self.failure = None  # it was told of this edit, or of one that had to be stored before it
        elif entry in self._waiting:
            self.failure = self.failure or outcome.error
        self.told.tell(None)
        if outcome.error is not None and not isinstance(outcome.error, StoreError):
            raise outcome.error


def write_copy(store: Store, entries: tuple[Entry, ...], program: Program, author: str, path: Path) -> bool:
    """Write a copy that holds all that is shown: what the file holds and the edits that it does not.

    Belongs on the lane. Returns whether the history is in it: where the file cannot be read any more, or
    another program has written into it, a new file takes the programme as it is, with its scenarios.

    Raises:
        StoreError: the copy could not be written; nothing that is told as saved is missing elsewhere.

    """
    from curriplan.storage.store import Store

    missing = _missing(store, entries)
    if missing and not store.is_as_left:
        whole = replace(rebased(program, 1), versions={})  # there, no revision but the first is known
        Store.create(path, whole, label("programme.rescued", name=program.about.name), author).close()
        return False
    store.copy_to(path)
    if missing:
        with Store.open(path) as copy:
            for one in missing:
                copy.append(one.changes, one.label, author, one.undoes)
    return True


def _missing(store: Store, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(one for one in entries if one.revision > store.revision)
