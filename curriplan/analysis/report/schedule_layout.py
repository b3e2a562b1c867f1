"""The columns of the six-term schedule, after the official form (类别 … 周学时安排 一..六)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from curriplan.analysis.report.tree import Align, Column, Head, say
from curriplan.analysis.report.words import term_name, year
from curriplan.domain.plan import Term

TYPE, CORE, NAME, CODE, NATURE, EXAM = range(6)
HOURS, CREDITS, THEORY, ON_CAMPUS, OFF_CAMPUS, EXTRA = range(6, 12)
FIRST_TERM = 12
LEAD_KEYS = ("type", "core", "name", "code", "nature", "exam", "hours", "credits")
NAME_WIDTH, DEPARTMENT_WIDTH = 30, 16
"""Longer ones break: on A4 across, type stays at 7 points and above."""

PLACE_KEYS = ("theory", "on_campus", "off_campus", "extra")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand: terms, their folded multipliers, check, department, folded weights.

    A course's hours are the sum over terms of term cell x multiplier: weekly hours x weeks, or whole
    weeks x hours of a week. A weight says by how much the figures of a row count (a pool's courses
    less than 1); ``weekly`` repeats it for rows with weekly hours only.
    """

    terms: tuple[Term, ...]

    @property
    def last_term(self) -> int:
        """Return the column of the last term."""
        return FIRST_TERM + len(self.terms) - 1

    @property
    def first_multiplier(self) -> int:
        """Return the column of the first term's multiplier."""
        return FIRST_TERM + len(self.terms)

    @property
    def last_multiplier(self) -> int:
        """Return the column of the last term's multiplier."""
        return self.first_multiplier + len(self.terms) - 1

    @property
    def check(self) -> int:
        """Return the column of hours minus their parts."""
        return self.last_multiplier + 1

    @property
    def department(self) -> int:
        """Return the column of the department."""
        return self.check + 1

    @property
    def hour_weight(self) -> int:
        """Return the column that says by how much hours count."""
        return self.check + 2

    @property
    def credit_weight(self) -> int:
        """Return the column that says by how much credits count."""
        return self.check + 3

    @property
    def weekly_weight(self) -> int:
        """Return the column that says by how much hours a week count."""
        return self.check + 4

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return self.check + 5

    def term_column(self, number: int) -> int | None:
        """Return the column of a term by its number, or None where the programme has no such term."""
        places = {term.number: FIRST_TERM + n for n, term in enumerate(self.terms)}
        return places.get(number)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the table."""
        narrow = Column(8, least=6, align=Align.RIGHT)
        term = Column(10, least=7, align=Align.CENTRE)
        folded = Column(9, least=6, align=Align.RIGHT, helper=True)
        return (
            Column(12, least=9, wrap=True, align=Align.CENTRE, stacked=True),
            Column(5, align=Align.CENTRE),
            Column(NAME_WIDTH, least=24, wrap=True, stacked=True),
            Column(14, least=8),
            Column(11, least=6, align=Align.CENTRE, stacked=True),
            Column(9, least=6, align=Align.CENTRE, stacked=True),
            *[narrow] * 6,
            *[term] * len(self.terms),
            *[folded] * len(self.terms),
            Column(7, align=Align.CENTRE),
            Column(DEPARTMENT_WIDTH, least=10, wrap=True, stacked=True),
            *[folded] * 3,
        )

    def headers(self) -> tuple[tuple[Head | None, ...], ...]:
        """Return the two header rows."""
        upper: list[Head | None] = [Head(say(f"plan.{key}"), rows=2) for key in LEAD_KEYS]
        upper += _over(Head(say("plan.places"), columns=4))
        for number, held in groupby(self.terms, key=lambda term: term.year):
            upper += _over(Head(year(number), columns=len(list(held))))
        if self.terms:
            upper += _over(Head(say("plan.multipliers"), columns=len(self.terms)))
        upper += [Head(say("plan.check"), rows=2), Head(say("plan.department"), rows=2)]
        upper += _over(Head(say("plan.weights"), columns=3))
        return (tuple(upper), self._lower())

    def _lower(self) -> tuple[Head | None, ...]:
        numbers = [Head(term_name(term)) for term in self.terms]
        return (
            *[None] * len(LEAD_KEYS),
            *(Head(say(f"plan.{key}")) for key in PLACE_KEYS),
            *numbers,
            *(Head(say("plan.times", term=term_name(term))) for term in self.terms),
            None,
            None,
            *(Head(say(f"plan.{key}")) for key in ("hour_weight", "credit_weight", "weekly_weight")),
        )


def _over(head: Head) -> list[Head | None]:
    return [head, *[None] * (head.columns - 1)]
