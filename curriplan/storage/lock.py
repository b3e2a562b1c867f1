"""One writer a file: a second window, on this machine or another, opens it for reading only.

The system's own lock on a small file beside the programme decides; it ends with the process, so a
crash leaves nothing that blocks. Shares and synchronised folders may have no such locks, or not pass
them on to other machines; there the record in the file decides as long as its time of change is fresh,
for the holder touches it once a minute.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

BEAT_SECONDS = 60.0
STALE_SECONDS = 600.0
_OFFSET = 1 << 30  # beyond the record, because Windows keeps others from reading locked bytes
_RECORD_BYTES = 1000


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a programme open for writing, and since when (UTC, ISO 8601)."""

    host: str
    pid: int
    since: str


class LockHeld(Exception):
    """Somebody else writes to the programme; ``holder`` is None where the record cannot be read."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(holder)
        self.holder = holder


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _try_lock(handle: int) -> bool | None:
        os.lseek(handle, _OFFSET, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool | None:
        """Lock an open file; False if somebody has it, None where the file system has no locks."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}:
                return None
            raise
        return True


def lock_place(path: Path) -> Path:
    """Return the file beside a programme that says who writes to it."""
    return path.with_name(f".{path.name}.lock")


def held_here(path: Path) -> bool:
    """Tell whether this process itself says that it has a programme open for writing."""
    try:
        record = lock_place(path).read_bytes()
    except OSError:
        return False
    holder = _parsed(record)
    return holder is not None and (holder.host, holder.pid) == (platform.node(), os.getpid())


class FileLock:
    """The right to write to one programme, held until ``release``."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            LockHeld: another window has it.
            OSError: no file can be made beside the programme.

        """
        self._place = lock_place(path)
        self._handle = _take(self._place)
        self._stop = threading.Event()
        self._beats = threading.Thread(target=self._beat, name="programme-lock", daemon=True)
        self._beats.start()

    def _beat(self) -> None:
        while not self._stop.wait(BEAT_SECONDS):
            with suppress(OSError):  # a share that is gone for a while comes back with the next beat
                os.utime(self._place)

    def release(self) -> None:
        """Give the lock back and remove its file; doing so twice does nothing."""
        if self._stop.is_set():
            return
        self._stop.set()
        self._beats.join()
        if sys.platform == "win32":  # pragma: no cover
            os.close(self._handle)
            with suppress(PermissionError):  # another window took it in this moment and has it open
                self._place.unlink(missing_ok=True)
        else:
            with suppress(OSError):  # an abandoned file blocks nobody
                self._place.unlink(missing_ok=True)
            os.close(self._handle)


def _take(place: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    while True:
        handle = os.open(place, flags, 0o666)
        try:
            _refuse_if_held(handle)
            if _is_at(handle, place):
                _write_record(handle)
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # its holder removed it just before we had it: begin again with a new file


def _refuse_if_held(handle: int) -> None:
    locked, holder = _try_lock(handle), _holder(handle)
    if locked is False:
        raise LockHeld(holder)
    if holder is None or (locked and holder.host == platform.node()):
        return
    if abs(time.time() - os.fstat(handle).st_mtime) < STALE_SECONDS:
        raise LockHeld(holder)


def _is_at(handle: int, place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), place.stat())
    except FileNotFoundError:
        return False


def _holder(handle: int) -> Holder | None:
    os.lseek(handle, 0, os.SEEK_SET)
    return _parsed(os.read(handle, _RECORD_BYTES))


def _parsed(told: bytes) -> Holder | None:
    try:
        record = json.loads(told)
        return Holder(str(record["host"]), int(record["pid"]), str(record["since"]))
    except (ValueError, KeyError, TypeError):
        return None  # empty or half written: whoever wrote it has not come to the end


def _write_record(handle: int) -> None:
    record = Holder(platform.node(), os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"))
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(asdict(record)).encode())
