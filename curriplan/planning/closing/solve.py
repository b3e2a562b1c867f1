"""Find the cheapest steps: first as many gaps as can be closed, then the least cost, then the plainest way.

Each stage holds what those before it reached. What comes out is confirmed by the gap report and the term
loads of the programme as it would be, which share nothing with the model.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from curriplan.planning.closing.confirm import confirm
from curriplan.planning.closing.model import ClosingModel, build
from curriplan.planning.closing.reasons import reasons
from curriplan.planning.closing.request import ClosingRequest
from curriplan.planning.closing.result import Proposal
from curriplan.planning.result import PlannerDefect, PlanStatus
from curriplan.planning.solver import Cancel, Found, Settings, empty_model, run, without_presolve

if TYPE_CHECKING:
    from curriplan.planning.model import Sum

TIME_LIMIT = 30.0
TIDY_EFFORT = 1.0  # work spent on finding, among equally cheap proposals, the plainest one


@dataclass(frozen=True, slots=True)
class ClosingProgress:
    """How a search stands: the cost of the best steps so far and its bound, in the measure asked for."""

    cost: float | None
    bound: float | None
    wall_s: float


ProgressCall = Callable[[ClosingProgress], None]


def _never() -> bool:
    return False


def _silent(_: ClosingProgress) -> None:
    return None


def close(
    request: ClosingRequest,
    *,
    time_limit: float = TIME_LIMIT,
    cancel: Cancel = _never,
    progress: ProgressCall = _silent,
    settings: Settings | None = None,
) -> Proposal:
    """Return the cheapest steps that close as many of the gaps asked for as can be closed.

    ``time_limit`` is in seconds of wall clock. ``cancel`` is asked every 50 ms; the proposal then has status
    ``cancelled`` and the best steps so far. ``infeasible``: none of the gaps can be closed, which is proven.
    With time enough the same request always gives the same proposal.

    Raises:
        PlannerDefect: the steps found do not stand the independent check.

    """
    return _Closing(request, time_limit, cancel, progress, settings or Settings()).result()


@dataclass(slots=True)
class _Closing:
    """One search on its way: the model, the best values so far, and what is proven."""

    request: ClosingRequest
    time_limit: float
    cancel: Cancel
    progress: ProgressCall
    settings: Settings
    begun: float = field(default_factory=time.monotonic)
    made: ClosingModel = field(init=False)
    values: tuple[int, ...] | None = None
    bound: float | None = None

    def result(self) -> Proposal:
        """Return the outcome of the whole search."""
        if not self.request.targets:
            self.bound = 0.0
            return self._outcome("optimal")
        self._new_model()
        if not self.made.variables:
            return self._outcome("infeasible")
        most = self._run(self.made.left_open(), self._left() / 2)
        if self.values is None or most.objective is None:
            return self._outcome("cancelled" if self.cancel() else "unknown")
        self.made.model.add(self.made.left_open() <= most.objective)
        found = self._run(self.made.cost(), self._left(), watched=True)
        self.bound = None if found.bound is None else self.made.cost_unit.figure(found.bound)
        if self.cancel():
            return self._outcome("cancelled")
        if most.status != "optimal" or found.status != "optimal" or found.objective is None:
            return self._outcome("feasible")
        self.made.model.add(self.made.cost() <= found.objective)
        self._tidy()
        return self._outcome("optimal")

    def _left(self) -> float:
        return self.time_limit - (time.monotonic() - self.begun)

    def _new_model(self) -> None:
        self.made = build(self.request, empty_model())

    def _tidy(self) -> None:
        if self._left() > 0:
            settings = replace(self.settings, workers=1, effort=TIDY_EFFORT)
            self._run(self.made.preference(), self._left(), settings=settings)

    def _run(
        self, minimise: Sum, seconds: float, *, watched: bool = False, settings: Settings | None = None
    ) -> Found:
        """Run one stage. Doing nothing is lawful and later stages know steps, so none can be infeasible."""
        how = settings or self.settings
        found = self._ask(minimise, seconds, how, watched)
        if found.status == "infeasible" and how.presolve:
            found = self._ask(minimise, seconds, without_presolve(how), watched)
        if found.status == "infeasible":
            raise PlannerDefect("closing: infeasible, though there are steps, or none are needed")
        if found.values is not None:
            self.values = found.values
        return found

    def _ask(self, minimise: Sum, seconds: float, settings: Settings, watched: bool) -> Found:
        model, variables = self.made.model, self.made.variables
        model.clear_hints()  # type: ignore[no-untyped-call]
        for one, value in zip(variables, self.values or (), strict=False):
            model.add_hint(one, value)
        model.minimize(minimise)
        return run(
            model,
            variables,
            seconds=seconds,
            settings=settings,
            cancel=self.cancel,
            watch=self._tell if watched else lambda *_: None,
        )

    def _tell(self, value: int | None, bound: int | None) -> None:
        unit = self.made.cost_unit
        self.progress(
            ClosingProgress(
                None if value is None else unit.figure(value),
                None if bound is None else unit.figure(bound),
                time.monotonic() - self.begun,
            )
        )

    def _outcome(self, status: PlanStatus) -> Proposal:
        request = self.request
        steps, growth = ((), {}) if self.values is None else self.made.taken(self.values)
        confirmed = confirm(request, steps, growth)
        shut = frozenset(confirmed.closes)
        left = [one for one in request.targets if one.cell not in shut]
        if status == "optimal" and left and len(left) == len(request.targets):
            status = "infeasible"
        proven = status in {"optimal", "infeasible"}
        return Proposal(
            status,
            request.report.basis,
            request.measure,
            tuple(one.cell for one in request.targets),
            steps,
            confirmed.closes,
            reasons(request, left, proven=proven),
            sum(request.cost(one) for one in steps),
            self.bound,
            proven,
            request.program.about.costs.version,
            growth,
            confirmed.added,
            time.monotonic() - self.begun,
        )
