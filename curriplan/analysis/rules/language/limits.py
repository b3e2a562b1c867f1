"""Limits on sums, on shares of sums, and on a figure of each course."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from curriplan.analysis.order import courses_in_order
from curriplan.analysis.rules.case import TOLERANCE, at, label
from curriplan.analysis.rules.language.amounts import (
    OWN_FIGURES,
    TERM_WEEKS,
    Amount,
    Numbers,
    Students,
    Track,
    amount,
)
from curriplan.analysis.rules.language.asked import Asked, Unit
from curriplan.analysis.rules.language.filters import beginning, numbers_of
from curriplan.domain.finding import Finding
from curriplan.domain.rule import Measure, Rule, RuleKind

Side = Literal["low", "high"]

HOURS = frozenset(
    {
        Measure.HOURS,
        Measure.THEORY,
        Measure.PRACTICE,
        Measure.ON_CAMPUS,
        Measure.OFF_CAMPUS,
        Measure.EXTRACURRICULAR,
        Measure.ENTERPRISE_HOURS,
    }
)
SHARES = frozenset({Measure.PRACTICE_SCORE_SHARE, Measure.ENTERPRISE_SHARE})
FIELDS = {
    Measure.CREDITS: "credits",
    Measure.HOURS_PER_CREDIT: "credits",
    Measure.WEEKLY_HOURS: "parts",
    Measure.WEEKS: "parts",
    Measure.PRACTICE_SCORE_SHARE: "practice_score_share",
    Measure.ENTERPRISE_SHARE: "enterprise_share",
}
"""The field of a course to which a figure leads; the others lead to its hours."""
_SHARE_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Value:
    """What a rule measures: a figure or a share. ``amounts`` say what is missing, ``value`` None: nothing to measure."""

    value: float | None
    amounts: tuple[Amount, ...]

    @property
    def whole(self) -> bool:
        """Tell whether nothing is missing."""
        return all(one.whole for one in self.amounts)


def is_share(rule: Rule) -> bool:
    """Tell whether the limits of a rule are shares, 0..1."""
    if rule.kind is RuleKind.EACH:
        return rule.measure in SHARES
    other = rule.other_measure or rule.measure
    return rule.kind is RuleKind.RATIO and (other is rule.measure or {other, rule.measure} <= HOURS)


def value_of(rule: Rule, students: Students, numbers: Numbers) -> Value:
    """Return what a bound or a ratio measures for the students of a track in some terms."""
    above = amount(students, rule.measure, rule.among, numbers)
    if rule.kind is not RuleKind.RATIO:
        return Value(above.value, (above,))
    others = numbers_of(students.program, rule.other)
    inside = numbers if others is None or numbers is None else numbers & others
    below = amount(students, rule.other_measure or rule.measure, rule.other, inside if numbers else others)
    return Value(above.value / below.value if below.value > 0 else None, (above, below))


def broken(rule: Rule, value: float) -> Side | None:
    """Tell on which side a value is outside the limits of a rule."""
    slack = _SHARE_TOLERANCE if is_share(rule) else TOLERANCE
    if rule.least is not None and value < rule.least - slack:
        return "low"
    return "high" if rule.most is not None and value > rule.most + slack else None


def bounds(asked: Asked) -> Iterator[Finding]:
    """Yield where a sum, or a share of a sum, is outside its limits; told once where all tracks agree."""
    courses = asked.program.courses
    held = asked.program.terms if asked.rule.measure in TERM_WEEKS else courses
    if not held:
        return
    by_track = asked.students
    for unit in asked.units():
        found = {track: _judged(asked, students, unit) for track, students in by_track.items()}
        alike = len(set(found.values())) == 1
        for track, one in list(found.items())[: 1 if alike else None]:
            if one is not None:
                yield _outside(asked, unit, None if alike else track, *one)


def _judged(asked: Asked, students: Students, unit: Unit) -> tuple[Side, float] | None:
    """Return the side on which a value is outside, and the value; a sum that is not whole can only be too high."""
    rule, value = asked.rule, value_of(asked.rule, students, unit.numbers)
    side = None if value.value is None else broken(rule, value.value)
    if value.whole or (side == "high" and rule.kind is RuleKind.BOUND):
        return None if side is None or value.value is None else (side, value.value)
    if side is None and rule.most is None and rule.kind is RuleKind.BOUND:
        return None
    for one in value.amounts:
        asked.unknown.add(one.unknown, one.unplaced, one.terms, one.untyped)
    return None


def _outside(asked: Asked, unit: Unit, track: Track, side: Side, value: float) -> Finding:
    rule = asked.rule
    share, args = is_share(rule), dict(unit.args)
    code = f"rule_{rule.scope.value}_{side}{'_share' if share else ''}"
    if track is not None:
        args["track"] = track
    return asked.found(
        code, unit.where, rule=asked.of(track), **args, **_figures(rule, side, value, share=share)
    )


def _figures(rule: Rule, side: Side, value: float, *, share: bool) -> dict[str, Any]:
    limit = rule.least if side == "low" else rule.most
    by = 100.0 if share else 1.0
    return {"value": round(value * by, 2), "limit": round((limit or 0.0) * by, 2)}


def each(asked: Asked) -> Iterator[Finding]:
    """Yield the courses of which a figure is outside the limits."""
    rule = asked.rule
    figure, share = OWN_FIGURES[rule.measure], is_share(rule)
    for course in beginning(asked.program, courses_in_order(asked.program), rule.among):
        if not course.counted:
            continue
        value = figure(asked.program, course)
        if value is None:
            asked.unknown.add(figures=(course.id,))
            continue
        side = broken(rule, value)
        if side is not None:
            code = f"rule_course_{side}{'_share' if share else ''}"
            where = at("courses", course.id, field=FIELDS.get(rule.measure, "hours"))
            yield asked.found(code, where, course=label(course), **_figures(rule, side, value, share=share))
