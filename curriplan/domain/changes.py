"""Differences of two programmes: what an edit is, what undo inverts, what history stores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from curriplan.domain.program import Program
from curriplan.domain.tables import TABLES, Key, Row, Table, table


@dataclass(frozen=True, slots=True)
class Change:
    """One row put (``after``) or removed (``after`` None); ``before`` None means it was not there."""

    table: str
    key: Key
    before: Row | None
    after: Row | None


Changes = tuple[Change, ...]


class ChangeConflict(Exception):
    """A row is not what the changes were made from, so applying them would overwrite somebody's work."""

    def __init__(self, change: Change, present: Row | None) -> None:
        super().__init__(f"{change.table} {change.key}")
        self.change = change
        self.present = present


def diff(old: Program, new: Program) -> Changes:
    """Return the changes that lead from one programme to another; parts that are one object cost nothing."""
    if old is new:
        return ()
    return tuple(change for one in TABLES for change in _table_diff(one, old, new))


def _table_diff(one: Table, old: Program, new: Program) -> Iterator[Change]:
    before, after = getattr(old, one.name), getattr(new, one.name)
    if before is after:
        return
    if not one.nested:
        yield from _map_diff(one.name, (), before, after)
        return
    nothing: Mapping[str, Row] = {}
    for parent in _keys(before, after):
        rows_before, rows_after = before.get(parent, nothing), after.get(parent, nothing)
        if rows_before is not rows_after:
            yield from _map_diff(one.name, (parent,), rows_before, rows_after)


def _map_diff(
    name: str, parent: Key, before: Mapping[str, Row], after: Mapping[str, Row]
) -> Iterator[Change]:
    for key in _keys(before, after):
        old, new = before.get(key), after.get(key)
        if old is not new and old != new:
            yield Change(name, (*parent, key), old, new)


def _keys(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    yield from before
    for key in after:
        if key not in before:
            yield key


def invert(changes: Changes) -> Changes:
    """Return the changes that lead back."""
    return tuple(Change(one.table, one.key, one.after, one.before) for one in reversed(changes))


def apply(changes: Iterable[Change], program: Program) -> Program:
    """Return the programme after some changes.

    Raises:
        ChangeConflict: a row differs from what a change says was there before.

    """
    working: dict[str, dict[str, Any]] = {}
    copied: set[tuple[str, str]] = set()
    for change in changes:
        one = table(change.table)
        rows = working.setdefault(change.table, dict(getattr(program, change.table)))
        if one.nested:
            rows = _inner(rows, change, copied)
        _put(rows, change)
    return replace(program, **{name: _pruned(name, rows) for name, rows in working.items()})


def _inner(rows: dict[str, Any], change: Change, copied: set[tuple[str, str]]) -> dict[str, Any]:
    """Return the map of a change's parent, copied once so that the old programme stays as it was."""
    parent = change.key[0]
    if (change.table, parent) not in copied:
        rows[parent] = dict(rows.get(parent, {}))
        copied.add((change.table, parent))
    inner: dict[str, Any] = rows[parent]
    return inner


def _put(rows: dict[str, Any], change: Change) -> None:
    name = change.key[-1]
    present = rows.get(name)
    if present != change.before:
        raise ChangeConflict(change, present)
    if change.after is None:
        rows.pop(name, None)
    else:
        rows[name] = change.after


def _pruned(name: str, rows: dict[str, Any]) -> dict[str, Any]:
    """Drop parents without rows, so that equal programmes are equal values."""
    if not table(name).nested:
        return rows
    return {parent: inner for parent, inner in rows.items() if inner}
