"""Scenarios of an open programme: made, found by name, adopted, dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from curriplan.app.errors import UserError
from curriplan.app.session import Session
from curriplan.app.texts import Texts
from curriplan.app.values import ENDS, MADE, scenario_of, within
from curriplan.app.versions import Version, program_at, revision_of
from curriplan.domain.edits.rows import put
from curriplan.domain.edits.scenarios import Winner, adopt, conflicts, drop_scenario, scenario_value
from curriplan.domain.history import Stamp, label
from curriplan.domain.ids import new_id
from curriplan.domain.program import Program
from curriplan.domain.scenario import Scenario
from curriplan.domain.text import Text

RENAMED = "scenario.renamed"


def fork(session: Session, name: Text, today: date) -> Scenario:
    """Store a new scenario that begins with the programme as it is.

    Raises:
        UserError, StoreError: the programme cannot be changed.

    """
    made = Scenario(new_id(), name, session.revision, session.author, today)
    session.apply_stored(label(MADE, name=name), lambda now: put(now, "scenarios", made))
    return made


def find(session: Session, name: str) -> Scenario:
    """Return the scenario of a name, in either language, or of an id.

    Raises:
        UserError: there is none.

    """
    held = session.stored.scenarios.values()
    found = [one for one in held if name in (one.id, one.name.zh, one.name.en)]
    if found:
        return found[0]
    file, known = session.store.path.name, [one.name for one in held]
    if known:
        raise UserError("scenario.unknown", file=file, name=name, known=known)
    raise UserError("scenario.none", file=file, name=name)


def edit_words(stamp: Stamp, program: Program, texts: Texts) -> str:
    """Return what a revision did and, where that was done in a scenario, in which one."""
    key, ident = f"edit.{stamp.label.code}", scenario_of(stamp.label)
    words = texts(key, **dict(stamp.label.args)) if texts.has(key) else stamp.label.code
    if not ident or stamp.label.code == RENAMED:
        return words  # of a new name itself it goes without saying
    held = program.scenarios.get(ident)
    if held is None:
        return texts("scenario.within_gone", what=words)
    return texts("scenario.within", what=words, name=held.name)


def version_words(session: Session, texts: Texts) -> str:
    """Return which version is shown, as it stands in a document: the revision, and the scenario if it is one."""
    held = session.scenario
    if held is None:
        return str(session.revision)
    return texts("scenario.version", revision=session.revision, name=held.name)


def value_of(session: Session, scenario: Scenario) -> Program:
    """Return the programme as a scenario has it."""
    return scenario_value(session.stored, scenario, program_at(session, scenario.base))


def program_of(session: Session, wanted: Version) -> Program:
    """Return the programme that a version of the open file means.

    Raises:
        UserError: the file has no such revision, or no such scenario.

    """
    if wanted.scenario:
        return value_of(session, find(session, wanted.scenario))
    return program_at(session, revision_of(session, wanted))


def adopt_scenario(session: Session, scenario: Scenario, winner: Winner | None = None) -> None:
    """Make a scenario's changes the programme's, as one edit; the programme is shown then.

    Raises:
        UserError: both changed a row, and nobody said whose change wins; or what was there once cannot be read.
        StoreError: the programme cannot be changed, or its history not be read.
        IntegrityError: together they would leave a reference without its row; nothing changes.

    """
    clashing = conflicts(session.stored, scenario)
    if clashing and winner is None:
        raise UserError("scenario.clash", n=len(clashing))
    words = label("scenario.adopted", name=scenario.name, **{ENDS: scenario.id})
    base = program_at(session, scenario.base if winner == "scenario" else None)
    session.apply_stored(words, lambda now: adopt(now, scenario, base, winner))


def rename_scenario(session: Session, scenario: Scenario, name: Text) -> None:
    """Call a scenario by another name; that is an edit in the scenario, and can be undone there."""
    words = within(label(RENAMED, name=name), scenario.id)
    session.apply_stored(words, lambda now: put(now, "scenarios", replace(scenario, name=name)))


def drop_it(session: Session, scenario: Scenario) -> None:
    """Drop a scenario; that is an edit, so it can be undone."""
    words = label("scenario.dropped", name=scenario.name, **{ENDS: scenario.id})
    session.apply_stored(words, lambda now: drop_scenario(now, scenario.id))


def show_scenario(session: Session, scenario: Scenario | None) -> None:
    """Show and edit a scenario from now on, or the programme itself.

    Raises:
        UserError, StoreError: what the programme was cannot be read back.

    """
    base = session.stored if scenario is None else program_at(session, scenario.base)
    session.show(scenario, base)
