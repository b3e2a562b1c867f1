"""Single steps that close a gap or bring it nearer, the cheapest first, each with its gain per hour.

Gain is P0's "input-output ratio": importance x levels that are no longer missing, over all posts, for an hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from curriplan.analysis.calendar import takes
from curriplan.analysis.gap.result import GapRow
from curriplan.analysis.supply import Track, tracks_serving
from curriplan.planning.closing.apply import DUST, Growth, gained, trimmed
from curriplan.planning.closing.confirm import confirm
from curriplan.planning.closing.credits import credits_on_top, has_credits
from curriplan.planning.closing.fit import fits
from curriplan.planning.closing.hours import Room
from curriplan.planning.closing.request import ClosingRequest
from curriplan.planning.closing.result import Proposal, Step
from curriplan.planning.exact import exact

UNLIMITED = 1_000_000


@dataclass(frozen=True, slots=True)
class Option:
    """One step by itself. ``growth`` are the weekly hours that rise for it; ``serves`` counts the needs that it fills.

    ``whole``: it closes every gap that was asked for. ``gain``: importance x missing levels that it takes away,
    None where the importance of one of them is not known.
    """

    step: Step
    growth: Growth
    gain: float | None
    serves: int
    whole: bool

    @property
    def ratio(self) -> float | None:
        """Return the gain for an hour, None where it is not known."""
        return None if self.gain is None or not self.step.hours else self.gain / self.step.hours


def options(request: ClosingRequest) -> tuple[Option, ...]:
    """Return the steps that a programme has room for and that fill a need, whole ones first, then cheap, then gainful."""
    needs = [need for target in request.targets for need in target.needs]
    demand, found = _demand(request), []
    for step, growth in _lawful(request):
        begins = None if step.arrival is None else step.arrival.term
        served = sum(request.serves(step, need, begins) for need in needs)
        if served:
            found.append(Option(step, growth, _gain(request, demand, step), served, served == len(needs)))
    return tuple(sorted(found, key=_order))


def _order(one: Option) -> tuple[object, ...]:
    return not one.whole, one.step.hours, one.gain is None, -(one.gain or 0.0), one.step.added, one.step.moved


def alone(request: ClosingRequest, option: Option) -> Proposal:
    """Return an option as a proposal of one step, confirmed like any other.

    Raises:
        PlannerDefect: it does not stand the independent check.

    """
    confirmed = confirm(request, (option.step,), option.growth)
    cost = request.cost(option.step)
    return Proposal(
        "feasible",
        request.report.basis,
        request.measure,
        tuple(one.cell for one in request.targets),
        (option.step,),
        confirmed.closes,
        (),
        cost,
        None,
        proven=False,
        table_version=request.program.about.costs.version,
        growth=option.growth,
        added=confirmed.added,
        wall_s=0.0,
    )


def _lawful(request: ClosingRequest) -> Iterator[tuple[Step, Growth]]:
    """Yield the steps for which there is room in the terms, each with what grows for it."""
    for candidate in request.candidates:
        growth = _growth(request, candidate.step)
        if growth is not None:
            yield candidate.step, growth
    for step, terms in request.arriving:
        fitting = [one for one in terms if fits(request, step, one)]
        if step.arrival is not None and fitting:
            yield replace(step, arrival=replace(step.arrival, term=fitting[0])), {}


def _growth(request: ClosingRequest, step: Step) -> Growth | None:
    """Return a rise of weekly hours that makes the hours of a step, or None where the terms have no room for it.

    One part of the course grows if one has room enough, the one that then has the fewest hours too many.
    """
    room = request.rooms[step.course]
    if not step.added or not room.parts:
        return {}
    each, course = request.program.about.costs.weekly_step, room.course
    most = tuple(_most(request, room, part) * each for part in range(course.span))
    single = [tuple(one if n == part else 0.0 for n, one in enumerate(most)) for part in room.parts]
    least = [trimmed(course, one, step.added, each) for one in (*single, most)]
    begins = None if room.last is None else room.last - course.span + 1
    enough = [
        one
        for one in least
        if gained(course, one) >= step.added - DUST
        and has_credits(request, course, begins, credits_on_top(request.program, course, one))
    ]
    return {step.course: min(enough, key=lambda one: gained(course, one))} if enough else None


def _most(request: ClosingRequest, room: Room, part: int) -> int:
    """Return by how many steps the weekly hours of a part may rise; as good as any number where nothing limits it."""
    each = exact(request.program.about.costs.weekly_step)
    begins = None if room.last is None else room.last - room.course.span + 1
    limits = [
        int(exact(term.weekly) / each)
        for term in request.terms
        if begins is not None
        and term.number == begins + part
        and term.weekly is not None
        and takes(room.course, term.track)
    ]
    return 0 if part not in room.parts else min(limits, default=UNLIMITED)


Demand = Mapping[str, Sequence[tuple[GapRow, tuple[Track, ...]]]]


def _demand(request: ClosingRequest) -> Demand:
    """Return the rows that miss levels by competency, each with the tracks whose students its post takes."""
    program, found = request.program, dict[str, list[tuple[GapRow, tuple[Track, ...]]]]()
    for post in request.report.posts:
        tracks = tuple(tracks_serving(program, program.posts[post.post]))
        for row in post.rows:
            if row.missing:
                found.setdefault(row.competency, []).append((row, tracks))
    return found


def _gain(request: ClosingRequest, demand: Demand, step: Step) -> float | None:
    """Return importance x levels no longer missing at graduation, over all posts whose students take the course.

    None: nobody said how important one of them is.
    """
    program = request.program
    course = request.rooms[step.course].course if step.arrival is None else step.arrival.course
    gains: list[float | None] = []
    for one in step.puts:
        kind = program.competencies[one.competency].kind
        reached = program.about.caps.counted(one.level, kind, one.mode)
        gains += [
            _weighted(row, row.missing - max(0, (row.requirement.level or 0) - reached))
            for row, tracks in demand.get(one.competency, ())
            if reached > row.delivered and all(takes(course, track) for track in tracks)
        ]
    known = [one for one in gains if one is not None]
    return sum(known) if len(known) == len(gains) else None


def _weighted(row: GapRow, levels: int) -> float | None:
    importance = row.requirement.importance
    return None if importance is None else importance * levels
