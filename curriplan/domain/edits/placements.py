"""Edits of the plan: where courses stand, and which are fixed there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from curriplan.domain.edits.rows import drop, put
from curriplan.domain.plan import Placement
from curriplan.domain.program import Program


def place(program: Program, terms: Mapping[str, str | None]) -> Program:
    """Return the programme with courses moved to the term that each begins in; None takes it off the plan.

    A lock stays with its course.
    """
    puts = [
        replace(program.placements.get(course, Placement(course, term)), term=term)
        for course, term in terms.items()
        if term is not None
    ]
    off = [(course,) for course, term in terms.items() if term is None]
    return drop(put(program, "placements", *puts), "placements", off)


def lock(program: Program, courses: Iterable[str], locked: bool) -> Program:
    """Return the programme with placed courses fixed to their term, or freed."""
    placed = [program.placements[one] for one in courses if one in program.placements]
    return put(program, "placements", *(replace(one, locked=locked) for one in placed))
