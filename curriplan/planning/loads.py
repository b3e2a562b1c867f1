"""What each term holds for the students of a group, and which terms have class weeks at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

from curriplan.planning.model import PlanModel
from curriplan.planning.request import Group, PlanRequest

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from curriplan.planning.model import Sum


@dataclass(frozen=True, slots=True)
class Loads:
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


def grain_of(request: PlanRequest) -> int:
    """Return the greatest common divisor of all loads, in load units; 0 where no load is known."""
    return gcd(*(amount for group in request.groups for one in group.figures.values() for amount in one.load))


def loads_of(plan: PlanModel, group: Group, grain: int) -> Loads:
    """Return the load of a group by term, as sums of the model."""
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
    return Loads(sizes, load, opened, least, least + len(opened) - len(fixed))


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


@dataclass(frozen=True, slots=True)
class Case:
    """One number of terms that may have class weeks; ``when`` are the literals with which it is that number."""

    count: int
    when: tuple[IntVar, ...] = ()


def cases(plan: PlanModel, loads: Loads) -> tuple[Case, ...]:
    """Return how many terms may share the load of a group, and add to the model that one of them holds.

    The mean depends on it. Without class weeks in any term there is nothing to share, and 1 stands for none.
    """
    if loads.least == loads.most:
        return (Case(max(1, loads.most)),)
    held = {
        count: plan.model.new_bool_var("") for count in range(max(1, loads.least), max(1, loads.most) + 1)
    }
    plan.model.add_exactly_one(held.values())
    plan.add(sum(loads.open.values()) == sum(count * one for count, one in held.items()))
    return tuple(Case(count, (one,)) for count, one in held.items())


def open_terms(loads: Loads) -> Iterator[tuple[int, tuple[IntVar, ...]]]:
    """Yield each term that has, or may have, class weeks, with the literals with which it has them."""
    for number, opened in loads.open.items():
        if not isinstance(opened, int):
            yield number, (opened,)
        elif opened:
            yield number, ()
