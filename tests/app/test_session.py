"""An open programme: nothing shown is lost unsaid, whatever the disk does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from curriplan.app.errors import UserError
from curriplan.app.jobs import Jobs, Outcome
from curriplan.app.programmes import open_session
from curriplan.app.scenarios import adopt_scenario, fork, show_scenario
from curriplan.app.session import Edited, SaveState, Session
from curriplan.app.versions import name_revision
from curriplan.domain.changes import Changes
from curriplan.domain.edits.courses import change_course
from curriplan.domain.edits.rows import drop
from curriplan.domain.history import Label, Stamp, label
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.storage.store import Store, StoreError
from tests.app.conftest import Loop
from tests.app.files import break_answers, break_digest

Append = Callable[..., Stamp]
TODAY = date(2026, 3, 1)


@pytest.fixture
def session(path: Path, jobs: Jobs, loop: Loop) -> Iterator[Session]:
    """Return an open programme whose answers are here."""
    made = open_session(path, jobs, "Anna")
    made.load_answers()
    loop.until(lambda: made.answers_loaded)
    yield made
    made.close(discard=True)


def credit(session: Session, value: float) -> None:
    """Make an edit that can be recognised."""
    course = next(iter(session.program.courses))
    session.apply(label("course.cells", n=1), lambda now: change_course(now, course, credits=value))


def credit_in(program: Program) -> float | None:
    return next(iter(program.courses.values())).credits


def failing(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    def append(*_: object) -> Stamp:
        raise problem

    monkeypatch.setattr(Store, "append", append)


FULL = StoreError("store.disk_full", file="sample.curriplan")
DEFECT = ValueError("a defect of the store")


class TestWhatCannotBeStored:
    """An edit that fails to reach the disk."""

    @pytest.mark.parametrize("problem", [FULL, DEFECT])
    def test_it_is_told_whatever_it_failed_with(
        self, session: Session, loop: Loop, monkeypatch: pytest.MonkeyPatch, problem: Exception
    ) -> None:
        failing(monkeypatch, problem)
        credit(session, 9.5)
        with suppress(ValueError):  # a defect is raised as well, for the log
            loop.until(lambda: session.state is SaveState.FAILED)
        assert (session.state, session.failure, session.unsaved) == (SaveState.FAILED, problem, 1)

    def test_nothing_behind_it_is_stored_out_of_its_order_and_all_of_it_is_when_tried_again(
        self, session: Session, loop: Loop, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            failing(patch, FULL)
            credit(session, 9.5)
            loop.until(lambda: session.state is SaveState.FAILED)
        credit(session, 8.5)
        session.jobs.wait_on_lane(lambda: None)
        assert session.unsaved == 2
        session.retry_save()
        credit(session, 7.5)
        loop.until(lambda: session.state is SaveState.SAVED)
        labels = [one.revision for one in session.stamps()]
        assert labels == list(range(1, len(labels) + 1))
        assert session.close()
        with Store.open(path, read_only=True) as store:
            assert credit_in(store.load()) == 7.5
            assert not store.verify()

    def test_closing_is_refused_and_loses_nothing(
        self, session: Session, loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            failing(patch, FULL)
            credit(session, 9.5)
            assert not session.close()  # before anything of the failure was delivered
            loop.until(lambda: session.state is SaveState.FAILED)
            assert not session.close()
        session.retry_save()
        assert session.close()
        assert session.close()

    def test_it_is_lost_only_where_that_is_wanted(
        self, session: Session, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = credit_in(session.program)
        failing(monkeypatch, FULL)
        credit(session, 9.5)
        assert session.close(discard=True)
        with Store.open(path) as store:  # the lock was given back
            assert not store.read_only
            assert credit_in(store.load()) == before

    def test_a_page_that_fails_keeps_no_edit_from_the_disk(self, session: Session, path: Path) -> None:
        def follow(_: object) -> None:
            raise LookupError("a page")

        stop = session.edited.listen(follow)
        with pytest.raises(LookupError):
            credit(session, 9.5)
        stop()
        assert session.close()
        with Store.open(path, read_only=True) as store:
            assert credit_in(store.load()) == 9.5

    def test_edits_made_while_an_edit_is_told_are_stored_in_their_order(
        self, session: Session, loop: Loop
    ) -> None:
        def again(_: Edited) -> None:
            stop()
            credit(session, 8.5)

        stop = session.edited.listen(again)
        credit(session, 9.5)
        loop.until(lambda: session.state is SaveState.SAVED)
        assert credit_in(session.store.load()) == 8.5

    def test_two_quick_tries_of_which_the_second_goes_well_leave_nothing_failed(
        self, session: Session, loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole, tries = Store.append, iter((FULL, FULL))

        def append(self: Store, *args: object) -> Stamp:
            if failure := next(tries, None):
                raise failure
            return whole(self, *args)  # type: ignore[arg-type]

        monkeypatch.setattr(Store, "append", append)
        credit(session, 9.5)
        loop.until(lambda: session.state is SaveState.FAILED)
        session.retry_save()
        session.retry_save()
        loop.until(lambda: session.state is SaveState.SAVED)
        assert session.failure is None
        assert not session.unsaved


class TestCopies:
    """A copy holds all that is shown."""

    def copied(self, session: Session, loop: Loop, target: Path) -> Outcome[bool]:
        told: list[Outcome[bool]] = []
        session.copy_to(target, told.append)
        loop.until(lambda: bool(told))
        return told[0]

    def test_a_copy_has_the_edits_that_the_file_has_not(
        self, session: Session, loop: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        full, whole = session.store, Store.append

        def append(self: Store, *args: object) -> Stamp:
            if self is full:
                raise FULL
            return whole(self, *args)  # type: ignore[arg-type]

        monkeypatch.setattr(Store, "append", append)
        credit(session, 9.5)
        credit(session, 8.5)
        loop.until(lambda: session.state is SaveState.FAILED)
        outcome = self.copied(session, loop, tmp_path / "copy.curriplan")
        assert outcome.value is True
        with Store.open(tmp_path / "copy.curriplan", read_only=True) as copy:
            assert copy.load() == session.program
            assert copy.revision == session.revision
            assert not copy.verify()

    def test_a_copy_of_a_file_that_another_program_changed_has_what_is_shown(
        self, session: Session, loop: Loop, path: Path, tmp_path: Path
    ) -> None:
        _write_beside_the_lock(path)
        credit(session, 9.5)
        loop.until(lambda: session.state is SaveState.FAILED)
        outcome = self.copied(session, loop, tmp_path / "copy.curriplan")
        assert outcome.value is False
        with Store.open(tmp_path / "copy.curriplan", read_only=True) as copy:
            assert copy.load() == session.program

    def test_scenarios_go_along_though_the_history_does_not(
        self, session: Session, loop: Loop, jobs: Jobs, path: Path, tmp_path: Path
    ) -> None:
        for value in (5.5, 6.5):
            credit(session, value)
        held = fork(session, Text(en="A"), TODAY)
        name_revision(session, 2, Text(en="B"), TODAY)
        show_scenario(session, held)
        credit(session, 7.5)
        loop.until(lambda: session.state is SaveState.SAVED)
        _write_beside_the_lock(path)
        show_scenario(session, None)
        credit(session, 9.5)
        loop.until(lambda: session.state is SaveState.FAILED)
        assert self.copied(session, loop, tmp_path / "copy.curriplan").value is False
        copy = open_session(tmp_path / "copy.curriplan", jobs, "Anna")
        show_scenario(copy, copy.stored.scenarios[held.id])
        assert (credit_in(copy.program), credit_in(copy.stored)) == (7.5, 9.5)
        assert not copy.stored.versions, "it has no such revision"
        assert not copy.store.verify()
        adopt_scenario(copy, copy.stored.scenarios[held.id])
        assert credit_in(copy.program) == 7.5
        loop.until(lambda: copy.state is SaveState.SAVED)
        assert copy.close()

    def test_a_copy_that_cannot_be_written_says_why(
        self, session: Session, loop: Loop, tmp_path: Path
    ) -> None:
        outcome = self.copied(session, loop, tmp_path / "nowhere" / "copy.curriplan")
        assert isinstance(outcome.error, StoreError)
        assert outcome.error.code == "store.no_folder"


def _write_beside_the_lock(path: Path) -> None:
    """Store an edit as a program does that does not see the lock, such as one on another machine."""
    from curriplan.storage.access import Access
    from curriplan.storage.database import Database
    from curriplan.storage.lock import FileLock

    class NoLock(FileLock):
        def __init__(self) -> None:
            """Take nothing."""

        def release(self) -> None:
            """Give nothing back."""

    with Store(Database(path, writable=True), Access(NoLock())) as other:
        now = other.load()
        course = next(iter(now.courses))
        after = change_course(now, course, credits=3.25)
        from curriplan.domain.changes import diff

        other.append(diff(now, after), label("course.cells", n=1), "Bert")


class TestAnswers:
    """What comes after the window is there."""

    def test_answers_that_cannot_be_read_are_told_and_nothing_can_be_edited(
        self, path: Path, jobs: Jobs, loop: Loop
    ) -> None:
        break_answers(path)
        session = open_session(path, jobs, "Anna")
        told: list[BaseException] = []
        session.found_damage.listen(told.append)
        session.load_answers()
        loop.until(lambda: bool(told))
        assert isinstance(session.damage, StoreError)
        assert (session.state, session.answers_loaded) == (SaveState.READ_ONLY, False)
        with pytest.raises(StoreError):
            credit(session, 9.5)
        assert session.close()

    def test_an_edit_that_comes_first_meets_the_same(self, path: Path, jobs: Jobs) -> None:
        break_answers(path)
        session = open_session(path, jobs, "Anna")
        with pytest.raises(StoreError):
            credit(session, 9.5)
        assert session.state is SaveState.READ_ONLY
        assert session.close()

    def test_content_that_does_not_agree_with_its_digest_is_shown_and_not_edited(
        self, path: Path, jobs: Jobs, loop: Loop
    ) -> None:
        break_digest(path)
        session = open_session(path, jobs, "Anna")
        session.load_answers()
        loop.until(lambda: session.damaged)
        assert session.answers_loaded
        with pytest.raises(UserError, match=r"session\.damaged"):
            credit(session, 9.5)
        assert session.close()

    def test_they_are_read_once_though_an_edit_comes_before_they_are_told(
        self, path: Path, jobs: Jobs, loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reads: list[int] = []
        whole = Store.load_answers

        def load(self: Store) -> object:
            reads.append(1)
            return whole(self)

        monkeypatch.setattr(Store, "load_answers", load)
        session = open_session(path, jobs, "Anna")
        arrived: list[Program] = []
        session.answers_arrived.listen(arrived.append)
        session.load_answers()
        credit(session, 9.5)
        loop.until(lambda: session.state is SaveState.SAVED)
        assert (len(reads), len(arrived)) == (1, 1)
        assert credit_in(session.program) == 9.5
        assert session.close()

    def test_closing_at_once_tells_nothing_later(self, path: Path, jobs: Jobs, loop: Loop) -> None:
        session = open_session(path, jobs, "Anna")
        told: list[object] = []
        for topic in (session.answers_arrived, session.saved, session.found_damage):
            topic.listen(told.append)
        session.load_answers()
        assert session.close()
        session.load_answers()
        loop.until(lambda: not jobs.running)
        assert told == []


class TestOldEdits:
    """Undo and history of edits from before this opening."""

    @pytest.fixture
    def reopened(self, session: Session, path: Path, jobs: Jobs, loop: Loop) -> Iterator[Session]:
        credit(session, 9.5)
        assert session.close()
        made = open_session(path, jobs, "Anna")
        made.load_answers()
        loop.until(lambda: made.answers_loaded)
        yield made
        made.close(discard=True)

    def test_a_step_back_waits_for_no_file_once_it_is_prepared(
        self, reopened: Session, loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        here, readers = threading.get_ident(), []
        whole = Store.changes

        def changes(self: Store, revision: int) -> Changes:
            readers.append(threading.get_ident())
            return whole(self, revision)

        monkeypatch.setattr(Store, "changes", changes)
        done: list[bool] = []
        reopened.prepare_step(lambda: done.append(reopened.undo()))
        loop.until(lambda: bool(done))
        assert credit_in(reopened.program) != 9.5
        assert readers
        assert here not in readers

    def test_an_edit_made_while_a_step_waits_is_not_what_it_takes_back(
        self, reopened: Session, loop: Loop
    ) -> None:
        done: list[bool] = []
        told: list[Outcome[Changes]] = []
        reopened.prepare_step(lambda: done.append(reopened.undo()))
        credit(reopened, 8.5)
        reopened.fetch(1, told.append)
        loop.until(lambda: bool(told))
        assert not done
        assert credit_in(reopened.program) == 8.5

    def test_steps_asked_for_one_after_the_other_are_all_made(self, reopened: Session, loop: Loop) -> None:
        done: list[bool] = []
        reopened.prepare_step(lambda: done.append(reopened.undo()))
        reopened.prepare_step(lambda: done.append(reopened.redo()))
        reopened.prepare_step(lambda: done.append(reopened.undo()))
        loop.until(lambda: len(done) == 3)
        assert all(done)
        assert credit_in(reopened.program) != 9.5

    def test_a_scenario_of_the_answers_is_shown_though_they_are_not_here_yet(
        self, session: Session, path: Path, jobs: Jobs, loop: Loop
    ) -> None:
        ident = next(iter(session.program.respondents))
        held = fork(session, Text(en="A"), TODAY)
        show_scenario(session, held)
        session.apply(label("course.cells", n=1), lambda now: drop(now, "respondents", [(ident,)]))
        loop.until(lambda: session.state is SaveState.SAVED)
        assert session.close()
        made = open_session(path, jobs, "Anna")
        show_scenario(made, made.stored.scenarios[held.id])
        assert ident not in made.program.respondents
        assert ident in made.stored.respondents
        assert made.close()

    def test_what_cannot_be_read_is_told_by_the_step(
        self, reopened: Session, loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def changes(*_: object) -> Changes:
            raise StoreError("store.io", file="sample.curriplan")

        monkeypatch.setattr(Store, "changes", changes)
        called: list[int] = []
        reopened.prepare_step(lambda: called.append(1))
        loop.until(lambda: bool(called))
        with pytest.raises(StoreError):
            reopened.undo()

    def test_a_change_is_at_hand_after_it_was_fetched(self, reopened: Session, loop: Loop) -> None:
        last = reopened.revision
        assert not reopened.at_hand(last)
        told: list[Outcome[Changes]] = []
        reopened.fetch(last, told.append)
        loop.until(lambda: bool(told))
        assert reopened.at_hand(last)
        assert told[0].value == reopened.changes(last)


def test_a_label_names_what_undo_takes_back(session: Session) -> None:
    credit(session, 9.5)
    assert session.undo_label == Label("course.cells", (("n", 1),))
    assert session.undo()
    assert session.redo_label == Label("course.cells", (("n", 1),))
