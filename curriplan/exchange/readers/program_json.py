"""A whole programme as one JSON file, the exact counterpart of ``writers/program_json.py``.

What is read stands for the whole programme: rows that the file does not have are removed. What refers to
revisions is never in it and stays.
"""

from __future__ import annotations

from typing import Any

from curriplan.domain.codec import CodecError, from_plain
from curriplan.domain.edits.beside import beside
from curriplan.domain.finding import Place
from curriplan.domain.integrity import problems
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.domain.tables import Table
from curriplan.exchange.columns import NO_MAP, ColumnMap
from curriplan.exchange.program_format import FORMAT, FORMAT_TABLES, VERSION
from curriplan.exchange.readers.result import ReadResult, UnreadableFile
from curriplan.exchange.source import Source

NAME = "program_json"


def sniff(source: Source, given: ColumnMap = NO_MAP) -> float:  # noqa: ARG001 - it has no columns
    """Return 1 for a file that says it is a programme, a little for any other JSON."""
    document = source.document
    if not isinstance(document, dict):
        return 0.0
    return 1.0 if document.get("format") == FORMAT else 0.5


def read(source: Source, program: Program, given: ColumnMap, progress: Progress) -> ReadResult:  # noqa: ARG001
    """Return the programme of a file.

    Raises:
        UnreadableFile: it is no programme, of a later version, or a row does not fit.

    """
    document, where = source.document, Place(file=source.name)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UnreadableFile("import.json_foreign", where)
    version = document.get("version")
    if version != VERSION:
        raise UnreadableFile("import.json_version", where, version=str(version), known=VERSION)
    held = document.get("tables")
    if not isinstance(held, dict):
        raise UnreadableFile("import.json_foreign", where)
    unknown = sorted(held.keys() - {one.name for one in FORMAT_TABLES})
    if unknown:
        raise UnreadableFile("import.json_table", Place(file=source.name, table=unknown[0]), table=unknown[0])
    tables = {}
    for done, one in enumerate(FORMAT_TABLES):
        progress(done / len(FORMAT_TABLES), "matching")
        tables[one.name] = _rows(one, held.get(one.name, []), source.name)
    result = beside(Program(**tables), program)
    _check(result, source.name)
    rows = sum(len(rows) for rows in held.values())
    return ReadResult(result, (), rows, 0, NAME)


def _rows(one: Table, plain: Any, file: str) -> dict[str, Any]:
    where = Place(file=file, table=one.name)
    if not isinstance(plain, list):
        raise UnreadableFile("import.json_table", where, table=one.name)
    rows: dict[str, Any] = {}
    for number, entry in enumerate(plain, 1):
        place = Place(file=file, table=one.name, row=number)
        try:
            row = from_plain(one.row, entry)
        except CodecError as problem:
            raise UnreadableFile(
                "import.json_row",
                place,
                table=one.name,
                row=number,
                field=problem.path,
                expected=problem.expected,
            ) from problem
        key = one.key_of(row)
        held = rows.setdefault(key[0], {}) if one.nested else rows
        if key[-1] in held:
            raise UnreadableFile("import.json_twice", place, table=one.name, row=number, key="/".join(key))
        held[key[-1]] = row
    return rows


def _check(program: Program, file: str) -> None:
    for one in problems(program):
        where = Place(file=file, table=one.table, key=one.key)
        key = "/".join(one.key)
        raise UnreadableFile(
            "import.json_broken", where, table=one.table, key=key, target="/".join(one.target)
        )
