"""A demand in the user's words, and what loosening it would take."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from curriplan.planning.demands import DemandKey
from curriplan.planning.model import build
from curriplan.planning.request import Cap, PlanCourse, PlanRequest
from curriplan.planning.result import Args, Demand
from curriplan.planning.solver import Found, empty_model

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel

Run = Callable[["CpModel"], Found]

IN_SOME_TERMS = {"hours": "hours_in", "credits": "credits_in"}
SAY_HOW_MUCH = {
    "hours": "hours_to",
    "hours_in": "hours_in_to",
    "credits": "credits_to",
    "credits_in": "credits_in_to",
    "courses": "courses_to",
    "min_credits": "min_credits_to",
    "min_courses": "min_courses_to",
}


def describe(request: PlanRequest, key: DemandKey, *, enough: bool, run: Run) -> Demand:
    """Return a demand with its text codes; a limit also says, where it can, what it would have to be."""
    code, args = words(request, key)
    relax = code
    if key.kind == "cap" and enough:
        needed = _needed(request, key, run)
        if needed is not None:
            relax, args = SAY_HOW_MUCH[code], (*args, ("needed", needed))
    return Demand(code, args, relax, enough)


def words(request: PlanRequest, key: DemandKey) -> tuple[str, Args]:
    """Return the code and the arguments of a demand."""
    match key.kind:
        case "calendar":
            return "calendar", (("terms", len(request.terms)),)
        case "span" | "fixed" | "allowed" | "weeks":
            return _of_course(request, key, next(one for one in request.courses if one.id == key.row))
        case "requisite":
            requisite = request.requisites[int(key.row)]
            names = {course.id: course.label for course in request.courses}
            others = tuple(names[one] for one in requisite.others)
            return requisite.kind.value, (("course", names[requisite.course]), ("others", others))
        case "cap":
            return _of_cap(request, request.caps[int(key.row)])
        case "places":
            places = request.places[int(key.row)]
            return "places", (("resource", places.label), ("places", places.amount))
        case _:
            assert_never(key.kind)


def _of_course(request: PlanRequest, key: DemandKey, course: PlanCourse) -> tuple[str, Args]:
    name = ("course", course.label)
    match key.kind:
        case "span":
            return "span", (name, ("parts", course.span))
        case "fixed":
            return "fixed", (name, ("term", course.fixed or 0))
        case "allowed":
            return "allowed", (name, ("terms", tuple(str(one) for one in sorted(course.allowed))))
        case _:
            unit = request.week_unit
            known = [term.weeks for term in request.terms if term.weeks is not None]
            most = ("most", unit.figure(max(known, default=0)))
            if course.is_block:
                return "block_weeks", (name, ("weeks", unit.figure(max(course.blocks))), most)
            return "class_weeks", (name, ("weeks", unit.figure(max(course.needs))), most)


def _of_cap(request: PlanRequest, cap: Cap) -> tuple[str, Args]:
    limit = ("limit", cap.stated)
    if len(cap.terms) == len(request.terms):
        return cap.kind, (limit,)
    return IN_SOME_TERMS[cap.kind], (limit, ("terms", tuple(str(one) for one in cap.terms)))


def _needed(request: PlanRequest, key: DemandKey, run: Run) -> float | None:
    """Return the tightest limit with which a plan exists, all else as it is."""
    cap = request.caps[int(key.row)]
    unit = {"hours": request.hour_unit, "credits": request.credit_unit}.get(cap.kind.removeprefix("min_"))
    plan = build(request, empty_model(), dropped=frozenset({key}))
    sums = [plan.sum_of(cap.kind, group, number) for group in request.groups for number in cap.terms]
    most = sum(
        sum((*one.hours, *one.credits, len(one.load)))
        for group in request.groups
        for one in group.figures.values()
    )
    limit = plan.model.new_int_var(0, max(1, most), "")
    for one in sums:
        plan.add(one >= limit if cap.is_minimum else one <= limit)
    plan.model.minimize(-limit if cap.is_minimum else limit)
    found = run(plan.model)
    if found.status != "optimal" or found.objective is None:
        return None
    units = abs(found.objective)
    return float(units) if unit is None else round(unit.figure(units), 3)
