"""What a migration script needs to change rows that stand in stored changes."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from curriplan.domain.codec import Plain
from curriplan.storage.history import pack_plain, unpack_plain
from curriplan.storage.schema import HISTORY

Convert = Callable[[Plain], Plain]


def rewrite_rows(connection: sa.Connection, table: str, convert: Convert) -> None:
    """Convert the plain form of every row of a table, wherever the history mentions it."""
    for revision in connection.execute(sa.select(HISTORY.c.revision)).scalars().all():
        one = HISTORY.c.revision == revision
        packed = connection.execute(sa.select(HISTORY.c.changes).where(one)).scalar_one()
        plain = [_rewritten(change, table, convert) for change in unpack_plain(packed)]
        connection.execute(sa.update(HISTORY).where(one).values(changes=pack_plain(plain)))


def _rewritten(change: Plain, table: str, convert: Convert) -> Plain:
    name, key, before, after = change
    if name != table:
        return change
    return [name, key, *(None if row is None else convert(row) for row in (before, after))]
