"""The one place that starts, watches and cancels the solver. It is imported here, when a solve starts.

The solver runs in a thread of its own; its callbacks come from foreign threads and only leave values
behind a lock. Whoever waits looks every 50 ms, so a cancel is answered within 0.2 s, whatever the solver
is doing; a thread goes on asking it to stop, because a request before its search begins is lost.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, inf
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

LOOK_EVERY = 0.05
Cancel = Callable[[], bool]
Watch = Callable[[int | None, int | None], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to solve. ``effort`` limits a solve by work done (the same on every machine), not by time.

    ``around``: search around the best plan so far alone, and prove nothing.
    """

    workers: int = 2
    seed: int = 1
    presolve: bool = True
    effort: float | None = None
    around: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """How a solve ended: the best plan's values of the variables asked for, its objective, the bound.

    ``effort`` is the work done, in the unit of ``Settings.effort``.
    """

    status: Literal["optimal", "feasible", "infeasible", "unknown", "cancelled"]
    values: tuple[int, ...] | None = None
    objective: int | None = None
    bound: int | None = None
    core: frozenset[int] = frozenset()
    effort: float = 0.0


@dataclass(slots=True)
class _Seen:
    """What the solver's threads have told so far."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    values: tuple[int, ...] | None = None
    objective: int | None = None
    bound: int | None = None
    error: BaseException | None = None
    status: Any = None
    core: frozenset[int] = frozenset()
    effort: float = 0.0


def without_presolve(settings: Settings) -> Settings:
    """Return settings to confirm that no plan exists.

    OR-Tools 9.15 finds a feasible model infeasible now and then, and only in presolve. Without presolve it
    takes one worker: with several it aborts the whole process where loading the model already refutes it
    ("Check failed: heuristics.fixed_search").
    """
    return replace(settings, presolve=False, workers=1)


def empty_model() -> CpModel:
    """Return an empty model."""
    from ortools.sat.python.cp_model import CpModel

    return CpModel()


def run(
    model: CpModel,
    variables: Sequence[IntVar],
    *,
    seconds: float,
    settings: Settings,
    cancel: Cancel,
    watch: Watch,
) -> Found:
    """Solve a model and return the values of some variables in the best plan found.

    ``watch`` is told best objective and bound, on the caller's thread. Without time nothing is searched.
    """
    if seconds <= 0:
        return Found("unknown")
    from ortools.sat.python.cp_model import CpSolver

    solver, seen = CpSolver(), _Seen()
    _configure(solver, seconds, settings)
    solver.best_bound_callback = lambda bound: _note_bound(seen, bound)
    thread = threading.Thread(target=_work, args=(solver, model, variables, seen), name="planner")
    thread.start()
    try:
        if not _wait(thread, seen, cancel, watch):
            return Found("cancelled", seen.values, seen.objective, seen.bound)
    finally:
        if thread.is_alive():
            threading.Thread(target=_stop, args=(solver, thread), name="planner stop").start()
    if seen.error is not None:
        raise seen.error
    return Found(_status(seen), seen.values, seen.objective, seen.bound, seen.core, seen.effort)


def _configure(solver: CpSolver, seconds: float, settings: Settings) -> None:
    parameters = solver.parameters
    parameters.max_time_in_seconds = seconds
    parameters.num_workers = settings.workers
    parameters.random_seed = settings.seed
    parameters.cp_model_presolve = settings.presolve
    # Workers in lockstep: the same input then gives the same plan, however busy the machine is.
    parameters.interleave_search = settings.workers > 1
    parameters.use_lns_only = settings.around
    if settings.workers == 1 or settings.around:
        parameters.linearization_level = 2
    parameters.catch_sigint_signal = False
    if settings.effort is not None:
        parameters.max_deterministic_time = settings.effort


def _work(solver: CpSolver, model: CpModel, variables: Sequence[IntVar], seen: _Seen) -> None:
    from ortools.sat.python.cp_model import CpSolverSolutionCallback

    class Note(CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            values = tuple(self.value(one) for one in variables)
            with seen.lock:
                seen.values, seen.objective = values, round(self.objective_value)

    try:
        status = solver.solve(model, Note())
        with seen.lock:
            seen.status, seen.effort = solver.status_name(status), solver.deterministic_time
            if seen.status == "INFEASIBLE":
                seen.core = frozenset(solver.sufficient_assumptions_for_infeasibility())
            if seen.values is not None:
                _note_end(solver, model, seen)
    except BaseException as error:  # noqa: BLE001 - raised again on the thread that waits
        seen.error = error


def _note_end(solver: CpSolver, model: CpModel, seen: _Seen) -> None:
    if not model.has_objective():
        seen.objective = seen.bound = None
    elif abs(solver.best_objective_bound) < inf:
        seen.bound = ceil(solver.best_objective_bound - 1e-6)


def _note_bound(seen: _Seen, bound: float) -> None:
    with seen.lock:
        seen.bound = None if abs(bound) == inf else ceil(bound - 1e-6)


def _wait(thread: threading.Thread, seen: _Seen, cancel: Cancel, watch: Watch) -> bool:
    """Wait for the solver; return False as soon as the work is cancelled."""
    told: tuple[int | None, int | None] = (None, None)
    while True:
        thread.join(LOOK_EVERY)
        with seen.lock:
            now = (seen.objective, seen.bound)
        if now != told:
            watch(*now)
            told = now
        if not thread.is_alive():
            return True
        if cancel():
            return False


def _stop(solver: CpSolver, thread: threading.Thread) -> None:
    while thread.is_alive():
        solver.stop_search()
        time.sleep(LOOK_EVERY)


def _status(seen: _Seen) -> Literal["optimal", "feasible", "infeasible", "unknown"]:
    match seen.status:
        case "OPTIMAL":
            return "optimal"
        case "FEASIBLE":
            return "feasible"
        case "INFEASIBLE":
            return "infeasible"
        case "UNKNOWN":
            return "unknown"
        case _:
            raise RuntimeError(f"solver: {seen.status}")
