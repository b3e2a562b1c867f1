"""Which courses a rule speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from curriplan.analysis.calendar import first_term
from curriplan.domain.course import Course, Status
from curriplan.domain.program import Program
from curriplan.domain.rule import Filter

Test = Callable[[Program, Course, Any], bool]


def is_elective(course: Course) -> bool:
    """Tell whether students choose a course: by its status, or because it stands in a pool."""
    return course.status is Status.ELECTIVE or course.pool is not None


def _role(program: Program, course: Course, roles: frozenset[str]) -> bool:
    return course.type is not None and program.course_types[course.type].role in roles


def _mode(_: Program, course: Course, modes: Iterable[Any]) -> bool:
    return any((course.hours.of(mode) or 0.0) > 0 for mode in modes)


def _kind(program: Program, course: Course, kinds: frozenset[str]) -> bool:
    given = program.contributions.get(course.id, {})
    return any(program.competencies[one].kind in kinds for one in given)


_TESTS: tuple[tuple[str, Test], ...] = (
    ("statuses", lambda _, course, wanted: course.status in wanted),
    ("elective", lambda _, course, wanted: is_elective(course) is wanted),
    ("deliveries", lambda _, course, wanted: course.delivery in wanted),
    ("assessments", lambda _, course, wanted: course.assessment in wanted),
    ("core", lambda _, course, wanted: course.core is wanted),
    ("tags", lambda _, course, wanted: not wanted.isdisjoint(course.tags)),
    ("tags_all", lambda _, course, wanted: wanted <= course.tags),
    ("roles", _role),
    ("modes", _mode),
    ("kinds", _kind),
)
"""What each field of a filter asks of a course; the cheapest first. Years and terms are asked of its parts."""


def chosen(program: Program, courses: Iterable[Course], wanted: Filter) -> list[Course]:
    """Return the courses that a filter lets pass, whatever their terms."""
    held = list(courses)
    for name, test in _TESTS:
        value = getattr(wanted, name)
        if value is not None and value != frozenset():
            held = [course for course in held if test(program, course, value)]
    return held


def numbers_of(program: Program, wanted: Filter) -> frozenset[int] | None:
    """Return the numbers of the terms that a filter speaks of, or None where it asks for none."""
    if not wanted.years and not wanted.terms:
        return None
    return frozenset(
        term.number
        for term in program.terms.values()
        if (not wanted.years or term.year in wanted.years)
        and (not wanted.terms or term.number in wanted.terms)
    )


def beginning(program: Program, courses: Iterable[Course], wanted: Filter) -> Iterator[Course]:
    """Yield the courses that a filter lets pass and that begin in its terms; unplaced ones only if it names none."""
    numbers = numbers_of(program, wanted)
    for course in chosen(program, courses, wanted):
        if numbers is None or first_term(program, course.id) in numbers:
            yield course
