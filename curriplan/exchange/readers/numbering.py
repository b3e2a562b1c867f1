"""Codes and places of rows that a file names and a programme does not have yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from curriplan.domain.edits.courses import next_code
from curriplan.domain.edits.fresh import STEMS
from curriplan.domain.post import PostLevel
from curriplan.domain.tables import Row

_POSTS = "P"


def numbered(name: str, held: Mapping[str, Row], fresh: Iterable[Row]) -> Iterator[Row]:
    """Yield new rows of a table behind those that it has; codes that a file does not give count on."""
    rows = list(fresh)
    own = [row for row in held.values() if getattr(row, "level", None) is not PostLevel.GRADUATE]
    last = max(own, key=lambda row: (row.position, row.code, row.id), default=None)
    stem = STEMS.get(name, _POSTS)
    like, position = (stem, 0.0) if last is None else (last.code or stem, last.position)
    codes = {row.code for row in (*held.values(), *rows)}
    for row in rows:
        position += 1.0
        code = row.code
        if not code:
            code = like = next_code(codes, like)
            codes.add(code)
        yield replace(row, code=code, position=position)
