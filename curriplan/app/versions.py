"""Earlier values of a programme, rebuilt from its history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from curriplan.app.errors import UserError
from curriplan.app.session import Session
from curriplan.domain.changes import ChangeConflict, apply, invert
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.history import label
from curriplan.domain.ids import new_id
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.domain.version import NamedVersion

REVISION, SCENARIO = "@", "#"
TABLE = "versions"


@dataclass(frozen=True, slots=True)
class Version:
    """A programme file as it is, as it was after one of its revisions, or as one of its scenarios has it.

    ``name`` is that of a revision, in either language.
    """

    path: Path
    revision: int | None = None
    scenario: str = ""
    name: str = ""

    def __str__(self) -> str:
        """Return it as it is written: ``FILE``, ``FILE@REVISION``, ``FILE@NAME`` or ``FILE#SCENARIO``."""
        if self.name:
            return f"{self.path}{REVISION}{self.name}"
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
    if mark and number and Path(name).exists():
        return Version(Path(name), name=number)
    name, mark, scenario = text.partition(SCENARIO)
    return Version(Path(name), scenario=scenario) if mark and scenario else Version(Path(text))


def program_at(session: Session, revision: int | None) -> Program:
    """Return the programme as it was after a revision; None: as it is.

    Raises:
        UserError: there is no such revision, or the content is damaged.
        StoreError: the history cannot be read.

    """
    return session.stored if revision is None else earlier(session, revision)()


def earlier(session: Session, revision: int) -> Callable[[], Program]:
    """Return what rebuilds the programme as it was after a revision: a long way back that takes its time.

    Any thread may make the call; it raises ``StoreError`` where the history cannot be read, ``UserError`` where
    the content is damaged.

    Raises:
        UserError: there is no such revision.

    """
    session.have_answers()
    last, stored, damage = session.revision, session.stored, session.damage
    file = session.store.path.name
    if not 1 <= revision <= last:
        raise UserError("version.unknown", file=file, revision=revision, last=last)
    readers = [session.reader(n) for n in range(last, revision, -1)]

    def rebuild() -> Program:
        program = stored
        try:
            for read in readers:
                program = apply(invert(read()), program)
        except ChangeConflict as conflict:
            raise damage or UserError("session.damaged", file=file) from conflict
        return program

    return rebuild


def is_at_hand(session: Session, revision: int) -> bool:
    """Tell whether what the programme was after a revision can be rebuilt without reading the file."""
    return all(session.at_hand(n) for n in range(revision + 1, session.revision + 1))


def revision_of(session: Session, wanted: Version) -> int | None:
    """Return the revision that a version means, None for what the programme is now.

    Raises:
        UserError: no revision has that name.

    """
    if not wanted.name:
        return wanted.revision
    for one in session.stored.versions.values():
        if wanted.name in (one.name.zh, one.name.en):
            return one.revision
    raise UserError("version.unnamed", file=session.store.path.name, name=wanted.name)


def name_revision(session: Session, revision: int, name: Text, today: date) -> None:
    """Call a revision by a name, by another one if it has one; without a name it is called by its number again.

    Raises:
        UserError, StoreError: the programme cannot be changed.

    """
    held = named(session.stored, revision)
    if name:
        made = (
            replace(held, name=name)
            if held
            else NamedVersion(new_id(), name, revision, session.author, today)
        )
        words = label("version.named", name=name, revision=revision)
        session.apply_stored(words, lambda now: put(now, TABLE, made))
    elif held is not None:
        words = label("version.unnamed", name=held.name, revision=revision)
        session.apply_stored(words, lambda now: drop(now, TABLE, [(held.id,)]))


def named(program: Program, revision: int) -> NamedVersion | None:
    """Return the name of a revision, or None where it has none."""
    return next((one for one in program.versions.values() if one.revision == revision), None)
