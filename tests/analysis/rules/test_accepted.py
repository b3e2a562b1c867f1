"""An acceptance is for these arguments: it holds while they stay, and is told as stale when they change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from curriplan.analysis.rules.accepted import STALE, accepted, judged
from curriplan.analysis.rules.check import check
from curriplan.app.derived import Derived
from curriplan.domain.acceptance import acceptance_of, sameness
from curriplan.domain.edits.acceptances import accept, withdraw
from curriplan.domain.edits.courses import change_course
from curriplan.domain.edits.rows import put
from curriplan.domain.edits.rules import hold_pack
from curriplan.domain.finding import Finding, Place, error
from curriplan.domain.rule import Measure, Rule, RuleKind, RulePack, Scope
from curriplan.domain.text import Text
from curriplan.exchange.readers.sample import sample_program
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


def test_it_outlasts_names_but_not_other_rows() -> None:
    held = BROKEN["requisite_all_of"](clean())
    wrong = found("requisite_all_of", "requisite_all_of")
    agreed = accept(held, [wrong], "agreed", "tester", TODAY)
    named = {one.name: one.id for one in held.courses.values()}
    course, other = (named[wrong.arguments()[one]] for one in ("course", "other"))
    after = change_course(agreed, course, name=Text("新", "New"))
    after = change_course(after, other, name=Text("旧", "Old"))
    ((same, _),) = accepted(after, check(after, TODAY)).items()
    assert same.arguments()["other"] == Text("旧", "Old")
    # Another course that is called as the one before was is another course.
    args = tuple((name, Text("", "Third") if name == "other" else value) for name, value in wrong.args)
    third = change_course(
        agreed, next(one for one in held.courses if one not in {course, other}), name=Text("", "Third")
    )
    assert not accepted(third, [replace(wrong, args=args)])


SHARE = {"measure": Measure.PRACTICE, "other_measure": Measure.HOURS}


def test_all_courses_may_be_renamed_whatever_else_is_called_alike() -> None:
    held = sample_program("cross_border_ecommerce")
    found = check(held, TODAY)
    agreed = accept(held, found, "agreed", "tester", TODAY)
    courses = [replace(one, name=Text(one.name.zh, f"{one.name.en} 2")) for one in held.courses.values()]
    after = put(agreed, "courses", *courses)
    assert len(accepted(after, check(after, TODAY))) == len(found)


LIMITS: dict[str, dict[str, Any]] = {
    "rule_plan_low": {"least": 1e6},
    "rule_plan_low_share": {"kind": RuleKind.RATIO, "least": 1.0, **SHARE},
    "rule_course_high": {"kind": RuleKind.EACH, "scope": Scope.COURSE, "most": 0.5},
}


@pytest.mark.parametrize("code", LIMITS)
def test_rules_may_be_renamed(code: str) -> None:
    row = Rule("r", "p", "R", Text("", "Rule"), **LIMITS[code])
    held = hold_pack(clean(), RulePack("p", "P", Text("", "Pack")), [row])
    wrong = [one for one in check(held, TODAY) if one.code == code]
    assert wrong
    agreed = put(
        accept(held, wrong, "agreed", "tester", TODAY), "rules", replace(row, name=Text("", "Other"))
    )
    assert len(accepted(agreed, check(agreed, TODAY))) == len(wrong)


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
