"""The rules of a plan as constraints: which course begins in which term.

``begins[course][term]`` is true for exactly one term of each course. Every other rule is tied to the
demand it comes from, so that a clash can be traced: demands hold always, only with their literal, or
(dropped) not at all. Nothing here imports the solver; it is handed an empty model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from curriplan.domain.course import RequisiteKind
from curriplan.planning.alike import alike
from curriplan.planning.demands import CALENDAR, DemandKey, demands_of
from curriplan.planning.figures import CourseFigures
from curriplan.planning.request import Cap, CapKind, Group, PlanCourse, PlanRequest, PlanRequisite
from curriplan.planning.seats import Places
from curriplan.planning.windows import longest_chain

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import BoundedLinearExpression, CpModel, IntVar, LinearExpr

    Sum = LinearExpr | int

NOTHING_DROPPED: frozenset[DemandKey] = frozenset()


@dataclass(slots=True)
class PlanModel:
    """Variables of one model. ``horizon`` holds more terms than there are where the calendar may give way.

    ``chosen[requisite][course]`` tells which course of an any-of requisite is counted on.
    ``class_needs[group, term][weeks]`` is true if a course of the group needs so many class weeks then.
    """

    request: PlanRequest
    model: CpModel
    horizon: tuple[int, ...]
    literals: Mapping[DemandKey, IntVar]
    dropped: frozenset[DemandKey]
    begins: dict[str, dict[int, IntVar]] = field(default_factory=dict)
    chosen: dict[int, dict[str, IntVar]] = field(default_factory=dict)
    blocks: dict[str, dict[int, IntVar]] = field(default_factory=dict)
    class_needs: dict[tuple[int, int], dict[int, IntVar]] = field(default_factory=dict)

    def add(
        self, rule: BoundedLinearExpression | bool, *demands: DemandKey, when: Sequence[IntVar] = ()
    ) -> None:
        """Add a rule that holds while all of its demands do, and (``when``) all of some literals are true."""
        if not self.dropped.isdisjoint(demands):
            return
        literals = [*when, *(self.literals[one] for one in demands if one in self.literals)]
        constraint = self.model.add(rule)
        if literals:
            constraint.only_enforce_if(literals)

    def first(self, course: str) -> Sum:
        """Return the term in which a course begins."""
        return sum(number * held for number, held in self.begins[course].items())

    def begun(self, course: str, by: int) -> Sum:
        """Return 1 if a course has begun by a term, else 0."""
        return sum(held for number, held in self.begins[course].items() if number <= by)

    def running(self, course: PlanCourse, number: int) -> Iterator[tuple[int, IntVar]]:
        """Yield (part, literal) for each way in which a course can run in a term."""
        for part in range(course.span):
            held = self.begins[course.id].get(number - part)
            if held is not None:
                yield part, held

    def sum_of(self, kind: CapKind, group: Group, number: int) -> Sum:
        """Return hours a week, credits or number of courses of a group in a term."""
        return sum(
            amount * held
            for course in self.request.courses
            if course.id in group
            for part, held in self.running(course, number)
            if (amount := _amount(group.figures[course.id], kind, part))
        )

    def block_weeks(self, group: Group, number: int) -> Sum:
        """Return the weeks that whole-week courses and internship take from a group in a term."""
        return sum(
            weeks * held
            for course in self.request.courses
            if course.is_block and course.id in group
            for part, weeks in enumerate(group.figures[course.id].blocks)
            if weeks and (held := self.blocks[course.id].get(number - part)) is not None
        )

    def seats_taken(self, places: Places, number: int) -> Sum:
        """Return the places of a resource that courses take in a term."""
        return sum(
            places.seats[course.id] * held
            for course in self.request.courses
            if course.id in places.seats
            for _, held in self.running(course, number)
        )

    def terms_of(self, cap: Cap) -> tuple[int, ...]:
        """Return the terms in which a limit holds: an upper limit of all terms in those too many as well."""
        numbers = self.request.numbers
        if cap.is_minimum or (len(cap.terms) == 1 and len(numbers) > 1):
            return cap.terms
        return (*cap.terms, *(one for one in self.horizon if one not in numbers))

    def weeks_of(self, number: int) -> int | None:
        """Return the teaching weeks of a term without exam and reserve; a term too many has the most of any."""
        own = {term.number: term.weeks for term in self.request.terms}
        if number in own:
            return own[number]
        known = [weeks for weeks in own.values() if weeks is not None]
        return max(known) if known and len(known) == len(own) else None


def _amount(course: CourseFigures, kind: CapKind, part: int) -> int:
    match kind:
        case "hours":
            return course.hours[part]
        case "credits" | "min_credits":
            return course.credits[part]
        case "courses" | "min_courses":
            return 1


def build(
    request: PlanRequest,
    model: CpModel,
    *,
    guarded: bool = False,
    dropped: frozenset[DemandKey] = NOTHING_DROPPED,
    in_order: bool = False,
) -> PlanModel:
    """Build all rules of a request into an empty model.

    ``guarded``: each demand gets a literal and holds only with it. ``dropped`` demands do not hold.
    ``in_order``: courses that differ in nothing that the model knows may stand in one order only.
    """
    literals = (
        {key: model.new_bool_var(f"{key.kind} {key.row}") for key in demands_of(request)} if guarded else {}
    )
    open_ended = guarded or any(one.kind in ("calendar", "span") for one in dropped)
    plan = PlanModel(request, model, _horizon(request, open_ended), literals, frozenset(dropped))
    for course in request.courses:
        _place(plan, course)
    for position, requisite in enumerate(request.requisites):
        _requisite(plan, position, requisite)
    for position, cap in enumerate(request.caps):
        _cap(plan, cap, DemandKey("cap", position))
    for position, group in enumerate(request.groups):
        _weeks(plan, position, group)
    _places(plan)
    for position in range(len(request.unfilled)):
        plan.add(False, DemandKey("pool", position))  # noqa: FBT003 - no plan can fill it
    if in_order:
        _in_order(plan)
    return plan


def _horizon(request: PlanRequest, open_ended: bool) -> tuple[int, ...]:
    numbers = request.numbers
    if not open_ended:
        return numbers
    last = max(numbers, default=0)
    longest = max((course.span for course in request.courses), default=1)
    more = max(len(numbers), longest, longest_chain(request))
    return (*numbers, *range(last + 1, last + more + 1))


def _place(plan: PlanModel, course: PlanCourse) -> None:
    own = {number: plan.model.new_bool_var(f"{course.id} {number}") for number in plan.horizon}
    plan.begins[course.id] = own
    plan.model.add_exactly_one(own.values())
    real = set(plan.request.numbers)
    for number, held in own.items():
        if number + course.span - 1 > plan.horizon[-1]:
            plan.add(held == 0)
        elif number not in real:
            plan.add(held == 0, CALENDAR)
        elif any(number + step not in real for step in range(course.span)):
            plan.add(held == 0, CALENDAR, DemandKey("span", course.id))
        if course.fixed is not None and number != course.fixed:
            plan.add(held == 0, DemandKey("fixed", course.id))
        if course.allowed and number not in course.allowed:
            plan.add(held == 0, DemandKey("allowed", course.id))
    if course.is_block:
        plan.blocks[course.id] = _block_literals(plan, course)


def _block_literals(plan: PlanModel, course: PlanCourse) -> dict[int, IntVar]:
    """Return literals that are true where a block takes its weeks: none while that demand is given up."""
    demand, own = DemandKey("weeks", course.id), plan.begins[course.id]
    if demand in plan.dropped:
        return {}
    if demand not in plan.literals:
        return own
    takes = {number: plan.model.new_bool_var("") for number in own}
    for number, held in own.items():
        plan.add(takes[number] == held, demand)
    return takes


def _requisite(plan: PlanModel, position: int, requisite: PlanRequisite) -> None:
    demand = DemandKey("requisite", position)
    if requisite.kind is RequisiteKind.ANY_OF:
        chosen = {other: plan.model.new_bool_var("") for other in requisite.others}
        plan.chosen[position] = chosen
        plan.model.add_exactly_one(chosen.values())
        for other, picked in chosen.items():
            _after(plan, requisite.course, other, demand, (picked,))
        return
    relate = {RequisiteKind.COREQUISITE: _not_before, RequisiteKind.TOGETHER: _together}
    for other in requisite.others:
        relate.get(requisite.kind, _after)(plan, requisite.course, other, demand)


def _not_before(plan: PlanModel, course: str, other: str, demand: DemandKey) -> None:
    for number in plan.horizon:
        plan.add(plan.begun(course, number) <= plan.begun(other, number), demand)


def _together(plan: PlanModel, course: str, other: str, demand: DemandKey) -> None:
    for number in plan.horizon:
        plan.add(plan.begins[course][number] == plan.begins[other][number], demand)


def _after(plan: PlanModel, course: str, other: str, demand: DemandKey, when: Sequence[IntVar] = ()) -> None:
    """Demand that a course has begun by a term only if the other had ended before that term.

    One sum for each term: far stronger bounds than one comparison of two term numbers.
    """
    span = next(one.span for one in plan.request.courses if one.id == other)
    for number in plan.horizon:
        plan.add(plan.begun(course, number) <= plan.begun(other, number - span), demand, when=when)


def _cap(plan: PlanModel, cap: Cap, demand: DemandKey) -> None:
    for group in plan.request.groups:
        for number in plan.terms_of(cap):
            total = plan.sum_of(cap.kind, group, number)
            plan.add(total >= cap.amount if cap.is_minimum else total <= cap.amount, demand)


def _weeks(plan: PlanModel, position: int, group: Group) -> None:
    """Blocks must fit the teaching weeks, and weekly courses the class weeks that blocks leave."""
    for number in plan.horizon:
        weeks = plan.weeks_of(number)
        if weeks is None:
            continue
        blocks = plan.block_weeks(group, number)
        plan.add(blocks <= weeks)
        needed = plan.class_needs.setdefault((position, number), {})
        for course in plan.request.courses:
            if course.id not in group:
                continue
            for part, held in plan.running(course, number):
                if course.needs[part]:
                    _need(plan, DemandKey("weeks", course.id), held, course.needs[part], weeks, needed)
        for need, somebody in needed.items():
            plan.add(blocks <= weeks - need, when=(somebody,))


def _need(
    plan: PlanModel, demand: DemandKey, held: IntVar, need: int, weeks: int, needed: dict[int, IntVar]
) -> None:
    if need > weeks:
        plan.add(held == 0, demand)
        return
    if need not in needed:
        needed[need] = plan.model.new_bool_var("")
    plan.add(held <= needed[need], demand)


def _in_order(plan: PlanModel) -> None:
    """Demand one order of courses that are alike: no plan is lost but for their names."""
    for courses in alike(plan.request):
        for one, other in pairwise(courses):
            for number in plan.horizon:
                plan.add(plan.begun(one, number) >= plan.begun(other, number))


def _places(plan: PlanModel) -> None:
    for position, places in enumerate(plan.request.places):
        for number in plan.horizon:
            plan.add(plan.seats_taken(places, number) <= places.amount, DemandKey("places", position))
