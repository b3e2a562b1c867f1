"""What a printed form states of its own sums: kept beside what follows from terms and courses, never in its place.

None: the form states no such figure. A stated figure that differs from the derived one is a finding that
shows both sides.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatedHours:
    """Sums of hours (all, theory, practice) and credits, of a group of courses or of the whole schedule."""

    hours: float | None = None
    theory: float | None = None
    practice: float | None = None
    credits: float | None = None


@dataclass(frozen=True, slots=True)
class StatedWeeks:
    """Sums over all terms of the table of weeks (教学环节分配表)."""

    weeks: float | None = None
    class_weeks: float | None = None
    block_weeks: float | None = None
    internship_weeks: float | None = None
    exam_weeks: float | None = None
    reserve_weeks: float | None = None
    holiday_weeks: float | None = None


NO_HOURS = StatedHours()
NO_WEEKS = StatedWeeks()
