from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from curriplan.domain.changes import Changes, diff
from curriplan.domain.course import Course, Hours
from curriplan.domain.digest import full_digest
from curriplan.domain.edits.rows import put
from curriplan.domain.history import Label
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.storage import database
from curriplan.storage.database import Database
from curriplan.storage.history import MOST_BYTES
from curriplan.storage.lock import lock_place
from curriplan.storage.store import Store, StoreError
from tests.random_programs import random_program
from tests.storage.files import AUTHOR, CREATED, EDITED, append_edit, names_in, new_file, refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "方案 2026 #1?.curriplan"


def test_a_new_file_holds_the_programme_as_revision_1(path: Path) -> None:
    program = random_program(Random(1), 4)
    began = datetime.now(UTC)
    with Store.create(path, program, CREATED, AUTHOR) as store:
        assert not store.read_only
        assert store.refusal is None
        assert store.revision == 1
        assert store.load() == program
        assert store.digest == full_digest(program)
        (stamp,) = store.stamps()
    assert (stamp.revision, stamp.author, stamp.label, stamp.undoes) == (1, AUTHOR, CREATED, None)
    assert began <= stamp.at <= datetime.now(UTC)
    assert stamp.at.utcoffset() == timedelta(0)
    assert names_in(path.parent) == {path.name}


def test_edits_are_there_after_closing_and_opening(path: Path) -> None:
    program = new_file(path, edits=5)
    with Store.open(path) as store:
        assert store.revision == 6
        assert store.load() == program
        assert store.digest == full_digest(program)
        assert [one.revision for one in store.stamps()] == [1, 2, 3, 4, 5, 6]
        assert [one.label for one in store.stamps()] == [CREATED, *[EDITED] * 5]
        assert [one.stamp for one in store.revisions()] == store.stamps()
        assert [one.changes for one in store.revisions()] == [store.changes(n) for n in range(1, 7)]
        assert store.verify() == []
    assert names_in(path.parent) == {path.name}


def test_answers_come_apart_from_the_rest(path: Path) -> None:
    program = new_file(path, seed=5)
    assert program.respondents
    with Store.open(path) as store:
        without = store.load(answers=False)
        assert not without.respondents
        assert store.load_answers() == program.respondents
        assert {**without.posts} == program.posts


def test_a_label_keeps_its_arguments_and_their_order(path: Path) -> None:
    program = new_file(path)
    label = Label("x", (("z", 1), ("a", 2.5), ("m", Text("中", "en")), ("k", None), ("s", "=1+1")))
    with Store.open(path) as store:
        stamp = store.append((), label, AUTHOR, undoes=1)
        assert store.stamps()[-1] == stamp
        assert (stamp.label, stamp.undoes) == (label, 1)
        assert store.load() == program


def test_a_revision_that_is_not_there_has_no_changes(path: Path) -> None:
    new_file(path)
    with Store.open(path) as store, pytest.raises(KeyError):
        store.changes(2)


def test_an_existing_file_is_never_made_anew(path: Path) -> None:
    path.write_bytes(b"mine")
    with refused("store.exists", path):
        Store.create(path, Program(), CREATED, AUTHOR)
    assert path.read_bytes() == b"mine"
    assert names_in(path.parent) == {path.name}


