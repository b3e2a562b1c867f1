"""What can stand side by side: the programme, its scenarios, and what it was at some revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from curriplan.app.derived import Derived
from curriplan.app.programmes import open_file
from curriplan.app.scenarios import value_of
from curriplan.app.session import Session
from curriplan.app.versions import named, program_at
from curriplan.domain.program import Program
from curriplan.domain.scenario import Scenario
from curriplan.gui.desk import Desk

PROGRAMME = "programme"
MOST = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One of what is compared: ``kind``, and the id of a scenario, the number of a revision or the path of a file."""

    kind: str
    ident: str = ""

    @property
    def key(self) -> str:
        """Return what tells sides apart."""
        return f"{self.kind}:{self.ident}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A side with its programme, what follows from that, and the object that both were made from."""

    program: Program
    results: Derived
    origin: object


def read_other(path: Path) -> Seen:
    """Return another file as it can be compared; for a job, as its demand is worked out.

    Raises:
        StoreError: it cannot be opened or read.

    """
    opened = open_file(path, read_only=True)
    with opened.store as store:
        program = store.load()
    results = Derived(lambda: program)
    results.requirements()
    return Seen(program, results, program)


class Sides:
    """The sides that are shown, first of all the programme; values are kept as long as they are the same."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._session: Session | None = None
        self._held: dict[str, Seen] = {}
        self._wanted: list[Side] = []

    # -- which ------------------------------------------------------------------------------------

    def shown(self) -> list[Side]:
        """Return what is shown; scenarios that are gone are passed over."""
        session = self._of_session()
        alive = [
            one for one in self._wanted if one.kind != "scenario" or one.ident in session.stored.scenarios
        ]
        self._wanted = alive
        return [Side(PROGRAMME), *alive]

    def offered(self) -> Iterator[Side]:
        """Yield what can be added: scenarios, named versions, then all revisions, the newest first."""
        session = self._of_session()
        every = [
            *(Side("scenario", one) for one in session.stored.scenarios),
            *(Side("revision", str(one.revision)) for one in session.stored.versions.values()),
            *(Side("revision", str(one.revision)) for one in reversed(session.stamps())),
        ]
        yield from (one for one in dict.fromkeys(every) if one not in self._wanted)

    def add(self, side: Side) -> None:
        """Show one more, in the place of the last one where there is no room."""
        if side not in self.shown():
            self._wanted = [*self._wanted[: MOST - 2], side]

    def add_file(self, path: Path, seen: Seen) -> Side:
        """Show another file, which was read before."""
        side = Side("file", str(path))
        self._held[side.key] = seen
        self.add(side)
        return side

    def remove(self, side: Side) -> None:
        """Show one less."""
        self._wanted = [one for one in self._wanted if one != side]

    # -- what -------------------------------------------------------------------------------------

    def seen(self, side: Side) -> Seen:
        """Return a side's programme and what follows from it.

        Raises:
            StoreError: what it was cannot be read back.

        """
        desk, session = self._desk, self._of_session()
        now = session.scenario
        if side.kind == ("scenario" if now else PROGRAMME) and side.ident == (now.id if now else ""):
            return Seen(session.program, desk.results, session.program)
        origin = self._origin(session, side)
        held = self._held.get(side.key)
        if held is None or held.origin != origin:
            program = self._program(session, side)
            near = desk.results if held is None else held.results
            held = self._held[side.key] = Seen(program, near.imagine(program), origin)
        return held

    def _origin(self, session: Session, side: Side) -> object:
        if side.kind == PROGRAMME:
            return session.stored
        if side.kind == "scenario":
            return session.stored.scenarios[side.ident]
        return self._held[side.key].origin if side.kind == "file" else side.ident

    def _program(self, session: Session, side: Side) -> Program:
        if side.kind == "scenario":
            return value_of(session, session.stored.scenarios[side.ident])
        return program_at(session, int(side.ident)) if side.kind == "revision" else session.stored

    def _of_session(self) -> Session:
        session = self._desk.session
        if session is None:
            raise LookupError("no programme is open")
        if session is not self._session:
            self._session, self._held = session, {}
            scenarios = [Side("scenario", one) for one in session.stored.scenarios]
            self._wanted = (scenarios or [Side("revision", "1")])[: MOST - 1]
        return session

    # -- words ------------------------------------------------------------------------------------

    def name(self, side: Side) -> str:
        """Return what a side is called."""
        say = self._desk.say
        if side.kind == "scenario":
            return self.scenario_name(self._of_session().stored.scenarios[side.ident])
        if side.kind == "file":
            return Path(side.ident).stem
        if side.kind == PROGRAMME:
            return say("compare.programme")
        held = named(self._of_session().stored, int(side.ident))
        if held is None:
            return say("compare.revision", n=side.ident)
        return say("compare.version", name=held.name, n=side.ident)

    def scenario_name(self, scenario: Scenario) -> str:
        """Return what a scenario is called."""
        return self._desk.name(scenario.name, self._desk.say("compare.nameless"))
