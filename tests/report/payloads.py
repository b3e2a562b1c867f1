"""Programmes whose every text field holds what a spreadsheet could take for a formula or for markup."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import cycle
from typing import Any

from curriplan.domain.program import Program
from curriplan.domain.tables import TABLES
from curriplan.domain.text import Text

PAYLOADS = (
    "=1+1",
    '=HYPERLINK("http://x.invalid","click")',
    "=cmd|'/c calc'!A1",
    '=DDE("cmd","/c calc","x")',
    '=IMPORTXML("http://x.invalid","//a")',
    '=WEBSERVICE("http://x.invalid")',
    "+1+1",
    "+cmd|'/c calc'!A1",
    "-1+1",
    "-2+3+cmd|'/c calc'!A1",
    "@SUM(1,1)",
    "@A1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "{=1+1}",
    "'=1+1",
    "''=1+1",
    "http://x.invalid/?a=1",
    "mailto:x@x.invalid",
    "internal:'Gaps'!A1",
    "001",
    "1e5",
    "<b>&amp;\"'</b>",
    "_x0041_\x1b[2J\x07&P",
)
REFERENCES = {ref.field for table in TABLES for ref in table.refs}


def poisoned(program: Program, start: int, payloads: tuple[str, ...] = PAYLOADS) -> Program:
    """Return a programme whose text fields hold the payloads in turn, from one of them on; keys stay."""
    turns = cycle(payloads[start:] + payloads[:start])
    for table in TABLES:
        held: dict[str, Any] = dict(getattr(program, table.name))
        kept = {*table.key, *REFERENCES}
        for key, rows in held.items():
            held[key] = (
                {child: _poison(row, turns, kept) for child, row in rows.items()}
                if table.nested
                else _poison(rows, turns, kept)
            )
        program = replace(program, **{table.name: held})
    return program


def _poison(row: Any, turns: Any, kept: set[str]) -> Any:
    changed: dict[str, Any] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in kept:
            continue
        if isinstance(value, Text):
            changed[field.name] = Text(next(turns), next(turns))
        elif type(value) is str and field.name != "key":
            changed[field.name] = next(turns)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changed[field.name] = tuple(
                _poison(one, turns, {*kept, "option", "key", "question"}) for one in value
            )
        elif is_dataclass(value):
            changed[field.name] = _poison(value, turns, kept)
    return replace(row, **changed)
