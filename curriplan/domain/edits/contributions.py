"""Edits of contributions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from curriplan.domain.course import Contribution, Course, Delivery
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode


def usual_mode(course: Course) -> Mode:
    """Return the mode that a new contribution of a course has: where most of its hours are taught."""
    if course.delivery is Delivery.INTERNSHIP:
        return Mode.OFF_CAMPUS
    hours = {mode: course.hours.of(mode) or 0.0 for mode in Mode}
    return max(Mode, key=lambda mode: (hours[mode], mode is Mode.THEORY))


def set_levels(program: Program, cells: Iterable[tuple[str, str, int]]) -> Program:
    """Return the programme with the level of some (course, competency, level) cells set; 0 removes.

    A new contribution is claimed only, in the course's usual mode, with hours not known.
    """
    puts: list[Contribution] = []
    drops: list[tuple[str, str]] = []
    for course, competency, level in cells:
        present = program.contributions.get(course, {}).get(competency)
        if level <= 0:
            drops.append((course, competency))
        elif present is None:
            puts.append(Contribution(course, competency, level, usual_mode(program.courses[course])))
        else:
            puts.append(replace(present, level=level))
    return drop(put(program, "contributions", *puts), "contributions", drops)


def change_contribution(program: Program, course: str, competency: str, **fields: Any) -> Program:
    """Return the programme with some fields of a contribution set anew.

    Raises:
        KeyError: the course does not contribute to the competency.

    """
    return put(program, "contributions", replace(program.contributions[course][competency], **fields))
