"""Edits of the calendar: more terms, fewer terms. What a year is mainly for goes along."""

from __future__ import annotations

from dataclasses import replace

from curriplan.domain.edits.removal import remove
from curriplan.domain.edits.rows import put
from curriplan.domain.ids import stable_id
from curriplan.domain.plan import Term
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.scale import Mode

USUAL_TERMS_OF_A_YEAR = 2


def years(program: Program) -> int:
    """Return how many study years the terms make."""
    return max((one.year for one in program.terms.values()), default=0)


def terms_of_a_year(program: Program) -> int:
    """Return how many terms a year has: as many as the first, but at least two while there is only that one."""
    first = min((one.year for one in program.terms.values()), default=1)
    held = sum(one.year == first for one in program.terms.values())
    return held if years(program) > first else max(held, USUAL_TERMS_OF_A_YEAR)


def add_term(program: Program) -> Program:
    """Return the programme with one more term at the end; its weeks are not known yet.

    It belongs to the last year until that has as many terms as the first.
    """
    number = max((one.number for one in program.terms.values()), default=0) + 1
    year = years(program)
    held = sum(one.year == year for one in program.terms.values())
    if not held or held >= terms_of_a_year(program):
        year += 1
    ident = stable_id("term", str(number), *sorted(program.terms))
    return with_phases(put(program, "terms", Term(ident, number, year)))


def remove_last_term(program: Program) -> Program:
    """Return the programme without its last term; courses that began there have none."""
    last = max(program.terms.values(), key=lambda one: (one.number, one.id), default=None)
    return program if last is None else with_phases(remove(program, "terms", [last.id]))


def set_years(program: Program, wanted: int) -> Program:
    """Return the programme with terms for so many study years, at least one; new years are as long as the first."""
    wanted = max(1, wanted)
    if wanted <= years(program):
        over = [one.id for one in program.terms.values() if one.year > wanted]
        return with_phases(remove(program, "terms", over))
    each = terms_of_a_year(program)
    while sum(one.year == wanted for one in program.terms.values()) < each:
        program = add_term(program)
    return program


def with_phases(program: Program) -> Program:
    """Return the programme with a phase for each year; a new year is for what the one before is for."""
    about, wanted = program.about, years(program)
    if len(about.phases) == wanted:
        return program
    last = about.phases[-1] if about.phases else Mode.THEORY
    phases = (*about.phases, *(last,) * (wanted - len(about.phases)))[:wanted]
    return put(program, "profile", replace(program.profile[PROFILE_ID], phases=phases))
