"""Expected failures of the store; each has one sentence below ``error.store`` in the texts."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Any


class StoreError(Exception):
    """A file cannot be used as asked; nothing was changed. ``code`` is a key below ``error.`` in the texts."""

    def __init__(self, code: str, **args: Any) -> None:
        super().__init__(f"{code} {args}")
        self.code = code
        self.args_by_name = args


class Unreadable(Exception):
    """Something in the file is not what the program writes there; the file is damaged."""


class TooLarge(Exception):
    """One edit holds more than one record of the history can."""


_BY_RESULT = {
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_PROTOCOL: "store.busy",
    sqlite3.SQLITE_FULL: "store.disk_full",
    sqlite3.SQLITE_READONLY: "store.read_only_place",
    sqlite3.SQLITE_PERM: "store.read_only_place",
    sqlite3.SQLITE_IOERR: "store.io",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
    sqlite3.SQLITE_FORMAT: "store.damaged",
    sqlite3.SQLITE_CANTOPEN: "store.unreadable",
    sqlite3.SQLITE_TOOBIG: "store.too_large",
}
_BY_EXTENDED_RESULT = {
    sqlite3.SQLITE_READONLY_DBMOVED: "store.moved",
    sqlite3.SQLITE_READONLY_ROLLBACK: "store.unfinished",
    sqlite3.SQLITE_READONLY_RECOVERY: "store.unfinished",
    sqlite3.SQLITE_READONLY_CANTINIT: "store.unfinished",
}
_BY_ERRNO = {
    errno.ENOSPC: "store.disk_full",
    errno.EDQUOT: "store.disk_full",
    errno.EACCES: "store.no_access",
    errno.EPERM: "store.no_access",
    errno.EROFS: "store.no_access",
    errno.EISDIR: "store.folder",
    errno.ENOENT: "store.no_folder",
    errno.ENOTDIR: "store.no_folder",
}


def from_sqlite(error: sqlite3.Error, path: Path) -> StoreError | None:
    """Return the expected failure that an error of SQLite stands for, or None for a defect of ours."""
    result = getattr(error, "sqlite_errorcode", None)
    if result is None:
        # The driver itself raises without a result code where stored text is not UTF-8.
        is_decoding = isinstance(error, sqlite3.OperationalError)
        return StoreError("store.damaged", file=str(path)) if is_decoding else None
    code = _BY_EXTENDED_RESULT.get(result) or _BY_RESULT.get(result & 0xFF)
    return None if code is None else StoreError(code, file=str(path))


def from_os(error: OSError, path: Path) -> StoreError:
    """Return the expected failure that an error of the file system stands for."""
    code = "store.no_access" if isinstance(error, PermissionError) else None
    return StoreError(code or _BY_ERRNO.get(error.errno or 0, "store.io"), file=str(path))
