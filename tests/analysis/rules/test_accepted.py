"""An acceptance is for these arguments: it holds while they stay, and is told as stale when they change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings

from curriplan.analysis.rules.accepted import STALE, accepted, judged
from curriplan.analysis.rules.check import check
from curriplan.app.derived import Derived
from curriplan.domain.acceptance import acceptance_of, sameness
from curriplan.domain.edits.acceptances import accept, withdraw
from curriplan.domain.edits.courses import change_course
from curriplan.domain.finding import Finding, Place, error
from curriplan.domain.text import Text
from tests.analysis.test_rules import BROKEN, TODAY, clean
from tests.random_programs import random_edit, random_program
from tests.strategies import SEEDS


def found(program_of: str, code: str) -> Finding:
    (one,) = (one for one in check(BROKEN[program_of](clean()), TODAY) if one.code == code)
    return one


def test_it_holds_for_these_figures_only() -> None:
    held = BROKEN["credits_rule"](clean())
    wrong = found("credits_rule", "credits_rule")
    agreed = accept(held, [wrong], "agreed", "tester", TODAY)
    assert list(accepted(agreed, check(agreed, TODAY))) == [wrong]
    other = change_course(agreed, "k1", credits=2.0)
    results = Derived(lambda: other)
    assert not results.accepted(TODAY)
    assert [one.code for one in results.findings(TODAY)] == ["credits_rule", STALE]
    assert [one.code for one in results.open_findings(TODAY)] == ["credits_rule", STALE]
    (ident,) = other.acceptances
    assert not withdraw(other, [ident]).acceptances


def test_accepting_again_gives_another_reason() -> None:
    held = BROKEN["credits_rule"](clean())
    wrong = found("credits_rule", "credits_rule")
    once = accept(held, [wrong], "agreed", "a", TODAY)
    twice = accept(once, [wrong], "agreed with the registry", "b", date(2026, 4, 1))
    (row,) = twice.acceptances.values()
    assert (row.reason, row.author, row.made_on) == ("agreed with the registry", "b", date(2026, 4, 1))


def test_dust_of_the_arithmetic_is_no_other_figure() -> None:
    where = Place("terms", ("t",))
    one = error("x", where, sum=0.1 + 0.2, names=(Text("甲", "A"),), n=3)
    same = error("x", where, n=3.0, sum=0.3, names=[Text("甲", "A")])
    assert sameness(one) == sameness(same)
    assert acceptance_of(one, "", "", None).id == acceptance_of(same, "", "", None).id
    for other in (
        error("x", where, sum=0.31, names=(Text("甲", "A"),), n=3),
        error("x", where, sum=0.3, names=(Text("甲", "B"),), n=3),
        error("x", Place("terms", ("u",)), sum=0.3, names=(Text("甲", "A"),), n=3),
        replace(one, code="y"),
    ):
        assert sameness(other) != sameness(one)


@settings(deadline=None, max_examples=15)
@given(SEEDS)
def test_every_acceptance_is_used_or_stale(seed: int) -> None:
    rng = Random(seed)
    start = replace(random_program(rng, 4), acceptances={})
    held = accept(start, check(start, TODAY), "agreed", "tester", TODAY)
    everything, known = judged(held, check(held, TODAY))
    assert set(known) == set(everything)
    after = random_edit(rng, held)
    everything, known = judged(after, check(after, TODAY))
    stale = {one.where.key[0] for one in everything if one.code == STALE}
    used = {one.id for one in known.values()}
    assert stale | used == set(after.acceptances)
    assert not stale & used
