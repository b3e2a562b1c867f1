"""Which steps to take as constraints: a weighted set cover (methods: min sum of costs, each need covered) with limits.

Nothing here imports the solver; it is handed an empty model. Hours and weeks are whole numbers of a unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from curriplan.domain.scale import Mode
from curriplan.planning.closing.apply import Growth, trimmed, with_steps
from curriplan.planning.closing.calendar import add_calendar
from curriplan.planning.closing.confirm import heavier_terms
from curriplan.planning.closing.credits import add_credits
from curriplan.planning.closing.hours import Room
from curriplan.planning.closing.lean import lean
from curriplan.planning.closing.needs import Need
from curriplan.planning.closing.request import ClosingRequest, Number
from curriplan.planning.closing.result import Step, StepKind
from curriplan.planning.exact import Unit, exact, unit_of

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

    from curriplan.planning.model import Sum

RANK: Mapping[StepKind, int] = {kind: n for n, kind in enumerate(StepKind)}
FARTHEST = 9
PLAIN, GROWN = 10, 1000  # an hour of timetable weighs more than any step, a step more than being near


@dataclass(slots=True)
class ClosingModel:
    """Variables of one model.

    ``use`` of each candidate, ``begin`` of each arriving course by term, ``grow`` in steps of weekly hours of
    each part of a course, up to ``most_steps``, ``closed`` of each target.
    """

    request: ClosingRequest
    model: CpModel
    cost_unit: Unit
    hour_unit: Unit
    use: list[IntVar] = field(default_factory=list)
    begin: list[dict[Number, IntVar]] = field(default_factory=list)
    grow: dict[tuple[str, int], IntVar] = field(default_factory=dict)
    most_steps: dict[tuple[str, int], int] = field(default_factory=dict)
    closed: list[IntVar] = field(default_factory=list)

    @property
    def variables(self) -> list[IntVar]:
        """Return all variables that make a proposal, in a fixed order."""
        return [*self.use, *(one for held in self.begin for one in held.values()), *self.grow.values()]

    def steps(self) -> Iterator[tuple[Step, Sum]]:
        """Yield every step with what is 1 where it is taken."""
        for candidate, used in zip(self.request.candidates, self.use, strict=True):
            yield candidate.step, used
        for (step, _), begins in zip(self.request.arriving, self.begin, strict=True):
            yield step, sum(begins.values())

    def cost(self) -> Sum:
        """Return what all steps cost, in units."""
        return sum(
            self.cost_unit.whole(exact(self.request.cost(step))) * taken for step, taken in self.steps()
        )

    def taken(self, values: Sequence[int]) -> tuple[tuple[Step, ...], Growth]:
        """Return the steps that some values of the variables stand for, none idle, and the weekly hours that rise."""
        chosen = {one.index for one, value in zip(self.variables, values, strict=True) if value}
        steps = [
            one.step
            for one, used in zip(self.request.candidates, self.use, strict=True)
            if used.index in chosen
        ]
        for (step, _), begins in zip(self.request.arriving, self.begin, strict=True):
            for term, held in begins.items():
                if held.index in chosen and step.arrival is not None:
                    steps.append(replace(step, arrival=replace(step.arrival, term=term)))
        kept, program = lean(self.request, steps), self.request.program
        by_index = dict(zip((one.index for one in self.variables), values, strict=True))
        grown = {key: by_index[held.index] for key, held in self.grow.items()}
        growth = self._growth_of(kept, grown)
        if len(kept) < len(steps) and any(heavier_terms(program, with_steps(program, kept, growth))):
            return tuple(steps), self._growth_of(
                steps, grown
            )  # fewer hours may shift credits into a full term
        return kept, growth

    def _growth_of(self, steps: Sequence[Step], grown: Mapping[tuple[str, int], int]) -> Growth:
        """Return the weekly hours on top of each part of every course that grows, and no more than its steps need."""
        step = self.request.program.about.costs.weekly_step
        found: dict[str, tuple[float, ...]] = {}
        for key in dict.fromkeys(one.course for one in steps if one.added and one.arrival is None):
            course = self.request.rooms[key].course
            raised = tuple(grown.get((key, part), 0) * step for part in range(course.span))
            needed = sum(one.added for one in steps if one.course == key)
            least = trimmed(course, raised, needed, step)
            if any(least):
                found[key] = least
        return found

    def growth(self, course: str, part: int) -> int:
        """Return the hours that one step of weekly hours adds in a part of a course, in units."""
        return self.hour_unit.whole(_part_hours(self.request, self.request.rooms[course], part))

    def left_open(self) -> Sum:
        """Return the number of gaps that stay open."""
        return len(self.closed) - sum(self.closed)

    def preference(self) -> Sum:
        """Return what decides among proposals of equal cost: little timetable, few, plain and near steps."""
        plain: Sum = sum(
            (PLAIN * (1 + RANK[one.step.kind] + bool(one.step.moved)) + min(one.far, FARTHEST)) * used
            for one, used in zip(self.request.candidates, self.use, strict=True)
        )
        plain = plain + sum(
            (PLAIN + n) * held for begins in self.begin for n, held in enumerate(begins.values())
        )
        grown: Sum = sum(self.growth(course, part) * held for (course, part), held in self.grow.items())
        return GROWN * grown + plain


def build(request: ClosingRequest, model: CpModel) -> ClosingModel:
    """Build the whole question into an empty model."""
    made = ClosingModel(request, model, _cost_unit(request), _hour_unit(request))
    made.use = [model.new_bool_var("") for _ in request.candidates]
    made.begin = [{term: model.new_bool_var("") for term in terms} for _, terms in request.arriving]
    made.closed = [model.new_bool_var("") for _ in request.targets]
    for begins in made.begin:
        model.add_at_most_one(begins.values())
    _cover(made)
    _one_a_cell(made)
    _free_hours(made)
    _grow(made)
    add_calendar(made)
    add_credits(made)
    if request.most is not None:
        hours = sum(made.hour_unit.whole(exact(step.hours)) * taken for step, taken in made.steps())
        model.add(hours <= made.hour_unit.limit(request.most, len(made.use)))
    return made


def _cost_unit(request: ClosingRequest) -> Unit:
    steps = [one.step for one in request.candidates] + [step for step, _ in request.arriving]
    return unit_of([exact(request.cost(one)) for one in steps])


def _hour_unit(request: ClosingRequest) -> Unit:
    """Return the unit of hours in which steps, free hours and growing parts are whole."""
    steps = [one.step for one in request.candidates] + [step for step, _ in request.arriving]
    figures = [exact(one.hours) for one in steps]
    figures += [exact(hours) for room in request.rooms.values() for hours in room.free.values()]
    figures += [_part_hours(request, room, part) for room in request.rooms.values() for part in room.parts]
    return unit_of(figures)


def _part_hours(request: ClosingRequest, room: Room, part: int) -> Fraction:
    """Return the hours that one step of weekly hours adds in a part of a course."""
    return exact(request.program.about.costs.weekly_step) * exact(room.course.parts[part].weeks or 0.0)


def _cover(made: ClosingModel) -> None:
    """Have a gap closed only where each of its needs is served by a step that is taken."""
    by_competency: dict[str, list[tuple[Step, Number, IntVar]]] = {}
    for step, begins, held in _choices(made):
        for one in step.puts:
            by_competency.setdefault(one.competency, []).append((step, begins, held))
    serving: dict[Need, Sum] = {}
    for target, closed in zip(made.request.targets, made.closed, strict=True):
        for need in target.needs:
            if need not in serving:
                known = by_competency.get(need.competency, [])
                serving[need] = sum(
                    held for step, begins, held in known if made.request.serves(step, need, begins)
                )
            made.model.add(closed <= serving[need])


def _choices(made: ClosingModel) -> Iterator[tuple[Step, Number, IntVar]]:
    for candidate, used in zip(made.request.candidates, made.use, strict=True):
        yield candidate.step, None, used
    for (step, _), begins in zip(made.request.arriving, made.begin, strict=True):
        for term, held in begins.items():
            yield step, term, held


def _one_a_cell(made: ClosingModel) -> None:
    """A course does one thing at most for a competency."""
    cells: dict[tuple[str, str], list[IntVar]] = {}
    for candidate, used in zip(made.request.candidates, made.use, strict=True):
        step = candidate.step
        cells.setdefault((step.course, step.puts[0].competency), []).append(used)
    for held in cells.values():
        made.model.add_at_most_one(held)


def _free_hours(made: ClosingModel) -> None:
    """Free hours are given away once."""
    given: dict[tuple[str, Mode], Sum] = {}
    for candidate, used in zip(made.request.candidates, made.use, strict=True):
        step = candidate.step
        if step.taken is not None:
            key = step.course, step.taken
            given[key] = given.get(key, 0) + made.hour_unit.whole(exact(step.hours)) * used
    for (course, mode), hours in given.items():
        made.model.add(hours <= made.hour_unit.whole(exact(made.request.rooms[course].free[mode])))


def _grow(made: ClosingModel) -> None:
    """Weekly hours of a course rise in steps until they make the hours that are added to it."""
    added: dict[str, Sum] = {}
    most: dict[str, int] = {}
    for candidate, used in zip(made.request.candidates, made.use, strict=True):
        step = candidate.step
        if step.added:
            hours = made.hour_unit.whole(exact(step.added))
            added[step.course] = added.get(step.course, 0) + hours * used
            most[step.course] = most.get(step.course, 0) + hours
    for course, needed in added.items():
        parts = made.request.rooms[course].parts
        for part in parts:
            enough = -(-most[course] // max(1, made.growth(course, part)))
            made.grow[course, part] = made.model.new_int_var(0, enough, "")
            made.most_steps[course, part] = enough
        if parts:
            grown = sum(made.growth(course, part) * made.grow[course, part] for part in parts)
            made.model.add(grown >= needed)
            if any(one.credits is not None for one in made.request.terms):
                _grow_no_more(made, course, needed)


def _grow_no_more(made: ClosingModel, course: str, needed: Sum) -> None:
    """Have parts grow by no more steps than ``trimmed`` leaves: the credits of a term hang on all of them."""
    before: Sum = 0
    for part in made.request.rooms[course].parts:
        held, each = made.grow[course, part], made.growth(course, part)
        rises = made.model.new_bool_var("")
        made.model.add(held == 0).only_enforce_if(~rises)
        made.model.add(before + each * held - each + 1 <= needed).only_enforce_if(rises)
        before = before + each * held
