"""Requisites that say nothing new, because a longer chain of requisites already says it.

Source: ``extraneous_requisites`` of CurricularAnalytics.jl: u -> v is extraneous if a longer path leads from u
to v that does not begin with a corequisite of u (a course beside u does not keep v behind u).

Ours, for the kinds that it does not know: a way leads over requisites that bind, so not over one of several
alternatives. Alternatives are extraneous together, if one of them is taken before the course anyway. A requisite
of the same term is never extraneous, and neither is ``tests``: it says what a training checks, not only when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from curriplan.analysis.metrics.order import Order, requisite_order
from curriplan.domain.course import Requisite, RequisiteKind
from curriplan.domain.program import Program

SAME_TERM = (RequisiteKind.COREQUISITE, RequisiteKind.TOGETHER)
Ways = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Extraneous:
    """A requisite of ``course`` on ``named`` that the chain ``way`` from the one to the other implies.

    Of alternatives the whole ``requisite`` is extraneous.
    """

    course: str
    requisite: str
    named: str
    way: tuple[str, ...]


def extraneous(program: Program) -> tuple[Extraneous, ...]:
    """Return all extraneous requisites by course; without any or all of them the order is the same.

    Raises:
        CyclicRequisites: the requisites go round in a circle.

    """
    order = requisite_order(program)
    earlier, bound = _steps(program)
    reached = _reached(order, bound)
    return tuple(_found(program, order, earlier, bound, reached))


def _found(
    program: Program, order: Order, earlier: Ways, bound: Ways, reached: Mapping[str, int]
) -> Iterator[Extraneous]:
    bits = {course: 1 << n for n, course in enumerate(order.courses)}
    for course in order.courses:
        for one in sorted(program.requisites.get(course, {}).values(), key=lambda held: held.id):
            if one.kind not in {RequisiteKind.ALL_OF, RequisiteKind.ANY_OF}:
                continue
            implied = [
                named
                for named in sorted(one.courses)
                if any(reached[via] & bits[course] for via in earlier[named] if via != course)
            ]
            for named in implied[:1] if _is_choice(one) else implied:
                yield Extraneous(course, one.id, named, _way(earlier, bound, named, course))


def _is_choice(one: Requisite) -> bool:
    return one.kind is RequisiteKind.ANY_OF and len(one.courses) > 1


def _steps(program: Program) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return for each course those that it must end before, and all that it binds, of the same term too."""
    earlier: dict[str, set[str]] = {course: set() for course in program.courses}
    bound: dict[str, set[str]] = {course: set() for course in program.courses}
    for held in program.requisites.values():
        for one in held.values():
            for named in () if _is_choice(one) else one.courses:
                bound[named].add(one.course)
                if one.kind not in SAME_TERM:
                    earlier[named].add(one.course)
    return (
        {course: frozenset(held) for course, held in earlier.items()},
        {course: frozenset(held) for course, held in bound.items()},
    )


def _reached(order: Order, bound: Ways) -> dict[str, int]:
    """Return for each course, as bits by the order of courses, itself and all that it binds on some way."""
    found: dict[str, int] = {}
    for bit, course in reversed(list(enumerate(order.courses))):
        held = 1 << bit
        for following in bound[course]:
            held |= found[following]
        found[course] = held
    return found


def _way(earlier: Ways, bound: Ways, start: str, goal: str) -> tuple[str, ...]:
    """Return a shortest way of more than one step, the first of them to an earlier term."""
    came = dict.fromkeys(sorted(earlier[start] - {goal}), start)
    queue = list(came)
    for course in queue:
        for following in sorted(bound[course]):
            if following not in came:
                came[following] = course
                queue.append(following)
    way = [goal]
    while way[-1] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))
