"""The two moves that every edit is made of: put rows, drop rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from curriplan.domain.program import Program
from curriplan.domain.tables import Key, Row, table


def put(program: Program, name: str, *rows: Row) -> Program:
    """Return the programme with rows added to a table, or replacing those of the same key."""
    if not rows:
        return program
    one = table(name)
    held: dict[str, Any] = dict(getattr(program, name))
    fresh: set[str] = set()
    for row in rows:
        key = one.key_of(row)
        if one.nested:
            if key[0] not in fresh:
                held[key[0]] = dict(held.get(key[0], {}))
                fresh.add(key[0])
            held[key[0]][key[1]] = row
        else:
            held[key[0]] = row
    return replace(program, **{name: held})


def drop(program: Program, name: str, keys: Iterable[Key]) -> Program:
    """Return the programme without some rows of a table; keys that are not there are passed over."""
    one = table(name)
    held: dict[str, Any] = dict(getattr(program, name))
    present = [key for key in keys if one.get(program, key) is not None]
    if not present:
        return program
    for key in present:
        if not one.nested:
            del held[key[0]]
            continue
        inner = {child: row for child, row in held[key[0]].items() if child != key[1]}
        if inner:
            held[key[0]] = inner
        else:
            del held[key[0]]
    return replace(program, **{name: held})
