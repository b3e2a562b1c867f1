"""Programmes to plan, of any number of courses: for measurements, never shown as anybody's programme."""

from __future__ import annotations

import random
from dataclasses import replace

from curriplan.domain.course import Course, Hours, Requisite, RequisiteKind, TermPart, Track
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import put
from curriplan.domain.plan import Term
from curriplan.domain.program import Program
from curriplan.domain.text import Text

SHARED = 0.4  # of the courses are taken by every track
CLASS_WEEKS = 16.0
SLACK = 1.15  # so much more than the mean load is allowed in a term


def program_to_plan(courses: int, terms: int = 8, tracks: int = 6, seed: int = 1) -> Program:
    """Return weekly courses without a term, shared or of one track, with requisites and a limit that bites."""
    rng = random.Random(seed)
    names = [f"t{n}" for n in range(1, tracks + 1)]
    rows = [_course(n, rng, names) for n in range(courses)]
    built = replace(
        blank_program(Text("测量", "Measured"), terms),
        terms={f"term-{n}": _term(n) for n in range(1, terms + 1)},
        tracks={name: Track(name, name, position=float(n)) for n, name in enumerate(names)},
        courses={one.id: one for one in rows},
        requisites=_requisites(rows, rng),
    )
    fullest = max(
        sum(one.parts[0].weekly_hours or 0.0 for one in rows if not one.tracks or name in one.tracks)
        for name in names
    )
    return put(built, "profile", replace(built.about, max_weekly_hours=round(SLACK * fullest / terms + 4)))


def _term(number: int) -> Term:
    return Term(
        f"term-{number}", number, (number + 1) // 2, weeks=20, holiday_weeks=2, exam_weeks=1, reserve_weeks=1
    )


def _course(number: int, rng: random.Random, tracks: list[str]) -> Course:
    hours = rng.choice((2.0, 2.0, 4.0, 6.0))
    taken = (
        frozenset[str]() if rng.random() < SHARED else frozenset(rng.sample(tracks, rng.choice((1, 1, 2))))
    )
    return Course(
        f"k{number}",
        f"K{number:03}",
        Text(f"课程{number}", f"Course {number}"),
        hours=Hours(theory=hours * CLASS_WEEKS),
        parts=(TermPart(hours, CLASS_WEEKS),),
        tracks=taken,
        position=float(number),
    )


def _requisites(rows: list[Course], rng: random.Random) -> dict[str, dict[str, Requisite]]:
    """Return a prerequisite for every other course, among the third of the courses before it, never a circle."""
    found = {}
    third = max(1, len(rows) // 3)
    for number in range(third, len(rows)):
        if rng.random() < 0.5:
            course, other = rows[number].id, rows[rng.randrange(number - third, number - third // 2)].id
            found[course] = {"r": Requisite("r", course, RequisiteKind.ALL_OF, frozenset({other}))}
    return found
