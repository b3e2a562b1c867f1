"""Edits of the cost table: what closing a gap costs in hours.

Other figures are another table, so each of these edits gives the table the next name; a proposal that
names its table can then be understood later.
"""

from __future__ import annotations

from dataclasses import replace

from curriplan.domain.edits.courses import next_code
from curriplan.domain.edits.rows import put
from curriplan.domain.profile import USUAL_COSTS, Cost, CostTable
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode

OWN = "own-1"


def set_cost(
    program: Program,
    kind: Kind,
    mode: Mode,
    *,
    per_level: float | None = None,
    assessment: float | None = None,
) -> Program:
    """Return the programme with a pair's hours for each level, or for its assessment, set anew.

    A pair without figures gets both only once ``per_level`` is given; its assessment is then the usual one.
    """
    table = program.about.costs
    held = table.of(kind, mode)
    usual = held or USUAL_COSTS.of(kind, mode)
    if usual is None or (held is None and per_level is None):
        return program
    after = Cost(
        kind,
        mode,
        usual.per_level if per_level is None else per_level,
        usual.assessment if assessment is None else assessment,
    )
    if held is None:
        return _put(program, replace(table, entries=(*table.entries, after)))
    return _put(
        program, replace(table, entries=tuple(after if one is held else one for one in table.entries))
    )


def set_weekly_step(program: Program, step: float) -> Program:
    """Return the programme with other steps in which the weekly hours of a course can grow."""
    return _put(program, replace(program.about.costs, weekly_step=step))


def name_costs(program: Program, version: str) -> Program:
    """Return the programme with its cost table called differently; the figures stay."""
    return put(
        program, "profile", replace(program.about, costs=replace(program.about.costs, version=version))
    )


def usual_costs(program: Program) -> Program:
    """Return the programme with the default cost table."""
    return put(program, "profile", replace(program.about, costs=USUAL_COSTS))


def _put(program: Program, table: CostTable) -> Program:
    before = program.about.costs
    if table == before:
        return program
    version = OWN if before.version == USUAL_COSTS.version else next_code((before.version,), before.version)
    return put(program, "profile", replace(program.about, costs=replace(table, version=version)))
