"""The figure of an insight: its formula, its source, and the lines behind it."""

from __future__ import annotations

from datetime import date

from curriplan.analysis.account.account import Account, Figure, Part, Results, Way
from curriplan.analysis.insight.insight import Column, Found, Insight, Line
from curriplan.analysis.insight.insights import INSIGHTS
from curriplan.analysis.report.tree import Listing, Say, Unit

BY_ID = {one.id: one for one in INSIGHTS}


def insight(results: Results, figure: Figure, today: date) -> Account:
    """Return what an insight found. A count is the number of its lines where these are what it counts."""
    asked = BY_ID[figure.of]
    found = results.insight(asked, today)
    number = found.figure
    account = Account(
        figure,
        Unit.COUNT if number is None else number.unit,
        Way.TOLD,
        None if number is None else number.value,
        _lines(asked, found),
    )
    return account.on(
        Say(f"insight.{asked.id}.name"),
        "of_many" if found.left_out else "formula",
        told=Say(f"insight.{asked.id}.about"),
        formula=asked.formula,
        source=asked.source,
        left_out=found.left_out,
    )


def _lines(asked: Insight, found: Found) -> tuple[Part, ...]:
    columns = found.columns or asked.columns
    return tuple(_line(columns, one) for one in found.lines)


def _line(columns: tuple[Column, ...], line: Line) -> Part:
    first, *rest = line.cells
    told = [
        Say("why.column", (("heading", column.heading), ("value", value)))
        for column, value in zip(columns[1:], rest, strict=True)
        if value is not None
    ]
    spot = line.spot
    why = Figure("cell", spot.post, spot.competency) if spot.post and spot.competency else None
    return Part(first, None, facts=(("cells", Listing(tuple(told))),), why=why)
