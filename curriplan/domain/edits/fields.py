"""The plainest edit: fields of rows set anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.tables import Key, Row, table


def change_row(program: Program, name: str, key: Key, /, **fields: Any) -> Program:
    """Return the programme with some fields of a row set anew.

    Raises:
        KeyError: there is no such row.

    """
    row = table(name).get(program, key)
    if row is None:
        raise KeyError(key)
    return put(program, name, replace(row, **fields))


def with_value(row: Row, path: str, value: Any) -> Row:
    """Return a row with one field set; a dot reaches into it, as in ``hours.theory`` or ``name.zh``."""
    outer, _, inner = path.partition(".")
    whole = replace(getattr(row, outer), **{inner: value}) if inner else value
    return replace(row, **{outer: whole})


def set_cells(program: Program, name: str, cells: Iterable[tuple[str, str, Any]]) -> Program:
    """Return the programme with some (id, path, value) of a flat table set; a path may reach into a field."""
    rows: dict[str, Row] = {}
    for ident, path, value in cells:
        rows[ident] = with_value(rows.get(ident) or getattr(program, name)[ident], path, value)
    return put(program, name, *rows.values())
