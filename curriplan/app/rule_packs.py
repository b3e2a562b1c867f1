"""The rule packs of a programme beside those that the program brings along: added, updated, removed, exported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from curriplan.app.errors import UserError
from curriplan.domain.changes import Changes, diff
from curriplan.domain.edits.own_rules import OWN_PACK
from curriplan.domain.edits.rules import hold_pack, own_fields, with_version
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule, RulePack

if TYPE_CHECKING:
    from curriplan.exchange.rule_packs import PackRows


@dataclass(frozen=True, slots=True)
class Update:
    """What a newer version of a pack would change; ``own`` are rules whose figures stay the college's."""

    held: RulePack
    shipped: RulePack
    after: Program
    changes: Changes
    own: tuple[Rule, ...]


def with_default_packs(program: Program) -> Program:
    """Return a new programme with the packs that it is checked against until somebody chooses."""
    from curriplan.exchange.shipped_packs import DEFAULT_PACKS, shipped_or_refused

    for code in DEFAULT_PACKS:
        found = shipped_or_refused(code)
        program = hold_pack(program, found.pack, found.rules)
    return program


def pack_rows(what: str) -> PackRows:
    """Return the pack of a file, or the one of a code that the program brings along.

    Raises:
        UnreadableFile: the file cannot be used, or there is no pack of that code.

    """
    from curriplan.exchange.readers.rule_pack import read_rule_pack
    from curriplan.exchange.shipped_packs import shipped_or_refused

    path = Path(what)
    return read_rule_pack(path) if path.suffix.casefold() == ".toml" else shipped_or_refused(what)


def with_pack(program: Program, found: PackRows) -> Program:
    """Return the programme with a pack; one that it holds becomes this version, and own figures stay.

    The rules that a college adds by itself are no version of each other: those that a file lacks stay.
    """
    if found.pack.id not in program.rule_packs:
        return hold_pack(program, found.pack, found.rules)
    codes = {one.code for one in found.rules}
    held = program.rules.get(found.pack.id, {}).values() if found.pack.id == OWN_PACK.id else ()
    return with_version(program, found.pack, (*found.rules, *(one for one in held if one.code not in codes)))


def pack_of(program: Program, code: str) -> RulePack:
    """Return the pack of a code that a programme holds.

    Raises:
        UserError: it holds none; those that it holds are named.

    """
    held = next((one for one in program.rule_packs.values() if one.code == code), None)
    if held is None:
        known = sorted(one.code for one in program.rule_packs.values())
        raise UserError("rules.not_held" if known else "rules.none_held", name=code, known=known)
    return held


def held_pack(program: Program, pack: RulePack) -> PackRows:
    """Return a pack with its rules, as a programme holds them."""
    from curriplan.exchange.rule_packs import held_rows

    return held_rows(pack, program.rules.get(pack.id, {}))


def updates(program: Program) -> Iterator[Update]:
    """Yield for each pack that differs from the one that the program brings along what taking that would change."""
    from curriplan.exchange.shipped_packs import shipped_pack

    for held in program.rule_packs.values():
        found = None if held.own else shipped_pack(held.code)
        if found is None or found.pack.id != held.id:
            continue
        after = with_version(program, found.pack, found.rules)
        changes = diff(program, after)
        if changes:
            own = tuple(one for one in after.rules.get(held.id, {}).values() if own_fields(one))
            yield Update(held, found.pack, after, changes, own)
