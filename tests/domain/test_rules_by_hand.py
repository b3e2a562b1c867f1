"""Rules that a college adds by itself, and what it leaves aside."""

from __future__ import annotations

from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.own_rules import OWN_PACK, add_own_rule, remove_rule, switch_pack, switch_rule
from curriplan.domain.edits.rules import as_pack_says, hold_pack, set_own
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule, RulePack
from curriplan.domain.text import Text

RULE = Rule("r", "p", "hours", Text("学时", "Hours"), least=2500.0)
PACK = RulePack("p", "P", Text("包", "Pack"))


def programme() -> Program:
    return hold_pack(blank_program(Text("方案", "Programme")), PACK, (RULE,))


def test_rules_of_ones_own_stand_in_a_pack_of_their_own() -> None:
    once = add_own_rule(programme(), Rule("a", "", "a", least=1.0))
    twice = add_own_rule(once, Rule("b", "", "b", least=1.0))
    assert [one.position for one in twice.rules[OWN_PACK.id].values()] == [1.0, 2.0]
    assert not set_own(twice, OWN_PACK.id, "a", least=2.0).rules[OWN_PACK.id]["a"].own
    assert list(remove_rule(twice, OWN_PACK.id, "a").rules[OWN_PACK.id]) == ["b"]
    assert twice.rules["p"] == programme().rules["p"]


def test_what_is_left_aside_keeps_its_figures() -> None:
    changed = set_own(programme(), "p", "r", least=2600.0)
    aside = switch_rule(changed, "p", "r", active=False)
    assert aside.rules["p"]["r"].least == 2600.0
    assert not as_pack_says(aside, "p", "r").rules["p"]["r"].active
    assert switch_rule(aside, "p", "r", active=True) == changed
    assert switch_pack(switch_pack(changed, "p", active=False), "p", active=True) == changed
