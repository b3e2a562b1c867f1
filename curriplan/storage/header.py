"""What the first 100 bytes of a file say about it, read without opening it as a database.

Source: the SQLite file format, section 1.3 "The Database Header".
"""

from __future__ import annotations

import sqlite3
import stat
import struct
from dataclasses import dataclass
from pathlib import Path

from curriplan.storage.errors import StoreError

APPLICATION_ID = 0x43505052  # "CPPR"
SCHEMA_VERSION = 2
_MAGIC = b"SQLite format 3\x00"
_SIZE = 100


@dataclass(frozen=True, slots=True)
class Header:
    """Bytes a page, pages, ``user_version`` (the version of the schema) and ``application_id``."""

    page_size: int
    pages: int
    version: int
    application: int


def sqlite_version() -> str:
    """Return the version of the SQLite that reads and writes files here."""
    return sqlite3.sqlite_version


def _field(head: bytes, offset: int) -> int:
    number: int = struct.unpack_from(">I", head, offset)[0]
    return number


def _size(path: Path) -> int:
    """Return the size of a regular file; a pipe must not be opened, because that would wait for ever."""
    file = str(path)
    try:
        info = path.stat()
    except FileNotFoundError:
        raise StoreError("store.missing", file=file) from None
    except OSError as error:
        raise StoreError("store.unreadable", file=file) from error
    if stat.S_ISDIR(info.st_mode):
        raise StoreError("store.folder", file=file)
    if not stat.S_ISREG(info.st_mode):
        raise StoreError("store.foreign", file=file)
    if info.st_size == 0:
        raise StoreError("store.empty", file=file)
    return info.st_size


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return handle.read(_SIZE)
    except OSError as error:
        raise StoreError("store.unreadable", file=str(path)) from error


def read_header(path: Path) -> Header:
    """Return the header of a programme file of any version.

    Raises:
        StoreError: there is no such file, or it is not a programme of this program, or is cut short.

    """
    size, head, file = _size(path), _read(path), str(path)
    if not head.startswith(_MAGIC):
        raise StoreError("store.foreign", file=file)
    if len(head) < _SIZE:
        raise StoreError("store.damaged", file=file)
    page_size = struct.unpack_from(">H", head, 16)[0]
    header = Header(
        65536 if page_size == 1 else page_size, _field(head, 28), _field(head, 60), _field(head, 68)
    )
    if header.application != APPLICATION_ID:
        raise StoreError("store.foreign", file=file)
    if size < header.pages * header.page_size and not journal_of(path).exists():
        raise StoreError("store.damaged", file=file)
    return header


def is_programme(path: Path) -> bool:
    """Tell whether a programme of any version stands at a path, whole or damaged.

    Raises:
        StoreError: something is there that cannot be read.

    """
    if not path.is_file():
        return False
    head = _read(path)
    return head.startswith(_MAGIC) and len(head) == _SIZE and _field(head, 68) == APPLICATION_ID


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps what it needs to take an unfinished transaction back."""
    return path.with_name(f"{path.name}-journal")
