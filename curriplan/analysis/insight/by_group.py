"""Readiness by module, kind, context and every framework, as one table."""

from __future__ import annotations

from curriplan.analysis.insight.columns import (
    ASSESSED,
    GROUP,
    READINESS,
    READINESS_DUE,
    REQUIREMENTS,
    count,
    share,
)
from curriplan.analysis.insight.groups import GroupReadiness, grouping_name, groupings, readiness_by
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, found

_FIGURES = (
    REQUIREMENTS,
    Column("missing", 9, figures=True),
    Column("firm", 9, figures=True),
    Column("late", 9, figures=True),
    READINESS,
    READINESS_DUE,
    ASSESSED,
)


def group_columns() -> tuple[Column, ...]:
    """Return the columns of the groups of one grouping."""
    return (GROUP, *_FIGURES)


def group_line(one: GroupReadiness) -> Line:
    """Return the line of a group; it leads to nothing of its own."""
    return Line(
        (
            one.name,
            count(one.requirements),
            count(one.missing),
            count(one.firm),
            count(one.late),
            share(one.readiness),
            share(one.readiness_due),
            share(one.assessed),
        )
    )


def _ask(ground: Ground) -> Found:
    program = ground.program
    lines = [
        Line((grouping_name(program, by), *group_line(one).cells))
        for by in groupings(program)
        for one in readiness_by(program, ground.gaps, ground.assessed, by)
    ]
    return found(share(ground.gaps.totals.readiness), lines)


BY_GROUP = Insight(
    "by_group",
    "0..1",
    "1 - sum w missing / sum w required over the rows of a group; mean over posts by share of graduates",
    "definition of readiness; groups: main module, kind, context, top nodes of each framework",
    (Column("by", 24), *group_columns()),
    _ask,
)
