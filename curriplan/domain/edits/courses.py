"""Edits of courses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from curriplan.domain.edits.rows import drop, put
from curriplan.domain.program import Program


def change_course(program: Program, course: str, **fields: Any) -> Program:
    """Return the programme with some fields of a course set anew."""
    return put(program, "courses", replace(program.courses[course], **fields))


def remove_courses(program: Program, courses: Iterable[str]) -> Program:
    """Return the programme without some courses, their contributions, requisites and placements.

    A requisite of another course that names a removed one names it no longer; one that then names
    nothing goes as well.
    """
    gone = {one for one in courses if one in program.courses}
    program = drop(program, "placements", [(one,) for one in gone])
    for course in gone:
        program = drop(program, "contributions", [(course, c) for c in program.contributions.get(course, ())])
        program = drop(program, "requisites", [(course, r) for r in program.requisites.get(course, ())])
    return drop(_without_mentions(program, gone), "courses", [(one,) for one in gone])


def _without_mentions(program: Program, gone: set[str]) -> Program:
    mentions = [
        requisite
        for held in program.requisites.values()
        for requisite in held.values()
        if not gone.isdisjoint(requisite.courses)
    ]
    kept = [replace(one, courses=one.courses - gone) for one in mentions]
    program = put(program, "requisites", *(one for one in kept if one.courses))
    return drop(program, "requisites", [(one.course, one.id) for one in kept if not one.courses])
