from __future__ import annotations

import errno
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import pytest

from curriplan.storage import lock
from curriplan.storage.lock import FileLock, Holder, LockHeld, lock_place
from curriplan.storage.store import Store
from tests.storage.files import AUTHOR, EDITED, check_sentence, names_in, new_file

HOLDING = """
import sys, pathlib
from curriplan.storage.lock import FileLock
held = FileLock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
held.release()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.curriplan"


def hold(path: Path) -> subprocess.Popen[str]:
    """Start another process that holds the lock until its input ends."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def end(other: subprocess.Popen[str]) -> None:
    other.communicate("")


def leave_record(path: Path, host: str, age: float) -> None:
    """Leave a lock file that nobody on this machine holds."""
    place = lock_place(path)
    place.write_text(json.dumps({"host": host, "pid": 1, "since": "2026-09-01T08:00:00+00:00"}))
    os.utime(place, (time.time() - age, time.time() - age))


def test_the_second_window_reads_only_and_says_who_writes(path: Path) -> None:
    program = new_file(path)
    with Store.open(path) as first:
        with Store.open(path) as second:
            assert second.read_only
            assert second.load() == program
            assert second.refusal is not None
            assert second.refusal.code == "store.read_only_elsewhere"
            assert second.refusal.args_by_name["host"] == platform.node()
            check_sentence(second.refusal, path)
        assert first.append((), EDITED, AUTHOR).revision == 2
    with Store.open(path) as third:
        assert not third.read_only


def test_the_second_window_sees_what_the_first_stored(path: Path) -> None:
    new_file(path)
    with Store.open(path) as first, Store.open(path) as second:
        first.append((), EDITED, AUTHOR)
        second.load()
        assert second.revision == 2


@pytest.mark.skipif(sys.platform != "linux", reason="reads the locks of a process where Linux shows them")
def test_opening_twice_takes_no_lock_away(path: Path) -> None:
    """A process that opens and closes a file loses all its POSIX locks on it, if nobody takes care."""

    def locks() -> int:
        inode = path.stat().st_ino
        held = Path("/proc/locks").read_text().splitlines()
        return sum(f":{inode} " in line and "POSIX" in line for line in held)

    new_file(path)
    with Store.open(path) as first, first._database.writing():
        before = locks()
        for read_only in (False, True):
            Store.open(path, read_only=read_only).close()
        assert locks() == before > 0


def test_of_several_processes_each_stores_only_what_follows(path: Path) -> None:
    new_file(path, size=2)
    contenders = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.storage.worker", "contend", path, str(seed), "8"],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for seed in range(2)
    ]
    said = [line for one in contenders for line in one.communicate()[0].splitlines()]
    assert [one.returncode for one in contenders] == [0, 0]
    with Store.open(path) as store:
        assert sorted(map(int, said)) == list(range(2, 18))
        assert store.revision == 17
        assert store.verify() == []


def test_another_process_keeps_the_right_to_write_until_it_ends(path: Path) -> None:
    other = hold(path)
    with pytest.raises(LockHeld) as caught:
        FileLock(path)
    assert isinstance(caught.value.holder, Holder)
    assert caught.value.holder.pid == other.pid
    end(other)
    FileLock(path).release()
    assert names_in(path.parent) == set()


def test_a_killed_process_leaves_nothing_that_blocks(path: Path) -> None:
    other = hold(path)
    other.kill()
    other.communicate()
    assert lock_place(path).exists()
    FileLock(path).release()
    assert names_in(path.parent) == set()


@pytest.mark.parametrize(
    ("host", "age", "held"),
    [
        ("another-machine", 5.0, True),
        ("another-machine", -5.0, True),
        ("another-machine", lock.STALE_SECONDS + 5.0, False),
        (platform.node(), 5.0, False),
    ],
)
def test_a_record_of_another_machine_counts_while_it_is_fresh(
    path: Path, host: str, age: float, held: bool
) -> None:
    leave_record(path, host, age)
    if held:
        with pytest.raises(LockHeld):
            FileLock(path)
        assert json.loads(lock_place(path).read_text())["host"] == host
    else:
        FileLock(path).release()


@pytest.mark.skipif(sys.platform == "win32", reason="locks are of another kind on this system")
def test_where_the_file_system_has_no_locks_the_record_decides(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def without_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(fcntl, "flock", without_locks)
    held = FileLock(path)
    with pytest.raises(LockHeld) as caught:
        FileLock(path)
    assert caught.value.holder is not None
    held.release()
    leave_record(path, platform.node(), lock.STALE_SECONDS + 5.0)
    FileLock(path).release()
    assert names_in(path.parent) == set()


@pytest.mark.parametrize("record", [b"", b"{", b"[]", b'{"host": 1}', b"\xff\xff"])
def test_a_record_that_says_nothing_blocks_nobody(path: Path, record: bytes) -> None:
    lock_place(path).write_bytes(record)
    FileLock(path).release()


def test_the_holder_keeps_the_record_fresh(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "BEAT_SECONDS", 0.01)
    held = FileLock(path)
    os.utime(lock_place(path), (0, 0))
    deadline = time.monotonic() + 10
    while lock_place(path).stat().st_mtime < 1000 and time.monotonic() < deadline:
        time.sleep(0.01)
    held.release()
    held.release()
    assert time.monotonic() < deadline


def test_a_lock_that_is_removed_while_it_is_taken_is_taken_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, calls = lock._try_lock, []

    def removed_in_between(handle: int) -> bool | None:
        calls.append(handle)
        if len(calls) == 1:
            lock_place(path).unlink()
        return usual(handle)

    monkeypatch.setattr(lock, "_try_lock", removed_in_between)
    held = FileLock(path)
    assert len(calls) == 2
    monkeypatch.undo()
    with pytest.raises(LockHeld):
        FileLock(path)
    held.release()
