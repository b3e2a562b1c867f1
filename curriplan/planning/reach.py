"""Which loads a term can have at all: sums of courses that can run there, in a number that is allowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curriplan.planning.request import Group, PlanRequest

MOST_BITS = 100_000


def reachable(
    request: PlanRequest, group: Group, number: int, starts: Mapping[str, Sequence[int]], grain: int
) -> list[int] | None:
    """Return the loads (in ``grain`` load units) that a group can have in a term, rising; None: too many to tell.

    ``starts`` are the terms in which each course may begin. All sums of parts are one whole number, whose
    n-th bit tells that n can be reached, for each number of courses.
    """
    least, most = _numbers(request, number)
    sums = [1] + [0] * most
    for course in request.courses:
        if course.id not in group:
            continue
        load, first = group.figures[course.id].load, starts[course.id]
        parts = {load[number - one] // grain for one in first if 0 <= number - one < course.span}
        if not parts:
            continue
        added = [0, *(_shifted(one, parts) for one in sums[:-1])]
        must = all(0 <= number - one < course.span for one in first)
        sums = added if must else [one | other for one, other in zip(sums, added, strict=True)]
        if sums[-1].bit_length() > MOST_BITS:
            return None
    found = 0
    for one in sums[least:]:
        found |= one
    return [n for n in range(found.bit_length()) if found >> n & 1] or [0]


def _shifted(sums: int, parts: set[int]) -> int:
    shifted = 0
    for one in parts:
        shifted |= sums << one
    return shifted


def _numbers(request: PlanRequest, number: int) -> tuple[int, int]:
    """Return how many courses a term may hold, at least and at most."""
    least, most = 0, len(request.courses)
    for cap in request.caps:
        if number in cap.terms and cap.kind == "courses":
            most = min(most, max(0, cap.amount))
        elif number in cap.terms and cap.kind == "min_courses":
            least = max(least, cap.amount)
    return min(least, most), most
