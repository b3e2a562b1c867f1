"""A programme for another intake: ids stay, so that both can be compared row by row."""

from __future__ import annotations

from dataclasses import replace

from curriplan.domain.edits.beside import alone
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.text import Text


def for_intake(program: Program, year: int) -> Program:
    """Return the programme for the students who begin in a year.

    Where the code and the name hold the year of the old intake, they hold the new one's. Terms and places in
    them are counted from the beginning of the studies, and so stay; dates are those of evidence and reviews,
    which did not take place again, and stay as well.
    """
    about = program.about

    def renamed(text: str) -> str:
        return text if about.intake is None else text.replace(str(about.intake), str(year))

    name = Text(renamed(about.name.zh), renamed(about.name.en))
    return put(alone(program), "profile", replace(about, intake=year, code=renamed(about.code), name=name))
