"""Time windows: the earliest and latest term in which each course can begin in any plan, by chains alone.

Locks, allowed terms, lengths, weeks and requisites are followed until nothing moves any more; limits of
hours and credits are not. So no plan begins a course outside its window, but not every term in it will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from curriplan.domain.course import RequisiteKind
from curriplan.planning.request import PlanCourse, PlanRequest, PlanRequisite

Starts = dict[str, tuple[int, ...]]


def windows(request: PlanRequest) -> Mapping[str, tuple[int, ...]]:
    """Return the terms in which each course may begin, by number; none where the demands clash already."""
    starts = {course.id: possible_starts(request, course) for course in request.courses}
    spans = {course.id: course.span for course in request.courses}
    changed = all(starts.values())
    while changed:
        changed = False
        for requisite in request.requisites:
            for course, low, high in _bounds(requisite, starts, spans):
                kept = tuple(one for one in starts[course] if low <= one <= high)
                changed = changed or kept != starts[course]
                starts[course] = kept
            if not all(starts[one] for one in (requisite.course, *requisite.others)):
                return dict.fromkeys(starts, ())
    return starts


def possible_starts(request: PlanRequest, course: PlanCourse) -> tuple[int, ...]:
    """Return the terms in which a course may begin by its own lock, wish, length and weeks."""
    weeks = {term.number: term.weeks for term in request.terms}

    def fits(number: int, part: int) -> bool:
        room = weeks[number]
        taken = [group.figures[course.id].blocks[part] for group in request.groups if course.id in group]
        return room is None or max(course.needs[part], *taken, 0) <= room

    return tuple(
        first
        for first in request.starts(course)
        if all(fits(first + part, part) for part in range(course.span))
    )


def _bounds(
    requisite: PlanRequisite, starts: Starts, spans: Mapping[str, int]
) -> Iterator[tuple[str, int, int]]:
    """Yield (course, first, last) term in which a course may begin because of one requisite."""
    course = requisite.course
    low, high = starts[course][0], starts[course][-1]
    if requisite.kind is RequisiteKind.ANY_OF:
        ends = min(starts[other][0] + spans[other] for other in requisite.others)
        yield course, ends, high
        return
    for other in requisite.others:
        first, last = starts[other][0], starts[other][-1]
        match requisite.kind:
            case RequisiteKind.TOGETHER:
                yield course, first, last
                yield other, low, high
            case RequisiteKind.COREQUISITE:
                yield course, first, high
                yield other, first, high
            case _:
                yield course, first + spans[other], high
                yield other, first, high - spans[other]


def longest_chain(request: PlanRequest) -> int:
    """Return how many terms the longest chain of requisites takes, or 0 where they go round in a circle."""
    spans = {course.id: course.span for course in request.courses}
    ends = dict(spans)
    links = [
        (one.course, other)
        for one in request.requisites
        if one.kind in (RequisiteKind.ALL_OF, RequisiteKind.TESTS)
        for other in one.others
    ]
    for _ in range(len(spans) + 1):
        before = dict(ends)
        for course, other in links:
            ends[course] = max(ends[course], ends[other] + spans[course])
        if ends == before:
            return max(ends.values(), default=0)
    return 0
