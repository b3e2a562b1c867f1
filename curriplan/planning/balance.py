"""Balance of tracks that share courses: squared deviations of every load, and courses in undesired terms.

This is the cost of the generalised balanced academic curriculum problem (L. Di Gaspero and A. Schaerf,
Hybrid local search techniques for the generalized balanced academic curriculum problem, 2008; CSPLib
64): how far a load lies outside [floor(mean), ceil(mean)], squared, over all tracks and terms. A load is
a sum of whole courses, so only some loads can be reached. The chords between neighbours of these are the
convex hull of the squares, far stronger than their tangents: where courses have 6 credits and the mean is
35, the linear relaxation alone knows that no load comes nearer than 36.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import gcd
from typing import TYPE_CHECKING

from curriplan.planning.loads import Case, Loads, cases, grain_of, loads_of, open_terms
from curriplan.planning.model import PlanModel
from curriplan.planning.reach import reachable
from curriplan.planning.stage import Stage
from curriplan.planning.windows import windows

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from curriplan.planning.model import Sum

MOST_CHORDS = 200
LARGEST = 2**50  # far below what the solver's whole numbers hold, when it adds some up


@dataclass(frozen=True, slots=True)
class Ideal:
    """The span of loads without cost, for a total over a number of terms; all in load units, ``per`` of them make 1."""

    low: int
    high: int

    @classmethod
    def of(cls, total: int, terms: int, per: int) -> Ideal:
        """Return [floor(mean), ceil(mean)] of a total."""
        mean = Fraction(total, terms * per)
        return cls(per * (mean.numerator // mean.denominator), -per * (-mean.numerator // mean.denominator))

    def cost(self, load: int) -> int:
        """Return the squared distance of a load."""
        return max(load - self.high, self.low - load, 0) ** 2


def balance(plan: PlanModel) -> Stage:
    """Return the one stage that counts squared deviations, of alike tracks each, and undesired terms."""
    grain, per = grain_of(plan.request), plan.request.load_unit.per
    if not grain and plan.request.unknown:
        return Stage("balance", 0, known=False)
    cost = per * per * undesired(plan)
    starts = windows(plan.request)
    for group in plan.request.groups if grain else ():
        loads = loads_of(plan, group, grain)
        held = cases(plan, loads)
        for number, opened in open_terms(loads):
            levels = reachable(plan.request, group, number, starts, grain)
            cost = cost + len(group.tracks) * _Term(plan, loads, number, opened, grain, levels).cost(held)
    return Stage("balance", cost, Fraction(1, per * per), least=0, around=True)


def undesired(plan: PlanModel) -> Sum:
    """Count the courses that run in a term in which they should rather not."""
    return sum(
        held
        for course in plan.request.courses
        for first, held in plan.begins[course.id].items()
        if course.in_undesired(first)
    )


@dataclass(frozen=True, slots=True)
class _Term:
    """One term of one group; ``levels`` are the loads that it can reach, None where they are too many to tell."""

    plan: PlanModel
    loads: Loads
    number: int
    opened: tuple[IntVar, ...]
    grain: int
    levels: Sequence[int] | None

    def cost(self, held: Sequence[Case]) -> Sum:
        """Return what is at least the squared deviation of the term, and can be no more than that."""
        total, per = self.grain * self.loads.total, self.plan.request.load_unit.per
        ideals = [(Ideal.of(total, case.count, per), (*case.when, *self.opened)) for case in held]
        most = max(ideal.cost(load) for ideal, _ in ideals for load in (0, total))
        if self.levels is None or len(self.levels) > MOST_CHORDS or most * self.grain * total > LARGEST:
            return self._square(ideals, total)
        cost = self.plan.model.new_int_var(0, most, "")
        for ideal, when in ideals:
            costs = [ideal.cost(self.grain * one) for one in self.levels]
            for scale, rise, rest in _chords(self.levels, costs):
                self.plan.add(scale * cost >= rise * self.loads.load[self.number] + rest, when=when)
        return cost

    def _square(self, ideals: Sequence[tuple[Ideal, tuple[IntVar, ...]]], total: int) -> Sum:
        """Return a product: exact for any load, but with weaker bounds."""
        away = self.plan.model.new_int_var(0, total, "")
        load = self.grain * self.loads.load[self.number]
        for ideal, when in ideals:
            self.plan.add(away >= load - ideal.high, when=when)
            self.plan.add(away >= ideal.low - load, when=when)
        square = self.plan.model.new_int_var(0, total * total, "")
        self.plan.model.add_multiplication_equality(square, [away, away])
        return square


def _chords(levels: Sequence[int], costs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (scale, rise, rest) of the lines scale x cost >= rise x level + rest, the hull of a convex cost."""
    if len(levels) == 1:
        yield 1, 0, costs[0]
    for (low, cost), (high, more) in pairwise(zip(levels, costs, strict=True)):
        if cost or more:
            shared = gcd(high - low, more - cost)
            scale, rise = (high - low) // shared, (more - cost) // shared
            yield scale, rise, scale * cost - rise * low
