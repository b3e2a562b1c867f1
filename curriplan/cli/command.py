"""What a command is, and what it is called with."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from curriplan.app.errors import UserError
from curriplan.app.jobs import inline_jobs
from curriplan.app.programmes import open_session, usual_author
from curriplan.app.session import Session
from curriplan.app.texts import Texts
from curriplan.cli.face import Face
from curriplan.cli.output import Output


class Exit(IntEnum):
    """Exit codes that scripts rely on; ``DEFECT`` is EX_SOFTWARE of sysexits.h."""

    DONE = 0
    ERRORS = 1
    WRONG_COMMAND = 2
    UNUSABLE = 3
    NO_PLAN = 4
    NOT_FOUND = 5
    DEFECT = 70


class WrongCommand(Exception):
    """The command line is wrong. ``code`` is a key below ``error.cli`` in the texts."""

    def __init__(self, code: str, **args: object) -> None:
        super().__init__(code)
        self.code = code
        self.args_by_name = args


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a command: its options, the user's language, the window, and where it writes."""

    options: Namespace
    texts: Texts
    face: Face
    out: Output

    def say(self, key: str, /, **args: object) -> None:
        """Write a sentence of the catalogue as a line; nothing where JSON was asked for."""
        self.out.line(self.texts(key, **args))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open the programme FILE for reading, with its answers.

        Raises:
            StoreError: it cannot be opened.
            UserError: its content does not agree with its digest.

        """
        with open_programme(self.options.file, read_only=True) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open the programme FILE for changes, with its answers.

        Raises:
            StoreError: it cannot be opened, or may only be read.
            UserError: its content does not agree with its digest.

        """
        with open_programme(self.options.file) as session:
            yield session


@contextmanager
def open_programme(path: Path, *, read_only: bool = False) -> Iterator[Session]:
    """Open a programme with its answers, do everything at once, and close it.

    Raises:
        StoreError: it cannot be opened, may only be read where changes are wanted, or an edit was not stored.
        UserError: its content does not agree with its digest.

    """
    session = open_session(path, inline_jobs(), usual_author(), read_only=read_only)
    try:
        session.load_answers()
        if session.damage is not None:
            raise session.damage
        if session.store.refusal is not None and not read_only:
            raise session.store.refusal
        yield session
        if session.failure is not None:
            raise session.failure
        if session.unsaved:
            raise UserError("session.unsaved", file=session.store.path.name, n=session.unsaved)
    finally:
        session.close(discard=True)  # what is lost was told by what is raised


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name (help in ``cli.help.NAME``), its arguments, and what it does."""

    name: str
    add: Callable[[ArgumentParser, Texts], None]
    run: Callable[[Call], Exit]
