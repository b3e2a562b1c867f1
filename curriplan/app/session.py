"""A programme that is open: its present value, and every way to change it.

An edit changes the value at once and is stored on the lane; ``state`` says whether everything shown is
on the disk. There is no other way to change an open programme.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from curriplan.app.errors import UserError
from curriplan.app.jobs import Jobs, Outcome
from curriplan.app.notify import Topic
from curriplan.domain.changes import ChangeConflict, Changes, apply, diff, invert
from curriplan.domain.digest import full_digest
from curriplan.domain.history import Label, Stamp, stacks
from curriplan.domain.integrity import IntegrityError, problems_after
from curriplan.domain.program import Program
from curriplan.domain.progress import Cancelled, Progress
from curriplan.storage.errors import StoreError

if TYPE_CHECKING:
    from curriplan.storage.store import Store

Edit = Callable[[Program], Program]
KEPT = 300


class SaveState(StrEnum):
    """Whether what is shown is stored."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True)
class Edited:
    """News of an edit: the values before and after it and what lies between them."""

    before: Program
    after: Program
    changes: Changes
    label: Label


@dataclass(frozen=True, slots=True)
class _Entry:
    revision: int
    label: Label
    changes: Changes
    undoes: int | None


class Session:
    """One open programme. All methods belong to the thread that made it; ``jobs`` does the waiting."""

    def __init__(self, store: Store, jobs: Jobs, author: str) -> None:
        """Take an open store; the answers are loaded by ``load_answers``."""
        self.store = store
        self.jobs = jobs
        self.author = author
        self.edited: Topic[Edited] = Topic()
        self.saved: Topic[SaveState] = Topic()
        self.answers_arrived: Topic[Program] = Topic()
        self.program = store.load(answers=False)
        self.answers_loaded = False
        self.failure: Exception | None = None
        self._stamps: list[Stamp] = store.stamps()
        self._stacks = stacks((one.revision, one.undoes) for one in self._stamps)
        self._labels = {one.revision: one.label for one in self._stamps}
        self._next = store.revision + 1
        self._recent: dict[int, Changes] = {}
        self._waiting: deque[_Entry] = deque()
        self._stuck = threading.Event()
        self._damaged = False

    @property
    def damaged(self) -> bool:
        """Tell whether the content was found not to agree with its digest."""
        return self._damaged

    @property
    def read_only(self) -> bool:
        """Tell whether edits are refused, because of the place, a lock or damage."""
        return self.store.read_only or self._damaged

    @property
    def state(self) -> SaveState:
        """Return whether everything shown is stored."""
        if self.read_only:
            return SaveState.READ_ONLY
        if self.failure is not None:
            return SaveState.FAILED
        return SaveState.SAVING if self._waiting else SaveState.SAVED

    @property
    def unsaved(self) -> int:
        """Return how many edits the file does not hold yet; exact whenever the lane is at rest."""
        return sum(one.revision > self.store.revision for one in self._waiting)

    @property
    def revision(self) -> int:
        """Return the number of the last edit, stored or not."""
        return self._next - 1

    @property
    def undo_label(self) -> Label | None:
        """Return what undo would take back, or None."""
        return self._labels[self._stacks.undo[-1]] if self._stacks.undo else None

    @property
    def redo_label(self) -> Label | None:
        """Return what redo would do again, or None."""
        return self._labels[self._stacks.redo[-1]] if self._stacks.redo else None

    def load_answers(self) -> None:
        """Load the answers and check the content against its digest, beside the window."""
        without, expected = self.program, self.store.digest

        def work(progress: Progress) -> tuple[Program, bool]:
            progress(None, "answers")
            whole = replace(without, respondents=self.store.load_answers())
            progress(None, "digest")
            return whole, full_digest(whole) == expected

        self.jobs.on_lane("open", work, self._answers_here)

    def _answers_here(self, outcome: Outcome[tuple[Program, bool]]) -> None:
        if outcome.error is not None:
            raise outcome.error
        if outcome.value is None or self.answers_loaded:
            return
        whole, sound = outcome.value
        self._damaged = not sound
        self._take_answers(whole)

    def _take_answers(self, whole: Program) -> None:
        self.answers_loaded = True
        self.program = whole
        self.answers_arrived.tell(whole)
        if self._damaged:
            self.saved.tell(self.state)

    def _ensure_answers(self) -> None:
        """Have the answers before the first edit: an edit must be checked against the whole value."""
        if self.answers_loaded:
            return
        respondents = self.jobs.wait_on_lane(self.store.load_answers)
        whole = replace(self.program, respondents=respondents)
        self._damaged = full_digest(whole) != self.store.digest
        self._take_answers(whole)

    def apply(self, label: Label, edit: Edit) -> Changes:
        """Change the programme; return what changed, nothing if the edit changes nothing.

        Raises:
            UserError: the programme is open for reading only, or damaged.
            IntegrityError: the edit would leave a reference without its row; nothing changes.

        """
        self._ensure_answers()
        self._refuse_if_read_only()
        after = edit(self.program)
        changes = diff(self.program, after)
        if changes:
            broken = tuple(problems_after(changes, after))
            if broken:
                raise IntegrityError(broken)
            self._commit(label, changes, after, None)
        return changes

    def undo(self) -> bool:
        """Take the last edit back; False if there is none."""
        return bool(self._stacks.undo) and self._invert(self._stacks.undo[-1])

    def redo(self) -> bool:
        """Do again what undo took back last; False if there is nothing."""
        return bool(self._stacks.redo) and self._invert(self._stacks.redo[-1])

    def _invert(self, revision: int) -> bool:
        self._ensure_answers()
        self._refuse_if_read_only()
        inverse = invert(self.changes(revision))
        try:
            after = apply(inverse, self.program)
        except ChangeConflict as conflict:
            raise UserError("undo.conflict") from conflict
        self._commit(self._labels[revision], inverse, after, revision)
        return True

    def _refuse_if_read_only(self) -> None:
        if self._damaged:
            raise UserError("session.damaged", file=self.store.path.name)
        if self.store.refusal is not None:
            raise UserError(self.store.refusal.code, **self.store.refusal.args_by_name)

    def _commit(self, label: Label, changes: Changes, after: Program, undoes: int | None) -> None:
        before, self.program = self.program, after
        entry = _Entry(self._next, label, changes, undoes)
        self._next += 1
        self._labels[entry.revision] = label
        self._recent[entry.revision] = changes
        self._stacks = self._stacks.after(entry.revision, undoes)
        self._recent.pop(entry.revision - KEPT, None)
        self._waiting.append(entry)
        self.edited.tell(Edited(before, after, changes, label))
        self.saved.tell(self.state)
        self._send(entry)

    def _send(self, entry: _Entry) -> None:
        """Store an edit on the lane, where edits stand in their order; the repaint does not wait for it."""

        def work(_: Progress) -> Stamp:
            if self._stuck.is_set():
                raise Cancelled
            try:
                return self.store.append(entry.changes, entry.label, self.author, entry.undoes)
            except BaseException:
                self._stuck.set()
                raise

        self.jobs.on_lane("save", work, lambda outcome: self._stored(entry, outcome))

    def _stored(self, entry: _Entry, outcome: Outcome[Stamp]) -> None:
        if isinstance(outcome.error, StoreError):
            self.failure = outcome.error
        elif outcome.error is not None:
            raise outcome.error
        elif outcome.value is not None:
            self._waiting.remove(entry)
            self._stamps.append(outcome.value)
        self.saved.tell(self.state)

    def retry_save(self) -> None:
        """Try again to store what could not be stored."""
        self.failure = None
        self._stuck.clear()
        self.saved.tell(self.state)
        for entry in tuple(self._waiting):
            self._send(entry)

    def stamps(self) -> tuple[Stamp, ...]:
        """Return the history, oldest first, without the changes themselves."""
        return tuple(self._stamps)

    def changes(self, revision: int) -> Changes:
        """Return what a revision changed; older ones are read back from the file."""
        held = self._recent.get(revision)
        return self.jobs.wait_on_lane(lambda: self.store.changes(revision)) if held is None else held

    def close(self) -> None:
        """Wait until everything is stored and close the file."""
        self.jobs.wait_on_lane(lambda: None)
        self.store.close()
