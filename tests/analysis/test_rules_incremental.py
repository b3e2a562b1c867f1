"""Asking only the rules that read what an edit touched finds what asking all of them finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings

from benchmarks.synthetic import synthetic_program
from curriplan.analysis.rules.check import RULES, brought, check, checked
from curriplan.app.impact import new_troubles
from curriplan.domain.course import Hours
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.placements import place
from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program
from tests.random_programs import random_edit, random_program
from tests.strategies import SEEDS

TODAY = date(2026, 3, 1)


@settings(deadline=None, max_examples=100)
@given(SEEDS)
def test_incremental_is_full(seed: int) -> None:
    rng = Random(seed)
    held = random_program(rng, 5)
    known = checked(held, TODAY)
    for _ in range(4):
        held, before = random_edit(rng, held), known
        known = checked(held, TODAY, before)
        assert known.findings == check(held, TODAY)
        fresh = tuple(one for one in known.findings if one not in set(before.findings))
        assert tuple(brought(before, known)) == fresh


def test_every_kind_of_edit_of_a_sound_programme_is_followed() -> None:
    held, _ = synthetic_program(20, 10, 4, 6)
    known = checked(held, TODAY)
    for after in (
        set_levels(held, [("k1", one, 0) for one in held.contributions["k1"]]),
        place(held, {"k1": None}),
        put(held, "courses", replace(held.courses["k1"], hours=Hours(theory=-1.0))),
        replace(held, contributions={}),
        replace(held, terms={key: replace(one, weeks=9) for key, one in held.terms.items()}),
    ):
        followed = checked(after, TODAY, known)
        assert followed.findings == check(after, TODAY)
        assert followed.findings != known.findings


def test_only_rules_that_read_the_map_are_asked_after_an_edit_of_the_map() -> None:
    held, _ = synthetic_program(20, 10, 4, 6)
    known = checked(held, TODAY)
    after = checked(set_levels(held, [("k1", "c9", 3)]), TODAY, known)
    asked = {rule for rule in RULES if after.by_rule[rule] is not known.by_rule[rule]}
    assert asked == {rule for rule in RULES if "contributions" in known.by_rule[rule].parts}
    assert 0 < len(asked) < len(RULES) / 2


def test_what_a_move_would_break_is_known_before_it_is_made() -> None:
    held, _ = synthetic_program(20, 10, 4, 6)
    first, later = next(
        (before, one.course)
        for rows in held.requisites.values()
        for one in rows.values()
        for before in one.courses
    )
    last = max(held.terms.values(), key=lambda one: one.number)
    known = checked(held, TODAY)

    def move(now: Program) -> Program:
        return place(now, {first: last.id})

    troubles = new_troubles(known, move)
    assert later in {one.where.key[0] for one in troubles if one.code == "requisite_all_of"}
    assert {one.severity for one in troubles} <= {Severity.ERROR, Severity.WARNING}
    assert not set(troubles) & set(known.findings)
    assert new_troubles(known, lambda now: now) == ()


def test_another_day_is_another_check() -> None:
    held, _ = synthetic_program(6, 4, 2, 6)
    passed = put(held, "competencies", replace(held.competencies["c1"], review_by=date(2026, 3, 2)))
    known = checked(passed, TODAY)
    assert checked(passed, TODAY, known) is known
    later = date(2026, 3, 9)
    assert checked(passed, later, known).findings == check(passed, later) != known.findings
