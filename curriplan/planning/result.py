"""What the planner returns: a plan with proof or bound, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from curriplan.domain.finding import Finding
from curriplan.domain.text import Text

PlanStatus = Literal["optimal", "feasible", "infeasible", "unknown", "cancelled"]
StoppedBy = Literal["proof", "time", "effort", "cancel"]
LoadIn = Literal["hours", "credits"]
Arg = str | int | float | Text | tuple[str | Text, ...]
Args = tuple[tuple[str, Arg], ...]


class PlannerDefect(AssertionError):
    """The solver contradicts the independent check or itself: a defect of the program, never a plan."""


class Objective(StrEnum):
    """What can be optimised, in the user's order."""

    EVEN_LOAD = "even_load"
    PHASE_SCORE = "phase_score"
    EARLY_GAPS = "early_gaps"
    REQUISITE_DISTANCE = "requisite_distance"
    BALANCE = "balance"
    LOAD_DIFFERENCES = "load_differences"
    UNDESIRED_TERMS = "undesired_terms"
    FEW_MOVES = "few_moves"


@dataclass(frozen=True, slots=True)
class ObjectiveResult:
    """Value, bound and proof of one objective, in its own unit (``name`` may carry a suffix: even_load.max)."""

    name: str
    value: float | None
    bound: float | None
    proven: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A course that the proposal puts elsewhere; terms by number, None: without a term.

    ``reason`` is a code below ``move.`` in the texts: the rule or objective that it serves, found by
    putting the course back with the rest of the new plan as it is.
    """

    course: str
    before: int | None
    after: int | None
    reason: str
    args: Args = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand of a clash set in the user's words.

    ``code`` is a key below ``clash.`` in the texts, ``relax`` (what to loosen) one below ``relax.``; where
    ``way`` is known, both make a key below ``give_way.`` that says by how much. All take ``args``.
    ``enough``: loosening this one alone gives a whole plan; otherwise it resolves this clash, and there is
    another one beside it. ``smallest``: nothing less will do, proven.
    """

    code: str
    args: Args
    relax: str
    enough: bool = True
    smallest: bool = True
    way: str = ""


@dataclass(frozen=True, slots=True)
class PlanResult:
    """The outcome of a solve. ``terms`` maps course id to the number of the term it begins in.

    A cancelled solve gives the best plan so far, if any. ``conflict`` is irreducible:
    dropping any one of its demands resolves it, confirmed by solving again; it is empty where there was
    no time for that. ``more_conflicts`` are clashes beside it that stay when it is resolved. ``unknown``
    are courses whose hours, credits or weeks are not known, and so are in no sum.

    ``stopped_by`` says what ended the search; ``effort`` is the work it took, which a limit of work counts.
    ``brings`` are errors by the programme's own rules that today's plan does not have: rules that the
    solver does not know. A plan that brings any is not to be taken as it is.
    """

    status: PlanStatus
    objectives: tuple[ObjectiveResult, ...]
    terms: Mapping[str, int]
    moves: tuple[Move, ...]
    conflict: tuple[Demand, ...]
    wall_s: float
    phase_score: float | None
    load_in: LoadIn
    unknown: tuple[str, ...] = ()
    more_conflicts: tuple[tuple[Demand, ...], ...] = ()
    stopped_by: StoppedBy = "proof"
    effort: float = 0.0
    brings: tuple[Finding, ...] = ()

    @property
    def proven(self) -> bool:
        """Tell whether every objective is proven best, or that no plan exists is proven."""
        if self.status == "infeasible":
            return True
        return self.status == "optimal" and all(one.proven for one in self.objectives)
