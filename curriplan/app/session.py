"""A programme that is open: its present value, and every way to change it.

An edit changes the value at once and is stored on the lane; ``state`` says whether everything shown is
on the disk. There is no other way to change an open programme.

What a session promises: ``program`` is what is shown, and every edit in it is on the disk or among
``unsaved``. The answers come by ``load_answers``, or with the first edit if that comes first. What is
found wrong with the content is ``damage``; from then on nothing can be edited. ``close`` leaves the
session open where it would lose an edit, and a closed session tells nothing any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from curriplan.app.answers import Answers, outcome_of, reading
from curriplan.app.errors import UserError
from curriplan.app.jobs import Job, Jobs, Outcome
from curriplan.app.notify import Topic
from curriplan.app.saving import Entry, Saving, write_copy
from curriplan.app.values import Values, sound_changes
from curriplan.domain.changes import ChangeConflict, Changes, apply, diff, invert
from curriplan.domain.history import Label, Stamp
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.domain.scenario import Scenario
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
class Opened:
    """A file as it is before it is shown: open, with everything read but the answers."""

    store: Store
    program: Program
    stamps: tuple[Stamp, ...]


class Session:
    """One open programme. All methods belong to the thread that made it; ``jobs`` does the waiting."""

    def __init__(self, opened: Opened, jobs: Jobs, author: str) -> None:
        """Take an open file; the answers are loaded by ``load_answers``."""
        self.store = opened.store
        self.jobs = jobs
        self.author = author
        self.edited: Topic[Edited] = Topic()
        self.saved: Topic[SaveState] = Topic()
        self.answers_arrived: Topic[Program] = Topic()
        self.found_damage: Topic[BaseException] = Topic()
        self._values = Values(opened.program, opened.stamps)
        self.answers_loaded = False
        self.damage: BaseException | None = None
        self.closed = False
        self._saving = Saving(self.store, jobs, author, opened.stamps)
        self._saving.told.listen(lambda _: self._tell_state())
        self._next = self.store.revision + 1
        self._recent: dict[int, Changes] = {}
        self._opening: Job | None = None
        self._read: Outcome[Answers] | None = None

    @property
    def program(self) -> Program:
        """Return what is shown and edited: the programme, or one of its scenarios."""
        return self._values.shown

    @property
    def stored(self) -> Program:
        """Return the programme that the file holds, whatever scenario of it is shown."""
        return self._values.stored

    @property
    def scenario(self) -> Scenario | None:
        """Return the scenario that is shown, or None where it is the programme itself."""
        return self._values.scenario

    @property
    def damaged(self) -> bool:
        """Tell whether the content cannot be read whole, or does not agree with its digest."""
        return self.damage is not None

    @property
    def failure(self) -> BaseException | None:
        """Return what storing an edit failed with, or None."""
        return self._saving.failure

    @property
    def read_only(self) -> bool:
        """Tell whether edits are refused, because of the place, a lock or damage."""
        return self.store.read_only or self.damaged

    @property
    def state(self) -> SaveState:
        """Return whether everything shown is stored."""
        if self.read_only:
            return SaveState.READ_ONLY
        if self.failure is not None:
            return SaveState.FAILED
        return SaveState.SAVING if self._saving.waiting else SaveState.SAVED

    @property
    def unsaved(self) -> int:
        """Return how many edits the file does not hold; exact whenever the lane is at rest."""
        return self._saving.unsaved

    @property
    def revision(self) -> int:
        """Return the number of the last edit, stored or not."""
        return self._next - 1

    @property
    def undo_label(self) -> Label | None:
        """Return what undo would take back, or None."""
        return None if self._values.undo is None else self._values.label(self._values.undo)

    @property
    def redo_label(self) -> Label | None:
        """Return what redo would do again, or None."""
        return None if self._values.redo is None else self._values.label(self._values.redo)

    # -- the answers ------------------------------------------------------------------------------

    def load_answers(self) -> None:
        """Load the answers and check the content against its digest, beside the window.

        Ends with ``answers_arrived``, or with ``found_damage``, or, where the content does not agree with
        its digest, with both.
        """
        if self.closed or self.answers_loaded or self._opening is not None:
            return
        work = reading(self.store, self.stored)

        def read(progress: Progress) -> None:
            self._read = outcome_of(lambda: work(progress))

        self._opening = self.jobs.on_lane("open", read, lambda _: self._answers_here())

    def with_answers(self, call: Callable[[], None]) -> Callable[[], None]:
        """Make a call once the answers are here, at once if they are; return what ends the waiting."""
        if self.answers_loaded:
            call()
            return lambda: None

        def here(_: Program) -> None:
            end()
            call()

        end = self.answers_arrived.listen(here)
        return end

    def _answers_here(self) -> None:
        """Take what was read, once; whoever edits first takes it before the job is told as ended."""
        outcome, self._read = self._read, None
        if self.closed or outcome is None:
            return
        if outcome.value is not None:
            self._take_answers(outcome.value)
        elif outcome.error is not None:
            self._note_damage(outcome.error)
            if not isinstance(outcome.error, StoreError):
                raise outcome.error

    def _take_answers(self, read: Answers) -> None:
        self.answers_loaded = True
        self._values.take(read.whole)
        self.answers_arrived.tell(read.whole)
        if not read.sound:
            self._note_damage(UserError("session.damaged", file=self.store.path.name))

    def _note_damage(self, problem: BaseException) -> None:
        self.damage = problem
        self.found_damage.tell(problem)
        self._tell_state()

    def have_answers(self) -> None:
        """Wait for the answers: an edit, or what was there once, is told from the whole value only."""
        if self.answers_loaded or self.damaged:
            return
        self.load_answers()
        self.jobs.wait_on_lane(lambda: None)
        self._answers_here()

    # -- changing ---------------------------------------------------------------------------------

    def apply(self, label: Label, edit: Edit) -> Changes:
        """Change what is shown; return what changed, nothing if the edit changes nothing.

        Raises:
            UserError: the content is damaged.
            StoreError: the programme is open for reading only, or its answers cannot be read.
            IntegrityError: the edit would leave a reference without its row; nothing changes.

        """
        self._make_ready()
        changes = sound_changes(self.program, after := edit(self.program))
        steps, stored = self._values.edit(changes, after)
        if steps:
            self._commit(self._values.placed(label), steps, stored, None)
        return changes

    def apply_stored(self, label: Label, edit: Edit) -> Changes:
        """Change the programme itself, whatever scenario of it is shown; raises what ``apply`` does."""
        self._make_ready()
        changes = sound_changes(self.stored, after := edit(self.stored))
        if changes:
            self._commit(label, changes, after, None)
        return changes

    def show(self, scenario: Scenario | None, base: Program) -> None:
        """Show a scenario that was made from ``base``, or the programme itself; that is told as an edit."""
        self.have_answers()
        before = self.program
        self._values.show(scenario, base)
        self.edited.tell(Edited(before, self.program, diff(before, self.program), Label("scenario.shown")))

    def undo(self) -> bool:
        """Take the last edit back; False if there is none."""
        return self._invert(self._values.undo)

    def redo(self) -> bool:
        """Do again what undo took back last; False if there is nothing."""
        return self._invert(self._values.redo)

    def prepare_step(self, then: Callable[[], None]) -> None:
        """Make a call once undo and redo need not wait for the file; never if something is edited meanwhile."""
        tops, turn = (self._values.undo, self._values.redo), self._values.turn
        missing = [one for one in tops if one is not None and not self.at_hand(one)]
        if not missing:
            then()
            return

        def here(outcome: Outcome[Changes]) -> None:
            if self._values.turn == turn:  # else that edit would be taken back, which nobody wished
                then() if outcome.error else self.prepare_step(then)

        self.fetch(missing[0], here)

    def _invert(self, revision: int | None) -> bool:
        if revision is None:
            return False
        self._make_ready()
        inverse = invert(self.changes(revision))
        try:
            after = apply(inverse, self.stored)
        except ChangeConflict as conflict:
            raise UserError("undo.conflict") from conflict
        self._commit(self._values.label(revision), inverse, after, revision)
        return True

    def _make_ready(self) -> None:
        self.have_answers()
        if self.damage is not None:
            raise self.damage
        if self.store.refusal is not None:
            raise self.store.refusal

    def _commit(self, label: Label, changes: Changes, after: Program, undoes: int | None) -> None:
        before, inside = self.program, self.scenario is not None
        self._values.take(after)
        told = diff(before, self.program) if inside else changes
        entry = Entry(self._next, label, changes, undoes)
        self._next += 1
        self._keep(entry.revision, changes)
        self._values.note(entry.revision, label, undoes)
        self._saving.expect(entry)
        try:
            self.edited.tell(Edited(before, self.program, told, label))
            self._tell_state()
        finally:  # a page that fails must not keep an edit from the disk
            self._saving.send()

    def _tell_state(self) -> None:
        if not self.closed:
            self.saved.tell(self.state)

    def retry_save(self) -> None:
        """Try again to store what could not be stored."""
        self._saving.retry()

    # -- the history ------------------------------------------------------------------------------

    def stamps(self) -> tuple[Stamp, ...]:
        """Return the history, oldest first, without the changes themselves."""
        return tuple(self._saving.stamps)

    def at_hand(self, revision: int) -> bool:
        """Tell whether ``changes`` would answer without reading the file."""
        return revision in self._recent

    def changes(self, revision: int) -> Changes:
        """Return what a revision changed; older ones are read back from the file, which may take a while.

        Raises:
            StoreError: the file cannot be read.

        """
        if not self.at_hand(revision):
            self._keep(revision, self.reader(revision)())
        return self._recent[revision]

    def fetch(self, revision: int, then: Callable[[Outcome[Changes]], None]) -> None:
        """Read what a revision changed beside the window, keep it at hand, and make a call."""

        def here(outcome: Outcome[Changes]) -> None:
            if outcome.value is not None:
                self._keep(revision, outcome.value)
            if not self.closed and not outcome.cancelled:
                then(outcome)

        read = self.reader(revision)
        self.jobs.on_lane("history", lambda _: read(), here)

    def reader(self, revision: int) -> Callable[[], Changes]:
        """Return what reads the changes of a revision, wherever they are; any thread may make the call."""
        if self.at_hand(revision):
            held = self._recent[revision]
            return lambda: held
        for one in self._saving.waiting:
            if one.revision == revision:
                return lambda: one.changes
        return lambda: self.store.changes(revision)

    def _keep(self, revision: int, changes: Changes) -> None:
        self._recent[revision] = changes
        if len(self._recent) > KEPT:
            del self._recent[next(iter(self._recent))]

    # -- leaving ----------------------------------------------------------------------------------

    def copy_to(self, path: Path, done: Callable[[Outcome[bool]], None]) -> None:
        """Write a copy that holds everything that is shown, stored or not, beside the window.

        The outcome tells whether the history is in the copy too, or why there is no copy (``StoreError``).
        """
        entries, program = self._saving.waiting, self.stored
        self.jobs.on_lane("copy", lambda _: write_copy(self.store, entries, program, self.author, path), done)

    def close(self, *, discard: bool = False) -> bool:
        """Wait until everything is stored and close the file; False where that is not so.

        It stays open then, unless what is not stored is to be lost.
        """
        if self.closed:
            return True
        if self._opening is not None:
            self._opening.cancel()
        self.jobs.wait_on_lane(lambda: None)
        if self.unsaved and not discard:
            return False
        self.closed = True
        self.store.close()
        return True
