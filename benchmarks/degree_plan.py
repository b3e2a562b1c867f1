"""Degree plans of Curricular Analytics (README 3.5 of the data) through the product's own reader and planner.

Two questions a file: the least requisite distance, and the best balance, which is the sum of |load - load| over
ordered pairs of terms. Credits of a term stay within those of the file's own plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.degree_files import DegreePlan, read_plan
from curriplan.domain.course import RequisiteKind
from curriplan.domain.defaults import blank_program
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.exchange.readers.registry import read_file
from curriplan.planning.planner import solve
from curriplan.planning.request import Limits, plan_request
from curriplan.planning.result import Objective, PlanResult
from curriplan.planning.windows import longest_chain

USUAL_TERMS = 8
MEASURES = {"requisite_distance": Objective.REQUISITE_DISTANCE, "balance": Objective.LOAD_DIFFERENCES}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for: seconds, number of terms, credits of every term; None: the file's own."""

    time_limit: float = 60.0
    terms: int | None = None
    least: float | None = None
    most: float | None = None


def rows_of(path: Path, asked: Asked) -> Iterator[dict[str, Any]]:
    """Solve a file for each measure and yield its rows of the report."""
    plan = read_plan(path)
    program, count = program_of(path, plan, asked.terms)
    limits = limits_of(plan, count, asked)
    for name, objective in MEASURES.items():
        if objective is Objective.LOAD_DIFFERENCES and not plan.has_credits:
            yield _without_credits(plan, name)
            continue
        request = plan_request(program, (objective,), limits)
        yield _row(program, plan, name, count, limits, solve(request, time_limit=asked.time_limit))


def program_of(path: Path, plan: DegreePlan, terms: int | None = None) -> tuple[Program, int]:
    """Return the programme of a file without placements, and its number of terms.

    A file without a plan has eight terms, or as many as its longest chain takes.
    """
    count = terms or max(plan.terms.values(), default=0)
    if not count:
        program = _as_read(path, plan, USUAL_TERMS)
        count = max(USUAL_TERMS, longest_chain(plan_request(program)))
    return _as_read(path, plan, count), count


def _as_read(path: Path, plan: DegreePlan, count: int) -> Program:
    program = read_file(path, blank_program(Text(en=plan.name), count)).program
    codes = {course.id: course.code for course in program.courses.values()}
    kinds = {
        "co": RequisiteKind.COREQUISITE,
        "strict": RequisiteKind.TOGETHER,
        "pre": RequisiteKind.ALL_OF,
    }
    requisites = {
        course: {
            key: replace(one, kind=kinds[plan.requisites[codes[next(iter(one.courses))], codes[course]]])
            for key, one in held.items()
        }
        for course, held in program.requisites.items()
    }
    return replace(program, requisites=requisites, placements={})


def limits_of(plan: DegreePlan, count: int, asked: Asked) -> Limits:
    """Return the credits of each term: as asked for, else those of the file's own plan, if it has one."""
    least, most = asked.least, asked.most
    if plan.is_planned and plan.has_credits:
        loads = plan.loads(plan.terms, max(count, *plan.terms.values()))
        least = min(loads) if least is None else least
        most = max(loads) if most is None else most
    return Limits(most, least)


def _row(
    program: Program, plan: DegreePlan, name: str, count: int, limits: Limits, result: PlanResult
) -> dict[str, Any]:
    terms = {program.courses[key].code: number for key, number in result.terms.items()}
    reached = next(iter(result.objectives), None)
    right = bool(terms) and plan.is_right(terms, count, limits.min_credits, limits.max_credits)
    same = right and reached is not None and _figure(plan, name, terms, count) == reached.value
    own = _own_figure(plan, name)
    lawful = None if own is None else plan.is_right(plan.terms, max(plan.terms.values()), None, None)
    return {
        "name": plan.name,
        "measure": name,
        "terms": count,
        "status": result.status,
        "proven": result.status == "infeasible" if reached is None else reached.proven,
        "objective": None if reached is None else reached.value,
        "bound": None if reached is None else reached.bound,
        "in_file": own,
        "in_file_lawful": lawful,
        "wall_s": round(result.wall_s, 3),
        "checked": same and (not lawful or _figure(plan, name, terms, count) <= (own or 0.0))
        if terms
        else None,
        "assignment": terms,
    }


def _own_figure(plan: DegreePlan, name: str) -> float | None:
    """Return the figure of the file's own plan, lawful or not; None where it has none."""
    return _figure(plan, name, plan.terms, max(plan.terms.values())) if plan.is_planned else None


def _figure(plan: DegreePlan, name: str, terms: Mapping[str, int], count: int) -> float:
    return plan.distance(terms) if name == "requisite_distance" else plan.balance(terms, count)


def _without_credits(plan: DegreePlan, name: str) -> dict[str, Any]:
    """Return the row of a file that states no credits: there is nothing to balance."""
    nothing = dict.fromkeys(("objective", "bound", "in_file", "in_file_lawful", "wall_s", "checked"))
    return {
        "name": plan.name,
        "measure": name,
        "terms": max(plan.terms.values(), default=None),
        "status": "unknown",
        "proven": False,
        **nothing,
        "assignment": {},
    }
