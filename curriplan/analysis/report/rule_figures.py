"""Key figures of a programme: those that the rules in force put limits on, and a few that every plan has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curriplan.analysis.calendar import Totals, term_loads, totals
from curriplan.analysis.report.tree import Say, Unit, say
from curriplan.analysis.rules.case import Case
from curriplan.analysis.rules.language.amounts import Students, Taken
from curriplan.analysis.rules.language.asked import Asked
from curriplan.analysis.rules.language.engine import applies, in_force
from curriplan.analysis.rules.language.limits import Value, broken, is_share, value_of
from curriplan.domain.program import Program
from curriplan.domain.rule import EVERY, Measure, Rule, RuleKind
from curriplan.domain.rule_problems import rule_problems
from curriplan.domain.text import Text


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of the programme; ``rule`` puts limits on it, if any does.

    Asked of years or terms it is the value that keeps the limits least. ``kept`` None: not known, or no limit.
    """

    name: Text | Say
    unit: Unit
    value: float | None
    rule: Rule | None = None
    kept: bool | None = None


def key_figures(program: Program, track: str | None) -> tuple[KeyFigure, ...]:
    """Return the key figures for the students of a track, pools by what they count with."""
    ruled = tuple(_ruled(program, track))
    taken = {
        (one.rule.kind, one.rule.measure) for one in ruled if one.rule is not None and _is_whole(one.rule)
    }
    return (*_plain(totals(program, track), taken), *ruled)


def _plain(sums: Totals, taken: set[tuple[RuleKind, Measure]]) -> Iterator[KeyFigure]:
    """Yield the figures that every plan has, but those that a rule tells already."""
    if (RuleKind.BOUND, Measure.HOURS) not in taken:
        yield KeyFigure(say("figure.hours"), Unit.FIGURE, sums.hours)
    if (RuleKind.BOUND, Measure.CREDITS) not in taken:
        yield KeyFigure(say("figure.credits"), Unit.FIGURE, sums.credits)
    if (RuleKind.RATIO, Measure.PRACTICE) not in taken:
        yield KeyFigure(say("figure.practice_share"), Unit.SHARE, sums.practice_share)


def _is_whole(rule: Rule) -> bool:
    return rule.among == EVERY and rule.other == EVERY and rule.scope.value == "plan"


def _ruled(program: Program, track: str | None) -> Iterator[KeyFigure]:
    loads = term_loads(program, track)
    students = Students(program, Taken.of(program, track, {}), lambda: loads)
    case = Case(program, lambda: {track: loads}, None)
    for pack, rule in in_force(program):
        summed = rule.kind in {RuleKind.BOUND, RuleKind.RATIO}
        if not summed or rule_problems(rule) or not applies(program, rule.applies):
            continue
        asked = Asked(rule, pack, case.program, lambda: {track: students})
        values = [value_of(rule, students, unit.numbers) for unit in asked.units()]
        unit = Unit.SHARE if is_share(rule) else Unit.FIGURE
        value, kept = _worst(rule, values)
        yield KeyFigure(asked.name, unit, value, rule, kept)


def _worst(rule: Rule, values: list[Value]) -> tuple[float | None, bool | None]:
    """Return the value that keeps the limits least and whether it does; nothing where one is not known."""
    known = [one.value for one in values if one.value is not None and one.whole]
    if not known or len(known) < len([one for one in values if one.value is not None]):
        return None, None
    outside = next((one for one in known if broken(rule, one) is not None), None)
    if outside is not None:
        return outside, False
    return (max(known) if rule.least is None else min(known)), True
