"""In which other terms a placed course may stand, as forms print in brackets: ``(2/14W)``."""

from __future__ import annotations

from collections.abc import Iterator

from curriplan.analysis.calendar import first_term
from curriplan.domain.course import Course, TermPart
from curriplan.domain.program import Program


def alternatives(program: Program, course: Course) -> Iterator[tuple[int, TermPart]]:
    """Yield (term number, part) for the terms that a course may take instead of its own.

    Of places that would overlap with its own, or with one before, none is named.
    """
    begins = first_term(program, course.id)
    if begins is None:
        return
    taken = set(range(begins, begins + course.span))
    for number in sorted(program.terms[one].number for one in course.allowed_terms):
        span = range(number, number + course.span)
        if taken.isdisjoint(span):
            taken.update(span)
            yield from zip(span, course.parts or (TermPart(),), strict=True)
