"""Making and opening programme files: the one way in for the window and for commands."""

from __future__ import annotations

import getpass
import re
from pathlib import Path
from typing import TYPE_CHECKING

from curriplan.app.jobs import Jobs
from curriplan.app.session import Opened, Session
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.text import Lang

if TYPE_CHECKING:
    from curriplan.storage.store import Store

SUFFIX = ".curriplan"
NAME = 60  # characters of a file name; three bytes each in Chinese, and the journal needs room beside it


def usual_author() -> str:
    """Return the name that the system knows the user by, or nothing where it knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def create(path: Path, program: Program, author: str, code: str = "programme.created") -> Store:
    """Store a new programme in a new file and return it open.

    Raises:
        StoreError: the file exists already, or the place cannot be written.

    """
    from curriplan.storage.store import Store

    return Store.create(path, program, label(code, name=program.about.name), author)


def open_file(path: Path, *, read_only: bool = False) -> Opened:
    """Open a programme file and read all but its answers; any thread may do so.

    Raises:
        StoreError: the file is missing, foreign, damaged or of a future version.

    """
    from curriplan.storage.store import Store

    store = Store.open(path, read_only=read_only)
    try:
        return Opened(store, store.load(answers=False), tuple(store.stamps()))
    except BaseException:
        store.close()
        raise


def open_session(path: Path, jobs: Jobs, author: str, *, read_only: bool = False) -> Session:
    """Open a programme file.

    Raises:
        StoreError: the file is missing, foreign, damaged or of a future version.

    """
    return Session(open_file(path, read_only=read_only), jobs, author)


def programmes_folder() -> Path:
    """Return the folder in the user's documents where new programmes go by default."""
    import platformdirs

    return platformdirs.user_documents_path() / "Curriplan"


def free_path(folder: Path, program: Program, lang: Lang) -> Path:
    """Return a path in a folder that no file has yet, named after the programme and its intake."""
    about = program.about
    name = about.name.pick(lang) or about.code or "Programme"
    if about.intake is not None and str(about.intake) not in name:
        name = f"{name} {about.intake}"
    stem = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name).strip()[:NAME] or "Programme"
    path = folder / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem} ({number}){SUFFIX}"
        number += 1
    return path
