"""Rule packs with any words, figures and filters, whose rules are sound."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from curriplan.domain.rule import Rule, RulePack
from curriplan.domain.rule_problems import rule_problems
from curriplan.domain.text import Text
from curriplan.exchange.rule_packs import PackRows, pack_id, rule_id
from tests.strategies import values

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(str.strip)


@st.composite
def packs(draw: st.DrawFn) -> PackRows:
    """Return a pack of sound rules with any words, figures and filters."""
    code = draw(NAMES)
    pack = replace(draw(values(RulePack)), id=pack_id(code), code=code)
    drawn = draw(st.lists(values(Rule), max_size=2))
    rules = (_sound(one, pack, n) for n, one in enumerate(drawn))
    return PackRows(pack, tuple(one for one in rules if not rule_problems(one)))


def _sound(rule: Rule, pack: RulePack, number: int) -> Rule:
    """Return a rule with what its kind needs; of which places it is does not matter."""
    code = f"{rule.code}{number}"
    given = {"count": None, "level": None, "least": 0.5, "most": None, "fields": ("courses.credits",)}
    fresh: dict[str, Any] = {
        **given,
        "finding": rule.finding or "credits_limit",
        "name": rule.name or Text("n"),
    }
    return replace(rule, id=rule_id(pack.code, code), pack=pack.id, code=code, **fresh)
