"""Hypothesis strategies of the domain: any value, any row, whole programmes, edits."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from random import Random
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from curriplan.domain.program import Program
from curriplan.domain.tables import Row, Table
from tests.random_programs import random_edit, random_program

SEEDS = st.integers(0, 2**32 - 1)
STORABLE = st.text(st.characters(codec="utf-8"), max_size=20)
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: STORABLE,
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
}


def programs(most: int = 4) -> st.SearchStrategy[Program]:
    """Return programmes with sensible figures and up to ``most`` rows a table; integrity holds."""
    return st.builds(lambda seed, size: random_program(Random(seed), size), SEEDS, st.integers(0, most))


def edits(program: Program) -> st.SearchStrategy[Program]:
    """Return what one random edit makes of a programme; integrity holds."""
    return SEEDS.map(lambda seed: random_edit(Random(seed), program))


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return every value that a field of a type can hold, sensible or not."""
    parts = get_args(hint)
    if NoneType in parts:
        return st.none() | values(next(one for one in parts if one is not NoneType))
    if get_origin(hint) is frozenset:
        return st.frozensets(values(parts[0]), max_size=3)
    if get_origin(hint) is tuple:
        return st.lists(values(parts[0]), max_size=3).map(tuple)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return st.builds(hint, **{one.name: values(hints[one.name]) for one in fields(hint)})
    return SIMPLE[hint]


def rows(one: Table) -> st.SearchStrategy[Row]:
    """Return every row that a table can hold; its references lead anywhere."""
    return values(one.row)
