"""What does not fit together in a rule, so that it cannot be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

from curriplan.domain.rule import Measure, Rule, RuleKind
from curriplan.domain.tables import BY_NAME

OF_ONE_COURSE = frozenset({Measure.PRACTICE_SCORE_SHARE, Measure.ENTERPRISE_SHARE, Measure.HOURS_PER_CREDIT})
"""Figures of a course that make no sum."""

OF_TERMS = frozenset(
    {
        Measure.TEACHING_WEEKS,
        Measure.CLASS_WEEKS,
        Measure.BLOCK_WEEKS,
        Measure.INTERNSHIP_WEEKS,
        Measure.EXAM_WEEKS,
        Measure.RESERVE_WEEKS,
        Measure.HOLIDAY_WEEKS,
    }
)
"""Figures that a single course does not have."""


def rule_problems(rule: Rule) -> tuple[str, ...]:
    """Return codes of what is wrong with a rule, keys below ``finding.rule_bad.`` in the texts; none if it can be asked."""
    own = _OF_KIND.get(rule.kind)
    return (*_general(rule), *(() if own is None else own(rule)))


def _general(rule: Rule) -> Iterator[str]:
    if not rule.code.strip():
        yield "no_code"
    if not rule.name:
        yield "no_name"
    if rule.count is not None and rule.count < 1:
        yield "count"
    if rule.level is not None and rule.level < 1:
        yield "level"


def _limits(rule: Rule) -> Iterator[str]:
    if rule.least is None and rule.most is None:
        yield "no_limit"
    if rule.least is not None and rule.most is not None and rule.least > rule.most:
        yield "limits_crossed"


def _sum(rule: Rule) -> Iterator[str]:
    yield from _limits(rule)
    measures = {rule.measure} if rule.kind is RuleKind.BOUND else {rule.measure, rule.other_measure}
    if measures & OF_ONE_COURSE:
        yield "measure_no_sum"
    if rule.scope.value not in {"plan", "year", "term"}:
        yield "scope"


def _each(rule: Rule) -> Iterator[str]:
    yield from _limits(rule)
    if rule.measure in OF_TERMS or rule.measure is Measure.COURSES:
        yield "measure_of_terms"


def _coverage(rule: Rule) -> Iterator[str]:
    if rule.scope.value not in {"plan", "course", "post"}:
        yield "scope"


def _complete(rule: Rule) -> Iterator[str]:
    if not rule.fields:
        yield "no_fields"
    if not all(map(_is_field, rule.fields)):
        yield "field"


def _is_field(path: str) -> bool:
    table, *parts = path.split(".")
    if table not in BY_NAME or not parts:
        return False
    hint: Any = BY_NAME[table].row
    for part in parts:
        if not is_dataclass(hint) or part not in {one.name for one in fields(hint)}:
            return False
        hint = get_type_hints(hint)[part]
    return True


def _check(rule: Rule) -> Iterator[str]:
    if not rule.finding:
        yield "no_finding"


_OF_KIND: Mapping[RuleKind, Callable[[Rule], Iterator[str]]] = {
    RuleKind.BOUND: _sum,
    RuleKind.RATIO: _sum,
    RuleKind.EACH: _each,
    RuleKind.COVERAGE: _coverage,
    RuleKind.COMPLETE: _complete,
    RuleKind.CHECK: _check,
}
