"""Why no plan exists: an irreducible set of demands, found by solving again with fewer of them.

Method: QuickXplain (U. Junker, "QuickXplain: preferred explanations and relaxations for
over-constrained problems", AAAI 2004) over the demands that the solver's own refutation used, where that
is told soon. Each trial is a model without the demands that it leaves out: under assumptions the solver
takes forty times as long to add up the hours of 300 courses.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from curriplan.planning.demands import CALENDAR, CLASSES, DemandKey, class_demands, demands_of
from curriplan.planning.loosen import loosen
from curriplan.planning.model import PlanModel, build
from curriplan.planning.relax import describe
from curriplan.planning.request import PlanRequest
from curriplan.planning.result import Demand, PlannerDefect
from curriplan.planning.solver import Cancel, Found, Settings, empty_model, run, without_presolve

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

MOST_CLASHES = 4
FEW = 3  # courses whose class weeks are told one by one
COST_EFFORT = 1.0  # work spent on what one demand would have to become, about 2 s
CORE_EFFORT = 0.5  # work spent on which demands a refutation uses, about 1 s


class _OutOfTime(Exception):
    """There was no time, or no wish, to find out whether some demands clash."""


@dataclass(frozen=True, slots=True)
class Clashes:
    """What was found out: sets of demands, each irreducible, of which a plan has to resolve every one.

    ``confirmed``: a model of its own, with all demands in force, has no plan either. If it has one after
    all, that is ``plan``; without both there was no time to tell.
    """

    confirmed: bool
    sets: tuple[tuple[Demand, ...], ...] = ()
    plan: Mapping[str, int] | None = None


def find_clashes(request: PlanRequest, settings: Settings, cancel: Cancel, seconds: float) -> Clashes:
    """Return demands that cannot all hold, while any all but one of them can; empty if time ran out.

    Where one such set is not the whole trouble, others follow: each stays when those before are resolved.
    """
    return _Tester(request, without_presolve(settings), cancel, seconds).clashes_found()


@dataclass(slots=True)
class _Tester:
    """Solves a request again and again, each time with other demands in force."""

    request: PlanRequest
    settings: Settings
    cancel: Cancel
    seconds: float
    begun: float = field(default_factory=time.monotonic)
    model: CpModel = field(init=False)
    plan: PlanModel = field(init=False)
    every: list[DemandKey] = field(init=False)
    classes: frozenset[DemandKey] = field(init=False)
    known: dict[frozenset[DemandKey], bool] = field(default_factory=dict)

    def clashes_found(self) -> Clashes:
        """Return the clash sets, every part of them confirmed by a solve of its own."""
        self.model = empty_model()
        self.plan = build(self.request, self.model, guarded=True)
        self.every = list(demands_of(self.request))[::-1]
        self.classes = frozenset(class_demands(self.request))
        try:
            plan = self._plan()
        except _OutOfTime:
            return Clashes(confirmed=False)
        if plan is not None:
            return Clashes(confirmed=False, plan=plan)
        sets: list[list[DemandKey]] = []
        try:
            for found in self._sets():
                sets.append(found)  # noqa: PERF402 - what was found stays when time runs out
        except _OutOfTime:
            pass
        return Clashes(True, tuple(tuple(map(self._demand(one), one)) for one in sets))  # noqa: FBT003

    def _plan(self) -> Mapping[str, int] | None:
        """Return a plan that meets every demand, if this model has one."""
        built = self._built(self.every)
        begins = [
            (course, number, held) for course, own in built.begins.items() for number, held in own.items()
        ]
        found = self._solve(built, [held for _, _, held in begins])
        if found.values is None:
            self.known[frozenset(self.every)] = True
            return None
        return {
            course: number for (course, number, _), value in zip(begins, found.values, strict=True) if value
        }

    def _sets(self) -> Iterator[list[DemandKey]]:
        """Yield one irreducible set, then one that stays when a demand of it is given up, and so on."""
        among: Sequence[DemandKey] = self.every
        for _ in range(MOST_CLASHES):
            found = self._one(among)
            yield found
            freeing = [one for one in found if not self.clashes(self._without(among, one))]
            if freeing:
                return
            # What belongs to many clashes comes first here; without another demand a clash apart is left.
            among = self._without(among, found[-1])

    def _one(self, among: Sequence[DemandKey]) -> list[DemandKey]:
        """Return an irreducible part of demands that clash, in the order in which they are told."""
        clash = self._opened(self._quick((), self._core(self._bundled(among)), changed=False))
        if not self.clashes(clash) or any(self.clashes(self._without(clash, one)) for one in clash):
            raise PlannerDefect("clash set is not irreducible")
        order = {one: n for n, one in enumerate((CALENDAR, CLASSES, *reversed(self.every[:-1])))}
        return sorted(clash, key=order.__getitem__)

    def _bundled(self, among: Sequence[DemandKey]) -> Sequence[DemandKey]:
        """Return demands with those for class weeks as one, where they are many."""
        if len(self.classes.intersection(among)) <= FEW:
            return among
        return [*self._without(self._without(among, CLASSES), CALENDAR), CLASSES, CALENDAR]

    def _opened(self, clash: list[DemandKey]) -> list[DemandKey]:
        """Return a clash set with the few class weeks that matter one by one, where they are few."""
        if CLASSES not in clash:
            return clash
        held = self._without(clash, CLASSES)
        core = self._core([*held, *(one for one in self.every if one in self.classes)])
        those = [one for one in core if one in self.classes]
        if len(those) > 2 * FEW:
            return clash
        few = self._quick(tuple(held), those, changed=False)
        return [*held, *few] if len(few) <= FEW else clash

    def _expand(self, demands: Iterable[DemandKey]) -> frozenset[DemandKey]:
        held = frozenset(demands)
        return (held - {CLASSES}) | self.classes if CLASSES in held else held

    def _without(self, demands: Sequence[DemandKey], one: DemandKey) -> list[DemandKey]:
        gone = self._expand((one,)) | {one}
        return [demand for demand in demands if demand not in gone]

    def _demand(self, clash: Sequence[DemandKey]) -> Callable[[DemandKey], Demand]:
        """Return what tells a demand of a clash set, and what giving way there costs, if there is time."""

        def tell(key: DemandKey) -> Demand:
            enough, change = False, None
            try:
                enough = not self.clashes(self._without(self.every, key))
                others = () if enough else frozenset(self.every) - self._expand(clash)
                change = loosen(self.request, key, others, self._measure)
            except _OutOfTime:
                pass
            return describe(self.request, key, change, enough=enough)

        return tell

    def clashes(self, demands: Sequence[DemandKey]) -> bool:
        """Tell whether no plan meets some demands."""
        key = self._expand(demands)
        if key not in self.known:
            found = self._solve(self._built(demands))
            self.known[key] = found.status == "infeasible"
        return self.known[key]

    def _core(self, every: Sequence[DemandKey]) -> list[DemandKey]:
        """Return demands that the solver says are enough for the clash, if it says so soon and it is true; else all."""
        wanted = self._expand(every)
        self.model.clear_assumptions()
        self.model.add_assumptions([self.plan.literals[one] for one in self.every if one in wanted])
        found = self._run(self.model, (), replace(self.settings, effort=CORE_EFFORT))
        if found.status != "infeasible":
            return list(every)

        def matters(one: DemandKey) -> bool:
            return any(self.plan.literals[key].index in found.core for key in self._expand((one,)))

        core = [one for one in every if matters(one)]
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

    def _built(self, demands: Sequence[DemandKey]) -> PlanModel:
        """Build the model in which only some demands are in force."""
        return build(self.request, empty_model(), dropped=frozenset(self.every) - self._expand(demands))

    def _solve(self, plan: PlanModel, variables: Sequence[IntVar] = ()) -> Found:
        found = self._run(plan.model, variables, self.settings)
        if found.status == "unknown":
            raise _OutOfTime
        return found

    def _measure(self, model: CpModel, variables: Sequence[IntVar]) -> Found:
        return self._run(model, variables, replace(self.settings, presolve=True, effort=COST_EFFORT))

    def _run(self, model: CpModel, variables: Sequence[IntVar], settings: Settings) -> Found:
        left = self.seconds - (time.monotonic() - self.begun)
        if left <= 0:
            raise _OutOfTime
        found = run(
            model, variables, seconds=left, settings=settings, cancel=self.cancel, watch=lambda *_: None
        )
        if found.status == "cancelled":
            raise _OutOfTime
        return found
