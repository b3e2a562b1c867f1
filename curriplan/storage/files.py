"""New files appear whole or not at all, also after a power cut."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from curriplan.storage.errors import StoreError, from_os
from curriplan.storage.header import journal_of

LONGEST_NAME = 240  # bytes; file systems allow 255, and the journal and the lock add to the name


def check_name(path: Path) -> None:
    """See that a new file can have the names that stand beside it.

    Raises:
        StoreError: its name is too long.

    """
    if len(os.fsencode(path.name)) > LONGEST_NAME:
        raise StoreError("store.long_name", file=str(path))


def check_free(path: Path) -> None:
    """See that a name can be taken by a new file.

    Raises:
        StoreError: it is too long, or something has it already.

    """
    check_name(path)
    if os.path.lexists(path):
        raise StoreError("store.exists", file=str(path))


@contextmanager
def scratch(target: Path) -> Iterator[Path]:
    """Offer a path beside a target for a file that is gone afterwards."""
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        yield temporary
    finally:
        journal_of(temporary).unlink(missing_ok=True)
        temporary.unlink(missing_ok=True)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Offer a path beside a target; what is written there takes the target's place if all went well.

    Raises:
        StoreError: the folder cannot be written, or its disk is full; the target is as it was.

    """
    try:
        with scratch(target) as temporary:
            yield temporary
            if target.exists():
                shutil.copymode(target, temporary)
            _sync(temporary)
            os.replace(temporary, target)
        _sync_folder(target.parent)
    except StoreError as error:
        raise StoreError(error.code, **{**error.args_by_name, "file": str(target)}) from error
    except OSError as error:
        raise from_os(error, target) from error


def _sync(path: Path) -> None:
    with path.open("r+b") as handle:
        os.fsync(handle.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a new name last; Windows has no such call and writes names through."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
