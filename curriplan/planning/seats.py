"""Places of rooms, bases and platforms, in their smallest form: students against places in a term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from curriplan.analysis.order import in_order
from curriplan.domain.course import Course
from curriplan.domain.program import Program
from curriplan.domain.text import Text


@dataclass(frozen=True, slots=True)
class Places:
    """The places that a resource has in each term, and how many of them each course takes."""

    resource: str
    label: Text | str
    amount: int
    seats: Mapping[str, int]


def places_of(program: Program, rows: Iterable[Course]) -> tuple[Places, ...]:
    """Return the resources that can run short: places and number of students are both known."""
    students = program.about.students
    if students is None:
        return ()
    courses = tuple(rows)
    found: list[Places] = []
    for one in in_order(program.resources):
        users = [row for row in courses if one.id in row.resources]
        if one.places is not None and users:
            seats = {row.id: seats_of(program, row, students) for row in users}
            found.append(Places(one.id, one.name or one.code or one.id, one.places, seats))
    return tuple(found)


def seats_of(program: Program, row: Course, students: int) -> int:
    """Return how many students a course seats: those of its tracks, those who choose it from its pool.

    Students are taken to spread evenly over tracks and over the courses of a pool.
    """
    share = Fraction(1)
    if row.tracks:
        share *= Fraction(len(row.tracks), max(1, len(program.tracks)))
    if row.pool is not None:
        members = sum(one.pool == row.pool for one in program.courses.values())
        share *= min(Fraction(1), Fraction(program.pools[row.pool].choose, members))
    return ceil(students * share)
