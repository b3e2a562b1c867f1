"""The steps of the process chain, which stand in the profile, as rows like any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from curriplan.domain.edits.fields import with_value
from curriplan.domain.edits.steps import change_step
from curriplan.domain.profile import ProcessStep
from curriplan.domain.program import Program
from curriplan.domain.text import Text


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as a row: its key is its code, by which tasks name it."""

    id: str
    code: str
    name: Text


def step_rows(program: Program) -> Mapping[str, StepRow]:
    """Return the steps in their order."""
    return {one.key: StepRow(one.key, one.key, one.name) for one in program.about.process_steps}


def put_steps(program: Program, values: Iterable[tuple[str, str, Any]]) -> Program:
    """Return the programme with some (key, path, value) of its steps set."""
    rows = dict(step_rows(program))
    touched: dict[str, StepRow] = {}
    for key, path, value in values:
        touched[key] = with_value(touched.get(key, rows[key]), path, value)
    for key, row in touched.items():
        program = change_step(program, key, ProcessStep(row.code, row.name))
    return program
