"""What the map, the demand and the checks count, thing by thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from curriplan.analysis.account.account import Account, Figure, Part, Results, added, counted, divided
from curriplan.analysis.account.levels import cell
from curriplan.analysis.demand.requirement import Requirements
from curriplan.analysis.order import courses_in_order, in_order
from curriplan.analysis.report.tree import Say, Unit
from curriplan.analysis.report.words import name_of
from curriplan.domain.program import Program


def carriers(program: Program) -> Mapping[str, list[str]]:
    """Return by competency the ids of the courses that contribute to it, in display order."""
    found: dict[str, list[str]] = {}
    for course in courses_in_order(program):
        for competency in program.contributions.get(course.id, {}):
            found.setdefault(competency, []).append(course.id)
    return found


def single_carriers(program: Program, requirements: Requirements) -> tuple[str, ...]:
    """Return the required competencies to which exactly one course contributes, by id."""
    held = carriers(program)
    wanted = {competency for rows in requirements.values() for competency in rows}
    return tuple(one for one in sorted(wanted) if len(held.get(one, ())) == 1)


def contributions(results: Results, figure: Figure, _: date) -> Account:
    """Return how many contributions there are, course by course."""
    program = results.program
    parts = [
        Part(name_of(one), float(len(held)))
        for one in courses_in_order(program)
        if (held := program.contributions.get(one.id, {}))
    ]
    return added(figure, parts, unit=Unit.COUNT)


def mapped(results: Results, figure: Figure, _: date) -> Account:
    """Return the share of competencies to which any course contributes, those without any first."""
    program = results.program
    held = carriers(program)
    parts = [
        Part(
            name_of(one),
            float(one.id in held),
            1.0,
            words="courses",
            facts=(("courses", len(held.get(one.id, ()))),),
        )
        for one in in_order(program.competencies)
    ]
    return divided(figure, parts, lost=True)


def carried_by_one(results: Results, figure: Figure, _: date) -> Account:
    """Return the required competencies to which exactly one course contributes."""
    program = results.program
    held = carriers(program)
    parts = [
        Part(
            name_of(program.competencies[one]),
            note=Say("why.carrier", (("course", name_of(program.courses[held[one][0]])),)),
        )
        for one in single_carriers(program, results.requirements())
    ]
    return counted(figure, parts)


def demands(results: Results, figure: Figure, _: date) -> Account:
    """Return how many requirements there are, post by post; of one post each."""
    program, held = results.program, results.requirements()
    parts = [
        Part(name_of(post), float(len(held[post.id])), why=Figure("requirements", post.id))
        for post in in_order(program.posts)
        if held.get(post.id)
    ]
    return added(figure, parts, unit=Unit.COUNT)


def unknown_levels(results: Results, figure: Figure, _: date) -> Account:
    """Return the requirements whose level nobody gives."""
    program = results.program
    parts = [
        Part(cell(program, post, competency), why=Figure("cell", post, competency))
        for post, rows in results.requirements().items()
        for competency, need in rows.items()
        if need.level is None
    ]
    return counted(figure, parts)


def respondents(results: Results, figure: Figure, _: date) -> Account:
    """Return how many respondents there are, enterprise by enterprise."""
    program = results.program
    held = Counter(one.enterprise for one in program.respondents.values())
    firms = program.enterprises
    parts = [
        Part(Say("why.nobody") if key not in firms else name_of(firms[key]), float(n))
        for key, n in held.items()
    ]
    return added(figure, parts, unit=Unit.COUNT)


def findings(results: Results, figure: Figure, today: date) -> Account:
    """Return the findings of a severity, which ``of`` names, that nobody has accepted."""
    parts = [
        Part(Say(f"finding.{one.code}", one.args))
        for one in results.open_findings(today)
        if one.severity.value == figure.of
    ]
    return counted(figure, parts).on(Say(f"why.severity.{figure.of}"))
