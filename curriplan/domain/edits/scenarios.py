"""Scenarios: made, changed, adopted, dropped. Each of these is an edit of the programme like any other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from curriplan.domain.changes import Change, Changes, apply, diff
from curriplan.domain.codec import canonical, from_plain, to_plain
from curriplan.domain.edits.beside import beside, own_changes
from curriplan.domain.edits.removal import remove
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.integrity import Problem, problems_after
from curriplan.domain.program import Program
from curriplan.domain.scenario import RowChange, Scenario
from curriplan.domain.tables import Row, table

TABLE, CHANGES = "scenarios", "scenario_changes"
Winner = Literal["programme", "scenario"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that both changed since the scenario was made, or whose change needs what the other took away."""

    change: Change
    present: Row | None


# --- row changes and what they stand for -----------------------------------------------------------


def packed(scenario: str, change: Change) -> RowChange:
    """Return a change as a scenario holds it."""
    return RowChange(scenario, _target(change), _text(change.before), _text(change.after))


def unpacked(held: RowChange) -> Change:
    """Return the change that a scenario holds.

    Raises:
        CodecError: it holds what this program does not write.
        KeyError, ValueError: likewise.

    """
    name, *key = json.loads(held.target)
    row_type = table(name).row
    return Change(name, tuple(key), _row(row_type, held.before), _row(row_type, held.after))


def _target(change: Change) -> str:
    return canonical([change.table, *change.key])


def _text(row: Row | None) -> str:
    return "" if row is None else canonical(to_plain(row))


def _row(row_type: type, text: str) -> Row | None:
    return from_plain(row_type, json.loads(text)) if text else None


def seen(changes: Changes) -> Changes:
    """Return changes with those of a scenario's rows as what they are there: changes of rows of the programme."""
    return tuple(_seen(one) if one.table == CHANGES else one for one in changes)


def _seen(change: Change) -> Change:
    was, now = (None if one is None else unpacked(one) for one in (change.before, change.after))
    if now is not None:
        return now if was is None else replace(now, before=was.after)
    return change if was is None else replace(was, before=was.after, after=was.before)


def held_by(program: Program, scenario: Scenario) -> Mapping[str, RowChange]:
    """Return what a scenario changes, as it is held."""
    return program.scenario_changes.get(scenario.id, {})


def changes_of(program: Program, scenario: Scenario) -> Changes:
    """Return what a scenario changes; raises what ``unpacked`` does."""
    return tuple(map(unpacked, held_by(program, scenario).values()))


# --- the value of a scenario -----------------------------------------------------------------------


def scenario_value(program: Program, scenario: Scenario, base: Program) -> Program:
    """Return the programme as it would be; ``base`` is what it was when the scenario was made."""
    return beside(apply(changes_of(program, scenario), base), program)


def taken_up(program: Program, scenario: Scenario, base: Program, changes: Changes) -> Changes:
    """Return the edit of the programme by which a scenario takes up some more changes of its value."""
    return tuple(
        Change(CHANGES, (scenario.id, _target(one)), was, now)
        for one in own_changes(changes)
        for was, now in [_taken_up(program, scenario, base, one)]
        if was != now
    )


def _taken_up(
    program: Program, scenario: Scenario, base: Program, change: Change
) -> tuple[RowChange | None, RowChange | None]:
    """Return what a scenario holds of a row before and after a change; nothing for a row as it was at first."""
    was = held_by(program, scenario).get(_target(change))
    first = table(change.table).get(base, change.key)
    if change.after == first:
        return was, None
    return was, packed(scenario.id, replace(change, before=first))


def between(before: Program, after: Program, scenario: Scenario, base: Program, value: Program) -> Changes:
    """Return how the value of a scenario follows from one programme to another; it is ``value`` in the first."""
    old, new = held_by(before, scenario), held_by(after, scenario)
    return tuple(
        Change(one.table, one.key, table(one.table).get(value, one.key), one.after)
        for target in {**old, **new}
        if old.get(target) is not new.get(target)
        for one in [_wanted_row(old, new, target, base)]
    )


def _wanted_row(
    old: Mapping[str, RowChange], new: Mapping[str, RowChange], target: str, base: Program
) -> Change:
    if target in new:
        return unpacked(new[target])
    gone = unpacked(old[target])
    return replace(gone, after=table(gone.table).get(base, gone.key))


