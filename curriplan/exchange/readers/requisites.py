"""Requisites as course lists write them: codes or names, joined by signs, alternatives by "or"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from curriplan.domain.course import Requisite, RequisiteKind
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.ids import stable_id
from curriplan.domain.program import Program

_ALL = re.compile(r"[;；、，,&+]|\band\b", re.IGNORECASE)
_ANY = re.compile(r"\||或者?|\bor\b", re.IGNORECASE)
Find = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a cell asks for: groups of courses, of each group any one; and the texts that name none."""

    groups: tuple[frozenset[str], ...]
    unknown: tuple[str, ...]


def parse_requisites(text: str, find: Find) -> Wanted:
    """Return what a text asks for; the whole text may be one name that holds such signs."""
    whole = find(text.strip())
    if whole is not None:
        return Wanted((frozenset({whole}),), ())
    groups, unknown = [], []
    for item in _pieces(_ALL, text):
        found = [(piece, find(piece)) for piece in ([item] if find(item) else _pieces(_ANY, item))]
        unknown += [piece for piece, one in found if one is None]
        known = frozenset(one for _, one in found if one is not None)
        if known:
            groups.append(known)
    return Wanted(tuple(dict.fromkeys(groups)), tuple(unknown))


def _pieces(sign: re.Pattern[str], text: str) -> list[str]:
    return [piece.strip() for piece in sign.split(text) if piece.strip()]


def requisites_of(course: str, kind: RequisiteKind, groups: Iterable[frozenset[str]]) -> Iterator[Requisite]:
    """Yield the rows of some groups: single courses together in one row, each alternative in its own."""
    groups = list(groups)
    each = frozenset(one for group in groups if len(group) == 1 for one in group)
    if each:
        yield _row(course, kind, each)
    for group in groups:
        if len(group) > 1:
            yield _row(course, RequisiteKind.ANY_OF, group)


def _row(course: str, kind: RequisiteKind, courses: frozenset[str]) -> Requisite:
    parts = (
        (course, kind.value) if kind is not RequisiteKind.ANY_OF else (course, kind.value, *sorted(courses))
    )
    return Requisite(stable_id("requisite", *parts), course, kind, courses)


class Restated:
    """Requisites that a file states anew, gathered so that the programme is changed once."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._gone: list[tuple[str, str]] = []
        self._fresh: list[Requisite] = []

    def state(self, course: str, kinds: frozenset[RequisiteKind], rows: Iterable[Requisite]) -> None:
        """Let a course have exactly some requisites of some kinds; one that asks for the same stays."""
        held = self._program.requisites.get(course, {})
        present = {(one.kind, one.courses): one for one in held.values() if one.kind in kinds}
        wanted = {(one.kind, one.courses): one for one in rows}
        self._gone += [(course, one.id) for what, one in present.items() if what not in wanted]
        self._fresh += [one for what, one in wanted.items() if what not in present]

    def result(self, program: Program) -> Program:
        """Return a programme with the requisites."""
        return put(drop(program, "requisites", self._gone), "requisites", *self._fresh)
