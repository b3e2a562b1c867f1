"""The cross-border e-commerce sample by code, as its tests ask for it."""

from __future__ import annotations

from functools import cache

from curriplan.analysis.calendar import course_hours, factors
from curriplan.domain.course import Course
from curriplan.domain.program import Program
from curriplan.exchange.readers.sample import sample_program

NAME = "cross_border_ecommerce"


@cache
def sample() -> Program:
    """Return the sample, read once: it is a value that nobody can change."""
    return sample_program(NAME)


def course(code: str) -> Course:
    """Return a course of the sample."""
    return next(one for one in sample().courses.values() if one.code == code)


def first(code: str) -> int:
    """Return the number of the term in which a course begins."""
    return sample().terms[sample().placements[course(code).id].term].number


def last(code: str) -> int:
    """Return the number of the term in which a course ends."""
    return first(code) + course(code).span - 1


def hours_of(codes: set[str]) -> float:
    """Return the hours that a student has in some courses; those of a pool count with its figure."""
    program, by = sample(), factors(sample())
    rule = program.about.credit_rule
    return sum(
        (course_hours(one, rule) or 0.0) * by[one.id].hours
        for one in program.courses.values()
        if one.code in codes
    )
