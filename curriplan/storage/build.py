"""A programme file written from its whole history."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from curriplan.domain.digest import next_digest
from curriplan.domain.history import Revision
from curriplan.storage.database import Database, make_schema
from curriplan.storage.errors import Unreadable
from curriplan.storage.history import new_record, write_record
from curriplan.storage.rows import write_changes
from curriplan.storage.schema import META

IDENTITY = "program"  # the key under which a file holds the id of its programme


def write_new(path: Path, identity: str, revisions: Iterable[Revision]) -> None:
    """Write a new file that holds a programme's revisions, the first of them its creation.

    Raises:
        StoreError: the place cannot be written, or a row not be stored.

    """
    with closing(Database(path, writable=True, create=True)) as database, database.writing() as connection:
        make_schema(connection)
        connection.execute(sa.insert(META).values(key=IDENTITY, value=identity))
        digest, chain = 0, identity
        for one in revisions:
            digest = next_digest(digest, one.changes)
            write_changes(connection, one.changes)
            chain = write_record(connection, chain, new_record(one.stamp, one.changes, digest)).chain


def read_identity(connection: sa.Connection) -> str:
    """Return the id of the programme, the same in every copy of its file.

    Raises:
        Unreadable: there is none.

    """
    value = connection.execute(sa.select(META.c.value).where(META.c.key == IDENTITY)).scalar_one_or_none()
    if not isinstance(value, str):
        raise Unreadable(IDENTITY)
    return value
