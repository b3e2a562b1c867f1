"""Long lists of the report: one row a post and competency, to be filtered and scrolled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curriplan.analysis.report.tree import Align, Column, Row, Table, Value, plain_headers, say

NUMBER = Column(9, least=7, align=Align.CENTRE)
SUBJECT = (Column(22, least=14, wrap=True), Column(9, least=6), Column(28, least=18, wrap=True))
"""Columns of post, code and competency, which stand first and stay in view."""


def listing(
    name: str, keys: Sequence[str], columns: Sequence[Column], rows: Iterable[tuple[Value, ...]]
) -> Table:
    """Return a list whose headers are ``NAME.KEY`` in the texts, and ``NAME.empty`` where it has no row."""
    headers = plain_headers(*(say(f"{name}.{key}") for key in keys))
    held = tuple(Row(cells) for cells in rows)
    anchor = len(SUBJECT)
    return Table(tuple(columns), headers, held, empty=say(f"{name}.empty"), filter=True, anchor=anchor)
