"""What stands in a file beside the programme, because it refers to revisions: scenarios and named versions."""

from __future__ import annotations

from dataclasses import replace

from curriplan.domain.changes import Changes
from curriplan.domain.program import Program
from curriplan.domain.tables import OF_HISTORY


def alone(program: Program) -> Program:
    """Return the programme without anything that refers to revisions."""
    return replace(program, **{name: {} for name in OF_HISTORY})


def beside(program: Program, other: Program) -> Program:
    """Return a programme with what another one has that refers to revisions."""
    return replace(program, **{name: getattr(other, name) for name in OF_HISTORY})


def own_changes(changes: Changes) -> Changes:
    """Return the changes of the programme itself."""
    return tuple(one for one in changes if one.table not in OF_HISTORY)
