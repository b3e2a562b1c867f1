"""The calendar of terms and where courses stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from curriplan.domain.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Term:
    """One term; ``number`` counts from 1 over the whole programme. Weeks None: not known.

    ``weeks`` = teaching weeks + holidays; the weeks left of the teaching weeks after exam, reserve,
    whole-week courses and internship are the class weeks. Limits None: the profile's hold. ``class_weeks``,
    ``block_weeks`` and ``internship_weeks`` are what a printed form states, to stand beside what follows from
    the courses; None: it states none.
    """

    id: str
    number: int
    year: int
    name: Text = EMPTY
    weeks: float | None = None
    holiday_weeks: float | None = None
    exam_weeks: float | None = None
    reserve_weeks: float | None = None
    class_weeks: float | None = None
    block_weeks: float | None = None
    internship_weeks: float | None = None
    max_weekly_hours: float | None = None
    max_credits: float | None = None

    @property
    def teaching_weeks(self) -> float | None:
        """Return the weeks of the term without holidays, or None where the weeks are not known."""
        return None if self.weeks is None else self.weeks - (self.holiday_weeks or 0.0)


@dataclass(frozen=True, slots=True)
class Placement:
    """A course begins in ``term`` and runs over as many terms as it has parts."""

    course: str
    term: str
    locked: bool = False
