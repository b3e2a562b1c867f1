"""What insights look at, made from a programme."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.demand.requirement import Requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.insight.insight import Found, Ground, Insight
from curriplan.analysis.report.tree import Level, Listing, Mark, Number, Say
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.exchange.readers.sample import sample_program

TODAY = date(2027, 4, 1)


def ground(program: Program, given: Requirements | None = None, today: date = TODAY) -> Ground:
    """Return the ground of a programme; what it requires is derived unless it is given."""
    demand = requirements(program) if given is None else given
    return Ground.of(program, gap_report(program, demand), gap_report(program, demand, "assessed"), today)


@cache
def sample_ground() -> Ground:
    return ground(sample_program("cross_border_ecommerce"))


def plain(value: Any) -> Any:
    """Return what a cell holds, as plain values: names in English, words by the end of their key."""
    match value:
        case Number(value=number):
            return round(number, 4)
        case Level(level=level):
            return level
        case Mark(words=words):
            return plain(words)
        case Listing(items=items):
            return [plain(one) for one in items]
        case Text():
            return value.pick("en")
        case Say(key=key, args=args):
            return (
                (key.rsplit(".", 1)[-1], *(plain(one) for _, one in args)) if args else key.rsplit(".", 1)[-1]
            )
        case _:
            return value


def cells(found: Found) -> list[list[Any]]:
    """Return the lines as plain values."""
    return [[plain(cell) for cell in line.cells] for line in found.lines]


def figure(insight: Insight, held: Ground) -> Any:
    """Return the figure as a plain value."""
    return plain(insight.ask(held).figure)
