"""A fix takes its finding away and brings no error: by the rules' broken samples, and on any programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, settings

from curriplan.analysis.rules.check import check, checked
from curriplan.analysis.rules.fixes.offers import FIXES, fixable, offers
from curriplan.app.texts import Texts
from curriplan.domain.course import Hours
from curriplan.domain.edits.placements import lock
from curriplan.domain.edits.rules import hold_pack
from curriplan.domain.finding import Finding, Place, Severity
from curriplan.domain.integrity import problems
from curriplan.domain.program import Program
from curriplan.domain.rule import Filter, Measure, Rule, RuleKind, RulePack, Scope
from curriplan.domain.text import Text
from curriplan.exchange.readers.sample import list_samples, sample_program
from tests.analysis.test_rules import (
    BROKEN,
    TODAY,
    Break,
    both,
    clean,
    course,
    placed,
    profile,
    requisite,
    row,
)
from tests.random_programs import random_program
from tests.strategies import SEEDS

WITHOUT_FIX = {
    "requisite_circle",  # which link is wrong, only its authors know
    "requisite_loop",
    "claims_without_hours",  # hours and assessments are facts, not figures to be guessed
    "claims_not_assessed",
    "course_without_contribution",
    "competency_untaught",
    "elective_not_guaranteed",
    "review_passed",
    "answers_outside_scale",
    "survey_scale",
}
BEYOND_ONE_STEP = {
    "requisite_together",  # there, k3 must begin after k1 and with it: whatever moves, one of both is broken
    "term_sum",  # there, the form states fewer class weeks than the courses run
}
MORE: dict[str, tuple[Break, str]] = {
    "weekly_from_hours": (course("k1", hours=Hours(theory=56)), "hours_parts"),
    "usual_limit": (
        both(row("terms", "term-1", max_weekly_hours=7), profile(max_weekly_hours=20)),
        "weekly_hours_limit",
    ),
    "call_it_reserve": (row("terms", "term-1", weeks=24, class_weeks=16.0), "term_sum"),
    "move_course": (both(requisite("together", "k2", "k1"), placed(k2=3, k3=6)), "requisite_together"),
}
"""Fixes that no broken sample of the rules calls for, with a sample that does and its finding."""


def kinds(findings: Iterable[Finding]) -> Counter[tuple[str, Place]]:
    return Counter((one.code, one.where) for one in findings)


def errors(findings: Iterable[Finding]) -> Counter[tuple[str, Place]]:
    return kinds(one for one in findings if one.severity is Severity.ERROR)


def each_fix_holds(held: Program, most: int = 10) -> int:
    """Apply every fix of some findings, check that it is one, and return how many there were."""
    present = checked(held, TODAY)
    before, wrong, count = kinds(present.findings), errors(present.findings), 0
    for finding in present.findings[:most]:
        for offer in offers(present, finding):
            after = offer.edit(held)
            found = check(after, TODAY)
            key = (finding.code, finding.where)
            assert not list(problems(after))
            assert kinds(found)[key] < before[key], (offer.code, finding)
            assert not errors(found) - wrong, (offer.code, finding)
            assert all("{" not in Texts(one)(f"fix.{offer.code}", **dict(offer.args)) for one in ("en", "zh"))
            count += 1
    return count


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_the_fixes_of_a_broken_sample_mend_it(code: str) -> None:
    held = BROKEN[code](clean())
    present = checked(held, TODAY)
    (finding, *_) = (one for one in present.findings if one.code == code)
    found = offers(present, finding)
    assert fixable(finding) == (code not in WITHOUT_FIX)
    assert bool(found) == (fixable(finding) and code not in BEYOND_ONE_STEP)
    for offer in found:
        assert finding not in check(offer.edit(held), TODAY)
    each_fix_holds(held)


@pytest.mark.parametrize("name", MORE)
def test_a_fix_mends_its_own_sample(name: str) -> None:
    broken, code = MORE[name]
    held = broken(clean())
    present = checked(held, TODAY)
    (finding,) = (one for one in present.findings if one.code == code)
    (offer,) = (one for one in offers(present, finding) if one.code == name)
    assert code not in {one.code for one in check(offer.edit(held), TODAY)}
    each_fix_holds(held)


def test_rules_of_a_pack_are_mended_by_moving_courses() -> None:
    """Term 1 holds 8 h a week, the pack allows 4; k3 (oral) stands before k2 (written), the pack wants it after."""
    limit = Rule(
        "r", "p", "week", Text("", "Hours a week"), scope=Scope.TERM, measure=Measure.WEEKLY_HOURS, most=4.0
    )
    order = Rule(
        "o",
        "p",
        "order",
        Text("", "Order"),
        kind=RuleKind.ORDER,
        among=Filter(tags=frozenset({"oral"})),
        other=Filter(tags=frozenset({"written"})),
    )
    tagged = both(
        course("k3", tags=frozenset({"oral"})), course("k2", tags=frozenset({"written"})), placed(k2=4)
    )
    for rule, start, code, name in (
        (limit, clean(), "rule_term_high", "move_out"),
        (order, tagged(clean()), "rule_order", "move_course"),
    ):
        held = hold_pack(start, RulePack("p", "P", verified=True), (rule,))
        present = checked(held, TODAY)
        (finding,) = (one for one in present.findings if one.code == code)
        (offer,) = offers(present, finding)
        assert offer.code == name
        assert code not in {one.code for one in check(offer.edit(held), TODAY)}
        each_fix_holds(held)


def test_every_fix_mends_some_broken_sample() -> None:
    used = set()
    for code, broken in [*BROKEN.items(), *((code, broken) for broken, code in MORE.values())]:
        present = checked(broken(clean()), TODAY)
        used |= {offer.code for one in present.findings if one.code == code for offer in offers(present, one)}
    assert {one.code for one in FIXES} - used == set()


@settings(deadline=None, max_examples=12)
@given(SEEDS)
def test_fixes_hold_on_any_programme(seed: int) -> None:
    rng = Random(seed)
    each_fix_holds(random_program(rng, rng.randint(1, 4)))


@pytest.mark.parametrize("name", [one.name for one in list_samples()])
def test_fixes_hold_on_the_samples(name: str) -> None:
    each_fix_holds(sample_program(name))


def test_a_locked_course_stays_where_it_is() -> None:
    held = lock(BROKEN["requisite_all_of"](clean()), ["k1", "k3"], locked=True)
    present = checked(held, TODAY)
    (finding,) = (one for one in present.findings if one.code == "requisite_all_of")
    assert offers(present, finding) == ()


def test_codes_are_new_within_their_row_only() -> None:
    rules = [Rule(f"r{n}", pack, "A", Text("", f"R{n}"), least=0.0) for n, pack in enumerate(("p", "p", "q"))]
    held = clean()
    for ident in ("p", "q"):
        pack = RulePack(ident, ident, Text("", ident))
        held = hold_pack(held, pack, [one for one in rules if one.pack == ident])
    present = checked(held, TODAY)
    (finding,) = (one for one in present.findings if one.code == "code_twice")
    assert finding.where == Place("rules", ("p", "r1"), "code")
    (offer,) = offers(present, finding)
    after = offer.edit(held)
    assert [one.code for one in after.rules["p"].values()] == ["A", "A1"]
    assert after.rules["q"] == held.rules["q"]
