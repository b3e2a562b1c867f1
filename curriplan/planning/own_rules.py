"""The last check of a plan: does it bring errors by the programme's own rules that are not there today?

The solver knows the rules of a plan (see ``model``); others, of a pack of regulations or of a college, it
does not know. They are asked of the programme with the plan in it, and of the programme as it stands. What
in a plan brings an error can be found out, and be forbidden.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from curriplan.analysis.rules.accepted import accepted
from curriplan.analysis.rules.check import Checked, brought, checked
from curriplan.domain.finding import Finding, Severity
from curriplan.domain.program import Program
from curriplan.planning.accept import placed
from curriplan.planning.result import ObjectiveResult, PlanResult, PlanStatus

Cause = Mapping[str, int]
"""Courses in their terms that bring an error together, wherever all others stand."""


def _never() -> bool:
    return False


@dataclass(slots=True)
class OwnRules:
    """The rules of a programme, asked about plans for it."""

    program: Program
    before: Checked = field(init=False)

    def __post_init__(self) -> None:
        self.before = checked(self.program)

    def brought(self, terms: Mapping[str, int]) -> tuple[Finding, ...]:
        """Return the errors that a plan would bring, without those that somebody has accepted.

        One that is there already at its place does not count.
        """
        return self._brought(placed(self.program, terms))

    def cause(self, terms: Mapping[str, int], error: Finding, enough: Callable[[], bool] = _never) -> Cause:
        """Return a least part of a plan that brings an error; empty where no part of it alone does, or it was ``enough`` before.

        Halves, then quarters and so on are left out as long as the error stays, or until it is ``enough``:
        what is left then is a cause as well, if not the least.
        """
        bare, kept = replace(self.program, placements={}), list(terms)
        if enough() or self._is_there(error, bare):
            return {}
        size = len(kept)
        while size >= 1:
            for at in range(len(kept) - 1, -1, -size):
                if enough():
                    return {one: terms[one] for one in kept}
                left = kept[: max(0, at - size + 1)] + kept[at + 1 :]
                if self._is_there(error, placed(bare, {one: terms[one] for one in left})):
                    kept = left
            size //= 2
        return {one: terms[one] for one in kept}

    def _is_there(self, error: Finding, program: Program) -> bool:
        return any(one.matter == error.matter for one in self._brought(program))

    def _brought(self, program: Program) -> tuple[Finding, ...]:
        known = {one.matter for one in self.before.findings if one.severity is Severity.ERROR}
        found = brought(self.before, checked(program, None, self.before))
        errors = [one for one in found if one.severity is Severity.ERROR]
        agreed = accepted(self.program, errors)
        return tuple(one for one in errors if one.matter not in known and one not in agreed)


def judged_by(free: PlanResult, bound: PlanResult) -> PlanResult:
    """Return a result that was found with something forbidden, with the proofs of one that was found without.

    What is best without is a bound for what is best with it, and proof where it is reached.
    """
    objectives, reached = [], True
    for one, best in zip(bound.objectives, free.objectives, strict=True):
        limit = best.bound if reached else None
        reached = reached and best.proven and one.value == best.value
        objectives.append(ObjectiveResult(one.name, one.value, limit, reached))
    if bound.status == "cancelled":
        return replace(bound, objectives=tuple(objectives))
    status: PlanStatus = "optimal" if reached and free.status == "optimal" else "feasible"
    return replace(bound, status=status, objectives=tuple(objectives))


def has(terms: Mapping[str, int], cause: Cause) -> bool:
    """Tell whether a plan contains a cause."""
    return all(terms.get(course) == number for course, number in cause.items())
