"""A demand in the user's words, and what loosening it would take."""

from __future__ import annotations

from typing import assert_never

from curriplan.planning.demands import DemandKey
from curriplan.planning.loosen import Change
from curriplan.planning.request import Cap, PlanCourse, PlanRequest
from curriplan.planning.result import Args, Demand

IN_SOME_TERMS = {"hours": "hours_in", "credits": "credits_in", "courses": "courses_in"}


def describe(request: PlanRequest, key: DemandKey, change: Change | None, *, enough: bool) -> Demand:
    """Return a demand with its text codes, and what it would have to become, where that is known."""
    code, args = words(request, key)
    if change is None:
        return Demand(code, args, code, enough)
    return Demand(code, (*args, *change.args), code, enough, change.smallest, change.way)


def words(request: PlanRequest, key: DemandKey) -> tuple[str, Args]:
    """Return the code and the arguments of a demand."""
    match key.kind:
        case "calendar":
            return "calendar", (("terms", len(request.terms)),)
        case "classes":
            weekly = sum(any(one.needs) and not one.is_block for one in request.courses)
            return "classes", (("n", weekly), _most(request))
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
        case "pool":
            pool = request.unfilled[int(key.row)]
            return pool.kind, (("pool", pool.label), ("asked", pool.asked), ("offered", pool.offered))
        case _:
            assert_never(key.kind)


def _of_course(request: PlanRequest, key: DemandKey, course: PlanCourse) -> tuple[str, Args]:
    name = ("course", course.label)
    match key.kind:
        case "span":
            return "span", (name, ("parts", course.span))
        case "fixed":
            placement = request.program.placements.get(course.id)
            locked = placement is not None and placement.locked
            return "fixed" if locked else "stays", (name, ("term", course.fixed or 0))
        case "allowed":
            return "allowed", (name, ("terms", tuple(str(one) for one in sorted(course.allowed))))
        case _:
            unit, most = request.week_unit, _most(request)
            if course.is_block:
                return "block_weeks", (name, ("weeks", unit.figure(max(course.blocks))), most)
            return "class_weeks", (name, ("weeks", unit.figure(max(course.needs))), most)


def _most(request: PlanRequest) -> tuple[str, float]:
    """Return the most weeks that a term has for classes and blocks."""
    known = [term.weeks for term in request.terms if term.weeks is not None]
    return "most", request.week_unit.figure(max(known, default=0))


def _of_cap(request: PlanRequest, cap: Cap) -> tuple[str, Args]:
    limit = ("limit", cap.stated)
    if len(cap.terms) == len(request.terms):
        return cap.kind, (limit,)
    return IN_SOME_TERMS[cap.kind], (limit, ("terms", tuple(str(one) for one in cap.terms)))
