"""Load differences: the sum over ordered pairs of terms of |load - load|, added up over tracks.

This is the balance objective of degree plans in Curricular Analytics (``optimize_plan`` of
CurricularOptimization.jl). It is another order than the deviation of the even load: loads 3, -1, -1, -1 and
2, 1, -3, 0 away from the mean deviate by 6 both, but differ by 24 and 32.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from curriplan.planning.loads import Loads, grain_of, loads_of, open_terms
from curriplan.planning.model import PlanModel
from curriplan.planning.stage import Stage

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel

    from curriplan.planning.model import Sum


def load_differences(plan: PlanModel) -> Stage:
    """Return the stage that counts how far the loads of terms with class weeks differ from each other."""
    grain, request = grain_of(plan.request), plan.request
    if not grain:
        return Stage("load_differences", 0, known=not request.unknown)
    total: Sum = 0
    least = 0
    relaxed: list[Rising] = []
    for group in request.groups:
        loads = loads_of(plan, group, grain)
        total = total + len(group.tracks) * 2 * _differences(plan, loads)
        least += len(group.tracks) * _least(loads)
        if loads.least == loads.most and loads.most:
            relaxed.append(Rising(loads.sizes, loads.most, len(group.tracks)))
    unit = Fraction(grain, request.load_unit.per)
    return Stage("load_differences", total, unit, least, relaxed=tuple(relaxed))


@dataclass(frozen=True, slots=True)
class Rising:
    """Sizes shared out over alike terms with nothing in their way; the loads may then stand in rising order.

    So the k-th of m loads is the larger one in k - 1 pairs and the smaller one in m - k: a linear sum, which is
    settled at once.
    """

    sizes: tuple[int, ...]
    terms: int
    weight: int

    def add(self, model: CpModel, most: int) -> bool:  # noqa: ARG002 - no stage before bounds a load
        """Build the problem."""
        held: list[Sum] = [0] * self.terms
        for size, count in sorted(Counter(self.sizes).items()):
            numbers = [model.new_int_var(0, count, "") for _ in held]
            model.add(sum(numbers) == count)
            held = [load + size * number for load, number in zip(held, numbers, strict=True)]
        for less, more in pairwise(held):
            model.add(less <= more)
        ranks = range(1 - self.terms, self.terms, 2)
        model.minimize(2 * self.weight * sum(rank * load for rank, load in zip(ranks, held, strict=True)))
        return True


def _differences(plan: PlanModel, loads: Loads) -> Sum:
    total: Sum = 0
    for (one, opened), (other, opened_too) in combinations(open_terms(loads), 2):
        apart = plan.model.new_int_var(0, loads.total, "")
        by, when = loads.load[one] - loads.load[other], (*opened, *opened_too)
        plan.add(apart >= by, when=when)
        plan.add(apart >= -by, when=when)
        total = total + apart
    return total


def _least(loads: Loads) -> int:
    """Return what whole numbers allow: so many terms have one more than the others."""
    if loads.least != loads.most or not loads.most:
        return 0
    rest = loads.total % loads.most
    return 2 * rest * (loads.most - rest)
