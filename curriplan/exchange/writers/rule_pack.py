"""A rule pack as one TOML file, the exact counterpart of ``readers/rule_pack.py``. What is the default is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from curriplan.domain.codec import Plain, to_plain
from curriplan.exchange.rule_packs import RULES, SHIPPED, PackRows
from curriplan.exchange.writers.atomic import write_atomically
from curriplan.exchange.writers.toml import toml_line


def rule_pack_text(held: PackRows) -> str:
    """Return the text of the file."""
    parts = ["".join(_lines(held.pack, {"id"}))]
    for place, rule in enumerate(held.rules, 1):
        lines = f"[[{RULES}]]\n" + "".join(_lines(rule, {"id", "pack", "position"}))
        # A reader counts from 1 where nothing is stated.
        parts.append(lines if rule.position == place else f"{lines}position = {toml_line(rule.position)}\n")
    return "\n".join(parts)


def shipped_text(code: str, position: float) -> str:
    """Return the text of a file that names a pack which the program brings along."""
    return f"{SHIPPED} = {toml_line(code)}\nposition = {toml_line(position)}\n"


def write_rule_pack(held: PackRows, path: Path) -> None:
    """Write the file, all or nothing.

    Raises:
        CannotWrite: the folder is missing, the target is a folder or in use, the disk is full.

    """
    write_atomically(path, rule_pack_text(held).encode("utf-8"))


def _lines(row: Any, left_out: set[str]) -> Iterator[str]:
    for name, value in _lean(row).items():
        if name not in left_out:
            yield f"{name} = {toml_line(value)}\n"


def _lean(row: Any) -> dict[str, Plain]:
    """Return the plain form of a row without what is the default; records inside likewise."""
    plain = to_plain(row)
    return {
        one.name: _lean(held) if isinstance(plain[one.name], dict) else plain[one.name]
        for one in fields(row)
        if one.default is MISSING or (held := getattr(row, one.name)) != one.default
    }
