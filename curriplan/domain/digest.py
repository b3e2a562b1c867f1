"""A digest of a programme's content that can be kept up to date edit by edit.

It is the sum modulo 2^256 of the SHA-256 of each row with its table and key, so a put or removed
row changes it by one addition, and the order of rows does not matter.
"""

from __future__ import annotations

import hashlib

from curriplan.domain.changes import Changes
from curriplan.domain.codec import canonical, to_plain
from curriplan.domain.program import Program
from curriplan.domain.tables import Key, Row, all_rows

MODULUS = 2**256


def row_digest(table: str, key: Key, row: Row) -> int:
    """Return the share of one row in the digest."""
    text = canonical([table, list(key), to_plain(row)])
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def full_digest(program: Program) -> int:
    """Return the digest of a whole programme, 0 <= digest < 2^256."""
    return sum(row_digest(*one) for one in all_rows(program)) % MODULUS


def next_digest(digest: int, changes: Changes) -> int:
    """Return the digest after some changes, from the digest before them."""
    for change in changes:
        if change.before is not None:
            digest -= row_digest(change.table, change.key, change.before)
        if change.after is not None:
            digest += row_digest(change.table, change.key, change.after)
    return digest % MODULUS
