"""Edits of rule packs: held, replaced by a newer version, and figures that a college sets its own way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from curriplan.domain.edits.rows import drop, put
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule, RulePack

OWN_FIELDS = ("least", "most", "severity")
"""What a college may set its own way; beside each stands what the pack says (``pack_least`` ...)."""


def hold_pack(program: Program, pack: RulePack, rules: Iterable[Rule]) -> Program:
    """Return the programme with a pack behind those it holds; one of the same id is replaced where it stands."""
    held = program.rule_packs.get(pack.id)
    last = max((one.position for one in program.rule_packs.values()), default=0.0)
    placed = replace(pack, position=last + 1.0 if held is None else held.position)
    gone = [(pack.id, one) for one in program.rules.get(pack.id, {})]
    return put(put(drop(program, "rules", gone), "rule_packs", placed), "rules", *rules)


def set_own(program: Program, pack: str, rule: str, **fields: Any) -> Program:
    """Return the programme with figures or the weight of a rule set by the college; what the pack says is kept.

    Set back to what the pack says, the rule is the pack's again. Rules of a college's own pack are simply changed.
    """
    row = program.rules[pack][rule]
    if program.rule_packs[pack].own:
        return put(program, "rules", replace(row, **fields))
    says = pack_says(row)
    changed = replace(row, own=True, **says, **fields)
    return put(program, "rules", changed if own_fields(changed) else _of_pack(changed))


def as_pack_says(program: Program, pack: str, rule: str) -> Program:
    """Return the programme with a rule as its pack has it."""
    row = program.rules[pack][rule]
    return put(program, "rules", _of_pack(row)) if row.own else program


def pack_says(row: Rule) -> dict[str, Any]:
    """Return what the pack of a rule says, by the fields that keep it; a row that kept nothing is as the pack has it.

    A pack always says how much a rule weighs, so a row without that was not changed here but typed in a file.
    """
    kept = row.own and row.pack_severity is not None
    return {f"pack_{name}": getattr(row, f"pack_{name}" if kept else name) for name in OWN_FIELDS}


def own_fields(row: Rule) -> tuple[str, ...]:
    """Return the names of the fields that the college set its own way."""
    if not row.own:
        return ()
    says = pack_says(row)
    return tuple(name for name in OWN_FIELDS if getattr(row, name) != says[f"pack_{name}"])


def _of_pack(row: Rule) -> Rule:
    says = pack_says(row)
    said: dict[str, Any] = {name: says[f"pack_{name}"] for name in OWN_FIELDS}
    forgotten: dict[str, Any] = dict.fromkeys(f"pack_{name}" for name in OWN_FIELDS)
    return replace(row, own=False, **said, **forgotten)


def with_version(program: Program, pack: RulePack, rules: Iterable[Rule]) -> Program:
    """Return the programme with another version of a pack that it holds.

    What the college decided stays: whether pack and rules are in force, and its own figures, beside what the new
    version says. A rule that the new version does not have goes, unless it has figures of the college. Rules are
    the same by id, else by code: those that were added by hand have ids that no file knows.
    """
    held, rows = program.rules.get(pack.id, {}), list(rules)
    stated = {one.id for one in rows}
    by_code = {one.code: one.id for one in held.values() if one.id not in stated}
    rows = [one if one.id in held else replace(one, id=by_code.get(one.code, one.id)) for one in rows]
    fresh = [_kept(one, held.get(one.id)) for one in rows]
    known = {one.id for one in fresh}
    left = [one for one in held.values() if one.own and one.id not in known]
    active = program.rule_packs[pack.id].active
    return hold_pack(program, replace(pack, active=active), [*fresh, *left])


def _kept(fresh: Rule, held: Rule | None) -> Rule:
    if held is None:
        return fresh
    made = replace(fresh, active=held.active)
    own = {name: getattr(held, name) for name in own_fields(held)}
    if not own:
        return made
    changed = replace(made, own=True, **pack_says(made), **own)
    return changed if own_fields(changed) else made
