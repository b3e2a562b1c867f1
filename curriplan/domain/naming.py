"""Which rows are called by a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from curriplan.domain.program import Program
from curriplan.domain.tables import TABLES
from curriplan.domain.text import Text

_CALLED = tuple(one for one in TABLES if {"name", "code"} <= {field.name for field in fields(one.row)})


def rows_by_name(program: Program) -> Mapping[tuple[str, Text], tuple[str, ...]]:
    """Return the ids of rows by table and by what they are called: their name, or their code where they have none.

    Without a table ("") stand the ids of all tables.
    """
    found: dict[tuple[str, Text], list[str]] = {}
    for one in _CALLED:
        for key, row in one.rows(program):
            name = row.name.or_code(row.code)
            found.setdefault((one.name, name), []).append(key[-1])
            found.setdefault(("", name), []).append(key[-1])
    return {name: tuple(sorted(ids)) for name, ids in found.items()}
