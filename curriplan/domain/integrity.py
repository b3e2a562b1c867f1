"""Integrity: references lead somewhere, keys are the rows' own, numbers are numbers.

Everything else (cycles, limits, sums) is a finding and blocks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from curriplan.domain.changes import Change
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.tables import TABLES, Key, Row, Table, table


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that breaks integrity. ``code``: missing, key, level, profile, used."""

    code: str
    table: str
    key: Key
    target: tuple[str, str] = ("", "")


class IntegrityError(Exception):
    """An edit would break integrity; it is refused and nothing changes."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{one.code} {one.table} {one.key} {one.target}" for one in problems[:3]))
        self.problems = problems


def problems(program: Program) -> Iterator[Problem]:
    """Yield every break of integrity of a whole programme."""
    if tuple(program.profile) != (PROFILE_ID,):
        yield Problem("profile", "profile", ())
    for one in TABLES:
        for key, row in one.rows(program):
            yield from _row_problems(one, key, row, program)


def problems_after(changes: Iterable[Change], program: Program) -> Iterator[Problem]:
    """Yield the breaks that some changes brought into a programme that was whole before them."""
    removed: dict[str, set[str]] = {}
    if tuple(program.profile) != (PROFILE_ID,):
        yield Problem("profile", "profile", ())
    for change in changes:
        if change.after is not None:
            yield from _row_problems(table(change.table), change.key, change.after, program)
        elif len(change.key) == 1:
            removed.setdefault(change.table, set()).add(change.key[0])
    if removed:
        yield from _dangling(removed, program)


def _row_problems(one: Table, key: Key, row: Row, program: Program) -> Iterator[Problem]:
    if one.key_of(row) != key:
        yield Problem("key", one.name, key)
    if one.name == "contributions" and row.level < 1:
        yield Problem("level", one.name, key)
    for target, name in one.references(row):
        if name not in getattr(program, target):
            yield Problem("missing", one.name, key, (target, name))


def _dangling(removed: dict[str, set[str]], program: Program) -> Iterator[Problem]:
    for one in TABLES:
        targets = {ref.table for ref in one.refs}
        if one.inner is not None:
            targets |= {"posts", "competencies", "questions"}
        if targets.isdisjoint(removed):
            continue
        for key, row in one.rows(program):
            for target, name in one.references(row):
                if name in removed.get(target, ()) and name not in getattr(program, target):
                    yield Problem("missing", one.name, key, (target, name))
