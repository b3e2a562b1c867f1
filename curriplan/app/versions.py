"""Earlier values of a programme, rebuilt from its history."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from curriplan.app.errors import UserError
from curriplan.app.session import Session
from curriplan.domain.changes import apply, invert
from curriplan.domain.program import Program

MARK = "@"


@dataclass(frozen=True, slots=True)
class Version:
    """A programme file as it is (None), or as it was after one of its revisions."""

    path: Path
    revision: int | None = None

    def __str__(self) -> str:
        """Return it as it is written: ``FILE`` or ``FILE@REVISION``."""
        return str(self.path) if self.revision is None else f"{self.path}{MARK}{self.revision}"


def version(text: str) -> Version:
    """Return what ``FILE`` or ``FILE@REVISION`` means; a file that has the whole name is that file."""
    name, mark, number = text.rpartition(MARK)
    if not mark or not number.isdecimal() or Path(text).exists():
        return Version(Path(text))
    return Version(Path(name), int(number))


def program_at(session: Session, revision: int | None) -> Program:
    """Return the programme as it was after a revision; None: as it is.

    Raises:
        UserError: there is no such revision.

    """
    last, program = session.revision, session.stored
    if revision is None:
        return program
    if not 1 <= revision <= last:
        raise UserError("version.unknown", file=session.store.path.name, revision=revision, last=last)
    for n in range(last, revision, -1):
        program = apply(invert(session.changes(n)), program)
    return program
