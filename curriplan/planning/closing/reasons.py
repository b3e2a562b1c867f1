"""Why a gap stays open, in codes that the texts turn into sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from curriplan.analysis.calendar import takes
from curriplan.domain.course import Delivery
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from curriplan.planning.closing.hours import Room
from curriplan.planning.closing.needs import Need, Target
from curriplan.planning.closing.request import ClosingRequest
from curriplan.planning.closing.result import Impossible
from curriplan.planning.result import Args


def reasons(request: ClosingRequest, left: Sequence[Target], *, proven: bool) -> tuple[Impossible, ...]:
    """Return each gap that stays open with its reason.

    ``proven``: the search has ended, so what could be closed by itself stays open because of the others.
    """
    return tuple(Impossible(one.post, one.competency, *_reason(request, one, proven)) for one in left)


def _reason(request: ClosingRequest, target: Target, proven: bool) -> tuple[str, Args]:
    for need in target.needs:
        if not any(_filling(request, need)):
            return _lacking(request, need)
    return ("limits" if proven else "not_found"), ()


def _filling(request: ClosingRequest, need: Need) -> Iterator[bool]:
    yield from (request.serves(one.step, need) for one in request.candidates)
    for step, terms in request.arriving:
        yield from (request.serves(step, need, term) for term in terms)


def _lacking(request: ClosingRequest, need: Need) -> tuple[str, Args]:
    """Return why no candidate fills a need: courses, caps, time, costs, hours are looked at in this order."""
    program, level = request.program, need.level
    rooms = [one for one in request.rooms.values() if takes(one.course, need.track)]
    if not rooms:
        return "no_course", ()
    kind = program.competencies[need.competency].kind
    reach = {mode: program.about.caps.counted(level, kind, mode) for mode in _modes(rooms)}
    if max(reach.values(), default=0) < level:
        return "cap", (("level", level), ("reach", max(reach.values(), default=0)))
    able = [one for one in rooms if any(reach.get(mode, 0) >= level for mode in _modes([one]))]
    if need.by is not None and not any(_in_time(one, need.by) for one in able):
        return "too_late", (("level", level), ("term", need.by))
    if not any(_has_cost(program, need, mode) for mode, reached in reach.items() if reached >= level):
        return "no_cost", (("table", program.about.costs.version),)
    return "no_hours", (("level", level),)


def _modes(rooms: Iterable[Room]) -> frozenset[Mode]:
    """Return the modes that some courses teach in, or could."""
    found: set[Mode] = set()
    for one in rooms:
        found |= one.modes
        if one.course.delivery is not Delivery.INTERNSHIP:
            found.add(Mode.ON_CAMPUS)
    return frozenset(found)


def _in_time(room: Room, term: int) -> bool:
    return room.last is not None and room.last <= term and room.course.delivery is not Delivery.INTERNSHIP


def _has_cost(program: Program, need: Need, mode: Mode) -> bool:
    cost = program.about.costs.of(program.competencies[need.competency].kind, mode)
    return cost is not None and cost.per_level > 0
