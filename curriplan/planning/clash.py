"""Why no plan exists: an irreducible set of demands, found by solving again with fewer of them.

Method: QuickXplain (U. Junker, "QuickXplain: preferred explanations and relaxations for
over-constrained problems", AAAI 2004) over the demands that the solver's own refutation used.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from curriplan.planning.demands import DemandKey, demands_of
from curriplan.planning.model import PlanModel, build
from curriplan.planning.relax import describe
from curriplan.planning.request import PlanRequest
from curriplan.planning.result import Demand, PlannerDefect
from curriplan.planning.solver import Cancel, Found, Settings, empty_model, run, without_presolve

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel


class _OutOfTime(Exception):
    """There was no time, or no wish, to find out whether some demands clash."""


def find_clash(
    request: PlanRequest, settings: Settings, cancel: Cancel, seconds: float
) -> tuple[Demand, ...]:
    """Return demands that cannot all hold, while any all but one of them can; empty if time ran out."""
    tester = _Tester(request, without_presolve(settings), cancel, seconds)
    try:
        return tester.clash()
    except _OutOfTime:
        return ()


@dataclass(slots=True)
class _Tester:
    """Solves one model again and again, each time with other demands in force."""

    request: PlanRequest
    settings: Settings
    cancel: Cancel
    seconds: float
    begun: float = field(default_factory=time.monotonic)
    model: CpModel = field(init=False)
    plan: PlanModel = field(init=False)
    known: dict[frozenset[DemandKey], bool] = field(default_factory=dict)

    def clash(self) -> tuple[Demand, ...]:
        """Return the clash set, every part of it confirmed by a solve of its own."""
        self.model = empty_model()
        self.plan = build(self.request, self.model, guarded=True)
        every = list(demands_of(self.request))[::-1]
        core = self._core(every)
        clash = self._quick((), core, changed=False)
        if not self.clashes(clash) or any(self.clashes(_without(clash, one)) for one in clash):
            raise PlannerDefect("clash set is not irreducible")
        return tuple(
            describe(self.request, one, enough=not self.clashes(_without(every, one)), run=self._run)
            for one in sorted(clash, key=every.index, reverse=True)
        )

    def clashes(self, demands: Sequence[DemandKey]) -> bool:
        """Tell whether no plan meets some demands."""
        key = frozenset(demands)
        if key not in self.known:
            found = self._solve(demands)
            self.known[key] = found.status == "infeasible"
        return self.known[key]

    def _core(self, every: Sequence[DemandKey]) -> list[DemandKey]:
        """Return demands that the solver says are enough for the clash, if that is true; else all."""
        found = self._solve(every)
        if found.status != "infeasible":
            raise PlannerDefect("demands that clash in one model do not clash in another")
        core = [one for one in every if self.plan.literals[one].index in found.core]
        return core if self.clashes(core) else list(every)

    def _quick(
        self, held: tuple[DemandKey, ...], among: Sequence[DemandKey], *, changed: bool
    ) -> list[DemandKey]:
        """Return what of ``among`` clashes beside ``held``; earlier ones are preferred."""
        if changed and self.clashes(held):
            return []
        if len(among) <= 1:
            return list(among)
        half = len(among) // 2
        first, second = tuple(among[:half]), tuple(among[half:])
        late = self._quick((*held, *first), second, changed=True)
        early = self._quick((*held, *late), first, changed=bool(late))
        return early + late

    def _solve(self, demands: Sequence[DemandKey]) -> Found:
        self.model.clear_assumptions()
        self.model.add_assumptions([self.plan.literals[one] for one in demands])
        return self._run(self.model)

    def _run(self, model: CpModel) -> Found:
        left = self.seconds - (time.monotonic() - self.begun)
        if left <= 0:
            raise _OutOfTime
        found = run(
            model, (), seconds=left, settings=self.settings, cancel=self.cancel, watch=lambda *_: None
        )
        if found.status in ("unknown", "cancelled"):
            raise _OutOfTime
        return found


def _without(demands: Sequence[DemandKey], one: DemandKey) -> list[DemandKey]:
    return [demand for demand in demands if demand != one]
