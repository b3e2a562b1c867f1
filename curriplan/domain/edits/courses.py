"""Edits of courses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from curriplan.domain.course import Course
from curriplan.domain.edits.fields import set_cells
from curriplan.domain.edits.placements import place
from curriplan.domain.edits.removal import remove
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program

TERM = "term"
_NUMBERED = re.compile(r"(.*?)(\d+)", re.DOTALL)


def change_course(program: Program, course: str, **fields: Any) -> Program:
    """Return the programme with some fields of a course set anew."""
    return put(program, "courses", replace(program.courses[course], **fields))


def set_fields(program: Program, cells: Iterable[tuple[str, str, Any]]) -> Program:
    """Return the programme with some (course, field, value) set.

    A dot reaches into a field, as in ``hours.theory`` or ``name.zh``; the field ``term`` is the id of the
    term that the course begins in, None takes it off the plan.
    """
    held = list(cells)
    terms = {course: value for course, field, value in held if field == TERM}
    rest = (one for one in held if one[1] != TERM)
    return place(set_cells(program, "courses", rest), terms)


def add_courses(program: Program, rows: Iterable[Course]) -> Program:
    """Return the programme with more courses."""
    return put(program, "courses", *rows)


def course_after(program: Program, ident: str, after: str | None = None) -> Course:
    """Return a new course that stands behind another one of the same type, or last of those without a type.

    Its code counts on from the code of that course, so that the registry's numbering goes on.
    """
    before = program.courses.get(after or "")
    kind = None if before is None else before.type
    peers = sorted(one.position for one in program.courses.values() if one.type == kind)
    if before is None:
        position = (peers[-1] if peers else 0.0) + 1.0
    else:
        behind = [one for one in peers if one > before.position]
        position = (before.position + behind[0]) / 2 if behind else before.position + 1.0
    codes = {one.code for one in program.courses.values()}
    return Course(
        ident, next_code(codes, "" if before is None else before.code), type=kind, position=position
    )


def next_code(codes: Iterable[str], like: str = "") -> str:
    """Return a free code that counts on from another one.

    >>> next_code({"ZB09", "ZB10"}, "ZB09"), next_code({"A"}, "A"), next_code(())
    ('ZB11', 'A1', 'N1')
    """
    taken = set(codes)
    found = _NUMBERED.fullmatch(like)
    stem, digits = found.groups() if found else (like or "N", "0")
    number = int(digits) + 1
    while (code := f"{stem}{number:0{len(digits) if found else 1}d}") in taken:
        number += 1
    return code


def remove_courses(program: Program, courses: Iterable[str]) -> Program:
    """Return the programme without some courses, their contributions, requisites and placements.

    A requisite of another course that names a removed one names it no longer; one that then names
    nothing goes as well.
    """
    return remove(program, "courses", courses)
