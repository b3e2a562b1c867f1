"""The courses of a curriculum in an order that keeps all requisites, as every metric needs it.

An edge u -> v where u is a requisite of v; all kinds count alike, duplicates once, each alternative of an
any-of requisite is an edge. Source: Heileman et al. 2018, arXiv:1811.09676; any-of is our convention.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from curriplan.analysis.circle import circle
from curriplan.domain.program import Program


class CyclicRequisites(Exception):
    """The requisites go round in a circle, so no order and no metric exists.

    ``cycle`` holds course ids; each is a requisite of the next, and the last of the first.
    """

    def __init__(self, cycle: tuple[str, ...]) -> None:
        super().__init__(" -> ".join((*cycle, cycle[0])))
        self.cycle = cycle


@dataclass(frozen=True, slots=True)
class Order:
    """Courses so that each comes after its requisites, with what is before and after each directly."""

    courses: tuple[str, ...]
    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, before: Mapping[str, frozenset[str]]) -> Order:
        """Return the order of courses given with their requisites; every course is a key.

        Raises:
            CyclicRequisites: there is none.

        """
        found = circle(before)
        if found:
            raise CyclicRequisites(found)
        courses = tuple(
            TopologicalSorter({name: sorted(before[name]) for name in sorted(before)}).static_order()
        )
        after: dict[str, list[str]] = {name: [] for name in courses}
        for name in courses:
            for named in before[name]:
                after[named].append(name)
        return cls(
            courses,
            {name: tuple(sorted(held)) for name, held in before.items()},
            {name: tuple(held) for name, held in after.items()},
        )


def requisite_order(program: Program) -> Order:
    """Return the order of all courses of a programme.

    Raises:
        CyclicRequisites: the requisites go round in a circle.

    """
    return Order.of(
        {
            course: frozenset(
                named for one in program.requisites.get(course, {}).values() for named in one.courses
            )
            for course in program.courses
        }
    )
