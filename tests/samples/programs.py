"""Programmes of any content, made from the tables alone, and their content without ids."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from curriplan.domain.codec import canonical, to_plain
from curriplan.domain.course import TermPart
from curriplan.domain.profile import Profile
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.survey import Choice, Rating
from curriplan.domain.tables import TABLES, Ref, Table
from curriplan.exchange.sample_files import FILE_TABLES, has_names, name_of

AWKWARD = "ab课 ,;\"'\n\r\t=#\x7f\\"
WORDS = st.text(AWKWARD, max_size=6)
ENTRIES = st.sampled_from(["B2B", "出口", 'a "b"', "x,y", "#"])
CODES = ("A 1", "乙,")
REFS_OF: dict[type, tuple[Ref, ...]] = {
    Rating: (Ref("post", "posts"), Ref("competency", "competencies")),
    Choice: (Ref("question", "questions"),),
}
SIMPLE: dict[type, st.SearchStrategy[Any]] = {
    str: WORDS,
    int: st.integers(-9, 9999),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
}


def _ids(table: str) -> tuple[str, str]:
    return f"{table}-1", f"{table}-2"


@cache
def _value(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) in {Union, types.UnionType}:
        inner = next(part for part in get_args(hint) if part is not type(None))
        return st.none() | _value(inner)
    if get_origin(hint) is frozenset:
        return st.frozensets(ENTRIES, max_size=3)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        one = ENTRIES if inner is str else _value(inner)
        return st.lists(one, min_size=1 if inner is TermPart else 0, max_size=2).map(tuple)
    if is_dataclass(hint) and isinstance(hint, type):
        return rows(hint, REFS_OF.get(hint, ()))
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    if hint is float:
        return st.floats(0, 1e9)
    return SIMPLE[hint]


@cache
def rows(row_type: type, refs: tuple[Ref, ...]) -> st.SearchStrategy[Any]:
    """Return any row of a type whose references lead to known ids."""
    hints = get_type_hints(row_type)
    by_field = {ref.field: ref for ref in refs}
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for one in fields(row_type):
        ref = by_field.get(one.name)
        if ref is None:
            parts[one.name] = _value(hints[one.name])
        elif ref.many:
            parts[one.name] = st.frozensets(st.sampled_from(_ids(ref.table)))
        else:
            keys = st.sampled_from(_ids(ref.table))
            parts[one.name] = keys if hints[one.name] is str else st.none() | keys
    return st.builds(row_type, **parts)


def _named(one: Table, number: int, row: Any) -> Any:
    """Return a row with the id and code of its place, so that references lead to it."""
    if one.name == "contributions":
        return replace(row, level=abs(row.level) + 1)
    if "id" not in one.key:
        return row
    named = replace(row, id=_ids(one.name)[number])
    if one.name == "terms":
        return replace(named, number=number + 1)
    return replace(named, code=CODES[number]) if has_names(one) else named


def _held(one: Table, drawn: tuple[Any, Any]) -> dict[str, Any]:
    held: dict[str, Any] = {}
    for number, row in enumerate(drawn):
        named = _named(one, number, row)
        key = one.key_of(named)
        (held.setdefault(key[0], {}) if one.nested else held)[key[-1]] = named
    return held


def _table(one: Table) -> st.SearchStrategy[dict[str, Any]]:
    row = rows(one.row, one.refs)
    return st.tuples(row, row).map(lambda drawn: _held(one, drawn))


PROFILES = rows(Profile, ()).map(lambda row: {PROFILE_ID: replace(row, id=PROFILE_ID)})
PROGRAMS: st.SearchStrategy[Program] = st.builds(
    Program, profile=PROFILES, **{one.name: _table(one) for one in FILE_TABLES}
)


def content(program: Program) -> set[str]:
    """Return what a programme says, row by row, with codes in the place of ids."""
    names = {
        row.id: name_of(one, row)
        for one in FILE_TABLES
        if has_names(one)
        for row in getattr(program, one.name).values()
    }

    def named(plain: Any) -> Any:
        if isinstance(plain, dict):
            return {key: named(value) for key, value in plain.items()}
        if isinstance(plain, list):
            return [named(one) for one in plain]
        return names.get(plain, plain) if isinstance(plain, str) else plain

    found: set[str] = set()
    for one in TABLES:
        many = [ref.field for ref in one.refs if ref.many]
        for _, row in one.rows(program):
            plain = named({key: value for key, value in to_plain(row).items() if key != "id"})
            plain.update({field: sorted(plain[field]) for field in many})
            found.add(canonical([one.name, plain]))
    return found
