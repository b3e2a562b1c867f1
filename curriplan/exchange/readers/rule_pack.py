"""A rule pack from a TOML file: those that the program brings along, and those of a college.

The first thing that cannot be used stops the reading, with its file, rule and field.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from curriplan.domain.codec import CodecError, from_plain
from curriplan.domain.finding import Place
from curriplan.domain.rule import Rule, RulePack
from curriplan.domain.rule_problems import rule_problems
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.rule_packs import RULES, PackRows, pack_id, rule_id

_SIZE = 4_000_000  # bytes; a pack of a thousand rules has less


def read_rule_pack(path: Path) -> PackRows:
    """Return the pack of a file.

    Raises:
        UnreadableFile: the file cannot be read, is no UTF-8 TOML, or a field or rule does not fit.

    """
    return rule_pack_of(read_toml(path), path.name)


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file says.

    Raises:
        UnreadableFile: it cannot be read, is far too large, or is no UTF-8 TOML.

    """
    where = Place(file=path.name)
    try:
        if path.stat().st_size > _SIZE:
            raise UnreadableFile("rule_pack_large", where)
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UnreadableFile("rule_pack_unreadable", where, reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile("sample_encoding", where) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableFile("sample_toml", where, reason=str(error)) from error


def rule_pack_of(stated: dict[str, Any], file: str) -> PackRows:
    """Return the pack that a TOML document states.

    Raises:
        UnreadableFile: a field or rule does not fit.

    """
    rules = stated.get(RULES, [])
    if not isinstance(rules, list):
        raise UnreadableFile("rule_pack_field", Place(file=file, field=RULES), field=RULES)
    pack = _pack({key: value for key, value in stated.items() if key != RULES}, file)
    read: dict[str, Rule] = {}
    for number, one in enumerate(rules, 1):
        rule = _rule(one, pack, number, file)
        if rule.id in read:
            raise UnreadableFile("rule_pack_twice", _at(file, number), number=number, rule=rule.code)
        read[rule.id] = rule
    return PackRows(pack, tuple(read.values()))


def _pack(stated: dict[str, Any], file: str) -> RulePack:
    code = stated.get("code")
    if not isinstance(code, str) or not code.strip():
        raise UnreadableFile("rule_pack_no_code", Place(file=file, field="code"))
    try:
        pack: RulePack = from_plain(RulePack, {"id": pack_id(code), **_without_ids(stated)})
    except CodecError as error:
        where = Place(file=file, field=error.path)
        raise UnreadableFile("rule_pack_field", where, field=error.path) from error
    return pack


def _without_ids(stated: dict[str, Any]) -> dict[str, Any]:
    """Return what a record states; ids are made here, so a file that states one is wrong."""
    for name in ("id", "pack"):
        if name in stated:
            raise CodecError(name, "no such field")
    return stated


def _rule(stated: Any, pack: RulePack, number: int, file: str) -> Rule:
    code = stated.get("code") if isinstance(stated, dict) else None
    called = code if isinstance(code, str) and code.strip() else str(number)
    try:
        given = {} if not isinstance(stated, dict) else _without_ids(stated)
        made = {"id": rule_id(pack.code, called), "pack": pack.id, "position": float(number)}
        rule: Rule = from_plain(Rule, {**made, **given})
    except CodecError as error:
        where = _at(file, number, error.path)
        raise UnreadableFile("rule_pack_rule_field", where, rule=called, field=error.path) from error
    problems = rule_problems(rule)
    if problems:
        raise UnreadableFile(f"rule_bad.{problems[0]}", _at(file, number), rule=called)
    return rule


def _at(file: str, number: int, field: str = "") -> Place:
    return Place(file=file, key=(str(number),), field=field)
