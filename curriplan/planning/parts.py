"""Parts of a programme that nothing links: no student takes courses of two, no requisite or room joins them.

Each can be planned by itself, and what they reach adds up. Many a proof that is out of reach for the whole
is quick for its parts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from curriplan.planning.request import PlanRequest
from curriplan.planning.result import Objective, PlanStatus

Proofs = dict[str, tuple[float | None, bool]]
PartFound = tuple[PlanStatus, dict[str, int] | None, Proofs]
WORST_FIRST: tuple[PlanStatus, ...] = ("cancelled", "infeasible", "unknown", "feasible", "optimal")

FEWEST = 8
"""Parts of fewer courses are planned together: each search has its own start."""


def parts_of(request: PlanRequest) -> tuple[PlanRequest, ...]:
    """Return the parts of a request, small ones first; the request alone where it has none.

    The largest load of any track is no sum over parts, so even loads are planned as a whole.
    """
    if Objective.EVEN_LOAD in request.objectives:
        return (request,)
    found = sorted(_components(request), key=len)
    small = [one for one in found if len(one) < FEWEST]
    large = [one for one in found if len(one) >= FEWEST]
    sets = [*([frozenset().union(*small)] if small else []), *large]
    if len(sets) < 2:
        return (request,)
    return tuple(_part(request, one, first=number == 0) for number, one in enumerate(sets))


def _components(request: PlanRequest) -> Iterable[frozenset[str]]:
    """Return the courses that are linked with each other, over any number of links."""
    of = {course.id: {course.id} for course in request.courses}
    for linked in _links(request):
        held = [one for one in linked if one in of]
        for one in held[1:]:
            into, gone = of[held[0]], of[one]
            if into is not gone:
                into |= gone
                of.update(dict.fromkeys(gone, into))
    return {min(one): frozenset(one) for one in of.values()}.values()


def _links(request: PlanRequest) -> Iterator[Collection[str]]:
    yield from (group.figures for group in request.groups)
    yield from ((one.course, *one.others) for one in request.requisites)
    yield from (places.seats for places in request.places)
    yield from (
        [course for ways in due.tracks for way in ways for course in sorted(way.courses)]
        for due in request.due
    )


def _part(request: PlanRequest, held: frozenset[str], *, first: bool) -> PlanRequest:
    """Return the request for some courses alone; students who take none at all belong to the first part."""
    return replace(
        request,
        courses=tuple(one for one in request.courses if one.id in held),
        groups=tuple(one for one in request.groups if _is_in(one.figures, held, first=first)),
        requisites=tuple(one for one in request.requisites if one.course in held),
        places=tuple(one for one in request.places if _is_in(one.seats, held, first=first)),
        due=tuple(
            one
            for one in request.due
            if _is_in([c for ways in one.tracks for way in ways for c in way.courses], held, first=first)
        ),
        phase=replace(
            request.phase, of={key: hours for key, hours in request.phase.of.items() if key in held}
        ),
        unknown=tuple(one for one in request.unknown if one in held),
    )


def _is_in(courses: Collection[str], held: frozenset[str], *, first: bool) -> bool:
    return not held.isdisjoint(courses) or (first and not courses)


def joined(found: Sequence[PartFound]) -> PartFound:
    """Return what was found for all parts together: the worst status, one plan, and sums of bounds.

    There is no plan unless each part has one. A bound is known only where each part has one.
    """
    terms: dict[str, int] | None = {}
    for _, one, _ in found:
        terms = None if terms is None or one is None else {**terms, **one}
    proofs: Proofs = {}
    for name in found[0][2]:
        held = [one.get(name, (None, False)) for _, _, one in found]
        known = [bound for bound, _ in held if bound is not None]
        bound = sum(known) if len(known) == len(held) else None
        proofs[name] = (bound, all(proven for _, proven in held))
    return min((status for status, _, _ in found), key=WORST_FIRST.index), terms, proofs
