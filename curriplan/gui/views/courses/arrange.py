"""Which courses the grid shows, in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from curriplan.analysis.order import courses_in_order
from curriplan.domain.course import Course
from curriplan.domain.program import Program
from curriplan.gui.sheets.field import Field


@dataclass(frozen=True, slots=True)
class Filters:
    """What part of the courses is wanted: words, a type (None: any), only those with findings."""

    words: str = ""
    type: str | None = None
    only_findings: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return self != EVERYTHING


EVERYTHING = Filters()
WITHOUT_TYPE = ""


def arranged(
    program: Program,
    filters: Filters,
    sorting: tuple[Field, bool] | None,
    marked: Collection[str],
) -> list[str]:
    """Return the ids of the courses to show; ``sorting`` is a column and whether it falls.

    Empty cells come last whichever way the column is sorted. ``marked`` are the courses with findings.
    """
    words = filters.words.casefold().split()
    shown = [
        course
        for course in courses_in_order(program)
        if (filters.type is None or (course.type or WITHOUT_TYPE) == filters.type)
        and (not filters.only_findings or course.id in marked)
        and _has(program, course, words)
    ]
    if sorting is None:
        return [course.id for course in shown]
    field, falls = sorting
    keys = {course.id: field.order(course) for course in shown}
    full = sorted((c.id for c in shown if not keys[c.id][0]), key=keys.__getitem__, reverse=falls)
    return [*full, *(c.id for c in shown if keys[c.id][0])]


def _has(program: Program, course: Course, words: Sequence[str]) -> bool:
    if not words:
        return True
    kind = program.course_types.get(course.type or "")
    pool = program.pools.get(course.pool or "")
    texts = [course.name, course.department, *(one.name for one in (kind, pool) if one is not None)]
    held = " ".join((course.code, *(f"{one.zh} {one.en}" for one in texts))).casefold()
    return all(word in held for word in words)


def settled(
    shown: Sequence[str], ideal: Sequence[str], courses: Mapping[str, object], fresh: Iterable[str]
) -> list[str]:
    """Return the order after an edit: what is shown stays where it is, so that no row jumps away while typing.

    What is gone goes. What came, if it is wanted or ``fresh``, goes behind the course that it follows.
    """
    result = [one for one in shown if one in courses]
    seen, known, before = set(result), set(ideal), ""
    late = [one for one in fresh if one in courses and one not in known]
    for one in [*ideal, *late]:
        if one not in seen:
            result.insert(result.index(before) + 1 if before else 0, one)
            seen.add(one)
        before = one
    return result
