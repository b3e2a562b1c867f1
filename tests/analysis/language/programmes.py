"""Samples, spoiled in one way each, and rules made for a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from curriplan.analysis.rules.check import check
from curriplan.analysis.rules.language.engine import preview
from curriplan.domain.course import Course, Delivery, Hours, TermPart, TypeRole
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule, RulePack
from curriplan.domain.text import Text
from curriplan.exchange.readers.sample import sample_program
from curriplan.exchange.shipped_packs import shipped_pack

CROSS_BORDER, TRADE, BLANK = "cross_border_ecommerce", "international_trade", "blank_three_year"
PACK = RulePack("pack", "P", Text("", "Pack"), verified=True)


@cache
def sample(name: str = CROSS_BORDER) -> Program:
    """Return a sample without rule packs."""
    return replace(sample_program(name), rule_packs={}, rules={})


def holding(program: Program, *codes: str) -> Program:
    """Return a programme with some of the packs that are brought along, and no others."""
    held = [one for one in map(shipped_pack, codes) if one is not None]
    assert len(held) == len(codes)
    return replace(
        program,
        rule_packs={one.pack.id: one.pack for one in held},
        rules={one.pack.id: {rule.id: rule for rule in one.rules} for one in held},
    )


def by_rule(program: Program) -> dict[str, list[Finding]]:
    """Return what the rows of a programme find, by the code of the rule."""
    found: dict[str, list[Finding]] = {}
    for one in check(program):
        row = one.arguments().get("row")
        if row is not None:
            found.setdefault(program.rules[row[0]][row[1]].code, []).append(one)
    return found


def rule(**fields: Any) -> Rule:
    """Return a rule."""
    return Rule("r", PACK.id, "R", Text("", "Rule"), **fields)


def asked(program: Program, **fields: Any) -> tuple[Finding, ...]:
    """Return what a rule finds."""
    return preview(program, rule(**fields), PACK)


def codes(found: Iterable[Finding]) -> list[str]:
    """Return the codes of findings."""
    return [one.code for one in found]


def course(program: Program, code: str) -> Course:
    """Return the course of a code."""
    return next(one for one in program.courses.values() if one.code == code)


def changed(program: Program, which: Callable[[Course], bool], /, **fields: Any) -> Program:
    """Return a programme with fields of some courses set."""
    courses = {key: replace(one, **fields) if which(one) else one for key, one in program.courses.items()}
    return replace(program, courses=courses)


def type_of(program: Program, role: TypeRole) -> str:
    """Return the id of the first course type of a role."""
    return next(one.id for one in program.course_types.values() if one.role is role)


def coded(code: str) -> Callable[[Course], bool]:
    """Return what picks the course of a code."""
    return lambda one: one.code == code


def weekly(ident: str, hours: float | None = 32.0, **fields: Any) -> Course:
    """Return a course of 2 hours a week for 16 weeks."""
    given = Hours() if hours is None else Hours(theory=hours)
    parts = (TermPart(None if hours is None else hours / 16, 16.0),)
    return Course(
        ident, ident, Text("", ident), hours=given, parts=parts, **{"delivery": Delivery.WEEKLY, **fields}
    )
