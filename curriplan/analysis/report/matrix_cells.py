"""What matrices share: columns of competencies under their modules, and the cells below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil

from curriplan.analysis.report.competencies import competencies_in_order
from curriplan.analysis.report.tree import Align, Column, Head, Level, say
from curriplan.analysis.report.words import name_of
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Evidence
from curriplan.domain.program import Program

EVIDENCE_SIGNS: Mapping[Evidence, str] = {
    Evidence.CLAIMED: "○",
    Evidence.SYLLABUS: "◐",
    Evidence.ASSESSED: "●",
}
"""How well a level is shown: the sign after it."""

HELD_DOWN = "↓"
"""The course states a higher level than its mode of teaching can reach."""

MOST_COLUMNS = 44
"""More upright columns than this cannot be read on one page, so a wide matrix becomes several sheets."""

CELL = Column(5, least=4.4, align=Align.CENTRE)


def parts(program: Program) -> Iterator[tuple[Competency, ...]]:
    """Yield the competencies in order, as many at a time as fit a page; modules stay together if they can."""
    held = competencies_in_order(program)
    sheets = max(1, ceil(len(held) / MOST_COLUMNS))
    enough = ceil(len(held) / sheets)
    part: list[Competency] = []
    for module in _pieces(held, enough):
        if part and (len(part) >= enough or len(part) + len(module) > MOST_COLUMNS):
            yield tuple(part)
            part = []
        part += module
    yield tuple(part)


def _pieces(held: Sequence[Competency], most: int) -> Iterator[list[Competency]]:
    """Yield the competencies of each module; a module that is too large for a page comes in pieces."""
    for _, members in groupby(held, key=lambda one: one.module):
        module = list(members)
        for start in range(0, len(module), most):
            yield module[start : start + most]


def module_heads(program: Program, competencies: Sequence[Competency]) -> tuple[Head | None, ...]:
    """Return the header row of modules over their competencies."""
    heads: list[Head | None] = []
    for key, members in groupby(competencies, key=lambda one: one.module):
        module = program.modules.get(key or "")
        count = len(list(members))
        heads.append(Head(say("matrix.no_module") if module is None else name_of(module), columns=count))
        heads += [None] * (count - 1)
    return tuple(heads)


def name_heads(competencies: Sequence[Competency]) -> tuple[Head, ...]:
    """Return the upright headers with the names of competencies."""
    return tuple(Head(name_of(one), upright=True) for one in competencies)


def contribution(program: Program, one: Contribution) -> Level:
    """Return what a course does for a competency: the level that counts, and how it is shown."""
    kind = program.competencies[one.competency].kind
    counted = program.about.caps.counted(one.level, kind, one.mode)
    held_down = HELD_DOWN if counted < one.level else ""
    return Level(counted, program.about.scale.key(counted), EVIDENCE_SIGNS[one.evidence] + held_down)
