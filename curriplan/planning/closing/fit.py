"""Whether a course from elsewhere fits into a term by itself: hours a week, credits, class weeks, what it depends on."""

from __future__ import annotations

from collections.abc import Iterator

from curriplan.analysis.calendar import last_term
from curriplan.domain.course import Delivery, Requisite, RequisiteKind, TermPart
from curriplan.planning.closing.credits import credits_by_part, has_credits
from curriplan.planning.closing.request import ClosingRequest, Number, TermRoom
from curriplan.planning.closing.result import Step


def in_time(kind: RequisiteKind, begins: Number, span: int, term: Number) -> bool:
    """Tell whether a course that begins in one term stands in time for one that needs it and begins in another."""
    if begins is None or term is None:
        return True
    if kind is RequisiteKind.COREQUISITE:
        return begins <= term
    if kind is RequisiteKind.TOGETHER:
        return begins == term
    return begins + span <= term


def stands_in_time(request: ClosingRequest, kind: RequisiteKind, other: str, term: Number) -> bool:
    """Tell the same of a course of the programme; one without a term forbids nothing, as in its rules."""
    course = request.program.courses.get(other)
    if course is None:
        return False
    last = last_term(request.program, other)
    return last is None or in_time(kind, last - course.span + 1, course.span, term)


def fits(request: ClosingRequest, step: Step, term: Number) -> bool:
    """Tell whether an arriving course fits into a term without any other course arriving."""
    arrival = step.arrival
    if arrival is None or not all(_kept(request, one, term) for one in arrival.requisites):
        return False
    weekly = arrival.course.delivery is Delivery.WEEKLY
    on_top = credits_by_part(arrival.course, request.program.about.credit_rule)
    return has_credits(request, arrival.course, term, on_top) and all(
        _has_room(room, part, weekly=weekly) for room, part in _rooms(request, step, term)
    )


def _kept(request: ClosingRequest, requisite: Requisite, term: Number) -> bool:
    each = [stands_in_time(request, requisite.kind, other, term) for other in requisite.courses]
    return any(each) if requisite.kind is RequisiteKind.ANY_OF else all(each)


def _rooms(request: ClosingRequest, step: Step, term: Number) -> Iterator[tuple[TermRoom, TermPart]]:
    course = None if step.arrival is None else step.arrival.course
    if course is None or term is None or not course.counted:
        return
    for room in request.terms:
        if 0 <= room.number - term < len(course.parts):
            yield room, course.parts[room.number - term]


def _has_room(room: TermRoom, part: TermPart, *, weekly: bool) -> bool:
    if weekly:
        enough = room.weekly is None or (part.weekly_hours or 0.0) <= room.weekly
        return enough and (room.class_weeks is None or 0 < room.class_weeks >= (part.weeks or 0.0))
    return room.blocks is None or (part.weeks or 0.0) <= room.blocks
