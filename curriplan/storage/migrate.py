"""Files of an older version of the program are brought up to date: on a copy, which then takes their place.

Each version has one Alembic script in ``migrations/versions``; its revision is the number of the
version (``0001``, ``0002`` ...), its ``upgrade`` leads there from the version before. Alembic is imported
only here and in scripts, thus only when a file is older. The scripts change tables, and stored changes
through ``migrations.history``; the file is then written anew from its history, because digests and the
text of the schema must be those of today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from types import ModuleType

import sqlalchemy as sa

from curriplan.domain.program import Program
from curriplan.storage.build import read_identity, write_new
from curriplan.storage.database import Database
from curriplan.storage.errors import StoreError, Unreadable
from curriplan.storage.files import replacing, scratch
from curriplan.storage.history import Record, read_records, revision_of
from curriplan.storage.replay import following, in_batches, linked
from curriplan.storage.rows import read_program

SCRIPTS = Path(__file__).parent / "migrations"
_BATCH = 100


def upgrade(path: Path, version: int) -> None:
    """Bring a file of an older version up to date; it is the old or the new file at every moment.

    Raises:
        StoreError: the file is damaged, of no version that was ever released, or the place cannot be
            written; nothing is changed.

    """
    steps = _steps_after(version)
    if steps is None:
        raise StoreError("store.foreign", file=str(path))
    with replacing(path) as fresh, scratch(path) as working:
        with closing(Database(path, writable=True)) as present:
            present.copy_to(working)
        with closing(Database(working, writable=True)) as old:
            _run(steps, old)
            with old.reading() as connection:
                _rewrite(connection, fresh)


def _steps_after(version: int) -> Sequence[ModuleType] | None:
    """Return the scripts that lead on from a version, or None where there never was such a version."""
    from alembic.script import ScriptDirectory

    found = ScriptDirectory(str(SCRIPTS)).walk_revisions()
    by_version = {int(one.revision): one.module for one in found}
    if version not in by_version:
        return None
    return [by_version[one] for one in sorted(by_version) if one > version]


def _run(steps: Sequence[ModuleType], database: Database) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    with database.writing() as connection:
        for _ in linked(read_identity(connection), _records(connection)):
            pass  # a history that is broken must not be given new, valid digests
        with Operations.context(MigrationContext.configure(connection)):
            for step in steps:
                step.upgrade()


def _records(connection: sa.Connection) -> Iterator[Record]:
    return in_batches(lambda after: read_records(connection, after, _BATCH))


def _rewrite(connection: sa.Connection, fresh: Path) -> None:
    """Write the history into a new file, and see that it leads to the rows that the scripts left."""
    program = Program()
    for one in map(revision_of, _records(connection)):
        program = following(program, one.changes, one.stamp.revision)
    if program != read_program(connection):
        raise Unreadable("history")
    write_new(fresh, read_identity(connection), map(revision_of, _records(connection)))
