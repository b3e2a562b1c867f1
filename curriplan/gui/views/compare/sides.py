"""What can stand side by side: the programme, its scenarios, and what it was at some revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from curriplan.app.derived import Derived
from curriplan.app.programmes import open_file
from curriplan.app.session import Session
from curriplan.app.versions import named
from curriplan.domain.edits.scenarios import held_by, scenario_value
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
        self._earlier: dict[int, Program | None] = {}

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

    def missing(self) -> list[int]:
        """Return the revisions that are to be read before every side can be seen."""
        needed = [self._needed(one) for one in self.shown()]
        return [one for one in dict.fromkeys(needed) if one is not None and one not in self._earlier]

    def take(self, revision: int, program: Program | None) -> None:
        """Keep what the programme was after a revision, None where that cannot be read."""
        self._earlier[revision] = program

    def can_be_seen(self, side: Side) -> bool:
        """Tell whether all is there that a side is made from."""
        needed = self._needed(side)
        return needed is None or self._earlier.get(needed) is not None

    def is_lost(self, side: Side) -> bool:
        """Tell whether a side cannot be read."""
        needed = self._needed(side)
        return needed in self._earlier and not self.can_be_seen(side)

    def _needed(self, side: Side) -> int | None:
        """Return the revision from which a side is made, None where it is at hand."""
        session = self._of_session()
        if side.kind == "revision":
            return int(side.ident)
        if side.kind == "scenario" and not self._is_here(session, side):
            return session.stored.scenarios[side.ident].base
        return None

    def _is_here(self, session: Session, side: Side) -> bool:
        now = session.scenario
        return side == (Side(PROGRAMME) if now is None else Side("scenario", now.id))

    def seen(self, side: Side) -> Seen:
        """Return the programme of a side that can be seen, and what follows from it."""
        desk, session = self._desk, self._of_session()
        if self._is_here(session, side):
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
            scenario = session.stored.scenarios[side.ident]
            return scenario, held_by(session.stored, scenario)
        return self._held[side.key].origin if side.kind == "file" else side.ident

    def _program(self, session: Session, side: Side) -> Program:
        needed = self._needed(side)
        before = None if needed is None else self._earlier[needed]
        if before is None:
            return session.stored
        if side.kind == "scenario":
            return scenario_value(session.stored, session.stored.scenarios[side.ident], before)
        return before

    def _of_session(self) -> Session:
        session = self._desk.session
        if session is None:
            raise LookupError("no programme is open")
        if session is not self._session:
            self._session, self._held, self._earlier = session, {}, {}
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
