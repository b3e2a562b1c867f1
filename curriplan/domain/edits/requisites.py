"""Edits of requisites: what a course needs of others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from curriplan.domain.course import Requisite, RequisiteKind
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.program import Program


def add_requisite(
    program: Program, ident: str, course: str, kind: RequisiteKind, courses: Iterable[str]
) -> Program:
    """Return the programme with one more requisite of a course on others."""
    return put(program, "requisites", Requisite(ident, course, kind, frozenset(courses)))


def change_kind(program: Program, course: str, requisite: str, kind: RequisiteKind) -> Program:
    """Return the programme with a requisite of another kind."""
    return put(program, "requisites", replace(program.requisites[course][requisite], kind=kind))


def name_course(program: Program, course: str, requisite: str, other: str) -> Program:
    """Return the programme with one more course named by a requisite."""
    held = program.requisites[course][requisite]
    return put(program, "requisites", replace(held, courses=held.courses | {other}))


def forget_course(program: Program, course: str, requisite: str, other: str) -> Program:
    """Return the programme with a course no longer named by a requisite; one that names nothing goes."""
    held = program.requisites[course][requisite]
    left = held.courses - {other}
    if left:
        return put(program, "requisites", replace(held, courses=left))
    return drop(program, "requisites", [(course, requisite)])


def forget_requisite(program: Program, course: str, requisite: str) -> Program:
    """Return the programme without a requisite, whatever it names."""
    return drop(program, "requisites", [(course, requisite)])
