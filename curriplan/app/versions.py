"""Earlier values of a programme, rebuilt from its history."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from curriplan.app.errors import UserError
from curriplan.app.session import Session
from curriplan.domain.changes import apply, invert
from curriplan.domain.program import Program

REVISION, SCENARIO = "@", "#"


@dataclass(frozen=True, slots=True)
class Version:
    """A programme file as it is, as it was after one of its revisions, or as one of its scenarios has it."""

    path: Path
    revision: int | None = None
    scenario: str = ""

    def __str__(self) -> str:
        """Return it as it is written: ``FILE``, ``FILE@REVISION`` or ``FILE#SCENARIO``."""
        if self.scenario:
            return f"{self.path}{SCENARIO}{self.scenario}"
        return str(self.path) if self.revision is None else f"{self.path}{REVISION}{self.revision}"


def version(text: str) -> Version:
    """Return what ``FILE``, ``FILE@REVISION`` or ``FILE#SCENARIO`` means; a file that has the whole name is it."""
    if Path(text).exists():
        return Version(Path(text))
    name, mark, number = text.rpartition(REVISION)
    if mark and number.isdecimal():
        return Version(Path(name), int(number))
    name, mark, scenario = text.partition(SCENARIO)
    return Version(Path(name), scenario=scenario) if mark and scenario else Version(Path(text))


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
