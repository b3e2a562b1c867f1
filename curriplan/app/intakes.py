"""The next intake: a programme of its own that begins with what the last one taught."""

from __future__ import annotations

from datetime import date

from curriplan.analysis.rules.check import check
from curriplan.app.errors import UserError
from curriplan.domain.edits.intake import for_intake
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program

MADE = "programme.next_intake"
FIRST_DAY = (9, 1)
"""Month and day on which students begin: a default that no source gives."""
DATED = frozenset({"review_passed"})


def next_intake(program: Program, year: int | None = None) -> Program:
    """Return the programme for an intake, the next one where no year is given.

    Raises:
        UserError: the intake of the programme is not known, or is the one that is asked for.

    """
    old = program.about.intake
    if year is None and old is None:
        raise UserError("intake.unknown")
    wanted = year if year is not None else (old or 0) + 1
    if wanted == old:
        raise UserError("intake.same", year=str(wanted))
    return for_intake(program, wanted)


def past_dates(program: Program) -> tuple[Finding, ...]:
    """Return what is past its date by the time the students of a programme begin; nothing if that is not known."""
    year = program.about.intake
    if year is None:
        return ()
    return tuple(one for one in check(program, date(year, *FIRST_DAY)) if one.code in DATED)
