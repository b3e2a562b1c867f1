"""Edits of the trade's process chain, whose steps stand in the profile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from curriplan.domain.edits.courses import next_code
from curriplan.domain.edits.rows import put
from curriplan.domain.profile import ProcessStep
from curriplan.domain.program import Program
from curriplan.domain.text import EMPTY, Text


def add_step(program: Program, after: str | None = None, name: Text = EMPTY) -> Program:
    """Return the programme with one more step of the process chain, behind another one or at the end."""
    steps = program.about.process_steps
    keys = [one.key for one in steps]
    at = keys.index(after) + 1 if after in keys else len(keys)
    fresh = ProcessStep(next_code(keys, keys[at - 1] if at else "S"), name)
    return _put(program, (*steps[:at], fresh, *steps[at:]))


def change_step(program: Program, key: str, name: Text) -> Program:
    """Return the programme with a step called differently."""
    return _put(
        program,
        tuple(replace(one, name=name) if one.key == key else one for one in program.about.process_steps),
    )


def remove_steps(program: Program, keys: Iterable[str]) -> Program:
    """Return the programme without some steps; their tasks stand at none."""
    gone = set(keys)
    program = _put(program, tuple(one for one in program.about.process_steps if one.key not in gone))
    tasks = [replace(one, step="") for one in program.tasks.values() if one.step in gone]
    return put(program, "tasks", *tasks)


def _put(program: Program, steps: tuple[ProcessStep, ...]) -> Program:
    return put(program, "profile", replace(program.about, process_steps=steps))
