"""Edits of rules that a college adds by itself, and of what it leaves aside."""

from __future__ import annotations

from dataclasses import replace

from curriplan.domain.edits.fields import change_row
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.edits.rules import hold_pack
from curriplan.domain.ids import stable_id
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule, RulePack
from curriplan.domain.text import Text

OWN_CODE = "OWN"
OWN_PACK = RulePack(
    stable_id("rule_packs", OWN_CODE),
    OWN_CODE,
    Text("本校规则", "Rules of the college"),
    version="1",
    verified=True,
    own=True,
)
"""The pack that takes the rules which a college adds by itself."""


def switch_pack(program: Program, pack: str, *, active: bool) -> Program:
    """Return the programme with a pack asked, or left aside."""
    return change_row(program, "rule_packs", (pack,), active=active)


def switch_rule(program: Program, pack: str, rule: str, *, active: bool) -> Program:
    """Return the programme with a rule asked, or left aside."""
    return change_row(program, "rules", (pack, rule), active=active)


def add_own_rule(program: Program, rule: Rule) -> Program:
    """Return the programme with one more rule in the pack of the college, which is made with its first one."""
    if OWN_PACK.id not in program.rule_packs:
        program = hold_pack(program, OWN_PACK, ())
    rows = program.rules.get(OWN_PACK.id, {}).values()
    place = max((one.position for one in rows), default=0.0) + 1.0
    return put(program, "rules", replace(rule, pack=OWN_PACK.id, position=place))


def remove_rule(program: Program, pack: str, rule: str) -> Program:
    """Return the programme without a rule."""
    return drop(program, "rules", [(pack, rule)])
