"""Key figures of a programme beside those of the regulation for three-year higher vocational programmes.

Source: 教职成〔2019〕13号 (5 June 2019). To be removed: bounds of a regulation are rows of a rule pack. Until packs
are there these figures stand here, for orientation in the overview only, and no finding comes from them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from curriplan.analysis.calendar import course_hours, is_public_basic, term_loads, totals
from curriplan.analysis.report.schedule_groups import taken, weights
from curriplan.analysis.report.tree import Unit
from curriplan.domain.course import Course, Status
from curriplan.domain.program import Program

SOURCE = "教职成〔2019〕13号"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of the programme with the regulation's lower bound, if it gives one.

    ``weight`` is how the clause is worded: ``must``, ``in_principle`` or ``usual``.
    """

    key: str
    unit: Unit
    value: float | None
    least: float | None = None
    weight: Literal["must", "in_principle", "usual"] | None = None

    @property
    def holds(self) -> bool | None:
        """Tell whether the bound is kept; None where there is none or the figure is not known."""
        return None if self.value is None or self.least is None else self.value >= self.least - 1e-9


def is_three_year(program: Program) -> bool:
    """Tell whether the regulation's figures can be meant for a programme: three years, no quarters."""
    return not program.about.quarter_system and {term.year for term in program.terms.values()} == {1, 2, 3}


def key_figures(program: Program, track: str | None) -> tuple[KeyFigure, ...]:
    """Return the key figures for the students of a track, with bounds where the regulation applies."""
    sums = totals(program, track)
    loads = term_loads(program, track)
    internship = sum(load.internship_weeks for load in loads) or None
    figures = (
        KeyFigure("hours", Unit.FIGURE, sums.hours, 2500, "must"),
        KeyFigure("credits", Unit.FIGURE, sums.credits),
        KeyFigure("hours_per_credit", Unit.FIGURE, program.about.credit_rule.hours_per_credit, 16, "usual"),
        KeyFigure("public_share", Unit.SHARE, _share(program, track, is_public_basic), 0.25, "must"),
        KeyFigure("elective_share", Unit.SHARE, _share(program, track, _is_elective), 0.1, "must"),
        KeyFigure("practice_share", Unit.SHARE, sums.practice_share, 0.5, "in_principle"),
        KeyFigure("internship_weeks", Unit.FIGURE, internship, 24, "usual"),
        KeyFigure("teaching_weeks", Unit.FIGURE, _weeks_of_shortest_year(program), 40, "must"),
    )
    if is_three_year(program):
        return figures
    return tuple(KeyFigure(one.key, one.unit, one.value) for one in figures)


def _is_elective(program: Program, course: Course) -> bool:  # noqa: ARG001 - one shape for all filters
    return course.status is Status.ELECTIVE or course.pool is not None


def _share(program: Program, track: str | None, chosen: Callable[[Program, Course], bool]) -> float | None:
    """Return the hours of chosen courses divided by all hours, pools by what they count with."""
    rule, by = program.about.credit_rule, weights(program, track)
    part = whole = 0.0
    for course in taken(program, track):
        hours = course_hours(course, rule)
        if hours is None:
            continue
        whole += hours * by[course.id].hours
        part += hours * by[course.id].hours * chosen(program, course)
    return part / whole if whole else None


def _weeks_of_shortest_year(program: Program) -> float | None:
    years: dict[int, float] = {}
    for term in program.terms.values():
        if term.teaching_weeks is None:
            return None
        years[term.year] = years.get(term.year, 0.0) + term.teaching_weeks
    return min(years.values(), default=None)
