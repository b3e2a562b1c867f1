"""Even load: the smallest maximum over the terms with class weeks, then the smallest deviations.

The deviation is the sum over terms of |load - mean|. Loads are whole numbers of their greatest common
divisor; with K terms the mean is n + r/K of them, so each term's deviation lies on or above the line
through its values at n and n + 1 as well. With that line the linear relaxation alone proves
2 r (K - r) / K, the least that arithmetic allows, where a plan reaches it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

from curriplan.planning.model import PlanModel
from curriplan.planning.partition import Partition
from curriplan.planning.request import Group
from curriplan.planning.stage import Relaxed, Stage

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from curriplan.planning.model import Sum


@dataclass(frozen=True, slots=True)
class _Terms:
    """The load of a group (in ``grain`` load units) by term, and which terms have class weeks.

    ``open`` is 1, 0 or a literal. ``least`` and ``most`` bound how many terms are open.
    """

    sizes: tuple[int, ...]
    load: Mapping[int, Sum]
    open: Mapping[int, IntVar | int]
    least: int
    most: int

    @property
    def total(self) -> int:
        """Return the load of all terms together."""
        return sum(self.sizes)


def even_load(plan: PlanModel) -> Iterator[Stage]:
    """Yield the two stages of the even load: ``even_load.max`` and ``even_load.deviation``."""
    grain = gcd(
        *(amount for group in plan.request.groups for one in group.figures.values() for amount in one.load)
    )
    if not grain:
        known = not plan.request.unknown
        yield Stage("even_load.max", 0, known=known)
        yield Stage("even_load.deviation", 0, known=known)
        return
    unit = Fraction(grain, plan.request.load_unit.per)
    groups = [_terms(plan, group, grain) for group in plan.request.groups]
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
        Partition(one.sizes, one.most) for one in groups if one.least == one.most and one.most and one.total
    )
    yield Stage("even_load.deviation", deviation, unit / scale, least, relaxed=Relaxed(alike, scale))


def _terms(plan: PlanModel, group: Group, grain: int) -> _Terms:
    loads = {key: [amount // grain for amount in one.load] for key, one in group.figures.items()}
    load = {
        number: sum(
            loads[course.id][part] * held
            for course in plan.request.courses
            if any(loads.get(course.id, ()))
            for part, held in plan.running(course, number)
        )
        for number in plan.request.numbers
    }
    opened = {number: _open(plan, group, number) for number in plan.request.numbers}
    fixed = [one for one in opened.values() if isinstance(one, int)]
    least = sum(fixed)
    sizes = tuple(amount for held in loads.values() for amount in held if amount)
    return _Terms(sizes, load, opened, least, least + len(opened) - len(fixed))


def _open(plan: PlanModel, group: Group, number: int) -> IntVar | int:
    """Return whether a term has class weeks for a group: known at once, or a literal of the model."""
    weeks = plan.weeks_of(number)
    if weeks is None:
        return 1
    least, most = _block_range(plan, group, number)
    if least >= weeks:
        return 0
    if most < weeks:
        return 1
    opened = plan.model.new_bool_var("")
    blocks = plan.block_weeks(group, number)
    plan.add(blocks <= weeks - 1, when=(opened,))
    plan.add(blocks + weeks * opened >= weeks)
    return opened


def _block_range(plan: PlanModel, group: Group, number: int) -> tuple[int, int]:
    least = most = 0
    for course in plan.request.courses:
        if not course.is_block or course.id not in group:
            continue
        blocks = group.figures[course.id].blocks
        taken = [
            blocks[number - first] if 0 <= number - first < course.span else 0
            for first in plan.request.starts(course)
        ]
        least += min(taken, default=0)
        most += max(taken, default=0)
    return least, most


def _deviation(plan: PlanModel, terms: _Terms, scale: int) -> Sum:
    if terms.least == terms.most:
        return sum(
            _away(plan, terms, number, terms.most, scale, ())
            for number, opened in terms.open.items()
            if opened == 1
        )
    counts = {
        count: plan.model.new_bool_var("") for count in range(max(1, terms.least), max(1, terms.most) + 1)
    }
    plan.model.add_exactly_one(counts.values())
    plan.add(sum(terms.open.values()) == sum(count * held for count, held in counts.items()))
    away: list[Sum] = []
    for number, opened in terms.open.items():
        if isinstance(opened, int) and not opened:
            continue
        free = plan.model.new_int_var(0, scale * terms.total, "")
        for count, held in counts.items():
            when = (held,) if isinstance(opened, int) else (held, opened)
            _away(plan, terms, number, count, scale, when, free)
        away.append(free)
    return sum(away)


def _away(
    plan: PlanModel,
    terms: _Terms,
    number: int,
    count: int,
    scale: int,
    when: Sequence[IntVar],
    away: IntVar | None = None,
) -> Sum:
    """Return scale x |load - mean| of a term, where the mean is over so many terms."""
    below, rest = divmod(terms.total, count)
    step, load = scale // count, terms.load[number]
    one = plan.model.new_int_var(0, scale * terms.total, "") if away is None else away
    plan.add(one >= scale * load - step * terms.total, when=when)
    plan.add(one >= step * terms.total - scale * load, when=when)
    if rest:
        plan.add(one >= step * rest + (scale - 2 * step * rest) * (load - below), when=when)
    return one


def _least_deviation(terms: _Terms, scale: int) -> int:
    if terms.least != terms.most or not terms.most:
        return 0
    rest = terms.total % terms.most
    return 2 * rest * (terms.most - rest) * scale // terms.most
