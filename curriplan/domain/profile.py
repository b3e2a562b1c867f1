"""The programme's own row: what it is called and by which conventions it counts."""

from __future__ import annotations

from dataclasses import dataclass

from curriplan.domain.scale import Caps, Kind, Mode, Scale
from curriplan.domain.stated import NO_HOURS, NO_WEEKS, StatedHours, StatedWeeks
from curriplan.domain.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class CreditRule:
    """How hours and weeks become credits.

    The 2019 regulation leaves 16 to 18 h for a credit; the other figures are defaults.
    """

    hours_per_credit: float = 16.0
    week_hours: float = 26.0
    week_credits: float = 1.0
    internship_week_hours: float = 30.0
    internship_week_credits: float = 1.0
    step: float = 0.5


@dataclass(frozen=True, slots=True)
class DemandPolicy:
    """When answers are enough for an interval, and how it is drawn."""

    min_answers: int = 5
    min_enterprises: int = 3
    resamples: int = 2000


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """One step of the trade's process chain."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Cost:
    """What teaching of a mode costs for a kind of competency, in hours.

    ``per_level`` is for each level that is reached anew, ``assessment`` for what turns a claim into
    assessed evidence.
    """

    kind: Kind
    mode: Mode
    per_level: float
    assessment: float


@dataclass(frozen=True, slots=True)
class CostTable:
    """What closing gaps costs. ``version`` names these figures: others have another name.

    ``weekly_step`` is by what the weekly hours of a course can grow.
    """

    version: str
    entries: tuple[Cost, ...]
    weekly_step: float = 0.5

    def of(self, kind: Kind, mode: Mode) -> Cost | None:
        """Return the figures of a pair, or None where there are none."""
        return next((one for one in self.entries if one.kind is kind and one.mode is mode), None)


USUAL_COSTS = CostTable(
    "default-1",
    (
        Cost(Kind.KNOWLEDGE, Mode.THEORY, 6.0, 2.0),
        Cost(Kind.KNOWLEDGE, Mode.ON_CAMPUS, 6.0, 2.0),
        Cost(Kind.KNOWLEDGE, Mode.OFF_CAMPUS, 8.0, 2.0),
        Cost(Kind.CAPABILITY, Mode.THEORY, 6.0, 2.0),
        Cost(Kind.CAPABILITY, Mode.ON_CAMPUS, 6.0, 2.0),
        Cost(Kind.CAPABILITY, Mode.OFF_CAMPUS, 10.0, 2.0),
        Cost(Kind.QUALITY, Mode.THEORY, 4.0, 2.0),
        Cost(Kind.QUALITY, Mode.ON_CAMPUS, 4.0, 2.0),
        Cost(Kind.QUALITY, Mode.OFF_CAMPUS, 6.0, 2.0),
    ),
)
"""Defaults that no source gives; 6 + 2 h are half an hour a week for 16 weeks."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One major, one intake. ``phases[y - 1]`` is what study year y is mainly for.

    ``stated`` and ``stated_weeks`` are sums that a printed form states, beside what follows from the rows.
    """

    id: str
    scale: Scale
    caps: Caps
    code: str = ""
    name: Text = EMPTY
    major_code: str = ""
    host_major: Text = EMPTY
    intake: int | None = None
    students: int | None = None
    groups: int | None = None
    credit_rule: CreditRule = CreditRule()
    policy: DemandPolicy = DemandPolicy()
    phases: tuple[Mode, ...] = (Mode.THEORY, Mode.ON_CAMPUS, Mode.OFF_CAMPUS)
    max_weekly_hours: float | None = None
    max_credits: float | None = None
    quarter_system: bool = False
    process_steps: tuple[ProcessStep, ...] = ()
    costs: CostTable = USUAL_COSTS
    stated: StatedHours = NO_HOURS
    stated_weeks: StatedWeeks = NO_WEEKS
    source: str = ""
    note: Text = EMPTY
