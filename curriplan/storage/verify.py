"""Whether a file holds what was stored in it: pages, tables, digest, references and history."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from curriplan.domain.digest import full_digest
from curriplan.domain.finding import Finding, Place, error
from curriplan.domain.integrity import problems
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.storage.build import read_identity
from curriplan.storage.database import Database, guarded, has_our_schema
from curriplan.storage.errors import StoreError
from curriplan.storage.history import Record, Tip, read_records, read_tip
from curriplan.storage.replay import BrokenHistory, in_batches, linked, replayed
from curriplan.storage.rows import read_program

MOST = 100  # findings of one kind: a damaged file can have one for each row
BATCH = 100


def verify(database: Database, progress: Progress) -> list[Finding]:
    """Return everything that is wrong with a file, nothing if it is sound.

    Raises:
        StoreError: the file cannot be read at all, for a reason other than damage.

    """
    try:
        progress(0.0, "file")
        with guarded(database.path):
            return list(_file(database)) or list(_content(database, progress))
    except StoreError as failure:
        if failure.code != "store.damaged":
            raise
        return [error("store_damaged", _place(database))]


def _place(database: Database) -> Place:
    return Place(file=database.path.name)


def _file(database: Database) -> Iterator[Finding]:
    where = _place(database)
    with database.reading() as connection:
        told = connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars().all()
        ours = has_our_schema(connection)
    for detail in told:
        if detail != "ok":
            yield error("store_pages", where, detail=str(detail))
    if not ours:
        yield error("store_altered", where)


def _content(database: Database, progress: Progress) -> Iterator[Finding]:
    progress(0.2, "rows")
    with database.reading() as connection:
        program, tip = read_program(connection), read_tip(connection)
        identity = read_identity(connection)
    if full_digest(program) != tip.digest:
        yield error("store_digest", _place(database))
    for one in islice(problems(program), MOST):
        place = Place(table=one.table, key=one.key)
        yield error("store_row", place, table=one.table, key="/".join(one.key), target=one.target[1])
    yield from _history(database, identity, program, tip, progress)


def _history(
    database: Database, identity: str, program: Program, tip: Tip, progress: Progress
) -> Iterator[Finding]:
    """See that the history up to the tip leads to the rows; each batch is a transaction of its own."""

    def fetch(after: int) -> list[Record]:
        with database.reading() as connection:
            return read_records(connection, after, BATCH)

    records = takewhile(lambda record: record.revision <= tip.revision, in_batches(fetch))
    last, final = 0, Program()
    try:
        for last, final in replayed(linked(identity, records)):  # noqa: B007  (both are read after it)
            progress(0.5 + 0.5 * last / tip.revision, "history")
    except BrokenHistory as broken:
        yield error(broken.code, _place(database), revision=broken.revision)
        return
    if final != program:
        yield error("store_history_replay", _place(database), revision=last)
