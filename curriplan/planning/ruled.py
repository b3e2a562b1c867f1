"""Limits of terms that stand in rule packs: what the solver can obey of the rules in force.

Others, of years or of single kinds of course, are asked of the plan that it found (``own_rules``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from curriplan.analysis.order import terms_in_order
from curriplan.analysis.rules.language.engine import applies, in_force
from curriplan.analysis.rules.language.filters import numbers_of
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program
from curriplan.domain.rule import EVERY, Measure, Rule, RuleKind, Scope
from curriplan.domain.rule_problems import rule_problems

MEASURES = frozenset({Measure.WEEKLY_HOURS, Measure.CREDITS, Measure.COURSES})


@dataclass(frozen=True, slots=True)
class TermLimit:
    """At most this much of a measure in each of some terms, by their numbers."""

    measure: Measure
    terms: tuple[int, ...]
    most: float


def limits_of_terms(program: Program) -> Iterator[TermLimit]:
    """Yield the limits that active error rules set on all courses of a term, each once.

    Electives count with a share of their number in rules and as whole courses in the solver, so numbers of courses
    are obeyed only where there are no pools.
    """
    seen: set[TermLimit] = set()
    for _, rule in in_force(program):
        if not _is_limit(rule) or not applies(program, rule.applies):
            continue
        if rule.measure is Measure.COURSES and program.pools:
            continue
        wanted = numbers_of(program, rule.among)
        terms = (term.number for term in terms_in_order(program))
        held = tuple(one for one in terms if wanted is None or one in wanted)
        one = TermLimit(rule.measure, held, rule.most or 0.0)
        if held and one not in seen:
            seen.add(one)
            yield one


def _is_limit(rule: Rule) -> bool:
    whole = replace(rule.among, years=frozenset(), terms=frozenset()) == EVERY
    return (
        (rule.kind, rule.scope, rule.severity) == (RuleKind.BOUND, Scope.TERM, Severity.ERROR)
        and rule.measure in MEASURES
        and rule.most is not None
        and whole
        and not rule_problems(rule)
    )
