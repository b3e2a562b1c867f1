"""The terms of a proposal: weekly hours within the limits, weeks for blocks, requisites of courses that arrive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from curriplan.analysis.calendar import takes
from curriplan.domain.course import Course, Delivery, Requisite, RequisiteKind, TermPart
from curriplan.planning.closing.fit import in_time, stands_in_time
from curriplan.planning.closing.request import Number, TermRoom
from curriplan.planning.exact import Unit, exact, unit_of

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from curriplan.planning.closing.model import ClosingModel
    from curriplan.planning.model import Sum

Begins = Mapping[Number, "IntVar"]


def add_calendar(made: ClosingModel) -> None:
    """Have a proposal keep the limits of every term for every track, and the order of arriving courses."""
    hours, weeks = _weekly_unit(made), _week_unit(made)
    for term in made.request.terms:
        if term.weekly is not None:
            room = hours.limit(term.weekly, len(made.grow) + len(made.begin))
            made.model.add(_weekly_hours(made, term, hours) <= room)
        if term.class_weeks is not None and term.blocks is not None:
            _weeks(made, term, weeks)
    arriving = {course.id: begins for course, begins in _arriving(made)}
    for step, _ in made.request.arriving:
        for requisite in () if step.arrival is None else step.arrival.requisites:
            _requisite(made, requisite, arriving)


def _arriving(made: ClosingModel) -> Iterator[tuple[Course, Begins]]:
    for (step, _), begins in zip(made.request.arriving, made.begin, strict=True):
        if step.arrival is not None:
            yield step.arrival.course, begins


def _parts_in(made: ClosingModel, term: TermRoom) -> Iterator[tuple[Course, TermPart, IntVar]]:
    """Yield what arriving courses would do in a term, with the literal of their beginning."""
    for course, begins in _arriving(made):
        for n, part in enumerate(course.parts):
            held = begins.get(term.number - n)
            if held is not None and takes(course, term.track):
                yield course, part, held


def _weekly_unit(made: ClosingModel) -> Unit:
    figures = [exact(made.request.program.about.costs.weekly_step)]
    figures += [exact(one.weekly) for one in made.request.terms if one.weekly is not None]
    figures += [exact(part.weekly_hours or 0.0) for course, _ in _arriving(made) for part in course.parts]
    return unit_of(figures)


def _week_unit(made: ClosingModel) -> Unit:
    rooms = [one for one in made.request.terms if one.class_weeks is not None]
    figures = [exact(weeks) for one in rooms for weeks in (one.class_weeks, one.blocks) if weeks is not None]
    figures += [exact(part.weeks or 0.0) for course, _ in _arriving(made) for part in course.parts]
    return unit_of(figures)


def _weekly_hours(made: ClosingModel, term: TermRoom, unit: Unit) -> Sum:
    """Return the weekly hours that a term gets on top."""
    step = unit.whole(exact(made.request.program.about.costs.weekly_step))
    total: Sum = 0
    for (key, part), held in made.grow.items():
        room = made.request.rooms[key]
        begins = None if room.last is None else room.last - room.course.span + 1
        here = begins is not None and begins + part == term.number
        if here and room.course.counted and takes(room.course, term.track):
            total = total + step * held
    for course, one, begin in _parts_in(made, term):
        if course.counted and course.delivery is Delivery.WEEKLY:
            total = total + unit.whole(exact(one.weekly_hours or 0.0)) * begin
    return total


def _weeks(made: ClosingModel, term: TermRoom, unit: Unit) -> None:
    """Whole weeks take from the class weeks only what no weekly course needs, an arriving one neither."""
    parts = list(_parts_in(made, term))
    blocks: Sum = sum(
        unit.whole(exact(part.weeks or 0.0)) * held
        for course, part, held in parts
        if course.delivery is not Delivery.WEEKLY and course.counted
    )
    made.model.add(blocks <= unit.whole(exact(term.blocks or 0.0)))
    class_weeks = unit.whole(exact(term.class_weeks or 0.0))
    for course, part, held in parts:
        if course.delivery is Delivery.WEEKLY:
            need = unit.whole(exact(part.weeks)) if part.weeks else 1
            made.model.add(blocks <= class_weeks - need).only_enforce_if(held)


def _requisite(made: ClosingModel, requisite: Requisite, arriving: Mapping[str, Begins]) -> None:
    """Have an arriving course begin only where what it needs has ended, as ours stand and others arrive."""
    own = arriving[requisite.course]
    spans = {course.id: course.span for course, _ in _arriving(made)}
    if requisite.kind is RequisiteKind.ANY_OF:
        for term, held in own.items():
            ways = [
                _before(made, other, term, requisite.kind, arriving, spans)
                for other in sorted(requisite.courses)
            ]
            made.model.add(sum(ways) >= held)
        return
    for other in sorted(requisite.courses):
        for term, held in own.items():
            made.model.add(_before(made, other, term, requisite.kind, arriving, spans) >= held)


def _before(
    made: ClosingModel,
    other: str,
    term: Number,
    kind: RequisiteKind,
    arriving: Mapping[str, Begins],
    spans: Mapping[str, int],
) -> Sum:
    """Return 1 where a course stands in time for another one that begins in a term, else 0."""
    if other not in arriving:
        return int(stands_in_time(made.request, kind, other, term))
    return sum(held for begins, held in arriving[other].items() if in_time(kind, begins, spans[other], term))
