"""One open SQLite file: how it is opened, and short transactions in it.

``journal_mode=DELETE`` with ``synchronous=EXTRA`` is what loses no acknowledged edit in a power cut and
keeps everything in the one file that people mail and copy. The other settings guard against crafted
files: nothing in a file may run code, be mapped into memory or be read without limits.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import cast
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from curriplan.domain.codec import CodecError
from curriplan.storage.errors import StoreError, TooLarge, Unreadable, from_sqlite
from curriplan.storage.header import APPLICATION_ID, SCHEMA_VERSION
from curriplan.storage.history import MOST_BYTES
from curriplan.storage.schema import SCHEMA, STATEMENTS

BUSY_SECONDS = 5.0
_PRAGMAS: tuple[str, ...] = (
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "synchronous=EXTRA",
    "fullfsync=ON",  # macOS: a plain fsync there does not reach the disk
)
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MOST_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 3,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
}


def _address(path: Path, mode: str) -> str:
    place = path.as_posix()
    return f"file://{'' if place.startswith('/') else '/'}{quote(place)}?mode={mode}"


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    raw = sqlite3.connect(
        _address(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        for limit, most in _LIMITS.items():
            raw.setlimit(limit, most)
        for pragma in _PRAGMAS:
            raw.execute(f"PRAGMA {pragma}").close()
    except BaseException as error:
        raw.close()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise Unreadable(str(error)) from error  # these statements are right, so the file is not
        raise
    return raw


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what can happen to any file into one clear sentence; a defect of ours stays as it is.

    Raises:
        StoreError: the file cannot be read or written, or is damaged.

    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        known = from_sqlite(cause, path) if isinstance(cause, sqlite3.Error) else None
        if known is None:
            raise
        raise known from error
    except (
        Unreadable,
        UnicodeDecodeError,
    ) as error:  # the driver fails so on what SQLite says of broken text
        raise StoreError("store.damaged", file=str(path)) from error


class Database:
    """One connection to one file. Any thread may use it; they take turns."""

    def __init__(self, path: Path, *, writable: bool, create: bool = False) -> None:
        """Open a file. The schema is not looked at.

        Raises:
            StoreError: it cannot be opened.

        """
        self.path = path
        self.writable = writable
        self.turn = threading.RLock()
        self._closed = False
        mode = "rwc" if create else "rw" if writable else "ro"
        self._engine = sa.create_engine(
            "sqlite://",
            creator=lambda: _connect(path, mode),
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
        )
        with guarded(self.path), self._engine.connect() as connection:
            if writable:
                connection.exec_driver_sql("PRAGMA journal_mode=DELETE")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sa.Connection]:
        with self.turn:
            if self._closed:
                raise RuntimeError(f"{self.path.name} is closed")
            with guarded(self.path), self._engine.connect() as connection:
                connection.exec_driver_sql(begin)
                try:
                    yield connection
                    connection.exec_driver_sql("COMMIT")
                finally:
                    connection.connection.rollback()  # does nothing where the transaction has ended

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """Begin a transaction that sees one state and writes nothing."""
        return self._transaction("BEGIN")

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Begin a transaction that no other program can write beside.

        Raises:
            StoreError: it was not possible to write, and everything is as it was.

        """
        try:
            with self._transaction("BEGIN IMMEDIATE") as connection:
                yield connection
        except (UnicodeEncodeError, OverflowError, CodecError) as error:
            raise StoreError("store.unfit", file=str(self.path)) from error
        except TooLarge as error:
            raise StoreError("store.too_large", file=str(self.path)) from error

    def copy_to(self, target: Path) -> None:
        """Write the present state into another file, which no one has open.

        Raises:
            StoreError: this file cannot be read, or the other not be written.

        """
        with guarded(target), closing(_connect(target, "rwc")) as other, self.reading() as connection:
            cast(sqlite3.Connection, connection.connection.driver_connection).backup(other)

    def close(self) -> None:
        """Close the connection; doing so twice does nothing."""
        with self.turn:
            self._closed = True
            self._engine.dispose()


def make_schema(connection: sa.Connection) -> None:
    """Write the tables and the marks in the header into a new file."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)


def schema_count(connection: sa.Connection) -> int:
    """Return a number that changes with every change of the tables of a file."""
    count = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    return int(count)


def has_our_schema(connection: sa.Connection) -> bool:
    """Tell whether a file holds exactly our tables: no trigger, view, index or column beside them."""
    found = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return len(found) == len(SCHEMA) and {tuple(entry) for entry in found} == SCHEMA
