"""What must be clear before a file is opened: what it is, and whether it may be written."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from curriplan.storage.database import Database
from curriplan.storage.errors import StoreError, from_os
from curriplan.storage.header import SCHEMA_VERSION, journal_of, read_header
from curriplan.storage.history import read_tip
from curriplan.storage.lock import FileLock, Holder, LockHeld, held_here


class ReadOnly(StrEnum):
    """Why a file is open for reading only; ``elsewhere`` means another window or machine has it."""

    ASKED = "asked"
    PLACE = "place"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Access:
    """The right to write, or why there is none, and who has it instead where that is known."""

    lock: FileLock | None = None
    reason: ReadOnly | None = None
    holder: Holder | None = None

    def release(self) -> None:
        """Give the right back."""
        if self.lock is not None:
            self.lock.release()


def real_path(path: Path) -> Path:
    """Return where a file really is, so that its journal and its lock are beside the file, not a link."""
    return Path(os.path.realpath(path))


def lock_to_write(path: Path) -> FileLock:
    """Return the lock of a file that is to be made or replaced.

    Raises:
        StoreError: another window has it open, or the folder cannot be written.

    """
    try:
        return FileLock(path)
    except LockHeld as held:
        raise StoreError("store.in_use", file=str(path)) from held
    except OSError as error:
        raise from_os(error, path) from error


def access_to(path: Path, *, read_only: bool) -> Access:
    """Return the right to write to a file as far as it is wanted and possible, the file up to date.

    Raises:
        StoreError: the file is missing, foreign, damaged, or of a version that this program cannot use.

    """
    version = _version(path)
    if read_only and journal_of(path).exists():
        _finish(path)
    access = Access(reason=ReadOnly.ASKED) if read_only else _lock(path)
    try:
        if version < SCHEMA_VERSION:
            _upgrade(path, version, access)
    except BaseException:
        access.release()
        raise
    return access


def _version(path: Path) -> int:
    """Return the version of a file's schema, which is known of a file that this process has open itself.

    On POSIX a process that closes a file loses all locks on it, also those of SQLite's own connection.
    """
    if held_here(path):
        return SCHEMA_VERSION
    version = read_header(path).version
    if version > SCHEMA_VERSION:
        raise StoreError("store.future_version", file=str(path), needed=version, known=SCHEMA_VERSION)
    return version


def _lock(path: Path) -> Access:
    if not os.access(path, os.W_OK):
        return Access(reason=ReadOnly.PLACE)
    try:
        return Access(FileLock(path))
    except LockHeld as held:
        return Access(reason=ReadOnly.ELSEWHERE, holder=held.holder)
    except OSError:
        return Access(reason=ReadOnly.PLACE)


def _finish(path: Path) -> None:
    """Have SQLite take back what a crash left unfinished, which a reader must not do."""
    with suppress(LockHeld, OSError):  # somebody is at work on it, or nothing can be written here
        lock = FileLock(path)
        try:
            with closing(Database(path, writable=True)) as database, database.reading() as connection:
                read_tip(connection)
        finally:
            lock.release()


def _upgrade(path: Path, version: int, access: Access) -> None:
    from curriplan.storage.migrate import upgrade

    if access.lock is None:
        raise StoreError("store.old_read_only", file=str(path))
    upgrade(path, version)
