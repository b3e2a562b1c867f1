"""Edits of the trade's process chain, whose steps stand in the profile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from curriplan.domain.edits.rows import put
from curriplan.domain.profile import ProcessStep
from curriplan.domain.program import Program
from curriplan.domain.text import EMPTY


def add_step(program: Program, key: str, after: str | None = None) -> Program:
    """Return the programme with one more step of the process chain, behind another one or at the end."""
    steps = program.about.process_steps
    keys = [one.key for one in steps]
    at = keys.index(after) + 1 if after in keys else len(keys)
    return _put(program, (*steps[:at], ProcessStep(key, EMPTY), *steps[at:]))


def change_step(program: Program, key: str, fresh: ProcessStep) -> Program:
    """Return the programme with a step replaced; tasks follow a new key."""
    program = _put(program, tuple(fresh if one.key == key else one for one in program.about.process_steps))
    tasks = [one for one in program.tasks.values() if one.step == key != fresh.key]
    return put(program, "tasks", *(replace(one, step=fresh.key) for one in tasks))


def remove_steps(program: Program, keys: Iterable[str]) -> Program:
    """Return the programme without some steps; their tasks stand at none."""
    gone = set(keys)
    program = _put(program, tuple(one for one in program.about.process_steps if one.key not in gone))
    tasks = [replace(one, step="") for one in program.tasks.values() if one.step in gone]
    return put(program, "tasks", *tasks)


def _put(program: Program, steps: tuple[ProcessStep, ...]) -> Program:
    return put(program, "profile", replace(program.about, process_steps=steps))
