"""What the rules of a programme show: a row each, what it finds now, its limits as they are read and typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from curriplan.analysis.order import in_order
from curriplan.analysis.rules.language.engine import is_valid
from curriplan.analysis.rules.language.limits import is_share
from curriplan.domain.finding import Finding
from curriplan.domain.rule import Rule, RulePack
from curriplan.gui.desk import Desk
from curriplan.gui.models.table import Column
from curriplan.gui.severity import severity_mark
from curriplan.gui.theme import Tone

PACKS, RULES = "rule_packs", "rules"
"""What a selection names as its table where a pack or a rule is selected."""

Found = Mapping[tuple[str, str], int]
"""How many findings rules have, by pack and rule."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as it is listed; ``asked``: its pack and itself are switched on and meant for the intake."""

    rule: Rule
    pack: RulePack
    found: int
    asked: bool


def rule_of(finding: Finding) -> tuple[str, str] | None:
    """Return pack and id of the rule that a finding comes from, None for the program's own checks."""
    row = finding.arguments().get("row")
    return (str(row[0]), str(row[1])) if isinstance(row, tuple) and len(row) == 2 else None


def found_by_rules(desk: Desk) -> Found:
    """Return how many findings each rule has now."""
    return Counter(row for one in desk.results.findings(desk.today) if (row := rule_of(one)) is not None)


def rule_rows(desk: Desk, pack: str, found: Found) -> dict[str, RuleRow]:
    """Return the rules of a pack by key, in their order."""
    program = desk.program
    held = program.rule_packs.get(pack)
    if held is None:
        return {}
    asked = held.active and is_valid(program, held)
    return {
        one.id: RuleRow(one, held, found.get((pack, one.id), 0), asked and one.active)
        for one in in_order(program.rules.get(pack, {}))
    }


def limit_text(rule: Rule, limit: float | None) -> str:
    """Return a limit as it is read: shares in per cent."""
    if limit is None:
        return ""
    return f"{limit * 100:.10g} %" if is_share(rule) else f"{limit:.10g}"


def typed_limit(rule: Rule, value: float | None) -> float | None:
    """Return a limit from the figure that was typed: shares are typed in per cent."""
    return value / 100 if value is not None and is_share(rule) else value


def rule_columns(desk: Desk) -> list[Column[RuleRow]]:
    """Return the columns of the rules."""

    def name(row: RuleRow) -> str:
        return desk.name(row.rule.name, row.rule.code)

    def own(row: RuleRow) -> str:
        return desk.say("rule_view.own_mark") if row.rule.own or row.pack.own else ""

    def tone(row: RuleRow) -> Tone | None:
        return desk.theme.severity(row.rule.severity)

    return [
        Column("rule_view.asked", lambda row: "✓" if row.asked else "–", lambda row: not row.asked, width=72),
        Column("rule_view.name", name, width=300),
        Column("rule_view.clause", lambda row: row.rule.clause, width=196),
        Column("rule_view.least", lambda row: limit_text(row.rule, row.rule.least), right=True, width=76),
        Column("rule_view.most", lambda row: limit_text(row.rule, row.rule.most), right=True, width=76),
        Column(
            "rule_view.severity", lambda row: severity_mark(desk, row.rule.severity), tone=tone, width=104
        ),
        Column("rule_view.own", own, width=56),
        Column("rule_view.found", lambda row: str(row.found), lambda row: row.found, right=True, width=100),
    ]
