"""What cannot be used is refused with one sentence, and is byte for byte what it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from curriplan.storage.header import SCHEMA_VERSION
from curriplan.storage.store import Store
from tests.storage.files import (
    AUTHOR,
    CREATED,
    EDITED,
    append_edit,
    check_sentence,
    names_in,
    new_file,
    refused,
    unprivileged,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "方案.curriplan"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that every user can reach, for pytest's own folders are the superuser's alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def set_in_header(path: Path, offset: int, value: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset : offset + 4] = value.to_bytes(4, "big")
    path.write_bytes(content)


def nothing(path: Path) -> None:
    """Leave no file there."""


def sqlite_of_others(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE profile (id TEXT)")
        raw.commit()


def cut_in_the_header(path: Path) -> None:
    new_file(path)
    path.write_bytes(path.read_bytes()[:60])


def cut(path: Path) -> None:
    new_file(path)
    path.write_bytes(path.read_bytes()[:-4096])


def of_another_format(path: Path) -> None:
    new_file(path)
    set_in_header(path, 44, 9)  # the format of SQLite's own schema, 1 to 4


def future(path: Path) -> None:
    new_file(path)
    set_in_header(path, 60, SCHEMA_VERSION + 1)


UNUSABLE: list[tuple[str, Callable[[Path], object]]] = [
    ("store.missing", nothing),
    ("store.folder", Path.mkdir),
    ("store.empty", Path.touch),
    ("store.foreign", lambda path: path.write_text("课程,学分\n" * 100, "utf-8")),
    ("store.foreign", lambda path: path.write_bytes(Random(1).randbytes(5000))),
    ("store.foreign", lambda path: path.write_bytes(b"PK\x03\x04" + bytes(200))),
    ("store.foreign", sqlite_of_others),
    ("store.damaged", cut_in_the_header),
    ("store.damaged", cut),
    ("store.damaged", of_another_format),
    ("store.future_version", future),
]
if hasattr(os, "mkfifo"):
    UNUSABLE.append(("store.foreign", os.mkfifo))


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(("code", "make"), UNUSABLE, ids=[f"{n}-{one[0]}" for n, one in enumerate(UNUSABLE)])
def test_an_unusable_file_is_refused_and_left_alone(
    path: Path, code: str, make: Callable[[Path], object], read_only: bool
) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with refused(code, path):
        Store.open(path, read_only=read_only)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert names_in(path.parent) <= {path.name}


def test_a_future_version_says_which_one_is_needed(path: Path) -> None:
    future(path)
    with pytest.raises(Exception, match=f"'needed': {SCHEMA_VERSION + 1}"):
        Store.open(path)


def test_a_version_that_never_was_is_no_version(path: Path) -> None:
    new_file(path)
    set_in_header(path, 60, 0)
    before = path.read_bytes()
    with refused("store.foreign", path):
        Store.open(path)
    assert path.read_bytes() == before
    assert names_in(path.parent) == {path.name}


def test_a_way_through_a_file_is_missing(path: Path) -> None:
    path.touch()
    with refused("store.unreadable", path / "a.curriplan"):
        Store.open(path / "a.curriplan")


def test_a_link_that_goes_in_a_circle_is_refused(path: Path) -> None:
    path.symlink_to(path)
    with refused("store.unreadable", path):
        Store.open(path)


# --- places that cannot be written -----------------------------------------------------------------


@pytest.mark.parametrize(("file_rights", "folder_rights"), [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)])
def test_in_a_read_only_place_a_file_is_open_for_reading_only(
    open_folder: Path, file_rights: int, folder_rights: int
) -> None:
    path = open_folder / "a.curriplan"
    program = new_file(path, edits=2)
    path.chmod(file_rights)
    open_folder.chmod(folder_rights)
    before = path.read_bytes()
    with unprivileged(), Store.open(path) as store:
        assert store.read_only
        assert store.refusal is not None
        assert store.refusal.code == "store.read_only_place"
        check_sentence(store.refusal, path)
        assert store.load() == program
        assert store.verify() == []
        with refused("store.read_only_place", path):
            store.append((), EDITED, AUTHOR)
        assert store.load() == program
    assert path.read_bytes() == before
    assert names_in(open_folder) == {path.name}


def test_a_copy_of_a_read_only_file_can_be_worked_on(open_folder: Path, tmp_path: Path) -> None:
    path = open_folder / "a.curriplan"
    program = new_file(path)
    copy = tmp_path / "copy.curriplan"
    path.chmod(0o444)
    with Store.open(path, read_only=True) as store:
        store.copy_to(copy)
    with Store.open(copy) as store:
        append_edit(store, Random(1), program)


def test_a_read_only_place_takes_no_new_file(open_folder: Path) -> None:
    source = open_folder / "a.curriplan"
    program = new_file(source)
    folder = open_folder / "closed"
    folder.mkdir(mode=0o555)
    target = folder / "b.curriplan"
    with unprivileged():
        with refused("store.no_access", target):
            Store.create(target, program, CREATED, AUTHOR)
        with Store.open(source, read_only=True) as store, refused("store.no_access", target):
            store.copy_to(target)
    assert names_in(folder) == set()


def test_a_file_that_may_not_be_read_is_refused(open_folder: Path) -> None:
    path = open_folder / "a.curriplan"
    new_file(path)
    path.chmod(0o000)
    with unprivileged(), refused("store.unreadable", path):
        Store.open(path)


def test_reading_only_can_be_asked_for(path: Path) -> None:
    program = new_file(path)
    with Store.open(path, read_only=True) as store:
        assert store.load() == program
        with refused("store.read_only", path):
            store.append((), EDITED, AUTHOR)
        assert names_in(path.parent) == {path.name}
        with Store.open(path) as writer:
            assert not writer.read_only


# --- a transaction that a crash left unfinished ----------------------------------------------------


def leave_unfinished(path: Path) -> None:
    """Leave a file as a crash in the middle of a transaction does, with its journal beside it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN")
        raw.execute("UPDATE history SET author = 'torn'")
        raw.executemany("INSERT INTO meta VALUES (?, ?)", [(str(n), "x" * 3000) for n in range(50)])
        torn, journal = path.read_bytes(), path.with_name(f"{path.name}-journal").read_bytes()
        raw.execute("ROLLBACK")
    assert torn != path.read_bytes()
    path.write_bytes(torn)
    path.with_name(f"{path.name}-journal").write_bytes(journal)


@pytest.mark.parametrize("read_only", [False, True])
def test_what_a_crash_left_unfinished_is_taken_back(path: Path, read_only: bool) -> None:
    program = new_file(path, edits=1)
    leave_unfinished(path)
    with Store.open(path, read_only=read_only) as store:
        assert store.load() == program
        assert store.verify() == []
    assert names_in(path.parent) == {path.name}


def test_where_it_cannot_be_taken_back_nothing_is_read(open_folder: Path) -> None:
    path = open_folder / "a.curriplan"
    program = new_file(path, edits=1)
    leave_unfinished(path)
    open_folder.chmod(0o555)
    with unprivileged(), refused("store.unfinished", path):
        Store.open(path)
    open_folder.chmod(0o755)
    with Store.open(path) as store:
        assert store.load() == program
