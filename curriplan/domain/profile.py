"""The programme's own row: what it is called and by which conventions it counts."""

from __future__ import annotations

from dataclasses import dataclass

from curriplan.domain.scale import Caps, Mode, Scale
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
class Profile:
    """One major, one intake. ``phases[y - 1]`` is what study year y is mainly for."""

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
    source: str = ""
    note: Text = EMPTY
