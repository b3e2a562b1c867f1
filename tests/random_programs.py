"""Random programmes and edits, the same for the same random numbers; integrity always holds.

Plain Python without hypothesis, so that child processes can use it as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from random import Random
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from curriplan.domain.defaults import CAPS, SCALE
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.placements import lock, place
from curriplan.domain.edits.removal import remove
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.ids import stable_id
from curriplan.domain.profile import Profile
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.survey import Choice, Rating
from curriplan.domain.tables import TABLES, Row, Table, table
from curriplan.domain.text import Text

Ids = Mapping[str, list[str]]

WORDS = ("", "跨境电商", "Customs", "B2B", "选品 & 采购", "=1+1", "a\nb", "'quoted'", "课程 01", "🚢")
LEAVES = ("statements", "requisites", "contributions", "placements", "respondents", "tasks")
REMOVABLE = (
    "courses",
    "competencies",
    "posts",
    "surveys",
    "enterprises",
    "modules",
    "pools",
    "tracks",
    "resources",
)
WHOLE: Mapping[str, tuple[int, int]] = {
    "level": (1, 4),
    "number": (1, 12),
    "year": (1, 4),
    "choose": (1, 3),
    "importance": (1, 5),
    "importance_min": (0, 1),
    "importance_max": (4, 7),
    "intake": (2020, 2030),
    "resamples": (10, 100),
}
REAL: Mapping[str, tuple[float, float]] = {
    "share": (0.0, 1.0),
    "importance": (0.0, 1.0),
    "enterprise_share": (0.0, 1.0),
    "practice_score_share": (0.0, 1.0),
    "percent": (0.0, 100.0),
    "weeks": (0.0, 20.0),
    "weekly_hours": (0.0, 30.0),
    "step": (0.5, 1.0),
    "hours_per_credit": (16.0, 18.0),
}
REFERENCES: Mapping[type, Mapping[str, str]] = {
    Rating: {"post": "posts", "competency": "competencies"},
    Choice: {"question": "questions"},
}
"""References that stand inside a packed field."""


def _simple(rng: Random, hint: Any, name: str) -> Any:
    if hint is str:
        return rng.choice(WORDS)
    if hint is bool:
        return rng.random() < 0.5
    if hint is int:
        return rng.randint(*WHOLE.get(name, (0, 60)))
    if hint is float:
        low, high = REAL.get(name, (0.0, 400.0))
        return low + round((high - low) * rng.random() * 2, 2) / 2
    if hint is date:
        return date(2026, 1, 1) + timedelta(days=rng.randint(0, 400))
    return rng.choice(list(hint)) if issubclass(hint, StrEnum) else random_record(rng, hint, {})


def _members(hint: Any) -> list[Any]:
    if issubclass(hint, StrEnum):
        return list(hint)
    return list(WORDS[1:]) if hint is str else list(range(1, 7))


def _value(rng: Random, hint: Any, name: str, ids: Ids) -> Any:
    parts = get_args(hint)
    if NoneType in parts:
        inner = next(one for one in parts if one is not NoneType)
        return None if rng.random() < 0.3 else _value(rng, inner, name, ids)
    if get_origin(hint) is frozenset:
        return frozenset(rng.sample(_members(parts[0]), rng.randint(0, 2)))
    if get_origin(hint) is tuple:
        return tuple(_value(rng, parts[0], name, ids) for _ in range(rng.randint(1, 2)))
    if hint is Text:
        return Text(rng.choice(WORDS), rng.choice(WORDS))
    if is_dataclass(hint) and isinstance(hint, type):
        return random_record(rng, hint, ids)
    return _simple(rng, hint, name)


@cache
def _hints(record: type) -> Mapping[str, Any]:
    return get_type_hints(record)


def random_record(rng: Random, record: type, ids: Ids) -> Any:
    """Return a random value of any dataclass of the domain; what it holds inside refers to known ids."""
    hints = _hints(record)
    known = REFERENCES.get(record, {})
    return record(
        **{
            one.name: rng.choice(ids[known[one.name]])
            if one.name in known
            else _inside(rng, hints[one.name], one.name, ids)
            for one in fields(record)
        }
    )


def _inside(rng: Random, hint: Any, name: str, ids: Ids) -> Any:
    parts = get_args(hint)
    needed = REFERENCES.get(parts[0], {}).values() if get_origin(hint) is tuple else ()
    return () if not all(ids[one] for one in needed) else _value(rng, hint, name, ids)


def _needed(one: Table) -> list[str]:
    """Return the tables that a row of a table must refer to."""
    hints = _hints(one.row)
    return [ref.table for ref in one.refs if not ref.many and NoneType not in get_args(hints[ref.field])]


def random_row(rng: Random, one: Table, ids: Ids, key: str) -> Row | None:
    """Return a random row whose references are known ids, or None where it must refer to what is not there."""
    if not all(ids[name] for name in _needed(one)):
        return None
    row: Any = random_record(rng, one.row, ids)
    chosen: dict[str, Any] = {"id": key} if "id" in one.key else {}
    for ref in one.refs:
        known = ids[ref.table]
        if ref.many:
            chosen[ref.field] = frozenset(rng.sample(known, min(len(known), rng.randint(0, 2))))
        elif not known or getattr(row, ref.field) is None:
            chosen[ref.field] = None
        else:
            chosen[ref.field] = rng.choice(known)
    if isinstance(row, Profile):
        chosen |= {"scale": SCALE, "caps": CAPS}
    return replace(row, **chosen)


def _ids(program: Program) -> Ids:
    return {one.name: list(getattr(program, one.name)) for one in TABLES}


def random_program(rng: Random, size: int) -> Program:
    """Return a programme with up to ``size`` rows in each table, four times as many in the nested ones."""
    ids = {one.name: [stable_id(one.name, str(n)) for n in range(rng.randint(0, size))] for one in TABLES}
    ids["profile"] = [PROFILE_ID]
    for one in TABLES:
        if not all(ids[name] for name in _needed(one)):
            ids[one.name] = []
    program = Program()
    for one in TABLES:
        keys = [stable_id(one.name, str(n)) for n in range(4 * size)] if one.nested else ids[one.name]
        rows = [random_row(rng, one, ids, key) for key in keys]
        program = put(program, one.name, *(row for row in rows if row is not None))
    return _numbered(program)


def _numbered(program: Program) -> Program:
    """Count the terms from 1."""
    terms = {
        one.id: replace(one, number=n, year=(n + 1) // 2) for n, one in enumerate(program.terms.values(), 1)
    }
    return replace(program, terms=terms)


# --- edits -----------------------------------------------------------------------------------------


def _some(rng: Random, held: Iterable[str]) -> list[str]:
    known = list(held)
    return rng.sample(known, min(len(known), rng.randint(1, 2)))


def _put_row(rng: Random, program: Program) -> Program:
    one = rng.choice([one for one in TABLES if one.name != "terms"])
    key = PROFILE_ID if one.row is Profile else stable_id(one.name, str(rng.randint(0, 9)))
    row = random_row(rng, one, _ids(program), key)
    return program if row is None else put(program, one.name, row)


def _change_field(rng: Random, program: Program) -> Program:
    one = rng.choice([one for one in TABLES if getattr(program, one.name)])
    _, row = rng.choice(list(one.rows(program)))
    bound = {*one.key, *(ref.field for ref in one.refs), "scale", "caps", "number"}
    name = rng.choice([field.name for field in fields(row) if field.name not in bound] or [""])
    if not name:
        return program
    value = _inside(rng, _hints(one.row)[name], name, _ids(program))
    return put(program, one.name, replace(row, **{name: value}))


def _set_levels(rng: Random, program: Program) -> Program:
    cells = [
        (course, competency, rng.randint(0, 4))
        for course in _some(rng, program.courses)
        for competency in _some(rng, program.competencies)
    ]
    return set_levels(program, cells)


def _place(rng: Random, program: Program) -> Program:
    terms: list[str | None] = [None, *program.terms]
    return place(program, {one: rng.choice(terms) for one in _some(rng, program.courses)})


def _drop_leaf(rng: Random, program: Program) -> Program:
    one = table(rng.choice(LEAVES))
    keys = [key for key, _ in one.rows(program)]
    return drop(program, one.name, rng.sample(keys, min(len(keys), 2)))


def _remove(rng: Random, program: Program) -> Program:
    name = rng.choice(REMOVABLE)
    return remove(program, name, _some(rng, getattr(program, name)))


EDITS: tuple[Callable[[Random, Program], Program], ...] = (
    _put_row,
    _put_row,
    _put_row,
    _change_field,
    _change_field,
    _set_levels,
    _place,
    lambda rng, program: lock(program, _some(rng, program.courses), locked=rng.random() < 0.5),
    _drop_leaf,
    _remove,
    _remove,
    _remove,
)


def random_edit(rng: Random, program: Program) -> Program:
    """Return the programme after one edit of any kind; it may happen to be the same one."""
    for _ in range(rng.choice((1, 1, 1, 3))):
        program = rng.choice(EDITS)(rng, program)
    return program
