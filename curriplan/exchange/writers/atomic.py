"""Write a file so that it is either the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from curriplan.exchange.writers.result import CannotWrite


def write_atomically(path: Path, data: bytes) -> None:
    """Put bytes at a path through a temporary file in the same folder.

    Raises:
        CannotWrite: the folder is missing, the target is a folder or in use, the disk is full.

    """
    if path.is_dir():
        raise CannotWrite("export.is_folder", file=path.name)
    try:
        _replace(path, data)
    except OSError as failure:
        raise _refusal(path, failure) from failure


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _mode(path: Path) -> int:
    """Return the rights of the file that stood there, or what everybody expects of a new file."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o644


def _refusal(path: Path, failure: OSError) -> CannotWrite:
    if not path.parent.is_dir():
        return CannotWrite("export.folder_missing", file=path.name, folder=str(path.parent))
    if isinstance(failure, PermissionError) or failure.errno == errno.EROFS:
        return CannotWrite("export.locked", file=path.name)
    if failure.errno in {errno.ENOSPC, errno.EDQUOT}:
        return CannotWrite("export.disk_full", file=path.name)
    return CannotWrite("export.failed", file=path.name, reason=failure.strerror or str(failure))
