"""What the rule packs of a programme show: a row each, whether it is asked, what its rules find now."""

from __future__ import annotations

from dataclasses import dataclass

from curriplan.analysis.order import in_order
from curriplan.analysis.rules.language.engine import is_valid
from curriplan.domain.rule import RulePack
from curriplan.gui.desk import Desk
from curriplan.gui.models.table import Column
from curriplan.gui.theme import Tone
from curriplan.gui.views.checks.rule_rows import Found


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack as it is listed; ``valid``: it is meant for the intake of the programme."""

    pack: RulePack
    valid: bool
    rules: int
    found: int


def pack_rows(desk: Desk, found: Found) -> dict[str, PackRow]:
    """Return the packs of the programme by id, in their order."""
    program = desk.program
    return {
        one.id: PackRow(
            one,
            is_valid(program, one),
            len(program.rules.get(one.id, {})),
            sum(n for (pack, _), n in found.items() if pack == one.id),
        )
        for one in in_order(program.rule_packs)
    }


def pack_columns(desk: Desk) -> list[Column[PackRow]]:
    """Return the columns of the packs."""

    def name(row: PackRow) -> str:
        return desk.name(row.pack.name, row.pack.code)

    def state(row: PackRow) -> str:
        if not row.pack.verified:
            return desk.say("rule_view.not_verified")
        if not row.valid:
            return desk.say("rule_view.other_intake")
        return desk.say("rule_view.own_mark") if row.pack.own else ""

    def tone(row: PackRow) -> Tone | None:
        return desk.theme.gap if not row.pack.verified or not row.valid else None

    def asked(row: PackRow) -> str:
        return "✓" if row.pack.active and row.valid else "–"

    return [
        Column("rule_view.asked", asked, width=72),
        Column("rule_view.pack_name", name, width=300),
        Column("rule_view.code", lambda row: row.pack.code, width=150),
        Column("rule_view.pack.version", lambda row: row.pack.version, width=76),
        Column("rule_view.state", state, tone=tone, width=120),
        Column("rule_view.rules", lambda row: str(row.rules), lambda row: row.rules, right=True, width=64),
        Column("rule_view.found", lambda row: str(row.found), lambda row: row.found, right=True, width=100),
    ]
