"""Scenarios: made, changed, adopted, dropped. Each of these is an edit of the programme like any other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from curriplan.domain.changes import Change, Changes, apply, diff
from curriplan.domain.codec import canonical, from_plain, to_plain
from curriplan.domain.edits.beside import alone, beside
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.program import Program
from curriplan.domain.scenario import RowChange, Scenario
from curriplan.domain.tables import Row, table

TABLE = "scenarios"
Winner = Literal["programme", "scenario"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that the scenario changed and the programme as well since the scenario was made."""

    change: Change
    present: Row | None


def packed(changes: Changes) -> tuple[RowChange, ...]:
    """Return changes as a scenario holds them."""
    return tuple(RowChange(one.table, one.key, _text(one.before), _text(one.after)) for one in changes)


def _text(row: Row | None) -> str:
    return "" if row is None else canonical(to_plain(row))


def changes_of(scenario: Scenario) -> Changes:
    """Return what a scenario changes.

    Raises:
        CodecError: it holds what this program does not write.
        KeyError: likewise.

    """
    return tuple(
        Change(one.table, one.key, _row(one.table, one.before), _row(one.table, one.after))
        for one in scenario.changes
    )


def _row(name: str, text: str) -> Row | None:
    return from_plain(table(name).row, json.loads(text)) if text else None


def scenario_value(program: Program, scenario: Scenario, base: Program) -> Program:
    """Return the programme as it would be; ``base`` is what it was when the scenario was made."""
    return beside(apply(changes_of(scenario), base), program)


def with_value(program: Program, scenario: Scenario, base: Program, value: Program) -> Program:
    """Return the programme whose scenario leads to another value."""
    fresh = packed(diff(alone(base), alone(value)))
    return put(program, TABLE, replace(scenario, changes=fresh))


def drop_scenario(program: Program, ident: str) -> Program:
    """Return the programme without a scenario."""
    return drop(program, TABLE, [(ident,)])


def conflicts(program: Program, scenario: Scenario) -> tuple[Conflict, ...]:
    """Return the rows that both changed, to different ends."""
    return tuple(
        Conflict(one, present)
        for one in changes_of(scenario)
        if (present := table(one.table).get(program, one.key)) not in (one.before, one.after)
    )


def adopt(program: Program, scenario: Scenario, winner: Winner | None = None) -> Program:
    """Return the programme with everything that a scenario changes, and without the scenario.

    Raises:
        ChangeConflict: both changed a row, and nobody said whose change wins.

    """
    return drop_scenario(apply(_wanted(program, scenario, winner), program), scenario.id)


def _wanted(program: Program, scenario: Scenario, winner: Winner | None) -> Iterator[Change]:
    """Yield what is still to be done, with conflicts decided."""
    for one in changes_of(scenario):
        present = table(one.table).get(program, one.key)
        if present == one.after:
            continue
        if present == one.before or winner is None:
            yield one
        elif winner == "scenario":
            yield replace(one, before=present)
