"""When a course is taught, in words."""

from __future__ import annotations

from curriplan.analysis.calendar import first_term
from curriplan.gui.desk import Desk


def terms_of(desk: Desk, course: str) -> str:
    """Return the term of a course, the first and the last of a long one, or that it has none yet."""
    first, span = first_term(desk.program, course), desk.program.courses[course].span
    if first is None:
        return desk.say("map.no_term")
    if span == 1:
        return desk.say("courses.in_term", term=first)
    return desk.say("courses.in_terms", first=first, last=first + span - 1)