@pytest.mark.parametrize("folder", ["nowhere", "file"])
def test_a_file_needs_a_folder(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    path = tmp_path / folder / "a.curriplan"
    with refused("store.no_folder", path):
        Store.create(path, Program(), CREATED, AUTHOR)


def test_a_name_that_leaves_no_room_for_its_journal_is_refused(tmp_path: Path) -> None:
    path = tmp_path / ("课" * 80 + ".curriplan")
    with refused("store.long_name", path):
        Store.create(path, Program(), CREATED, AUTHOR)
    longest = tmp_path / ("课" * 76 + ".curriplan")
    program = new_file(longest, edits=1)
    with Store.open(longest) as store:
        assert store.load() == program


def test_a_row_that_cannot_be_stored_leaves_no_file(path: Path) -> None:
    program = put(random_program(Random(1), 2), "courses", Course("c", code="\udce4"))
    with refused("store.unfit", path):
        Store.create(path, program, CREATED, AUTHOR)
    assert names_in(path.parent) == set()


@pytest.mark.parametrize(
    "course",
    [
        Course("c", code="\ud800"),
        Course("c", position=float("nan")),
        Course("c", hours=Hours(theory=float("inf"))),
    ],
    ids=["surrogate", "nan", "inf"],
)
def test_an_edit_that_cannot_be_stored_changes_nothing(path: Path, course: Course) -> None:
    program = new_file(path)
    with Store.open(path) as store:
        with refused("store.unfit", path):
            store.append(diff(program, put(program, "courses", course)), EDITED, AUTHOR)
        assert store.revision == 1
        assert store.load() == program
        append_edit(store, Random(1), program)
        assert store.verify() == []


def test_a_number_beyond_64_bits_is_refused(path: Path) -> None:
    program = new_file(path)
    with Store.open(path) as store:
        changed = put(program, "profile", replace(program.about, intake=2**63))
        with refused("store.unfit", path):
            store.append(diff(program, changed), EDITED, AUTHOR)
        assert store.load() == program


def test_an_edit_beyond_all_measure_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from curriplan.storage import history

    program = new_file(path)
    monkeypatch.setattr(history, "MOST_BYTES", 1000)
    changed = put(program, "courses", Course("c", code="x" * 2000))
    with Store.open(path) as store:
        with refused("store.too_large", path):
            store.append(diff(program, changed), EDITED, AUTHOR)
        assert store.revision == 1


# --- copies ----------------------------------------------------------------------------------------


def test_a_copy_is_the_whole_file(path: Path, tmp_path: Path) -> None:
    program = new_file(path, edits=3)
    copy = tmp_path / "copy.curriplan"
    with Store.open(path) as store:
        store.copy_to(copy)
        identity, stamps = store.program_id, store.stamps()
    with Store.open(copy) as store:
        assert store.load() == program
        assert store.stamps() == stamps
        assert store.program_id == identity
        assert store.verify() == []
    assert names_in(tmp_path) == {path.name, copy.name}


def test_a_copy_takes_the_place_of_a_file_but_not_of_an_open_one(path: Path, tmp_path: Path) -> None:
    program = new_file(path, edits=1)
    other = tmp_path / "other.curriplan"
    kept = new_file(other, seed=2)
    with Store.open(path) as store:
        with Store.open(other) as held:
            with refused("store.in_use", other):
                store.copy_to(other)
            assert held.load() == kept
        with refused("store.same_file", path):
            store.copy_to(path)
        with refused("store.folder", tmp_path):
            store.copy_to(tmp_path)
        store.copy_to(other)
    with Store.open(other) as store:
        assert store.load() == program


def test_a_link_is_followed(path: Path, tmp_path: Path) -> None:
    program = new_file(path)
    link = tmp_path / "link.curriplan"
    link.symlink_to(path)
    with Store.open(link) as store:
        assert store.path == path
        program = append_edit(store, Random(3), program)
        with refused("store.same_file", path):
            store.copy_to(link)
    assert link.is_symlink()
    with Store.open(path) as store:
        assert store.load() == program


@pytest.mark.skipif(os.name != "posix", reason="rights of files are of another kind on this system")
def test_a_file_can_be_read_by_whom_the_user_lets(path: Path) -> None:
    before = os.umask(0o027)
    try:
        new_file(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


# --- other programs --------------------------------------------------------------------------------


def test_a_program_that_holds_the_file_is_waited_for_and_then_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = new_file(path)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    with Store.open(path) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with refused("store.busy", path):
                append_edit(store, Random(1), program)
            with refused("store.busy", path):
                store.load()
        program = append_edit(store, Random(1), program)
        assert store.load() == program
        assert store.revision == 2


def test_a_reader_that_does_not_end_makes_a_commit_fail_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = new_file(path)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    with Store.open(path) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM meta").fetchall()
            with refused("store.busy", path):
                append_edit(store, Random(1), program)
        assert store.load() == program
        append_edit(store, Random(1), program)
        assert store.revision == 2


def test_no_transaction_of_ours_keeps_others_waiting(path: Path) -> None:
    new_file(path, edits=2)
    with Store.open(path) as store:
        store.load()
        store.stamps()
        revisions = store.revisions()
        next(revisions)
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            other.execute("ROLLBACK")


def test_what_somebody_else_stored_is_never_written_over(path: Path) -> None:
    program = new_file(path)
    with Store.open(path) as mine:
        lock_place(path).unlink()
        with Store.open(path) as theirs:
            stored = append_edit(theirs, Random(1), program)
        with refused("store.changed_elsewhere", path):
            append_edit(mine, Random(2), program)
        assert mine.load() == stored
        assert mine.verify() == []


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be taken away on this system")
@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_a_file_that_was_taken_away_is_noticed(path: Path, tmp_path: Path, how: str) -> None:
    program = new_file(path)
    other = tmp_path / "other.curriplan"
    kept = new_file(other, seed=2)
    with Store.open(path) as store:
        if how == "deleted":
            path.unlink()
        else:
            other.replace(path)
        with refused("store.moved", path):
            append_edit(store, Random(1), program)
        store.copy_to(tmp_path / "rescued.curriplan")
    if how == "replaced":
        with Store.open(path) as store:
            assert store.load() == kept
    with Store.open(tmp_path / "rescued.curriplan") as store:
        assert store.load() == program


def test_a_commit_that_reports_a_failure_but_stands_is_not_repeated(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = new_file(path)
    usual = Database.writing

    @contextmanager
    def failing_afterwards(self: Database) -> Iterator[sa.Connection]:
        with usual(self) as connection:
            yield connection
        raise StoreError("store.io", file=str(path))

    with Store.open(path) as store:
        monkeypatch.setattr(Database, "writing", failing_afterwards)
        program = append_edit(store, Random(1), program)
        monkeypatch.undo()
        assert store.revision == 2
        program = append_edit(store, Random(2), program)
        assert store.load() == program
        assert store.verify() == []


# --- threads and the end ---------------------------------------------------------------------------


def test_any_thread_may_call_and_they_take_turns(path: Path) -> None:
    program = new_file(path)
    nothing: Changes = ()
    with Store.open(path) as store:

        def work() -> None:
            for _ in range(10):
                store.append(nothing, EDITED, AUTHOR)
                assert store.load() == program

        threads = [threading.Thread(target=work) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert [one.revision for one in store.stamps()] == list(range(1, 42))
        assert store.verify() == []


def test_a_closed_store_is_closed(path: Path) -> None:
    new_file(path)
    store = Store.open(path)
    store.close()
    store.close()
    with pytest.raises(RuntimeError):
        store.load()
    with pytest.raises(RuntimeError):
        store.append((), EDITED, AUTHOR)
    assert names_in(path.parent) == {path.name}


def test_the_settings_that_durability_rests_on(path: Path) -> None:
    new_file(path)
    with Store.open(path) as store, store._database.reading() as connection:

        def told(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

        assert told("journal_mode") == "delete"
        assert told("synchronous") == 3  # EXTRA
        assert told("trusted_schema") == 0
        assert told("cell_size_check") == 1
        assert told("mmap_size") in {0, None}
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        assert raw.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == MOST_BYTES
        assert raw.getlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH) == 0
        assert raw.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 0


def test_nothing_heavy_is_loaded_with_the_store() -> None:
    code = (
        "import sys, curriplan.storage.store; heavy = ('alembic', 'numpy', 'networkx', 'openpyxl', 'ortools');"
        "sys.exit(', '.join(one for one in heavy if one in sys.modules) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
