"""Which courses a competency could sensibly be added to: those that teach its module already."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from curriplan.analysis.calendar import is_public_basic
from curriplan.domain.competency import AbilityType, Competency
from curriplan.domain.course import Course
from curriplan.domain.program import Program


def near_courses(program: Program, competency: Competency, courses: Iterable[Course]) -> tuple[Course, ...]:
    """Return the courses that teach a competency of the same module, the one with most hours of it first.

    Where none does: every course, but for a professional ability no public basic ones.
    """
    rows = list(courses)
    weight = _weight(program, competency)
    near = sorted((one for one in rows if weight(one) > 0), key=weight, reverse=True)
    if near:
        return tuple(near)
    professional = competency.ability is AbilityType.PROFESSIONAL
    return tuple(one for one in rows if not (professional and is_public_basic(program, one)))


def _weight(program: Program, competency: Competency) -> Callable[[Course], float]:
    """Return what tells the hours that a course gives to the module of a competency; a level without hours counts 1."""
    of_module = {
        key
        for key, one in program.competencies.items()
        if one.module is not None and one.module == competency.module
    }

    def weight(course: Course) -> float:
        held = program.contributions.get(course.id, {})
        return sum(
            1.0 if held[key].hours is None else held[key].hours or 0.0 for key in held.keys() & of_module
        )

    return weight
