"""Which rows name a row: what would change if it went."""

from __future__ import annotations

from collections.abc import Iterator

from curriplan.domain.program import Program
from curriplan.domain.tables import TABLES, Key, Row


def mentions(program: Program, name: str, ident: str) -> Iterator[tuple[str, Key, Row]]:
    """Yield (table, key, row) of every row that names a row of a flat table; answers in their packed form too."""
    for one in TABLES:
        fields = [ref for ref in one.refs if ref.table == name]
        if not fields and one.inner is None:
            continue
        for key, row in one.rows(program):
            if (name, ident) in one.references(row):
                yield one.name, key, row
