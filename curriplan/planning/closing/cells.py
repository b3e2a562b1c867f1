"""The candidates within the programme: what each of its courses could do for a competency that is lacking.

A course must be one that every student of the track takes: no elective, no pool. Caps hold. Each candidate
states its hours by the cost table and ends in assessed evidence; what was claimed without hours is paid
for from the first level on, so that no gap is closed on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from curriplan.analysis.order import courses_in_order
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course, Delivery, Evidence, Status
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from curriplan.planning.closing.hours import Room, room_of
from curriplan.planning.closing.near import near_courses
from curriplan.planning.closing.result import Step, StepKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A step that could be taken. ``far`` ranks how foreign the competency is to the course, 0 if it has it already."""

    step: Step
    far: int = 0


@dataclass(frozen=True, slots=True)
class _Cell:
    """One course and one competency, to be brought to a level in a mode."""

    room: Room
    competency: Competency
    present: Contribution | None
    level: int
    mode: Mode

    @property
    def theory_to_training(self) -> bool:
        """Tell whether what is taught in theory would have to become training."""
        return self.present is not None and self.present.mode is Mode.THEORY and self.mode is not Mode.THEORY


def is_for_all(course: Course) -> bool:
    """Tell whether every student who may take a course does."""
    return course.pool is None and course.status is not Status.ELECTIVE


def rooms_of(program: Program) -> tuple[Room, ...]:
    """Return what every course that is for all has to give, in display order."""
    return tuple(room_of(program, one) for one in courses_in_order(program) if is_for_all(one))


def cell_candidates(
    program: Program, rooms: Iterable[Room], competency: str, levels: Iterable[int]
) -> tuple[Candidate, ...]:
    """Return every way in which a course could reach one of some levels of a competency."""
    row, held = program.competencies[competency], tuple(rooms)
    wanted = sorted(set(levels))
    near = near_courses(program, row, [one.course for one in held])
    rank = {one.id: n for n, one in enumerate(near, 1)}
    found: list[Candidate] = []
    for room in held:
        present = program.contributions.get(room.course.id, {}).get(competency)
        if present is None and room.course.id not in rank:
            continue
        far = 0 if present is not None else rank[room.course.id]
        for level in wanted:
            for mode in Mode:
                cell = _Cell(room, row, present, level, mode)
                found += [Candidate(step, far) for step in _steps(program, cell)]
    return tuple(dict.fromkeys(found))


def _steps(program: Program, cell: _Cell) -> Iterator[Step]:
    hours = _hours(program, cell)
    if not hours or not _reaches(program, cell):
        return
    after = _after(cell, hours)
    course = cell.room.course
    stood = course.hours, course.parts
    draft = Step(StepKind.ADD, course.id, (after,), (cell.present,), hours, stood=stood)
    yield from _on_top(cell, draft)
    yield from _from_free_hours(cell, draft)


def _reaches(program: Program, cell: _Cell) -> bool:
    """Tell whether the mode can reach the level, and the course can have that mode at all."""
    trainable = cell.mode is Mode.ON_CAMPUS and cell.room.course.delivery is not Delivery.INTERNSHIP
    if cell.mode not in cell.room.modes and not trainable:
        return False
    return program.about.caps.counted(cell.level, cell.competency.kind, cell.mode) >= cell.level


def _hours(program: Program, cell: _Cell) -> float | None:
    """Return what reaching the level costs by the table, or None where there is nothing to do or no figure."""
    cost = program.about.costs.of(cell.competency.kind, cell.mode)
    present = cell.present
    if cost is None or cost.per_level <= 0 or cost.assessment < 0:
        return None
    if present is None:
        return cell.level * cost.per_level + cost.assessment
    if present.mode is not cell.mode and not cell.theory_to_training:
        return None
    reached = program.about.caps.counted(present.level, cell.competency.kind, present.mode)
    if reached >= cell.level and present.mode is not cell.mode:
        return None
    taught = 0 if present.hours is None else min(reached, cell.level)
    assessment = 0.0 if present.evidence is Evidence.ASSESSED else cost.assessment
    return (cell.level - taught) * cost.per_level + assessment


def _after(cell: _Cell, hours: float) -> Contribution:
    present, course = cell.present, cell.room.course.id
    if present is None:
        return Contribution(
            course, cell.competency.id, cell.level, cell.mode, hours, evidence=Evidence.ASSESSED
        )
    level = max(cell.level, present.level) if present.mode is cell.mode else cell.level
    return replace(
        present,
        level=level,
        mode=cell.mode,
        hours=(present.hours or 0.0) + hours,
        evidence=Evidence.ASSESSED,
    )


def _on_top(cell: _Cell, draft: Step) -> Iterator[Step]:
    """Yield the way that lengthens the course."""
    room = cell.room
    if not room.grows:
        return
    if cell.theory_to_training:
        yield replace(draft, kind=StepKind.MOVE, added=draft.hours, moved=_moved(cell))
    elif cell.present is not None:
        yield replace(draft, kind=_kind(cell, StepKind.RAISE), added=draft.hours)
    elif cell.mode in room.modes:
        yield replace(draft, added=draft.hours)
    elif cell.mode is Mode.ON_CAMPUS and not room.trains:
        yield replace(draft, kind=StepKind.INVITE, added=draft.hours)


def _from_free_hours(cell: _Cell, draft: Step) -> Iterator[Step]:
    """Yield the ways within hours that no competency has: those of the mode, or of theory that become training."""
    room = cell.room
    kind = StepKind.MOVE if cell.theory_to_training else _kind(cell, StepKind.SPLIT)
    moved = _moved(cell) if cell.theory_to_training else 0.0
    if room.free.get(cell.mode, 0.0) >= draft.hours:
        yield replace(draft, kind=kind, taken=cell.mode, moved=moved)
    becomes_training = cell.mode is Mode.ON_CAMPUS and room.course.delivery is Delivery.WEEKLY
    if becomes_training and room.free.get(Mode.THEORY, 0.0) >= draft.hours:
        yield replace(draft, kind=kind, taken=Mode.THEORY, moved=moved + draft.hours)


def _kind(cell: _Cell, usual: StepKind) -> StepKind:
    """Return ``assess`` where the level is there already and only has to be shown."""
    present = cell.present
    return StepKind.ASSESS if present is not None and present.level >= cell.level else usual


def _moved(cell: _Cell) -> float:
    """Return the hours of theory that become training, as far as the course's own figures know them."""
    taught = 0.0 if cell.present is None else cell.present.hours or 0.0
    return min(taught, cell.room.course.hours.theory or 0.0)
