"""Balance of the two branches of an index: qualification for the post, and lasting ability (P2, Fig. 2; P0)."""

from __future__ import annotations

from dataclasses import dataclass

from curriplan.analysis.gap.readiness import post_shares
from curriplan.analysis.insight.columns import (
    GROUP,
    READINESS,
    READINESS_DUE,
    REQUIREMENTS,
    count,
    ratio,
    share,
)
from curriplan.analysis.insight.groups import Group, grouped, rows_readiness
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, found
from curriplan.analysis.order import in_order
from curriplan.analysis.report.words import name_of
from curriplan.domain.competency import Framework
from curriplan.domain.program import Program

BRANCHES = 2


def balance(first: float | None, second: float | None) -> float | None:
    """Return 1 - |a - b| of the readiness in two branches: 1 both the same; None where one is not known.

    >>> round(balance(0.9, 0.75), 10), balance(None, 0.5)
    (0.85, None)
    """
    return None if first is None or second is None else 1.0 - abs(first - second)


@dataclass(frozen=True, slots=True)
class Branched:
    """A framework of two branches with the requirements of each."""

    framework: Framework
    branches: tuple[Group, Group]
    demand: tuple[float | None, float | None]

    def balance(self, program: Program) -> float | None:
        """Return how balanced readiness is."""
        first, second = (rows_readiness(program, one.rows) for one in self.branches)
        return balance(first, second)


def branched(ground: Ground) -> tuple[Branched, ...]:
    """Return the frameworks of exactly two top nodes, under each of which something is required, in display order.

    ``demand`` is the share of importance, by the posts' shares of graduates, that falls on each branch.
    """
    program = ground.program
    made = []
    for one in in_order(program.frameworks):
        groups = grouped(program, ground.gaps, one.id)
        tops = sum(row.framework == one.id and row.parent is None for row in program.modules.values())
        if len(groups) == tops == BRANCHES:
            first, second = groups
            made.append(Branched(one, (first, second), _demand(program, first, second)))
    return tuple(made)


def _demand(program: Program, first: Group, second: Group) -> tuple[float | None, float | None]:
    shares = post_shares(program)
    a, b = (
        sum((row.requirement.importance or 0.0) * shares[row.post] for row in one.rows)
        for one in (first, second)
    )
    return (a / (a + b), b / (a + b)) if a + b > 0 else (None, None)


def _ask(ground: Ground) -> Found:
    program, held = ground.program, branched(ground)
    lines = [
        Line(
            (
                name_of(one.framework),
                branch.name,
                count(len(branch.rows)),
                share(demand),
                share(rows_readiness(program, branch.rows)),
                share(rows_readiness(program, branch.rows, due=True)),
            )
        )
        for one in held
        for branch, demand in zip(one.branches, one.demand, strict=True)
    ]
    return found(ratio(held[0].balance(program)) if held else None, lines)


BALANCE = Insight(
    "balance",
    "0..1",
    "1 - |readiness in one branch - readiness in the other|; the first framework of two branches",
    "P2 2.2, Fig. 2 (no weights are printed, so both branches weigh alike); P0 (short-term and long-term); index is ours",
    (
        Column("framework", 28),
        GROUP,
        REQUIREMENTS,
        Column("demand_share", 12, figures=True),
        READINESS,
        READINESS_DUE,
    ),
    _ask,
)
