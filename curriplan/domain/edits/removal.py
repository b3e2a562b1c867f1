"""Rows taken away with everything that only made sense through them; the list of tables says what refers to what.

A row that must refer to a row that goes, goes with it. Where it need not, it no longer names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any

from curriplan.domain.competency import Module
from curriplan.domain.course import Requisite
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.program import Program
from curriplan.domain.survey import Respondent
from curriplan.domain.tables import TABLES, Key, Ref, Row, Table

Gone = dict[str, frozenset[str]]
ANSWERED = frozenset({"posts", "competencies", "questions"})
"""What the packed answers of a respondent refer to."""


def remove(program: Program, name: str, idents: Iterable[str]) -> Program:
    """Return the programme without some rows of a flat table; ids that are not there are passed over.

    A requisite that then names no course goes too. Modules below one that goes stand below what was above it.
    """
    present: Mapping[str, Row] = getattr(program, name)
    gone: Gone = {name: frozenset(idents) & present.keys()}
    if not gone[name]:
        return program
    after = program
    # Each table refers to earlier ones, to itself, or to such as hang on nothing: one pass takes all.
    for one in TABLES:
        after = _follow(program, after, one, gone)
    return after


def _follow(before: Program, program: Program, one: Table, gone: Gone) -> Program:
    """Return the programme with one table made to do without what is gone, and note what goes with it."""
    named = {one.name, *(ref.table for ref in one.refs), *(ANSWERED if one.inner is not None else ())}
    if named.isdisjoint(gone):
        return program
    rows = list(_concerned(before, one, gone))
    own = gone.get(one.name, frozenset())
    lost = {key for key, row in rows if (not one.nested and key[0] in own) or _goes(one, row, gone)}
    if lost and not one.nested:
        gone[one.name] = own | {key[0] for key in lost}
    fresh = [_without(before, one, row, gone) for key, row in rows if key not in lost]
    known = {id(row) for _, row in rows}
    return drop(put(program, one.name, *(row for row in fresh if id(row) not in known)), one.name, lost)


def _concerned(program: Program, one: Table, gone: Gone) -> Iterator[tuple[Key, Row]]:
    """Yield the rows that may name what is gone; of nested tables only whole parents where that is enough."""
    parent = next((ref for ref in one.refs if one.nested and ref.field == one.key[0]), None)
    if parent is None or any(ref.table in gone for ref in one.refs if ref.field != parent.field):
        yield from one.rows(program)
        return
    held = getattr(program, one.name)
    for above in gone.get(parent.table, ()):
        yield from (((above, child), row) for child, row in held.get(above, {}).items())


def _goes(one: Table, row: Row, gone: Gone) -> bool:
    """Tell whether a row goes because it must refer to what goes."""
    if isinstance(row, Requisite) and row.courses <= gone.get("courses", frozenset()):
        return True
    single = (ref for ref in one.refs if not ref.many and ref.table in gone)
    return any(getattr(row, ref.field) in gone[ref.table] and _must_name(one.row, ref) for ref in single)


def _without(program: Program, one: Table, row: Row, gone: Gone) -> Row:
    """Return a row that names nothing that is gone, the same object if it never did."""
    fresh: dict[str, Any] = {}
    for ref in one.refs:
        missing, value = gone.get(ref.table, frozenset()), getattr(row, ref.field)
        if ref.many and not missing.isdisjoint(value):
            fresh[ref.field] = value - missing
        elif not ref.many and value in missing:
            fresh[ref.field] = _above(program, row, missing)
    cleaned = replace(row, **fresh) if fresh else row
    return _answers(cleaned, gone) if isinstance(row, Respondent) else cleaned


@cache
def _must_name(row: type, ref: Ref) -> bool:
    """Tell whether a field has no default, so that a row cannot be without what it names."""
    return all(one.default is not None for one in fields(row) if one.name == ref.field)


def _above(program: Program, row: Row, missing: frozenset[str]) -> str | None:
    """Return what a module stands below from now on; nothing for rows of other tables."""
    parent, seen = getattr(row, "parent", None), set[str]()
    if not isinstance(row, Module):
        return None
    while parent in missing and parent not in seen:
        seen.add(parent)
        parent = program.modules[parent].parent
    return None if parent in missing else parent


def _answers(row: Respondent, gone: Gone) -> Respondent:
    """Return a respondent without ratings and choices of what is gone."""
    nothing = frozenset[str]()
    posts, competencies = gone.get("posts", nothing), gone.get("competencies", nothing)
    asked = gone.get("questions", nothing)
    ratings = tuple(
        one for one in row.ratings if one.post not in posts and one.competency not in competencies
    )
    choices = tuple(one for one in row.choices if one.question not in asked)
    if len(ratings) == len(row.ratings) and len(choices) == len(row.choices):
        return row
    return replace(row, ratings=ratings, choices=choices)
