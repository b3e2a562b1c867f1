"""Order, tests, coverage, progression, completeness, and rules in code that get clause and weight from a row."""

from __future__ import annotations

from dataclasses import fields, replace
from random import Random
from typing import Any

import pytest

from curriplan.analysis.rules.check import check, checked
from curriplan.domain.acceptance import Acceptance
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Requisite, RequisiteKind
from curriplan.domain.edits.rows import put
from curriplan.domain.edits.rules import hold_pack
from curriplan.domain.finding import Severity
from curriplan.domain.plan import Placement
from curriplan.domain.post import Post, PostLevel, Task
from curriplan.domain.program import Program
from curriplan.domain.rule import Condition, Filter, RuleKind, Scope
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.tables import TABLES, Table
from curriplan.domain.text import Text
from tests.analysis.language.programmes import PACK, asked, codes, holding, rule, sample, weekly
from tests.analysis.make import contributes, places, program, requires, rows
from tests.random_programs import random_edit

FIRST, LATER = Filter(tags=frozenset({"first"})), Filter(tags=frozenset({"later"}))
ORDER: dict[str, Any] = {"kind": RuleKind.ORDER, "scope": Scope.COURSE, "among": LATER, "other": FIRST}


def ordered(**begins: int) -> Program:
    """Return a programme whose courses a and b come first, c later, in some terms."""
    courses = rows(
        weekly("a", tags=frozenset({"first"})),
        weekly("b", tags=frozenset({"first"})),
        weekly("c", tags=frozenset({"later"})),
    )
    return program(courses=courses, placements=places(begins))


@pytest.mark.parametrize(
    ("begins", "count", "expected"),
    [
        ({"a": 1, "b": 2, "c": 3}, None, []),
        ({"a": 1, "b": 3, "c": 3}, None, ["rule_order"]),
        ({"a": 1, "b": 3, "c": 3}, 1, []),
        ({"a": 3, "b": 3, "c": 3}, 1, ["rule_order"]),
        ({"b": 3, "c": 3}, 1, ["rule_unknown_places"]),
        ({"a": 1, "b": 1}, 1, ["rule_unknown_places"]),
    ],
)
def test_courses_come_after_others(begins: dict[str, int], count: int | None, expected: list[str]) -> None:
    assert codes(asked(ordered(**begins), count=count, **ORDER)) == expected


def test_where_nothing_comes_first_the_order_is_broken() -> None:
    held = program(courses=rows(weekly("c", tags=frozenset({"later"}))), placements=places({"c": 1}))
    assert codes(asked(held, **ORDER)) == ["rule_order_none"]
    assert asked(program(courses=rows(weekly("a"))), **ORDER) == ()


def test_training_checks_theory() -> None:
    held = ordered(a=1, b=1, c=2)
    ask: dict[str, Any] = {**ORDER, "kind": RuleKind.TESTS}
    assert codes(asked(held, **ask)) == ["rule_tests"]
    tests = Requisite("t", "c", RequisiteKind.TESTS, frozenset({"a"}))
    assert asked(replace(held, requisites=requires(tests)), **ask) == ()
    assert codes(asked(replace(held, requisites=requires(tests)), count=2, **ask)) == ["rule_tests"]
    needs = replace(tests, kind=RequisiteKind.ALL_OF)
    assert codes(asked(replace(held, requisites=requires(needs)), **ask)) == ["rule_tests"]


def mapped(*given: Contribution) -> Program:
    """Return two competencies, a task of an initial post, and courses of terms 1, 2 and 3."""
    return program(
        competencies=rows(Competency("k", "k"), Competency("q", "q", kind=Kind.QUALITY)),
        posts=rows(Post("p", "P"), Post("v", "V", level=PostLevel.PROMOTION)),
        tasks=rows(
            Task("t", "p", "T", Text("", "Task"), competencies=frozenset({"k"})),
            Task("u", "v", "U", Text("", "Other"), competencies=frozenset({"q"})),
        ),
        courses=rows(weekly("a"), weekly("b"), weekly("c")),
        placements=places({"a": 1, "b": 2, "c": 3}),
        contributions=contributes(*given),
    )


