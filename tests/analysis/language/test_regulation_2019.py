"""The regulation of 2019: each of its figures is a rule that its breach trips and the samples keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from curriplan.domain.course import Delivery, Hours, Status, TermPart, TypeRole
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program
from tests.analysis.language.programmes import (
    CROSS_BORDER,
    TRADE,
    by_rule,
    changed,
    coded,
    holding,
    sample,
    type_of,
)

PACK = "CN-GZ-2019"
ELECTIVES = {one.pool for one in sample().courses.values() if one.pool}


def _less_practice(program: Program) -> Program:
    courses = {
        key: replace(one, hours=Hours(theory=one.hours.total))
        if one.delivery is not Delivery.INTERNSHIP
        else one
        for key, one in program.courses.items()
    }
    return replace(program, courses=courses)


def _no_electives(program: Program) -> Program:
    return changed(program, lambda one: one.pool in ELECTIVES, pool=None, status=Status.COMPULSORY)


BREACHES: dict[str, tuple[Callable[[Program], Program], Severity]] = {
    "teaching_weeks": (
        lambda held: replace(
            held, terms={key: replace(one, holiday_weeks=9.0) for key, one in held.terms.items()}
        ),
        Severity.ERROR,
    ),
    "hours": (
        lambda held: changed(
            held, coded("SX01"), hours=Hours(off_campus=240.0), parts=(TermPart(None, 8.0),)
        ),
        Severity.ERROR,
    ),
    "public_basic": (
        lambda held: changed(held, coded("PB05"), type=type_of(held, TypeRole.PROFESSIONAL_BASIC)),
        Severity.ERROR,
    ),
    "electives": (_no_electives, Severity.ERROR),
    "practice": (_less_practice, Severity.WARNING),
    "internship": (
        lambda held: changed(held, coded("SX01"), parts=(TermPart(None, 8.0), TermPart(None, 8.0))),
        Severity.WARNING,
    ),
    "hours_per_credit": (lambda held: changed(held, coded("ZB01"), credits=8.0), Severity.WARNING),
}


@pytest.mark.parametrize("name", [CROSS_BORDER, TRADE])
def test_the_samples_keep_every_figure(name: str) -> None:
    assert by_rule(holding(sample(name), PACK)) == {}


@pytest.mark.parametrize("code", BREACHES)
def test_a_breach_of_each_figure_is_found(code: str) -> None:
    spoil, severity = BREACHES[code]
    found = by_rule(spoil(holding(sample(), PACK)))
    assert {one.severity for one in found[code]} == {severity}
    assert all(one.clause.startswith("教职成〔2019〕13号") for one in found[code])


def test_there_is_a_breach_for_each_rule() -> None:
    held = holding(sample(), PACK)
    assert {rule.code for rules in held.rules.values() for rule in rules.values()} == BREACHES.keys()


def test_the_year_of_a_regulation_decides() -> None:
    """2,500 hours or more from 2019 on, 2,400 or fewer by a college's rule of 2016: one programme, both ways."""
    held = holding(sample(), PACK, "CN-COLLEGE-2016")
    open_intake = replace(held, profile={key: replace(one, intake=None) for key, one in held.profile.items()})
    found = {code: [one.code for one in each] for code, each in by_rule(open_intake).items()}
    assert found["hours"] == ["rule_plan_high"]
    for intake, expected in ((2016, True), (2026, False)):
        dated = replace(held, profile={key: replace(one, intake=intake) for key, one in held.profile.items()})
        assert ("hours" in by_rule(dated)) is expected
