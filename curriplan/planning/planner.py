"""Make a plan: stage after stage, each proven or bounded, every plan checked before it is handed out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from curriplan.planning.accept import phase_of
from curriplan.planning.budget import Budget, Until
from curriplan.planning.clash import find_clashes
from curriplan.planning.explain import confirm, moves_of, rules_broken, settle
from curriplan.planning.model import PlanModel, build
from curriplan.planning.objectives import few_moves, stages_of
from curriplan.planning.own_rules import Cause, OwnRules, judged_by
from curriplan.planning.parts import Proofs, joined, parts_of
from curriplan.planning.request import PlanRequest
from curriplan.planning.result import (
    Demand,
    Move,
    Objective,
    ObjectiveResult,
    PlannerDefect,
    PlanResult,
    PlanStatus,
)
from curriplan.planning.score import scores
from curriplan.planning.solver import Cancel, Found, Settings, Watch, empty_model, run, without_presolve
from curriplan.planning.stage import Stage
from curriplan.planning.verify import PlanCheck

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

TIME_LIMIT = 30.0
LEAST_TIME_FOR_A_CLASH = 10.0
MOST_TIME_FOR_A_CLASH = 60.0
ALONE_EFFORT = 2.0  # work of one worker, about 4 s, before all workers search together
RELAXED_EFFORT = 0.5
MOST_TRIES = 20
AROUND = (3.0,) * 6  # work of each round of searching around the best plan; each draws otherwise
KEEPING_EFFORT = 1.0  # work spent on finding, among equal plans, the one that moves least


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """How a solve stands: the objective in work with its best value and bound, in its own unit."""

    objective: str
    value: float | None
    bound: float | None
    wall_s: float


ProgressCall = Callable[[PlanProgress], None]


def _never() -> bool:
    return False


def _silent(_: PlanProgress) -> None:
    return None


def solve(
    request: PlanRequest,
    *,
    time_limit: float | None = TIME_LIMIT,
    effort: float | None = None,
    cancel: Cancel = _never,
    progress: ProgressCall = _silent,
    settings: Settings | None = None,
) -> PlanResult:
    """Return the best plan for a request, or a clash set where none exists.

    ``time_limit`` is in seconds of wall clock, ``effort`` in work done (see ``Budget``); None: no limit.
    ``cancel`` is asked every 50 ms; the result then has status ``cancelled`` and the best plan so far.
    ``progress`` is called on the caller's thread. The same request always gives the same plan where
    proof or ``effort`` ends the search; the result says what did.

    Raises:
        PlannerDefect: the plan found does not stand the independent check.

    """
    budget = Budget(time_limit, effort)
    return _Solve(request, budget, cancel, progress, settings or Settings()).result()


@dataclass(slots=True)
class _Solve:
    """One solve on its way: the model, the best plan so far, and what is proven of each objective.

    ``before`` is what the stage before has reached, ``floor`` what no plan can beat in the stage in work,
    ``forbidden`` what was found to bring errors by the programme's ``rules``.
    """

    request: PlanRequest
    budget: Budget
    cancel: Cancel
    progress: ProgressCall
    settings: Settings
    proofs: Proofs = field(default_factory=dict)
    terms: dict[str, int] | None = None
    before: int = 0
    floor: int = 0
    forbidden: list[Cause] = field(default_factory=list)
    rules: OwnRules = field(init=False)
    plan: PlanModel = field(init=False)
    variables: dict[tuple[str, int], IntVar] = field(init=False)

    def result(self) -> PlanResult:
        """Return the outcome of the whole solve."""
        self.rules = OwnRules(self.request.program)
        self._offer_today()
        parts = parts_of(self.request)
        status = self._run_whole() if len(parts) == 1 else self._run_parts(parts)
        if status == "infeasible":
            return self._without_plan()
        return self._obeying(self._outcome(status))

    def _run_whole(self) -> PlanStatus:
        status = self._run_all(self._new_model())
        if status == "infeasible" and self.settings.presolve:
            self.settings = without_presolve(self.settings)
            status = self._run_all(self._new_model())
        return self._kept_in_place(status)

    def _run_parts(self, parts: Sequence[PlanRequest]) -> PlanStatus:
        """Run parts that nothing links, each by itself; their plans together are one, their bounds add up."""
        found, left = [], sum(len(one.courses) for one in parts)
        for part in parts:
            size = len(part.courses)
            one = _Solve(part, self.budget.apart(size / left), self.cancel, self._tell_part, self.settings)
            one.terms = self.terms and {course.id: self.terms[course.id] for course in part.courses}
            found.append((one._run_whole(), one.terms, one.proofs))
            self.budget.add(one.budget)
            left -= size
        status, self.terms, self.proofs = joined(found)
        return status

    def _tell_part(self, progress: PlanProgress) -> None:
        """Tell that work goes on; what one part has reached is no figure of the whole."""
        self.progress(replace(progress, value=None, bound=None, wall_s=self.budget.wall_s()))

    def _obeying(self, free: PlanResult) -> PlanResult:
        """Forbid what brings errors by rules that the model does not know, and plan again, a few times."""
        result = free
        for _ in range(MOST_TRIES):
            causes = [self.rules.cause(result.terms, one, self._is_over) for one in result.brings]
            if not all(causes) or not causes or self._is_over():
                break
            self.forbidden += causes
            again = self._again()
            if not again.terms:
                break
            result = judged_by(free, again)
        return free if result.brings else result

    def _is_over(self) -> bool:
        return self.cancel() or self.budget.is_spent(self.budget.share(1.0))

    def _again(self) -> PlanResult:
        """Plan once more from today's plan on."""
        self.terms, self.proofs = None, {}
        self._offer_today()
        return self._outcome(self._kept_in_place(self._run_all(self._new_model())))

    def _without_plan(self) -> PlanResult:
        """Tell that no plan exists if a third model says so too; a plan that this one has is the answer."""
        seconds = min(max(self.budget.left(), LEAST_TIME_FOR_A_CLASH), MOST_TIME_FOR_A_CLASH)
        clashes = find_clashes(self.request, self.settings, self.cancel, seconds)
        if clashes.plan is not None:
            self.terms = dict(clashes.plan)
            return self._outcome("feasible")
        if self.cancel():
            return self._outcome("cancelled")
        return self._outcome("infeasible" if clashes.confirmed else "unknown", clashes.sets)

    def _offer_today(self) -> None:
        """Begin with today's plan where it is a whole and lawful one: the result is never worse."""
        today = {course.id: course.today for course in self.request.courses if course.today is not None}
        check = PlanCheck(self.request.program, self.request.limits)
        if len(today) == len(self.request.courses) and not rules_broken(self.request, check, today):
            self.terms = today

    def _new_model(self) -> list[Stage]:
        # One order of alike courses helps proofs; it hinders a search around a plan, and rules may tell them apart.
        in_order = not self.forbidden and Objective.BALANCE not in self.request.objectives
        self.plan = build(self.request, empty_model(), in_order=in_order)
        for cause in self.forbidden:
            held = [self.plan.begins[course][number] for course, number in cause.items()]
            self.plan.add(sum(held) <= len(held) - 1)
        self.variables = {
            (course, number): held for course, own in self.plan.begins.items() for number, held in own.items()
        }
        return list(stages_of(self.plan, self.request.objectives)) or [Stage("", 0, known=False)]

    def _hint(self) -> None:
        """Begin the search from the best plan so far, else from wherever courses stand today."""
        self.plan.model.clear_hints()  # type: ignore[no-untyped-call]
        today = {one.id: one.today for one in self.request.courses if one.today is not None}
        at = self.terms or today
        for (course, number), held in self.variables.items():
            if course in at:
                self.plan.model.add_hint(held, at[course] == number)

    def _run_all(self, stages: list[Stage]) -> PlanStatus:
        """Run the stages in order; each one holds what those before it reached."""
        proven = True
        for position, stage in enumerate(stages):
            end = self.budget.share(1.0 if position == len(stages) - 1 else 0.5)
            found = self._run(stage, end, self.settings)
            if found.status == "infeasible" and self.terms is not None:
                found = self._run(stage, end, without_presolve(self.settings))
                if found.status == "infeasible":
                    raise PlannerDefect(f"{stage.name}: infeasible, though a plan is known")
            bound = max(self.floor, self.floor if found.bound is None else found.bound)
            proven = proven and found.status == "optimal"
            self.proofs[stage.name] = (stage.figure(bound) if stage.known else None, proven)
            if found.status == "cancelled":
                return "cancelled"
            if found.status in ("feasible", "unknown"):
                self.budget.note_end(end)
            if self.terms is None:
                return "infeasible" if found.status == "infeasible" else "unknown"
            if stage.known:
                reached = self._reached(position, stage, found, proven)
                self.plan.add(stage.minimise <= reached)
                self.before = reached
        return "optimal" if proven else "feasible"

    def _reached(self, position: int, stage: Stage, found: Found, proven: bool) -> int:
        """Return what the best plan reaches in a stage, by its definition; a proof must agree with it."""
        value = scores(self.request, self.terms or {})[position].value
        units = Fraction(value or 0) / stage.unit
        if proven and units != found.objective:
            raise PlannerDefect(f"{stage.name}: {found.objective} by the solver, {units} by definition")
        return int(units)

    def _run(self, stage: Stage, end: Until, settings: Settings) -> Found:
        if isinstance(stage.minimise, int) and self.terms is not None:
            self.floor = stage.minimise
            return Found("optimal", None, stage.minimise, stage.minimise)
        model = self.plan.model
        if isinstance(stage.minimise, int):
            self.floor = stage.minimise
        else:
            self.floor = self._least(stage, end)
            self.plan.add(stage.minimise >= self.floor)
            model.minimize(stage.minimise)
        found = self._search(stage, end, settings)
        if isinstance(stage.minimise, int) and found.status == "optimal":
            return replace(found, objective=stage.minimise, bound=stage.minimise)
        return found

    def _least(self, stage: Stage, end: Until) -> int:
        """Return what no plan can beat in a stage, by arithmetic and by its relaxation."""
        if not stage.relaxed:
            return stage.least
        least = 0
        for one in stage.relaxed:
            model = empty_model()
            if not one.add(model, self.before):
                return stage.least
            settings = replace(self.settings, workers=1)
            least += self._spend(model, (), end, settings, lambda *_: None, RELAXED_EFFORT).bound or 0
        return max(least, stage.least)

    def _search(self, stage: Stage, end: Until, settings: Settings) -> Found:
        """Search alone with strong bounds first, which settles most programmes; then with all workers."""
        if settings.workers == 1:
            return self._ask(stage, end, settings)
        alone, effort = replace(settings, workers=1), ALONE_EFFORT * (2 if stage.around else 1)
        found = self._ask(stage, end, alone, effort)
        if found.status not in ("feasible", "unknown") or self.budget.is_spent(end):
            return found
        if not stage.around:
            return self._better(stage, found, end, settings)
        for seed, work in enumerate(AROUND, settings.seed):
            found = self._better(stage, found, end, replace(settings, around=True, seed=seed), work)
            if found.status not in ("feasible", "unknown") or self.budget.is_spent(end):
                return found
        return self._better(stage, found, end, alone)

    def _better(
        self, stage: Stage, found: Found, end: Until, settings: Settings, most: float | None = None
    ) -> Found:
        """Search again for what is no worse than found, within the bound that is proven."""
        if found.bound is not None:
            self.plan.add(stage.minimise >= found.bound)
        if found.objective is not None:
            self.plan.add(stage.minimise <= found.objective)
        again = self._ask(stage, end, settings, most)
        if again.status == "unknown":
            return found
        bounds = [one for one in (found.bound, again.bound) if one is not None]
        return replace(again, bound=max(bounds, default=None))

    def _ask(self, stage: Stage, end: Until, settings: Settings, most: float | None = None) -> Found:
        self._hint()
        variables = tuple(self.variables.values())
        found = self._spend(
            self.plan.model, variables, end, settings, lambda *now: self._tell(stage, *now), most
        )
        if found.values is not None:
            self._offer(found.values)
        return found

    def _spend(
        self,
        model: CpModel,
        variables: Sequence[IntVar],
        end: Until,
        settings: Settings,
        watch: Watch,
        most: float | None,
    ) -> Found:
        """Search up to a mark, or up to ``most`` work, and count the work done."""
        if self.budget.is_spent(end):
            return Found("unknown")
        found = run(
            model,
            variables,
            seconds=self.budget.seconds_to(end),
            settings=replace(settings, effort=self.budget.effort_to(end, most)),
            cancel=self.cancel,
            watch=watch,
        )
        self.budget.spent += found.effort
        return found

    def _tell(self, stage: Stage, value: int | None, bound: int | None) -> None:
        if not stage.name:
            return
        self.progress(
            PlanProgress(
                stage.name,
                None if value is None else stage.figure(value),
                stage.figure(max(self.floor, self.floor if bound is None else bound)),
                self.budget.wall_s(),
            )
        )

    def _offer(self, values: tuple[int, ...]) -> None:
        """Keep a plan if it is no worse than the best so far, then if it moves fewer courses."""
        terms = {
            course: number for (course, number), value in zip(self.variables, values, strict=True) if value
        }
        if self.terms is None or self._cost(terms) < self._cost(self.terms):
            self.terms = terms

    def _cost(self, terms: dict[str, int]) -> tuple[Fraction | int, ...]:
        moved = sum(one.today is not None and one.today != terms[one.id] for one in self.request.courses)
        return (*(one.cost for one in scores(self.request, terms)), moved)

    def _kept_in_place(self, status: PlanStatus) -> PlanStatus:
        """Look for an equal plan that moves fewer courses. A limit on work, not on time, ends the search."""
        stage, end = few_moves(self.plan), self.budget.share(1.0)
        asked = Objective.FEW_MOVES in self.request.objectives or isinstance(stage.minimise, int)
        if status != "optimal" or self.terms is None or asked or self._is_over():
            return status
        model = self.plan.model
        model.minimize(stage.minimise)
        found = self._ask(stage, end, replace(self.settings, workers=1), KEEPING_EFFORT)
        return "cancelled" if found.status == "cancelled" else status

    def _outcome(self, status: PlanStatus, clashes: Sequence[tuple[Demand, ...]] = ()) -> PlanResult:
        moves: tuple[Move, ...] = ()
        if self.terms is not None:
            if status != "cancelled":
                self.terms = settle(self.request, self.terms, self.forbidden)
            moves = moves_of(self.request, self.terms, self.forbidden)
            confirm(self.request, self.terms)
        return PlanResult(
            status,
            self._objectives(),
            self.terms or {},
            moves,
            clashes[0] if clashes else (),
            self.budget.wall_s(),
            None if self.terms is None else phase_of(self.request.program, self.terms),
            self.request.load_in,
            self.request.unknown,
            tuple(clashes[1:]),
            self.budget.stopped_by(status),
            self.budget.spent,
            self.rules.brought(self.terms or {}),
        )

    def _objectives(self) -> tuple[ObjectiveResult, ...]:
        if self.terms is None:
            return ()
        found = []
        for one in scores(self.request, self.terms):
            bound, proven = self.proofs.get(one.name, (None, False))
            value = None if one.value is None else float(one.value)
            found.append(ObjectiveResult(one.name, value, bound, proven))
        return tuple(found)
