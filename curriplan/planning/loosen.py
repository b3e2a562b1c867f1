"""What it costs to give way: the smallest change of one demand with which a plan exists, all else kept.

Each kind of demand has its own measure: terms, weeks, hours, places. The demand is left out of the model,
what it would have to become is a variable, and the solver makes that small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curriplan.domain.course import RequisiteKind
from curriplan.planning.demands import CLASSES, DemandKey, class_demands
from curriplan.planning.model import PlanModel, build
from curriplan.planning.request import Group, PlanCourse, PlanRequest, PlanRequisite
from curriplan.planning.result import Args
from curriplan.planning.solver import Found, empty_model

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

    from curriplan.planning.model import Sum

Run = Callable[["CpModel", Sequence["IntVar"]], Found]


@dataclass(frozen=True, slots=True)
class Change:
    """What a demand would have to become: the way to give, its arguments, and whether less will not do."""

    way: str
    args: Args
    smallest: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    """The plan with the least change: values of variables by index, and whether the change is proven least."""

    plan: PlanModel
    values: Mapping[int, int]
    proven: bool

    def of(self, variable: IntVar) -> int:
        return self.values[variable.index]

    def first(self, course: str) -> int:
        return next(number for number, held in self.plan.begins[course].items() if self.of(held))


_Ask = Callable[..., _Answer | None]


def loosen(request: PlanRequest, key: DemandKey, without: Iterable[DemandKey], run: Run) -> Change | None:
    """Return the smallest change of a demand with which a plan exists; those ``without`` are not kept either.

    None where none was found in the time, or where nothing less than giving the demand up will do.
    """
    if key.kind == "pool":
        return Change("to", (("needed", request.unfilled[int(key.row)].offered),), smallest=True)
    given_up = class_demands(request) if key == CLASSES else (key,)
    plan = build(request, empty_model(), dropped=frozenset((*without, *given_up)))

    def ask(change: Sum, asked: Iterable[IntVar] = (), weight: int = 1) -> _Answer | None:
        """Make a change small; whatever it counts below ``weight`` only breaks ties."""
        plan.model.minimize(change)
        names = [*asked, *(held for own in plan.begins.values() for held in own.values())]
        found = run(plan.model, names)
        if found.values is None or found.objective is None:
            return None
        proven = found.bound is not None and found.bound // weight == found.objective // weight
        values = {one.index: value for one, value in zip(names, found.values, strict=True)}
        return _Answer(plan, values, proven or found.status == "optimal")

    return _OF_KIND[key.kind](plan, key, ask)


def _calendar(plan: PlanModel, _: DemandKey, ask: _Ask) -> Change | None:
    request = plan.request
    last = plan.model.new_int_var(0, plan.horizon[-1], "")
    for course in request.courses:
        ends = sum((number + course.span - 1) * held for number, held in plan.begins[course.id].items())
        plan.add(ends <= last)
    answer = ask(last, [last])
    if answer is None:
        return None
    more = answer.of(last) - max(request.numbers, default=0)
    return Change("to", (("needed", len(request.numbers) + more),), answer.proven)


def _span(plan: PlanModel, key: DemandKey, ask: _Ask) -> Change | None:
    course, last = _course(plan, key), max(plan.request.numbers, default=0)
    begins = plan.begins[course.id]
    answer = ask(sum(max(0, number + course.span - 1 - last) * held for number, held in begins.items()))
    if answer is None:
        return None
    kept = min(course.span, last - answer.first(course.id) + 1)
    return Change("to", (("needed", kept),), answer.proven) if kept > 0 else None


def _other_term(plan: PlanModel, key: DemandKey, ask: _Ask) -> Change | None:
    """Let a course that is fixed, or allowed only in some terms, begin as near to them as possible."""
    course = _course(plan, key)
    wanted = course.allowed if key.kind == "allowed" else {course.fixed or 0}
    begins = plan.begins[course.id]
    answer = ask(sum(min(abs(number - one) for one in wanted) * held for number, held in begins.items()))
    return None if answer is None else Change("to", (("needed", answer.first(course.id)),), answer.proven)


def _weeks(plan: PlanModel, key: DemandKey, ask: _Ask) -> Change | None:
    course = _course(plan, key)
    stated = max(course.blocks if course.is_block else course.needs)
    fewer = plan.model.new_int_var(0, stated, "")
    if course.is_block:
        _shorten_block(plan, course, fewer)
    else:
        _shorten_classes(plan, course, fewer)
    answer = ask(fewer, [fewer])
    if answer is None or answer.of(fewer) == stated:
        return None
    unit, cut = plan.request.week_unit, answer.of(fewer)
    return Change("to", (("needed", unit.figure(stated - cut)), ("fewer", unit.figure(cut))), answer.proven)


@dataclass(frozen=True, slots=True)
class _Run:
    """A part of a course that may run in a term for a group of students: literal, weeks that the term has,
    those that other blocks take, and who else needs so many class weeks.
    """

    group: Group
    course: PlanCourse
    part: int
    held: IntVar
    weeks: int
    blocks: Sum
    needs: Mapping[int, IntVar]


def _runs(plan: PlanModel, *courses: PlanCourse) -> Iterator[_Run]:
    """Yield all ways in which courses may run, in terms whose weeks are known."""
    for position, group in enumerate(plan.request.groups):
        for number in plan.horizon:
            weeks = plan.weeks_of(number)
            if weeks is None:
                continue
            blocks, needs = plan.block_weeks(group, number), plan.class_needs[position, number]
            for course in (one for one in courses if one.id in group):
                for part, held in plan.running(course, number):
                    yield _Run(group, course, part, held, weeks, blocks, needs)


def _shorten_block(plan: PlanModel, course: PlanCourse, fewer: IntVar) -> None:
    """Let a block take so many weeks less in each of its terms. In a pool its weeks count in proportion."""
    for run in _runs(plan, course):
        stated, counted = course.blocks[run.part], run.group.figures[course.id].blocks[run.part]
        if stated and counted:
            taken = stated * run.blocks + counted * (stated - fewer)
            plan.add(taken <= stated * run.weeks, when=(run.held,))
            for need, somebody in run.needs.items():
                plan.add(taken <= stated * (run.weeks - need), when=(run.held, somebody))


def _shorten_classes(plan: PlanModel, course: PlanCourse, fewer: IntVar) -> None:
    """Let a weekly course run for so many weeks less in each of its terms; one class week has to be left."""
    for run in _runs(plan, course):
        plan.add(run.blocks <= run.weeks - course.needs[run.part] + fewer, when=(run.held,))
        plan.add(run.blocks <= run.weeks - 1, when=(run.held,))


def _classes(plan: PlanModel, _: DemandKey, ask: _Ask) -> Change | None:
    """Let as few weekly courses as possible run for fewer weeks; one class week has to be left to them."""
    weekly = [one for one in plan.request.courses if any(one.needs)]
    shorter = {one.id: plan.model.new_bool_var("") for one in weekly}
    for run in _runs(plan, *weekly):
        plan.add(run.held <= run.needs.get(run.course.needs[run.part], 0) + shorter[run.course.id])
        plan.add(run.blocks <= run.weeks - 1, when=(run.held,))
    answer = ask(sum(shorter.values()), shorter.values())
    if answer is None:
        return None
    names = tuple(one.label for one in weekly if answer.of(shorter[one.id]))
    return Change("to", (("courses", names),), answer.proven)


def _requisite(plan: PlanModel, key: DemandKey, ask: _Ask) -> Change | None:
    """Let as few of the named courses as possible come too late, and these by as few terms as possible."""
    one = plan.request.requisites[int(key.row)]
    most = 2 * plan.horizon[-1]
    short = {other: plan.model.new_int_var(0, most, "") for other in one.others}
    for other, terms in short.items():
        when = (plan.chosen[int(key.row)][other],) if int(key.row) in plan.chosen else ()
        plan.add(terms >= _due(plan, one, other) - plan.first(one.course), when=when)
        if one.kind is RequisiteKind.TOGETHER:
            plan.add(terms >= plan.first(one.course) - plan.first(other))
    late = {other: plan.model.new_bool_var("") for other in one.others}
    for other, held in late.items():
        plan.add(short[other] <= most * held)
    weight = most * len(one.others) + 1
    answer = ask(weight * sum(late.values()) + sum(short.values()), late.values(), weight)
    return None if answer is None else _told(plan, one, [n for n in one.others if answer.of(late[n])], answer)


def _due(plan: PlanModel, one: PlanRequisite, other: str) -> Sum:
    """Return the first term in which a course may begin because of another."""
    if one.kind in (RequisiteKind.COREQUISITE, RequisiteKind.TOGETHER):
        return plan.first(other)
    return plan.first(other) + next(course.span for course in plan.request.courses if course.id == other)


def _told(plan: PlanModel, one: PlanRequisite, late: Sequence[str], answer: _Answer) -> Change:
    names = {course.id: course.label for course in plan.request.courses}
    first = answer.first(one.course)
    after = one.kind not in (RequisiteKind.COREQUISITE, RequisiteKind.TOGETHER)
    beside = after and all(answer.first(other) <= first for other in late)
    args = ("without", tuple(names[other] for other in late)), ("needed", first)
    return Change("beside" if beside else "without", args, answer.proven)


def _cap(plan: PlanModel, key: DemandKey, ask: _Ask) -> Change | None:
    """Move a limit of terms as little as possible, then for as few terms as possible."""
    request = plan.request
    cap = request.caps[int(key.row)]
    sums = {
        number: [plan.sum_of(cap.kind, group, number) for group in request.groups]
        for number in plan.terms_of(cap)
    }
    figures = [one for group in request.groups for one in group.figures.values()]
    most = sum(sum((*one.hours, *one.credits, len(one.load))) for one in figures) + cap.amount
    limit = plan.model.new_int_var(0, max(1, most), "")
    beyond = {number: plan.model.new_bool_var("") for number in sums}
    for number, totals in sums.items():
        for total in totals:
            if cap.is_minimum:
                plan.add(total >= limit)
                plan.add(total + cap.amount * beyond[number] >= cap.amount)
            else:
                plan.add(total <= limit)
                plan.add(total <= cap.amount + most * beyond[number])
    weight = len(sums) + 1
    change = weight * (-limit if cap.is_minimum else limit) + sum(beyond.values())
    answer = ask(change, [limit, *beyond.values()], weight)
    if answer is None:
        return None
    unit = {"hours": request.hour_unit, "credits": request.credit_unit}.get(cap.kind.removeprefix("min_"))
    units = answer.of(limit)
    needed = float(units) if unit is None else round(unit.figure(units), 3)
    return Change("to", (("needed", needed), _where(beyond, answer)), answer.proven)


def _places(plan: PlanModel, key: DemandKey, ask: _Ask) -> Change | None:
    places = plan.request.places[int(key.row)]
    most = sum(places.seats.values()) + places.amount
    limit = plan.model.new_int_var(0, most, "")
    beyond = {number: plan.model.new_bool_var("") for number in plan.horizon}
    for number, held in beyond.items():
        taken = plan.seats_taken(places, number)
        plan.add(taken <= limit)
        plan.add(taken <= places.amount + most * held)
    weight = len(beyond) + 1
    answer = ask(weight * limit + sum(beyond.values()), [limit, *beyond.values()], weight)
    if answer is None:
        return None
    needed = answer.of(limit)
    args = ("needed", needed), ("more", needed - places.amount), _where(beyond, answer)
    return Change("to", args, answer.proven)


def _where(beyond: Mapping[int, IntVar], answer: _Answer) -> tuple[str, tuple[str, ...]]:
    return "where", tuple(str(number) for number, held in beyond.items() if answer.of(held))


def _course(plan: PlanModel, key: DemandKey) -> PlanCourse:
    return next(one for one in plan.request.courses if one.id == key.row)


_OF_KIND: Mapping[str, Callable[[PlanModel, DemandKey, _Ask], Change | None]] = {
    "calendar": _calendar,
    "classes": _classes,
    "span": _span,
    "fixed": _other_term,
    "allowed": _other_term,
    "weeks": _weeks,
    "requisite": _requisite,
    "cap": _cap,
    "places": _places,
}
