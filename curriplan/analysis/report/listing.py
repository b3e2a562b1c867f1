"""Long lists of the report: one row a post and competency, to be filtered and scrolled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curriplan.analysis.report.tree import Align, Column, Row, Say, Table, Value, plain_headers

NUMBER = Column(9, least=7, align=Align.CENTRE)
SUBJECT = (Column(22, least=14, wrap=True), Column(9, least=6), Column(28, least=18, wrap=True))
"""Columns of post, code and competency, which stand first and stay in view."""


def listing(
    headers: Iterable[Say], empty: Say, columns: Sequence[Column], rows: Iterable[tuple[Value, ...]]
) -> Table:
    """Return a list with a filter, which says what ``empty`` says where it has no row."""
    held = tuple(Row(cells) for cells in rows)
    return Table(tuple(columns), plain_headers(*headers), held, empty=empty, filter=True, anchor=len(SUBJECT))
