"""A programme file: what is loaded equals what was stored, and every edit is one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from curriplan.domain.changes import Changes, diff
from curriplan.domain.digest import next_digest
from curriplan.domain.finding import Finding
from curriplan.domain.history import Label, Revision, Stamp
from curriplan.domain.ids import new_id
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress, quiet
from curriplan.domain.survey import Respondent
from curriplan.domain.tables import table
from curriplan.storage.access import Access, ReadOnly, access_to, lock_to_write, real_path
from curriplan.storage.build import read_identity, write_new
from curriplan.storage.database import Database, guarded, has_our_schema, schema_count
from curriplan.storage.errors import StoreError
from curriplan.storage.files import check_free, check_name, replacing
from curriplan.storage.history import (
    Record,
    Tip,
    new_record,
    read_changes,
    read_records,
    read_stamps,
    read_tip,
    revision_of,
    write_record,
)
from curriplan.storage.replay import in_batches
from curriplan.storage.rows import read_program, read_table, write_changes
from curriplan.storage.verify import BATCH, verify

__all__ = ["Store", "StoreError"]

ANSWERS = "respondents"
REFUSALS = {
    ReadOnly.ASKED: "store.read_only",
    ReadOnly.PLACE: "store.read_only_place",
    ReadOnly.ELSEWHERE: "store.read_only_elsewhere",
}


class Store:
    """One open programme file. Any thread may call; transactions are short and take turns.

    Every method raises ``StoreError`` where the file can no longer be read or written.
    """

    def __init__(self, database: Database, access: Access) -> None:
        """Take an open file; ``create`` and ``open`` are the ways to get one.

        Raises:
            StoreError: the file holds other tables than ours, or is damaged.

        """
        self.path = database.path
        self._database = database
        self._access = access
        with database.reading() as connection:
            if not has_our_schema(connection):
                raise StoreError("store.altered", file=str(self.path))
            self._schema = schema_count(connection)
            self.program_id = read_identity(connection)
            self._tip = read_tip(connection)

    @classmethod
    def create(cls, path: Path, program: Program, label: Label, author: str) -> Store:
        """Write a new file that holds a programme as its revision 1, and return it open.

        Raises:
            StoreError: there is something of that name already, or the place cannot be written.

        """
        path = real_path(path)
        check_free(path)
        access = Access(lock_to_write(path))
        try:
            check_free(path)  # another window may have made it before we had the lock
            first = Revision(Stamp(1, datetime.now(UTC), author, label), diff(Program(), program))
            with replacing(path) as temporary:
                write_new(temporary, new_id(), [first])
        except BaseException:
            access.release()
            raise
        return cls._opened(path, access)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Open a file; for reading only where that is asked, or its place or another window allows no more.

        Raises:
            StoreError: the file is missing, foreign, damaged, or of a version that this program cannot use.

        """
        path = real_path(path)
        return cls._opened(path, access_to(path, read_only=read_only))

    @classmethod
    def _opened(cls, path: Path, access: Access) -> Store:
        with ExitStack() as undo:
            undo.callback(access.release)
            database = Database(path, writable=access.lock is not None)
            undo.callback(database.close)
            store = cls(database, access)
            undo.pop_all()
        return store

    @property
    def revision(self) -> int:
        """Return the number of the last revision."""
        return self._tip.revision

    @property
    def digest(self) -> int:
        """Return the content digest after the last revision, as the file holds it."""
        return self._tip.digest

    @property
    def is_as_left(self) -> bool:
        """Tell whether the file can be read and ends with what was last read or stored here."""
        return self._stands(self._tip)

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be appended."""
        return self._access.lock is None

    @property
    def refusal(self) -> StoreError | None:
        """Return what an edit would be refused with, which says why and what to do, or None."""
        reason, holder = self._access.reason, self._access.holder
        if reason is None:
            return None
        host, since = (None, None) if holder is None else (holder.host, holder.since)
        return StoreError(REFUSALS[reason], file=str(self.path), host=host, since=since)

    def load(self, answers: bool = True) -> Program:
        """Return the programme; without answers its table of respondents is empty."""
        without = frozenset[str]() if answers else frozenset((ANSWERS,))
        with self._database.reading() as connection:
            program = read_program(connection, without)
            self._tip = read_tip(connection)
        return program

    def load_answers(self) -> Mapping[str, Respondent]:
        """Return the respondents with their answers."""
        with self._database.reading() as connection:
            return read_table(connection, table(ANSWERS))

    def append(self, changes: Changes, label: Label, author: str, undoes: int | None = None) -> Stamp:
        """Store an edit: its rows, its record and the digest in one transaction. It lasts when this returns.

        Raises:
            StoreError: it could not be stored, and the file is as it was before.

        """
        if self.refusal is not None:
            raise self.refusal
        tip: Tip | None = None
        with self._database.turn:
            stamp = Stamp(self._tip.revision + 1, datetime.now(UTC), author, label, undoes)
            try:
                with self._database.writing() as connection:
                    self._refuse_if_changed(connection)
                    record = new_record(stamp, changes, next_digest(self._tip.digest, changes))
                    write_changes(connection, changes)
                    tip = write_record(connection, self._tip.chain, record)
            except StoreError:
                if tip is None or not self._stands(tip):
                    raise
            self._tip = tip
        return stamp

    def _refuse_if_changed(self, connection: sa.Connection) -> None:
        """Never write over what somebody stored who could not see our lock, and never into other tables."""
        if schema_count(connection) != self._schema:
            raise StoreError("store.altered", file=str(self.path))
        if read_tip(connection) != self._tip:
            raise StoreError("store.changed_elsewhere", file=str(self.path))

    def _stands(self, tip: Tip) -> bool:
        """Tell whether a commit that reported a failure is in the file after all; it must not be repeated."""
        try:
            with self._database.reading() as connection:
                return read_tip(connection) == tip
        except StoreError:
            return False  # the file is out of reach; what was said about the commit stands

    def stamps(self) -> list[Stamp]:
        """Return the history without its changes, oldest first."""
        with self._database.reading() as connection:
            return read_stamps(connection)

    def changes(self, revision: int) -> Changes:
        """Return the changes of a revision.

        Raises:
            KeyError: there is no such revision.

        """
        with self._database.reading() as connection:
            return read_changes(connection, revision)

    def revisions(self) -> Iterator[Revision]:
        """Yield the history with its changes, oldest first; no transaction stays open in between."""
        for record in in_batches(self._some):
            with guarded(self.path):
                revision = revision_of(record)
            yield revision

    def _some(self, after: int) -> list[Record]:
        with self._database.reading() as connection:
            return read_records(connection, after, BATCH)

    def verify(self, progress: Progress = quiet) -> list[Finding]:
        """Return everything that is wrong with the file, nothing if it is sound."""
        return verify(self._database, progress)

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file as it is now; it takes the place of a file that has the name already.

        Raises:
            StoreError: the place cannot be written, or the file there is open in a window.

        """
        path = real_path(path)
        check_name(path)
        if path == self.path:
            raise StoreError("store.same_file", file=str(path))
        lock = lock_to_write(path)
        try:
            with replacing(path) as temporary:
                self._database.copy_to(temporary)
        finally:
            lock.release()

    def close(self) -> None:
        """Close the file and give the right to write back; doing so twice does nothing."""
        self._database.close()
        self._access.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
