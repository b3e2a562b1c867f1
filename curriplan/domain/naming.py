"""Which rows are called by a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from curriplan.domain.program import Program
from curriplan.domain.tables import TABLES
from curriplan.domain.text import Text

_CALLED = tuple(one for one in TABLES if {"name", "code"} <= {field.name for field in fields(one.row)})


def rows_by_name(program: Program) -> Mapping[Text, tuple[str, ...]]:
    """Return the ids of all rows by what they are called: their name, or their code where they have none."""
    found: dict[Text, list[str]] = {}
    for one in _CALLED:
        for key, row in one.rows(program):
            found.setdefault(row.name.or_code(row.code), []).append(key[-1])
    return {name: tuple(sorted(ids)) for name, ids in found.items()}