def drop_scenario(program: Program, ident: str) -> Program:
    """Return the programme without a scenario."""
    others = {key: rows for key, rows in program.scenario_changes.items() if key != ident}
    return drop(replace(program, scenario_changes=others), TABLE, [(ident,)])


# --- adopting --------------------------------------------------------------------------------------


def conflicts(program: Program, scenario: Scenario) -> tuple[Conflict, ...]:
    """Return the rows that both changed to different ends, or that fit no longer with the other's changes."""
    kept = {(one.table, one.key) for one in _of_programme(program, scenario)}
    return tuple(
        Conflict(one, present)
        for one in changes_of(program, scenario)
        if (present := table(one.table).get(program, one.key)) != one.after
        and (one.table, one.key) not in kept
    )


def adopt(program: Program, scenario: Scenario, base: Program, winner: Winner | None = None) -> Program:
    """Return the programme with everything that a scenario changes, and without the scenario.

    ``base`` is what the programme was when the scenario was made; only where the scenario wins is it looked at.

    Raises:
        ChangeConflict: both changed a row, and nobody said whose change wins.

    """
    if winner == "scenario":
        return drop_scenario(_scenario_wins(program, scenario, base), scenario.id)
    programme_wins = winner == "programme"
    wanted = _of_programme(program, scenario) if programme_wins else _to_do(program, scenario, force=False)
    return drop_scenario(apply(wanted, program), scenario.id)


def _scenario_wins(program: Program, scenario: Scenario, base: Program) -> Program:
    """Return the programme with whatever a scenario changes.

    What the programme has since hung on rows that the scenario took away goes with them; what the scenario's
    rows refer to and the programme took away is there again.
    """
    after = program
    for one in changes_of(program, scenario):
        if one.after is None and not table(one.table).nested:
            after = remove(after, one.table, one.key)
    after = apply(tuple(_to_do(after, scenario, force=True)), after)
    while missing := {one.target for one in problems_after(diff(program, after), after)}:
        rows = [(name, table(name).get(base, (ident,))) for name, ident in missing if name]
        if not rows or any(row is None for _, row in rows):
            break  # nothing that a sound scenario can lead to: whoever checks the edit refuses it
        for name, row in rows:
            after = put(after, name, row)
    return after


def rebased(program: Program, revision: int) -> Program:
    """Return the programme with its scenarios as differences from what it is, as which a revision will hold it.

    What a scenario changes stays changed; a row that fits no longer with the rest is left out.
    """
    made = program
    for one in program.scenarios.values():
        changes = _sound(program, tuple(_to_do(program, one, force=True)))
        rows = (packed(one.id, change) for change in changes)
        made = put(drop_scenario(made, one.id), TABLE, replace(one, base=revision))
        made = put(made, CHANGES, *rows)
    return made


def _to_do(program: Program, scenario: Scenario, *, force: bool) -> Iterator[Change]:
    """Yield what is still to be done; with force, whatever the programme did to these rows."""
    for one in changes_of(program, scenario):
        present = table(one.table).get(program, one.key)
        if present != one.after:
            yield replace(one, before=present) if force else one


def _of_programme(program: Program, scenario: Scenario) -> Changes:
    """Return what is still to be done where the programme's own changes win."""
    return _sound(
        program,
        tuple(
            one
            for one in _to_do(program, scenario, force=False)
            if one.before == table(one.table).get(program, one.key)
        ),
    )


def _sound(program: Program, changes: Changes) -> Changes:
    """Return the changes that leave every reference with its row: those that would not are left out."""
    while changes:
        broken = tuple(problems_after(changes, apply(changes, program)))
        kept = tuple(one for one in changes if not any(_concerns(each, one) for each in broken))
        if len(kept) == len(changes):
            break
        changes = kept
    return changes


def _concerns(problem: Problem, change: Change) -> bool:
    """Tell whether a change brought a problem about: it refers to what is gone, or takes away what is needed.

    Of what is needed, nothing that belongs to it is taken away either.
    """
    if (problem.table, problem.key) == (change.table, change.key):
        return True
    return change.after is None and change.key[0] == problem.target[1]
