"""What the gaps say beyond the list: one table an insight, on one grid."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from curriplan.analysis.insight.insight import Column as Asked
from curriplan.analysis.insight.insight import Found, Ground, Insight
from curriplan.analysis.insight.insights import INSIGHTS
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.tree import (
    Align,
    Block,
    Cell,
    Column,
    Head,
    Number,
    Row,
    Say,
    Section,
    Spanned,
    Table,
    Unit,
    Value,
    say,
)

CELL = 11
"""Width of a column of the grid; columns of words reach over several."""
MOST = 40
"""So many lines of an insight are printed; how many there are besides is said."""


def insights_section(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return every insight with its definition, figure and lines."""
    ground = Ground.of(inputs.program, inputs.gaps, inputs.gaps_assessed, inputs.made_on)
    blocks = tuple(block for one in INSIGHTS for block in _blocks(one, one.ask(ground)))
    return (Section("insights", say("sheet.insights"), say("title.insights"), blocks),)


def _blocks(insight: Insight, found: Found) -> Iterator[Block]:
    yield _table(insight, found)
    yield Say(f"insight.{insight.id}.about")
    if found.summary is not None:
        yield found.summary
    left_out = found.left_out + max(0, len(found.lines) - MOST)
    if left_out:
        yield say("insights.more", n=left_out)


def _table(insight: Insight, found: Found) -> Table:
    asked = found.columns or insight.columns
    spans = [1 if one.figures else math.ceil(one.width / CELL) for one in asked]
    heads = [
        head
        for one, span in zip(asked, spans, strict=True)
        for head in (Head(one.heading, columns=span), *[None] * (span - 1))
    ]
    columns = tuple(_column(one) for one, span in zip(asked, spans, strict=True) for _ in range(span))
    rows = tuple(Row(_cells(line.cells, spans)) for line in found.lines[:MOST])
    return Table(
        columns, (tuple(heads),), rows, title=_title(insight, found.figure), empty=say("insights.nothing")
    )


def _column(one: Asked) -> Column:
    return Column(CELL, least=CELL, align=Align.RIGHT if one.figures else Align.LEFT, wrap=not one.figures)


def _cells(cells: Sequence[Value], spans: Sequence[int]) -> tuple[Cell, ...]:
    return tuple(
        cell
        for value, span in zip(cells, spans, strict=True)
        for cell in ((value if span == 1 else Spanned(value, columns=span)), *[None] * (span - 1))
    )


def _title(insight: Insight, figure: Number | None) -> Say:
    name = Say(f"insight.{insight.id}.name")
    if figure is None:
        return say("insights.unknown", name=name)
    if figure.unit is Unit.SHARE:
        return say("insights.share", name=name, share=figure.value)
    if figure.unit is Unit.RATIO:
        return say("insights.ratio", name=name, ratio=figure.value)
    return say("insights.count", name=name, n=figure.value)
