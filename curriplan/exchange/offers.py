"""What a user can be offered to say of a file's columns: its headers, and the fields of its format."""

from __future__ import annotations

from curriplan.exchange.cells import text_of
from curriplan.exchange.columns import ColumnMap, Layout
from curriplan.exchange.readers.result import Offer
from curriplan.exchange.source import Source
from curriplan.exchange.table import Table, find_tables

_HEADER_ROWS = 20
MOST_HEADERS = 400


def offer_of(
    source: Source,
    name: str,
    layouts: tuple[Layout, ...],
    given: ColumnMap,
    read: tuple[tuple[str, str], ...] | None = None,
) -> Offer:
    """Return what a mapping could say of a file that is read as a format.

    ``read``: what the reader has matched; without it (the file was refused) it is worked out here.
    """
    found = [(layout, find_tables(source, layout, given)) for layout in layouts]
    layout, tables = max(found, key=lambda one: _known(one[1]), default=(Layout(()), []))
    if read is None:
        read = tuple(dict.fromkeys(pair for table in tables for pair in table.matched()))
    titles = [
        table.header.title(n)
        for table in tables
        for n, texts in enumerate(table.header.titles)
        if texts  # a column without any header cannot be named
    ]
    headers = tuple(dict.fromkeys([*titles, *(() if titles else _fullest(source))]))
    fields = tuple((one.field, one.names) for one in layout.columns)
    known = {field for field, _ in read}
    lacking = [group for group in layout.needed if known.isdisjoint(group)]
    needed = tuple(dict.fromkeys(one for group in lacking for one in group))
    return Offer(source.path, name, fields, read, headers[:MOST_HEADERS], needed)


def _known(tables: list[Table]) -> int:
    return sum(len(table.header.columns) for table in tables)


def _fullest(source: Source) -> list[str]:
    """Return the texts of the row of each sheet that looks most like a header: the one with most texts."""
    found = []
    for sheet in source.sheets:
        rows = [[text for text in map(text_of, row.cells) if text] for row in sheet.rows[:_HEADER_ROWS]]
        for texts in sorted(rows, key=len, reverse=True)[:1]:
            found.extend(texts)
    return found
