"""A history that is read again: each record follows from the one before it, or it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from curriplan.domain.changes import ChangeConflict, Changes, apply
from curriplan.domain.digest import next_digest
from curriplan.domain.program import Program
from curriplan.storage.errors import Unreadable
from curriplan.storage.history import Record, chain_of, digest_text, unpack_changes


class BrokenHistory(Unreadable):
    """A record does not follow from the one before it. ``code`` is that of the finding."""

    def __init__(self, code: str, revision: int) -> None:
        super().__init__(f"{code} {revision}")
        self.code = code
        self.revision = revision


def in_batches(fetch: Callable[[int], Sequence[Record]]) -> Iterator[Record]:
    """Yield every record, oldest first; ``fetch`` returns some of those after a revision."""
    last = 0
    while found := fetch(last):
        yield from found
        last = found[-1].revision


def linked(identity: str, records: Iterable[Record]) -> Iterator[Record]:
    """Yield records as long as none is missing and each holds its chain value.

    Raises:
        BrokenHistory: one does not.

    """
    chain = identity
    for number, record in enumerate(records, 1):
        if record.revision != number:
            raise BrokenHistory("store_history_gap", number)
        chain = chain_of(chain, record)
        if chain != record.chain:
            raise BrokenHistory("store_history_chain", number)
        yield record


def replayed(records: Iterable[Record]) -> Iterator[tuple[int, Program]]:
    """Yield the programme after each revision, as long as each holds its digest.

    Raises:
        BrokenHistory: one does not, or was not made from the programme before it.

    """
    program, digest = Program(), 0
    for record in records:
        changes = unpack_changes(record.changes)
        program = following(program, changes, record.revision)
        digest = next_digest(digest, changes)
        if digest_text(digest) != record.digest:
            raise BrokenHistory("store_history_digest", record.revision)
        yield record.revision, program


def following(program: Program, changes: Changes, revision: int) -> Program:
    """Return the programme after the changes of a revision.

    Raises:
        BrokenHistory: they were not made from this programme.

    """
    try:
        return apply(changes, program)
    except ChangeConflict as conflict:
        raise BrokenHistory("store_history_replay", revision) from conflict
