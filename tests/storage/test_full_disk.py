"""A full disk damages nothing: the edit is refused whole, and succeeds once there is space again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from curriplan.domain.changes import Changes, diff
from curriplan.domain.edits.rows import put
from curriplan.domain.survey import Survey
from curriplan.storage.store import Store, StoreError
from tests.random_programs import random_program
from tests.storage.files import AUTHOR, CREATED, EDITED, check_sentence, names_in, new_file, refused

PAGE = 4096
posix = pytest.mark.skipif(sys.platform == "win32", reason="this system limits no file's size")


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let every write fail that goes beyond some bytes of a file."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def large_edit(store: Store) -> Changes:
    """Return changes that need more pages than the file has."""
    program = store.load()
    return diff(program, put(program, "surveys", Survey("s", source="x" * 20 * PAGE)))


def content(path: Path) -> bytes:
    """Return the bytes of a file without the counters of its changes in the header."""
    held = path.read_bytes()
    return held[:24] + held[28:92] + held[100:]


def failure_of(store: Store, changes: Changes, end: int) -> StoreError | None:
    """Return what an edit fails with where no file can go beyond some bytes, or None."""
    try:
        with no_file_beyond(end):
            store.append(changes, EDITED, AUTHOR)
    except StoreError as error:
        return error
    return None


@posix
def test_an_edit_on_a_full_disk_is_refused_whole_wherever_the_disk_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.curriplan"
    program = new_file(path, edits=2)
    size, failures = path.stat().st_size, 0
    with Store.open(path) as store:
        changes = large_edit(store)
        for end in range(PAGE, size + 100 * PAGE, 5 * PAGE):
            before = content(path)
            failure = failure_of(store, changes, end)
            if failure is None:
                break
            assert failure.code in {"store.io", "store.disk_full"}
            check_sentence(failure, path)
            failures += 1
            assert store.revision == 3
            assert store.load() == program  # which also takes back what could not be at that moment
            assert content(path) == before
            assert names_in(tmp_path) == {path.name, f".{path.name}.lock"}
        assert failures > 3
        assert store.revision == 4
        assert store.verify() == []


def test_a_full_disk_says_that_it_is_full(tmp_path: Path) -> None:
    path = tmp_path / "a.curriplan"
    program = new_file(path)
    with Store.open(path) as store:
        changes = large_edit(store)
        with store._database.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
        with refused("store.disk_full", path):
            store.append(changes, EDITED, AUTHOR)
        assert store.load() == program
        with store._database.reading() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        assert store.append(changes, EDITED, AUTHOR).revision == 2
        assert store.verify() == []


@posix
def test_a_new_file_or_a_copy_on_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, target = tmp_path / "a.curriplan", tmp_path / "b.curriplan"
    program = new_file(path, size=5, edits=3)
    kept = new_file(target, seed=2)
    new, elsewhere = tmp_path / "c.curriplan", tmp_path_factory.mktemp("whole") / "c.curriplan"
    Store.create(elsewhere, random_program(Random(1), 5), CREATED, AUTHOR).close()
    needed = elsewhere.stat().st_size  # less than the copy, which has edits besides
    with Store.open(path) as store:
        for end in range(PAGE, needed, 8 * PAGE):
            with no_file_beyond(end), pytest.raises(StoreError) as caught:
                store.copy_to(target)
            check_sentence(caught.value, target)
            with no_file_beyond(end), pytest.raises(StoreError) as caught:
                Store.create(new, random_program(Random(1), 5), CREATED, AUTHOR)
            check_sentence(caught.value, new)
            assert names_in(tmp_path) == {path.name, target.name, f".{path.name}.lock"}
        assert store.load() == program
    with Store.open(target) as store:
        assert store.load() == kept
