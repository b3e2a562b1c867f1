"""Even load: the smallest maximum over the terms with class weeks, then the smallest deviations.

The deviation is the sum over terms of |load - mean|. Loads are whole numbers of their greatest common
divisor; with K terms the mean is n + r/K of them, so each term's deviation lies on or above the line
through its values at n and n + 1 as well. With that line the linear relaxation alone proves
2 r (K - r) / K, the least that arithmetic allows, where a plan reaches it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from curriplan.planning.loads import Case, Loads, cases, grain_of, loads_of, open_terms
from curriplan.planning.model import PlanModel
from curriplan.planning.partition import Partition, Patterns
from curriplan.planning.stage import Stage

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from curriplan.planning.model import Sum


def even_load(plan: PlanModel) -> Iterator[Stage]:
    """Yield the two stages of the even load: ``even_load.max`` and ``even_load.deviation``."""
    grain = grain_of(plan.request)
    if not grain:
        known = not plan.request.unknown
        yield Stage("even_load.max", 0, known=known)
        yield Stage("even_load.deviation", 0, known=known)
        return
    unit = Fraction(grain, plan.request.load_unit.per)
    groups = [loads_of(plan, group, grain) for group in plan.request.groups]
    peak = plan.model.new_int_var(0, max(one.total for one in groups), "peak")
    for one in groups:
        for load in one.load.values():
            plan.add(load <= peak)
    fewest = max(-(-one.total // max(1, one.most)) for one in groups)
    yield Stage("even_load.max", peak, unit, fewest)
    scale = lcm(*(count for one in groups for count in range(max(1, one.least), one.most + 1)))
    deviation = sum(_deviation(plan, one, scale) for one in groups)
    least = sum(_least_deviation(one, scale) for one in groups)
    alike = tuple(
        Patterns(Partition(one.sizes, one.most), scale)
        for one in groups
        if one.least == one.most and one.most and one.total
    )
    yield Stage("even_load.deviation", deviation, unit / scale, least, relaxed=alike)


def _deviation(plan: PlanModel, loads: Loads, scale: int) -> Sum:
    held = cases(plan, loads)
    total: Sum = 0
    for number, opened in open_terms(loads):
        away = plan.model.new_int_var(0, scale * loads.total, "")
        for case in held:
            _away(plan, loads, number, case, scale, opened, away)
        total = total + away
    return total


def _away(
    plan: PlanModel, loads: Loads, number: int, case: Case, scale: int, opened: Sequence[IntVar], away: IntVar
) -> None:
    """Demand ``away`` >= scale x |load - mean| of a term."""
    below, rest = divmod(loads.total, case.count)
    step, load, when = scale // case.count, loads.load[number], (*case.when, *opened)
    plan.add(away >= scale * load - step * loads.total, when=when)
    plan.add(away >= step * loads.total - scale * load, when=when)
    if rest:
        plan.add(away >= step * rest + (scale - 2 * step * rest) * (load - below), when=when)


def _least_deviation(loads: Loads, scale: int) -> int:
    if loads.least != loads.most or not loads.most:
        return 0
    rest = loads.total % loads.most
    return 2 * rest * (loads.most - rest) * scale // loads.most
