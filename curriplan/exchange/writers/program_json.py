"""A whole programme as one JSON file: every row with every field, one row a line, so that it diffs well.

Scenarios and named versions stay behind: they refer to revisions, and this file holds none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from curriplan.domain.codec import to_plain
from curriplan.domain.program import Program
from curriplan.exchange.program_format import FORMAT, FORMAT_TABLES, VERSION
from curriplan.exchange.writers.atomic import write_atomically


def program_json(program: Program) -> str:
    """Return the text of the file. Reading it gives an equal programme, in the same order of rows."""
    head = f'{{\n"format": {json.dumps(FORMAT)},\n"version": {VERSION},\n"tables": {{\n'
    return head + ",\n".join(_tables(program)) + "\n}\n}\n"


def _tables(program: Program) -> Iterator[str]:
    for one in FORMAT_TABLES:
        rows = [
            json.dumps(to_plain(row), ensure_ascii=False, allow_nan=False) for _, row in one.rows(program)
        ]
        if rows:
            yield f'"{one.name}": [\n' + ",\n".join(rows) + "\n]"


def write_program_json(program: Program, path: Path) -> None:
    """Write the file, all or nothing.

    Raises:
        CannotWrite: the folder is missing, the target is a folder or in use, the disk is full.

    """
    write_atomically(path, program_json(program).encode("utf-8"))
