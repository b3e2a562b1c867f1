"""The practice gap: capabilities that are required and taught in theory alone."""

from __future__ import annotations

from collections.abc import Iterable

from curriplan.analysis.insight.columns import COMPETENCY, COURSES, DELIVERED, REQUIRED, count
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, Spot, counted
from curriplan.analysis.order import in_order
from curriplan.analysis.report.words import level_of, name_of, names
from curriplan.domain.scale import Kind, Mode


def only_theory(kind: Kind, modes: Iterable[Mode]) -> bool:
    """Tell whether a competency is a capability that is taught, and in theory alone.

    >>> only_theory(Kind.CAPABILITY, [Mode.THEORY, Mode.THEORY])
    True
    >>> only_theory(Kind.CAPABILITY, [Mode.THEORY, Mode.ON_CAMPUS]), only_theory(Kind.CAPABILITY, [])
    (False, False)
    >>> only_theory(Kind.KNOWLEDGE, [Mode.THEORY])
    False
    """
    return kind is Kind.CAPABILITY and set(modes) == {Mode.THEORY}


def _ask(ground: Ground) -> Found:
    program, needed = ground.program, ground.by_competency()
    lines = []
    for one in in_order(program.competencies):
        held = ground.offered.get(one.id, ())
        if one.id not in needed or not only_theory(one.kind, (offer.level.mode for offer in held)):
            continue
        levels = [row.requirement.level for row in needed[one.id] if row.requirement.level is not None]
        cells = (
            name_of(one),
            level_of(program, max(levels, default=None)),
            level_of(program, max(offer.level.counted for offer in held)),
            count(len(needed[one.id])),
            names(offer.course for offer in held),
        )
        lines.append(Line(cells, Spot(competency=one.id)))
    return counted(lines)


PRACTICE = Insight(
    "practice",
    "competencies",
    "kind = capability and every course teaches it in theory",
    "own definition; P3 4.1 (courses biased towards practical operations), P4 I (theory heavy, practice insufficient)",
    (COMPETENCY, REQUIRED, DELIVERED, Column("post_count", 9, figures=True), COURSES),
    _ask,
)
