"""Courses that could change places without anybody noticing: only one of their orders needs to be tried."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from curriplan.planning.request import PlanCourse, PlanRequest


def alike(request: PlanRequest) -> Iterator[tuple[str, ...]]:
    """Yield the sets of two or more courses that differ in nothing that a plan is made or judged by.

    Courses with requisites, and those that are due, are never counted as alike.
    """
    linked = {course for one in request.requisites for course in (one.course, *one.others)}
    linked |= {course for due in request.due for ways in due.tracks for way in ways for course in way.courses}
    sets: dict[Hashable, list[str]] = {}
    for course in request.courses:
        if course.id not in linked:
            sets.setdefault(_nature(request, course), []).append(course.id)
    yield from (tuple(one) for one in sets.values() if len(one) > 1)


def _nature(request: PlanRequest, course: PlanCourse) -> Hashable:
    """Return all that a plan knows of a course but its name."""
    return (
        course.span,
        course.today,
        course.fixed,
        course.allowed,
        course.undesired,
        course.needs,
        course.blocks,
        tuple(group.figures.get(course.id) for group in request.groups),
        tuple(places.seats.get(course.id) for places in request.places),
        tuple(sorted(request.phase.of.get(course.id, {}).items())),
    )
