"""When a post's requirements are due, and at which level.

Promotion posts and "every graduate": at graduation, at the required level. Initial posts: at the last term
whose class weeks end before the internship, at the entry level; where no term lies before it, nothing is due
before graduation and the figures of then are not known.
"""

from __future__ import annotations

from curriplan.analysis.calendar import TermLoad, first_term, takes, term_loads
from curriplan.analysis.supply import Track
from curriplan.domain.course import Delivery
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode


def last_number(program: Program) -> int | None:
    """Return the number of the last term, or None for a programme without terms."""
    return max((term.number for term in program.terms.values()), default=None)


def entry_reach(program: Program, kind: Kind) -> int:
    """Return the highest level of a kind that theory and on-campus training can reach."""
    about = program.about
    caps = [about.caps.reach(kind, mode) for mode in (Mode.THEORY, Mode.ON_CAMPUS)]
    return max(about.scale.highest if cap is None else cap for cap in caps)


def due_before_internship(program: Program, track: Track) -> int | None:
    """Return the last term whose class weeks end before the first internship of a track's students.

    Let s be the term in which it begins: s itself where weekly courses run in s and s has class weeks
    (or they are not known), else s - 1; None where no term lies before it. Without a placed internship
    the last term.
    """
    begins = min(
        (
            term
            for course in program.courses.values()
            if course.delivery is Delivery.INTERNSHIP and takes(course, track)
            for term in (first_term(program, course.id),)
            if term is not None
        ),
        default=None,
    )
    if begins is None:
        return last_number(program)
    load = next(one for one in term_loads(program, track) if one.term.number == begins)
    if _has_classes(program, load, track):
        return begins
    return begins - 1 if begins > 1 else None


def _has_classes(program: Program, load: TermLoad, track: Track) -> bool:
    if load.class_weeks is not None and load.class_weeks <= 0:
        return False
    courses = (program.courses[one] for one in load.courses)
    return any(one.delivery is Delivery.WEEKLY and takes(one, track) for one in courses)
