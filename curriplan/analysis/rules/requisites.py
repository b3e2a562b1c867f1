"""Requisites: circles among them, and where the plan breaks their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from curriplan.analysis.calendar import first_term, last_term
from curriplan.analysis.circle import circle
from curriplan.analysis.order import courses_in_order
from curriplan.analysis.rules.case import Case, at, label
from curriplan.domain.course import Course, Requisite, RequisiteKind
from curriplan.domain.finding import Finding, error, warning
from curriplan.domain.program import Program
from curriplan.domain.text import Text

STRICT = (RequisiteKind.ALL_OF, RequisiteKind.TESTS)
SAME_TERM = (RequisiteKind.COREQUISITE, RequisiteKind.TOGETHER)
_CODES = {
    RequisiteKind.ALL_OF: "requisite_all_of",
    RequisiteKind.TESTS: "requisite_tests",
    RequisiteKind.COREQUISITE: "requisite_corequisite",
    RequisiteKind.TOGETHER: "requisite_together",
}


def requisite_circle(case: Case) -> Iterator[Finding]:
    """No course waits for itself.

    An error where no plan can hold it: a circle in which some course must end before another begins.
    A warning where a plan exists (same-term requisites, alternatives), because metrics need an order.
    """
    found = list(_impossible(case.program))
    loop = circle(_named(case.program)) if not found else ()
    for names in found or ([loop] if loop else []):
        where = at("requisites", names[0])
        courses = tuple(label(case.program.courses[one]) for one in names)
        code = "requisite_circle" if found else "requisite_loop"
        yield error(code, where, courses=courses) if found else warning(code, where, courses=courses)


def _named(program: Program) -> dict[str, set[str]]:
    """Return for each course all that its requisites name."""
    return {
        course: {named for one in held.values() for named in one.courses}
        for course, held in program.requisites.items()
    }


def _is_strict(one: Requisite) -> bool:
    """Tell whether every named course must end before the course begins."""
    return one.kind in STRICT or (one.kind is RequisiteKind.ANY_OF and len(one.courses) == 1)


def _impossible(program: Program) -> Iterator[tuple[str, ...]]:
    """Yield circles with at least one strict step, over requisites that every plan must keep.

    Each set of courses once. ``together`` binds both ways.
    """
    after: dict[str, set[str]] = {}
    strict: set[tuple[str, str]] = set()
    for one in _all(program):
        for named in one.courses:
            if _is_strict(one):
                strict.add((named, one.course))
            if _is_strict(one) or one.kind in SAME_TERM:
                after.setdefault(named, set()).add(one.course)
            if one.kind is RequisiteKind.TOGETHER:
                after.setdefault(one.course, set()).add(named)
    if not circle(after):
        return
    told: set[frozenset[str]] = set()
    for before, course in sorted(strict):
        way = _way(after, course, before)
        if way is not None and frozenset(way) not in told:
            told.add(frozenset(way))
            yield way


def _all(program: Program) -> Iterator[Requisite]:
    return (one for held in program.requisites.values() for one in held.values())


def _way(after: Mapping[str, set[str]], start: str, goal: str) -> tuple[str, ...] | None:
    """Return a shortest way between two courses, or None."""
    came: dict[str, str | None] = {start: None}
    queue = [start]
    for node in queue:
        if node == goal:
            return _back(came, node)
        for following in sorted(after.get(node, ())):
            if following not in came:
                came[following] = node
                queue.append(following)
    return None


def _back(came: Mapping[str, str | None], node: str) -> tuple[str, ...]:
    way: list[str] = []
    step: str | None = node
    while step is not None:
        way.append(step)
        step = came[step]
    return tuple(reversed(way))


def order_broken(case: Case) -> Iterator[Finding]:
    """The plan keeps every requisite between courses that have a term."""
    for course in courses_in_order(case.program):
        for one in case.program.requisites.get(course.id, {}).values():
            yield from _broken(case.program, course, one)


def misplaced(program: Program, one: Requisite) -> tuple[str, ...]:
    """Return the named courses whose place breaks a requisite; of alternatives all or none.

    A course without a term breaks nothing.
    """
    begins = first_term(program, one.course)
    if begins is None:
        return ()
    wrong = tuple(named for named in sorted(one.courses) if _stands_wrong(program, one.kind, begins, named))
    return () if one.kind is RequisiteKind.ANY_OF and len(wrong) < len(one.courses) else wrong


def _stands_wrong(program: Program, kind: RequisiteKind, begins: int, named: str) -> bool:
    other_begins, other_ends = first_term(program, named), last_term(program, named)
    if other_begins is None or other_ends is None:
        return False
    if kind is RequisiteKind.TOGETHER:
        return other_begins != begins
    if kind is RequisiteKind.COREQUISITE:
        return other_begins > begins
    return other_ends >= begins


def _broken(program: Program, course: Course, one: Requisite) -> Iterator[Finding]:
    wrong, term = misplaced(program, one), first_term(program, course.id)
    where = at("requisites", course.id, one.id)
    if one.kind is RequisiteKind.ANY_OF:
        others: tuple[Text, ...] = tuple(label(program.courses[named]) for named in wrong)
        if others:
            yield error("requisite_any_of", where, course=label(course), term=term, others=others)
        return
    for named in wrong:
        yield error(
            _CODES[one.kind],
            where,
            course=label(course),
            term=term,
            other=label(program.courses[named]),
            other_term=last_term(program, named) if one.kind in STRICT else first_term(program, named),
        )
