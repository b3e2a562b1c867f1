"""The append-only record of edits in the file.

Each record holds the content digest after it, and a chain value: the SHA-256 of the record together
with the chain value before it, beginning with the programme's id. So no record can change, vanish or
change its place without being seen.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from curriplan.domain.changes import Change, Changes
from curriplan.domain.codec import Plain, canonical, to_plain
from curriplan.domain.digest import MODULUS
from curriplan.domain.history import Label, Revision, Stamp
from curriplan.domain.tables import BY_NAME, Row
from curriplan.domain.text import Text
from curriplan.storage.errors import TooLarge, Unreadable
from curriplan.storage.rows import decoded, loads
from curriplan.storage.schema import HISTORY

MOST_BYTES = 1 << 28  # of the changes of one revision: more is nothing that this program wrote
STAMP_COLUMNS = ("revision", "at", "author", "label", "args", "undoes")
Record = Any  # a row of the table ``history`` with its columns as attributes


@dataclass(frozen=True, slots=True)
class Tip:
    """Where the history stands: the last revision, the content digest after it, and its chain value."""

    revision: int
    digest: int
    chain: str


# --- the parts of a record -------------------------------------------------------------------------


def pack_changes(changes: Changes) -> bytes:
    """Return the stored form of changes: JSON, compressed, for the first revision repeats every row.

    Raises:
        TooLarge: the changes are more than can be read back.

    """
    return pack_plain([[one.table, list(one.key), _plain(one.before), _plain(one.after)] for one in changes])


def pack_plain(plain: list[Plain]) -> bytes:
    """Return the stored form of what ``unpack_plain`` returns."""
    text = canonical(plain).encode()
    if len(text) > MOST_BYTES:
        raise TooLarge
    return zlib.compress(text)


def _plain(row: Row | None) -> Plain:
    return None if row is None else to_plain(row)


def unpack_plain(packed: bytes) -> list[Plain]:
    """Return stored changes as they stand: [table, key, row before or None, row after or None] each.

    Raises:
        Unreadable: this is nothing that ``pack_changes`` made.

    """
    stream = zlib.decompressobj()
    try:
        text = stream.decompress(packed, MOST_BYTES)
    except (zlib.error, TypeError) as error:
        raise Unreadable(str(error)) from error
    if not stream.eof or stream.unused_data:
        raise Unreadable("changes")
    plain = loads(text)
    if not isinstance(plain, list):
        raise Unreadable("changes")
    return plain


def unpack_changes(packed: bytes) -> Changes:
    """Return the changes of their stored form.

    Raises:
        Unreadable: this is nothing that ``pack_changes`` made.

    """
    return tuple(map(_change, unpack_plain(packed)))


def _change(plain: Plain) -> Change:
    try:
        name, key, before, after = plain
        row = BY_NAME[name].row
        return Change(name, tuple(map(str, key)), _row(row, before), _row(row, after))
    except (ValueError, TypeError, KeyError) as error:
        raise Unreadable("changes") from error


def _row(row_type: type, plain: Plain) -> Row | None:
    return None if plain is None else decoded(row_type, plain)


def _pack_args(label: Label) -> str:
    return canonical([[name, to_plain(one) if isinstance(one, Text) else one] for name, one in label.args])


def _unpack_args(text: str) -> tuple[tuple[str, Any], ...]:
    try:
        pairs = [(str(name), one) for name, one in loads(text)]
    except (ValueError, TypeError) as error:
        raise Unreadable("args") from error
    return tuple((name, decoded(Text, one) if isinstance(one, dict) else one) for name, one in pairs)


def digest_text(digest: int) -> str:
    """Return the stored form of a digest: 64 hexadecimal digits."""
    return f"{digest:064x}"


def _digest(text: str) -> int:
    try:
        number = int(text, 16)
    except (ValueError, TypeError) as error:
        raise Unreadable("digest") from error
    if not 0 <= number < MODULUS:
        raise Unreadable("digest")
    return number


def stamp_of(record: Record) -> Stamp:
    """Return the stamp in a record.

    Raises:
        Unreadable: the record holds what this program does not write.

    """
    try:
        at = datetime.fromisoformat(record.at)
    except (ValueError, TypeError) as error:
        raise Unreadable("at") from error
    told = (record.author, record.label, record.undoes)
    if at.tzinfo is None or not all(map(isinstance, told, (str, str, int | None))):
        raise Unreadable("stamp")
    label = Label(record.label, _unpack_args(record.args))
    return Stamp(record.revision, at.astimezone(UTC), record.author, label, record.undoes)


def revision_of(record: Record) -> Revision:
    """Return the revision in a record.

    Raises:
        Unreadable: the record holds what this program does not write.

    """
    return Revision(stamp_of(record), unpack_changes(record.changes))


def chain_of(before: str, record: Record) -> str:
    """Return the chain value that a record must hold after the one before it."""
    told = [getattr(record, name) for name in (*STAMP_COLUMNS, "digest")]
    try:
        return hashlib.sha256(canonical([before, *told]).encode() + b"\n" + record.changes).hexdigest()
    except (ValueError, TypeError) as error:
        raise Unreadable("history") from error


# --- the table -------------------------------------------------------------------------------------


def read_tip(connection: sa.Connection) -> Tip:
    """Return where the history stands.

    Raises:
        Unreadable: there is no record at all, or its digest is none.

    """
    columns = [HISTORY.c[name] for name in ("revision", "digest", "chain")]
    last = connection.execute(sa.select(*columns).order_by(HISTORY.c.revision.desc()).limit(1)).first()
    if last is None:
        raise Unreadable("history")
    return Tip(last.revision, _digest(last.digest), last.chain)


def read_stamps(connection: sa.Connection) -> list[Stamp]:
    """Return all stamps, oldest first, without touching the pages that hold the changes."""
    columns = [HISTORY.c[name] for name in STAMP_COLUMNS]
    records = connection.execute(sa.select(*columns).order_by(HISTORY.c.revision)).fetchall()
    return [stamp_of(record) for record in records]


def read_records(connection: sa.Connection, after: int, most: int) -> list[Record]:
    """Return up to ``most`` records that follow a revision, oldest first."""
    later = sa.select(HISTORY).where(HISTORY.c.revision > after)
    return list(connection.execute(later.order_by(HISTORY.c.revision).limit(most)))


def read_changes(connection: sa.Connection, revision: int) -> Changes:
    """Return the changes of one revision.

    Raises:
        KeyError: there is no such revision.

    """
    one = sa.select(HISTORY.c.changes).where(HISTORY.c.revision == revision)
    packed = connection.execute(one).scalar_one_or_none()
    if packed is None:
        raise KeyError(revision)
    return unpack_changes(packed)


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record as it will be written."""

    revision: int
    at: str
    author: str
    label: str
    args: str
    undoes: int | None
    digest: str
    changes: bytes


def new_record(stamp: Stamp, changes: Changes, digest: int) -> NewRecord:
    """Return the record of a revision; ``digest`` is the content digest after it."""
    at = stamp.at.isoformat(timespec="microseconds")
    label = stamp.label
    return NewRecord(
        stamp.revision,
        at,
        stamp.author,
        label.code,
        _pack_args(label),
        stamp.undoes,
        digest_text(digest),
        pack_changes(changes),
    )


def write_record(connection: sa.Connection, before: str, record: NewRecord) -> Tip:
    """Append a record after the chain value before it; return where the history then stands."""
    chain = chain_of(before, record)
    values = {name: getattr(record, name) for name in (*STAMP_COLUMNS, "digest", "changes")}
    connection.execute(sa.insert(HISTORY).values(chain=chain, **values))
    return Tip(record.revision, _digest(record.digest), chain)
