"""What a solve may spend, by the clock and by work done, and which of the two ended it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from math import inf

from curriplan.planning.result import PlanStatus, StoppedBy


@dataclass(frozen=True, slots=True)
class Until:
    """Marks at which a search has to end: on the clock, and on the count of work."""

    clock: float
    effort: float


@dataclass(slots=True)
class Budget:
    """Limits of a whole solve; None: no limit.

    ``effort`` is counted in OR-Tools' deterministic time, about seconds of one worker of a usual machine,
    and the same on every machine however busy it is: only such a limit gives the same plan each time.
    """

    seconds: float | None
    effort: float | None
    begun: float = field(default_factory=time.monotonic)
    spent: float = 0.0
    ended_by: StoppedBy | None = None

    def wall_s(self) -> float:
        """Return the seconds since the solve began."""
        return time.monotonic() - self.begun

    def left(self) -> float:
        """Return the seconds that are left."""
        return inf if self.seconds is None else self.seconds - self.wall_s()

    def share(self, part: float) -> Until:
        """Return the marks at which a part (0..1) of what is left is spent."""
        clock = inf if self.seconds is None else time.monotonic() + part * self.left()
        effort = inf if self.effort is None else self.spent + part * (self.effort - self.spent)
        return Until(clock, effort)

    def apart(self, part: float) -> Budget:
        """Return a budget of its own with a part (0..1) of what is left."""
        seconds = None if self.seconds is None else part * self.left()
        return Budget(seconds, None if self.effort is None else part * (self.effort - self.spent))

    def add(self, other: Budget) -> None:
        """Count what was spent apart."""
        self.spent += other.spent
        self.ended_by = self.ended_by or other.ended_by

    def seconds_to(self, end: Until) -> float:
        """Return the seconds to a mark."""
        return end.clock - time.monotonic()

    def effort_to(self, end: Until, most: float | None = None) -> float | None:
        """Return the work that may be done up to a mark, but no more than ``most``; None: any."""
        effort = min(end.effort - self.spent, inf if most is None else most)
        return None if effort == inf else effort

    def is_spent(self, end: Until) -> bool:
        """Tell whether a mark is reached."""
        return self.seconds_to(end) <= 0 or end.effort - self.spent <= 0

    def stopped_by(self, status: PlanStatus) -> StoppedBy:
        """Return what ended a solve with a status."""
        if status == "cancelled":
            return "cancel"
        return "proof" if status in ("optimal", "infeasible") else self.ended_by or "time"

    def note_end(self, end: Until) -> None:
        """Note which limit ended a search that proved nothing; the first one is the one that is told."""
        if self.ended_by is None:
            self.ended_by = "time" if self.seconds_to(end) <= 0 or end.effort == inf else "effort"
