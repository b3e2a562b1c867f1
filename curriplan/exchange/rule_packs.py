"""A rule pack as a file holds it: its row with its rules, and which ids they get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from curriplan.domain.ids import stable_id
from curriplan.domain.rule import Rule, RulePack

RULES = "rules"
SHIPPED = "shipped"
"""In the folder of a programme: the code of a pack that the program brings along and that is held as it is."""


@dataclass(frozen=True, slots=True)
class PackRows:
    """A pack with its rules, in their order."""

    pack: RulePack
    rules: tuple[Rule, ...]


def pack_id(code: str) -> str:
    """Return the id of the pack of a code: the same in every programme, so that a newer one finds its rows."""
    return stable_id("rule_packs", code)


def rule_id(pack: str, code: str) -> str:
    """Return the id of a rule by the codes of its pack and its own."""
    return stable_id("rules", pack, code)


def held_rows(pack: RulePack, rules: Mapping[str, Rule]) -> PackRows:
    """Return a pack as a programme holds it."""
    return PackRows(pack, in_file_order(rules.values()))


def in_file_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules in the order of a file."""
    return tuple(sorted(rules, key=lambda one: (one.position, one.code, one.id)))


def same_content(one: PackRows, other: PackRows) -> bool:
    """Tell whether two packs say the same, wherever they stand in a list."""
    return replace(one.pack, position=0.0) == replace(other.pack, position=0.0) and one.rules == other.rules
