"""A college's own figures: kept beside what the pack says, through new versions, and given back."""

from __future__ import annotations

from dataclasses import replace

from curriplan.app.rule_packs import updates, with_default_packs, with_pack
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.own_rules import OWN_PACK, add_own_rule
from curriplan.domain.edits.removal import remove
from curriplan.domain.edits.rules import as_pack_says, hold_pack, own_fields, set_own, with_version
from curriplan.domain.finding import Severity
from curriplan.domain.integrity import problems
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule, RulePack
from curriplan.domain.text import Text
from curriplan.exchange.rule_packs import PackRows
from curriplan.exchange.shipped_packs import shipped_or_refused

PACK = RulePack("p", "P", Text("", "Pack"), version="1")
HOURS = Rule("h", "p", "hours", Text("", "Hours"), least=2500.0)
SHARE = Rule("s", "p", "share", Text("", "Share"), least=0.5, most=0.9)
HELD = hold_pack(blank_program(Text("", "Blank")), PACK, [HOURS, SHARE])


def test_a_figure_of_the_college_stands_beside_the_packs() -> None:
    own = set_own(HELD, "p", "h", least=2600.0)
    row = own.rules["p"]["h"]
    assert (row.own, row.least, row.pack_least) == (True, 2600.0, 2500.0)
    twice = set_own(own, "p", "h", least=2700.0, severity=Severity.NOTE)
    assert twice.rules["p"]["h"].pack_least == 2500.0
    assert twice.rules["p"]["h"].pack_severity is Severity.ERROR
    assert as_pack_says(twice, "p", "h") == HELD
    assert set_own(own, "p", "h", least=2500.0) == HELD
    assert as_pack_says(HELD, "p", "h") is HELD


def test_rules_of_a_college_are_simply_changed() -> None:
    mine = hold_pack(HELD, replace(PACK, own=True), [HOURS])
    assert set_own(mine, "p", "h", least=2600.0).rules["p"]["h"] == replace(HOURS, least=2600.0)


def test_a_new_version_keeps_what_the_college_decided() -> None:
    own = set_own(set_own(HELD, "p", "h", least=2600.0), "p", "s", most=0.8)
    newer = replace(PACK, version="2")
    fresh = Rule("n", "p", "new", Text("", "New"), least=1.0)
    after = with_version(own, newer, [replace(HOURS, least=2400.0), fresh])
    rows = after.rules["p"]
    assert after.rule_packs["p"].version == "2"
    assert (rows["h"].own, rows["h"].least, rows["h"].pack_least) == (True, 2600.0, 2400.0)
    assert rows["n"] == fresh
    assert rows["s"] == own.rules["p"]["s"], "a rule with figures of the college stays"
    gone = with_version(HELD, newer, [HOURS])
    assert set(gone.rules["p"]) == {"h"}
    caught_up = with_version(own, newer, [replace(HOURS, least=2600.0)])
    assert not caught_up.rules["p"]["h"].own


def test_what_is_switched_off_stays_off() -> None:
    off = replace(HELD.rules["p"]["h"], active=False)
    held = hold_pack(HELD, replace(PACK, active=False), [off, SHARE])
    after = with_version(held, replace(PACK, version="2"), [HOURS, SHARE])
    assert not after.rule_packs["p"].active
    assert not after.rules["p"]["h"].active


def test_a_row_that_kept_nothing_of_its_pack_is_as_the_pack_has_it() -> None:
    typed = hold_pack(HELD, HELD.rule_packs["p"], [replace(HELD.rules["p"]["h"], own=True)])
    assert own_fields(typed.rules["p"]["h"]) == ()
    back = as_pack_says(typed, "p", "h")
    assert back.rules["p"]["h"] == HOURS
    assert as_pack_says(set_own(typed, "p", "h", least=2600.0), "p", "h") == back


def test_rules_of_a_college_from_a_file_join_those_that_it_has() -> None:
    first = Rule("x", "", "A", Text("", "A"), least=1.0)
    program = add_own_rule(add_own_rule(HELD, first), replace(first, id="y", code="B"))
    pack = program.rule_packs[OWN_PACK.id]
    after = with_pack(program, PackRows(pack, (replace(first, id="file", pack=pack.id, least=2.0),)))
    assert {one.id: one.least for one in after.rules[pack.id].values()} == {"x": 2.0, "y": 1.0}
    assert not list(problems(after))


def test_a_pack_goes_with_its_rules() -> None:
    after = remove(HELD, "rule_packs", ["p"])
    assert (dict(after.rule_packs), dict(after.rules)) == ({}, {})
    assert not list(problems(after))


def aged(program: Program, code: str) -> Program:
    """Return a programme whose pack of a code is an earlier version: one figure differs, one rule is missing."""
    pack = next(one for one in program.rule_packs.values() if one.code == code)
    first, *others = program.rules[pack.id].values()
    return hold_pack(program, replace(pack, version="0"), [replace(first, least=1.0), *others[1:]])


def test_a_newer_pack_is_offered_with_its_difference() -> None:
    program = with_default_packs(blank_program(Text("", "Blank")))
    assert list(updates(program)) == []
    old = aged(program, "CN-GZ-2019")
    pack = next(one for one in old.rule_packs.values() if one.code == "CN-GZ-2019")
    hours = next(one for one in old.rules[pack.id].values() if one.code == "public_basic")
    old = set_own(old, pack.id, hours.id, least=0.3)
    (found,) = updates(old)
    assert (found.held.version, found.shipped.version) == ("0", "1")
    assert {one.table for one in found.changes} == {"rule_packs", "rules"}
    assert [one.code for one in found.own] == ["public_basic"]
    assert list(updates(found.after)) == []
    assert with_pack(old, shipped_or_refused("CN-GZ-2019")) == found.after
