"""The integration index (P2): a course should join two fields or more of language, trade and e-commerce.

Which competency belongs to which field is a mapping of the programme's own: the framework that is marked with
``joined`` names the fields as its top nodes, and competencies name them among their frames.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curriplan.analysis.insight.columns import COURSE, count, share
from curriplan.analysis.insight.groups import tops_of
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, Spot, found
from curriplan.analysis.order import courses_in_order, in_order
from curriplan.analysis.report.tree import Say
from curriplan.analysis.report.words import name_of, names
from curriplan.domain.competency import Framework
from curriplan.domain.program import Program

JOINED = 2
"""P2: not a simple superposition, so a course joins two fields at least."""


def integration_index(fields: Iterable[int]) -> float | None:
    """Return the share of courses that join two fields or more, of all that touch any; None where none does.

    A course of language alone, one of language and trade, one of all three, and physical education:

    >>> round(integration_index([1, 2, 3, 0]), 4), integration_index([0])
    (0.6667, None)
    """
    touching = [one for one in fields if one]
    return sum(one >= JOINED for one in touching) / len(touching) if touching else None


@dataclass(frozen=True, slots=True)
class Joining:
    """A course with the fields that it joins, in the order of the framework."""

    course: str
    fields: tuple[str, ...]


def fields_framework(program: Program) -> Framework | None:
    """Return the framework whose top nodes are the fields that a course should join, None where none is marked."""
    return next((one for one in in_order(program.frameworks) if one.joined), None)


def joinings(program: Program, framework: str) -> tuple[Joining, ...]:
    """Return the courses that touch any field of a framework, those of the most fields first."""
    order = [one.id for one in in_order(program.modules) if one.framework == framework]
    of = {key: tops_of(program, one, framework) for key, one in program.competencies.items()}
    held = [
        (course.id, {top for name in program.contributions.get(course.id, {}) for top in of[name]})
        for course in courses_in_order(program)
    ]
    touching = [Joining(course, tuple(one for one in order if one in tops)) for course, tops in held if tops]
    return tuple(sorted(touching, key=lambda one: -len(one.fields)))


def _ask(ground: Ground) -> Found:
    program = ground.program
    framework = fields_framework(program)
    if framework is None:
        return Found(None, (), Say("insight.integration.unmarked"))
    every: Sequence[Joining] = joinings(program, framework.id)
    lines = [
        Line(
            (
                name_of(program.courses[one.course]),
                count(len(one.fields)),
                names(program.modules[field] for field in one.fields),
            ),
            Spot(course=one.course),
        )
        for one in every
    ]
    summary = Say("insight.integration.by", (("framework", framework.name or framework.code),))
    return found(share(integration_index(len(one.fields) for one in every)), lines, summary)


INTEGRATION = Insight(
    "integration",
    "0..1",
    "courses that join two fields or more / courses that touch any field",
    "P2 3.1 (compound talent: English, international trade, e-commerce); index and mapping of fields are ours",
    (COURSE, Column("field_count", 9, figures=True), Column("fields", 44)),
    _ask,
)
