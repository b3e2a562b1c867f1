"""What the solver is asked: gaps, candidates, and the limits of the programme. A frozen value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from curriplan.analysis.calendar import TermLoad, part_in, takes, term_loads, tracks_of
from curriplan.analysis.demand.requirement import Requirements
from curriplan.analysis.gap.result import GapReport
from curriplan.analysis.supply import Track
from curriplan.domain.course import Delivery
from curriplan.domain.program import Program
from curriplan.planning.closing.arrivals import arrivals
from curriplan.planning.closing.cells import Candidate, cell_candidates, rooms_of
from curriplan.planning.closing.hours import Room, credit_limit, weekly_limit
from curriplan.planning.closing.needs import Need, Target, cells_of, is_firm, targets_of
from curriplan.planning.closing.result import Cell, Measure, Step

Number = int | None
"""A term's number; None stands for "without a term" in a programme that has none."""


@dataclass(frozen=True, slots=True)
class TermRoom:
    """What a term has left for the students of one track.

    ``weekly`` hours a week and ``credits`` up to the limits, ``blocks`` weeks that new whole-week courses may
    take from the ``class_weeks``. None: no limit, or not known.
    """

    track: Track
    number: int
    weekly: float | None
    class_weeks: float | None
    blocks: float | None
    credits: float | None = None


@dataclass(frozen=True, slots=True)
class ClosingRequest:
    """The whole question. ``arriving`` are courses from another programme with the terms they may begin in.

    ``most`` hours in all; None: no such limit.
    """

    program: Program
    requirements: Requirements
    report: GapReport
    measure: Measure
    most: float | None
    targets: tuple[Target, ...]
    rooms: Mapping[str, Room]
    candidates: tuple[Candidate, ...]
    arriving: tuple[tuple[Step, tuple[Number, ...]], ...]
    terms: tuple[TermRoom, ...]

    def cost(self, step: Step) -> float:
        """Return what a step costs in the measure asked for."""
        if self.measure == "hours":
            return step.hours
        arrival = step.arrival
        if arrival is not None and arrival.course.credits is not None:
            return arrival.course.credits
        return step.hours / self.program.about.credit_rule.hours_per_credit

    def serves(self, step: Step, need: Need, begins: Number = None) -> bool:
        """Tell whether a step fills a need; ``begins``: where its course arrives."""
        one = next((put for put in step.puts if put.competency == need.competency), None)
        if one is None:
            return False
        kind = self.program.competencies[need.competency].kind
        course = self.rooms[step.course].course if step.arrival is None else step.arrival.course
        if self.program.about.caps.counted(one.level, kind, one.mode) < need.level:
            return False
        if not takes(course, need.track):
            return False
        if need.by is None:
            return True
        last = self.rooms[step.course].last if step.arrival is None else _last(course.span, begins)
        return last is not None and last <= need.by and course.delivery is not Delivery.INTERNSHIP


def _last(span: int, begins: Number) -> Number:
    return None if begins is None else begins + span - 1


def closing_request(
    program: Program,
    requirements: Requirements,
    report: GapReport,
    cells: Iterable[Cell] | None = None,
    *,
    other: Program | None = None,
    measure: Measure = "hours",
    most: float | None = None,
) -> ClosingRequest:
    """Return the request to close some gaps of a report, or all firm ones.

    ``other`` is a programme whose courses may be taken over; ``most`` hours may be spent in all.
    """
    asked = cells_of(report, is_firm) if cells is None else tuple(cells)
    targets = targets_of(program, report, asked)
    rooms = rooms_of(program)
    levels: dict[str, set[int]] = {}
    for target in targets:
        for need in target.needs:
            levels.setdefault(need.competency, set()).add(need.level)
    arriving = arrivals(program, other, levels)
    return ClosingRequest(
        program,
        requirements,
        report,
        measure,
        most,
        targets,
        {one.course.id: one for one in rooms},
        tuple(one for key in levels for one in cell_candidates(program, rooms, key, levels[key])),
        tuple((step, _starts(program, step)) for step in arriving),
        tuple(_term_rooms(program)),
    )


def _starts(program: Program, step: Step) -> tuple[Number, ...]:
    """Return the terms in which an arriving course may begin; only "none" where the programme has no terms."""
    numbers = sorted(term.number for term in program.terms.values())
    if not numbers:
        return (None,)
    course = None if step.arrival is None else step.arrival.course
    if course is None:
        return ()
    allowed = {program.terms[one].number for one in course.allowed_terms}
    held = set(numbers)
    return tuple(
        first
        for first in numbers
        if (not allowed or first in allowed) and all(first + n in held for n in range(course.span))
    )


def _term_rooms(program: Program) -> Iterator[TermRoom]:
    for track in tracks_of(program):
        for load in term_loads(program, track):
            limit = weekly_limit(program, load.term.number)
            weekly = None if limit is None else max(0.0, limit - (load.weekly_hours or 0.0))
            blocks = (
                None
                if load.class_weeks is None
                else max(0.0, load.class_weeks - _longest(program, load, track))
            )
            most = credit_limit(program, load.term.number)
            credits_ = None if most is None else max(0.0, most - (load.credits or 0.0))
            yield TermRoom(track, load.term.number, weekly, load.class_weeks, blocks, credits_)


def _longest(program: Program, load: TermLoad, track: Track) -> float:
    """Return the class weeks that the weekly courses of a term need; one whose weeks are not known needs some."""
    needed = 0.0
    for key in load.courses:
        course = program.courses[key]
        if course.delivery is Delivery.WEEKLY and takes(course, track):
            part = part_in(program, course, load.term.number)
            needed = max(needed, 1.0 if part is None else part.weeks or 1.0)
    return needed
