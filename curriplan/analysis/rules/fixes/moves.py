"""Fixes that put a course into another term: the nearest first, locked courses never."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from curriplan.analysis.calendar import first_term, part_in
from curriplan.analysis.order import courses_in_order, terms_in_order
from curriplan.analysis.rules.case import label
from curriplan.analysis.rules.fixes.mend import Mend, mend
from curriplan.domain.edits.courses import change_course
from curriplan.domain.edits.placements import place
from curriplan.domain.finding import Finding
from curriplan.domain.plan import Term
from curriplan.domain.program import Program


def place_first(program: Program, finding: Finding) -> Iterator[Mend]:
    """Place a course that has no term, in the first one that will do."""
    course = finding.where.key[0]
    yield from (_move(program, course, term) for term in _open_terms(program, course))


def move_course(program: Program, finding: Finding) -> Iterator[Mend]:
    """Move the course that stands wrong."""
    yield from _nearest(program, finding.where.key[0])


def move_named(program: Program, finding: Finding) -> Iterator[Mend]:
    """Move a course that a requisite names, instead of the course that has it."""
    course, requisite = finding.where.key
    wanted = finding.arguments().get("other")
    for named in sorted(program.requisites[course][requisite].courses):
        if wanted is None or label(program.courses[named]) == wanted:
            yield from _nearest(program, named)


def move_out(program: Program, finding: Finding) -> Iterator[Mend]:
    """Move one course out of a term that holds too much; steps to near terms before those to far ones."""
    yield from _out_of(program, int(finding.arguments()["term"]), None)


def move_user(program: Program, finding: Finding) -> Iterator[Mend]:
    """Move one course that needs a resource out of a term in which too many need it."""
    yield from _out_of(program, int(finding.arguments()["term"]), finding.where.key[0])


def allow_term(program: Program, finding: Finding) -> Iterator[Mend]:
    """Allow the term in which a course stands."""
    course = finding.where.key[0]
    term = program.placements[course].term
    allowed = program.courses[course].allowed_terms | {term}
    yield mend(
        lambda now: change_course(now, course, allowed_terms=allowed),
        course=label(program.courses[course]),
        term=program.terms[term].number,
    )


def _out_of(program: Program, number: int, resource: str | None) -> Iterator[Mend]:
    running = [
        one
        for one in courses_in_order(program)
        if part_in(program, one, number) is not None and (resource is None or resource in one.resources)
    ]
    for distance in range(1, len(program.terms)):
        for course in running:
            begins = first_term(program, course.id)
            for term in _open_terms(program, course.id):
                if begins is not None and abs(term.number - begins) == distance:
                    yield _move(program, course.id, term)


def _nearest(program: Program, course: str) -> Iterator[Mend]:
    begins = first_term(program, course) or 0
    terms = sorted(_open_terms(program, course), key=lambda one: (abs(one.number - begins), one.number))
    yield from (_move(program, course, term) for term in terms)


def _open_terms(program: Program, course: str) -> list[Term]:
    """Return the other terms in which a course may begin; a course that is locked stays where it is."""
    held, allowed = program.placements.get(course), program.courses[course].allowed_terms
    if held is not None and held.locked:
        return []
    present = None if held is None else held.term
    return [
        one for one in terms_in_order(program) if one.id != present and (not allowed or one.id in allowed)
    ]


def _move(program: Program, course: str, term: Term) -> Mend:
    name = label(program.courses[course])
    return mend(partial(place, terms={course: term.id}), course=name, term=term.number)