TWO = mapped(Contribution("a", "k", 1), Contribution("b", "k", 3, Mode.ON_CAMPUS), Contribution("c", "q", 2))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"count": 1}, []),
        ({"count": 2}, [("competencies", "q")]),
        ({"count": 2, "level": 2}, [("competencies", "k"), ("competencies", "q")]),
        ({"count": 2, "among": Filter(kinds=frozenset({Kind.CAPABILITY}))}, []),
        (
            {"among": Filter(modes=frozenset({Mode.ON_CAMPUS}))},
            [("competencies", "q")],
        ),
        ({"scope": Scope.COURSE, "count": 2}, [("courses", "a"), ("courses", "b"), ("courses", "c")]),
        ({"scope": Scope.POST}, []),
        ({"scope": Scope.POST, "level": 3}, [("tasks", "u")]),
        ({"scope": Scope.POST, "level": 3, "among": Filter(post_levels=frozenset({PostLevel.INITIAL}))}, []),
        ({"scope": Scope.POST, "level": 4, "among": Filter(posts=frozenset({"P"}))}, [("tasks", "t")]),
    ],
)
def test_coverage_is_counted_by_scope(fields: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = asked(TWO, kind=RuleKind.COVERAGE, **fields)
    assert [(one.where.table, one.where.key[0]) for one in found] == expected


@pytest.mark.parametrize(
    ("levels", "step", "expected"),
    [
        ({"a": 1, "b": 2, "c": 3}, 1, []),
        ({"a": 1, "b": 3}, 1, ["rule_level_skipped"]),
        ({"a": 1, "b": 3}, 2, []),
        ({"a": 2, "b": 1}, 2, ["rule_level_drops"]),
        ({"a": 2, "b": 2}, 2, []),
        ({"b": 3}, 2, ["rule_level_skipped"]),
    ],
)
def test_levels_rise_step_by_step(levels: dict[str, int], step: int, expected: list[str]) -> None:
    held = mapped(*(Contribution(one, "k", level, Mode.ON_CAMPUS) for one, level in levels.items()))
    assert codes(asked(held, kind=RuleKind.PROGRESSION, count=step)) == expected


def test_named_fields_are_filled() -> None:
    held = program(courses=rows(weekly("a", credits=2.0), weekly("b"), weekly("c", None, core=True)))
    ask: dict[str, Any] = {"kind": RuleKind.COMPLETE}
    found = asked(held, fields=("courses.credits", "courses.hours"), **ask)
    assert [(one.where.key, one.where.field, one.arguments()["n"]) for one in found] == [
        (("b",), "credits", 1),
        (("c",), "credits", 2),
    ]
    assert len(asked(held, fields=("courses.credits",), among=Filter(core=True), **ask)) == 1
    assert codes(asked(held, fields=("profile.major_code", "profile.credit_rule.step"), **ask)) == [
        "rule_incomplete"
    ]


def test_a_row_gives_clause_and_weight_to_a_rule_in_code() -> None:
    held = program(courses=rows(weekly("a")))
    (plain,) = [one for one in check(held) if one.code == "course_unplaced"]
    named = rule(kind=RuleKind.CHECK, finding="course_unplaced", severity=Severity.ERROR, clause="§ 5")
    (told,) = [one for one in check(hold_pack(held, PACK, [named])) if one.code == "course_unplaced"]
    assert (plain.severity, plain.clause) != (Severity.ERROR, "§ 5")
    assert (told.severity, told.clause) == (Severity.ERROR, "§ 5")


def test_a_rule_in_code_keeps_its_weight_where_a_row_is_not_meant() -> None:
    held = program(courses=rows(weekly("a")))
    named = rule(
        kind=RuleKind.CHECK, finding="course_unplaced", clause="§ 5", applies=Condition(intake_from=2100)
    )
    held = put(held, "profile", replace(held.about, intake=2026))
    assert codes(check(hold_pack(held, PACK, [named]))) == codes(check(held))
    (told,) = [one for one in check(hold_pack(held, PACK, [named])) if one.code == "course_unplaced"]
    assert (told.severity, told.clause) != (Severity.ERROR, "§ 5")


@pytest.mark.parametrize("one", [one for one in TABLES if "note" in {f.name for f in fields(one.row)}])
def test_any_table_can_be_asked_for_its_notes(one: Table) -> None:
    held = put(sample(), "acceptances", Acceptance("a", "x"))
    asked(held, kind=RuleKind.COMPLETE, fields=(f"{one.name}.note",))
    reasons = asked(held, kind=RuleKind.COMPLETE, fields=("acceptances.reason",))
    assert [(one.where.key, one.arguments()["row_name"]) for one in reasons] == [(("a",), Text("", ""))]


def test_switched_off_packs_and_rules_find_nothing() -> None:
    held = hold_pack(program(courses=rows(weekly("a"))), PACK, [rule(least=1e6)])
    assert "rule_plan_low" in codes(check(held))
    assert "rule_plan_low" not in codes(check(put(held, "rule_packs", replace(PACK, active=False))))
    assert "rule_plan_low" not in codes(check(put(held, "rules", rule(least=1e6, active=False))))
    assert codes(check(put(held, "rule_packs", replace(PACK, valid_from=1900, valid_to=1950)))) == codes(
        check(held)
    )
    dated = put(held, "profile", replace(held.about, intake=2026))
    outside = put(dated, "rule_packs", replace(PACK, valid_to=2025))
    assert "rule_pack_ended" in codes(check(outside))
    assert "rule_pack_later" in codes(check(put(dated, "rule_packs", replace(PACK, valid_from=2027))))
    assert "rule_plan_low" not in codes(check(outside))


@pytest.mark.parametrize("seed", range(6))
def test_a_check_that_knows_the_last_one_finds_the_same(seed: int) -> None:
    rng = Random(seed)
    held = holding(sample(), "CN-GZ-2019", "PAPERS", "MAPS-ABROAD", "CN-INTERNSHIP")
    known = checked(held)
    for _ in range(6):
        held = random_edit(rng, held)
        known = checked(held, None, known)
        assert known.findings == check(held)


def test_a_moved_course_asks_again_only_what_reads_places() -> None:
    held = holding(sample(), "CN-GZ-2019", "MAPS-ABROAD")
    before = checked(held)
    course = next(one.id for one in held.courses.values() if one.code == "ZB08")
    after = checked(put(held, "placements", Placement(course, "term-2")), None, before)
    row = next(iter(held.rules.values()))
    figures = next(one for one in row.values() if one.code == "hours_per_credit")
    assert after.by_rule[(figures.pack, figures.id)] is before.by_rule[(figures.pack, figures.id)]
