"""The plainest edit: fields of one row set anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.tables import Key, table


def change_row(program: Program, name: str, key: Key, /, **fields: Any) -> Program:
    """Return the programme with some fields of a row set anew.

    Raises:
        KeyError: there is no such row.

    """
    row = table(name).get(program, key)
    if row is None:
        raise KeyError(key)
    return put(program, name, replace(row, **fields))
