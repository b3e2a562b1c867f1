"""Which fixes a finding has: those whose outcome was checked. A new fix is a function and a line in ``FIXES``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from curriplan.analysis.rules.check import Checked, brought, checked
from curriplan.analysis.rules.fixes import figures, moves, rows, stated
from curriplan.analysis.rules.fixes.mend import Edit, Fix, Mend, fix
from curriplan.domain.finding import Finding, Severity
from curriplan.domain.program import Program

ORDER_BROKEN = (
    "requisite_all_of",
    "requisite_tests",
    "requisite_corequisite",
    "requisite_together",
    "requisite_any_of",
)

FIXES: tuple[Fix, ...] = (
    fix("place_first", moves.place_first, "course_unplaced"),
    fix(
        "move_course",
        moves.move_course,
        *ORDER_BROKEN,
        "beyond_last_term",
        "term_not_allowed",
        "no_class_weeks",
        "rule_order",
    ),
    fix("move_named", moves.move_named, *ORDER_BROKEN),
    fix("allow_term", moves.allow_term, "term_not_allowed"),
    fix("move_out", moves.move_out, "weekly_hours_limit", "credits_limit", "rule_term_high"),
    fix("move_user", moves.move_user, "resource_places"),
    fix("usual_limit", figures.usual_limit, "weekly_hours_limit", "credits_limit"),
    fix("credits_by_rule", figures.credits_by_the_rule, "credits_rule"),
    fix("hours_from_parts", figures.hours_from_parts, "hours_parts", "hours_rule"),
    fix("weekly_from_hours", figures.weekly_from_hours, "hours_parts"),
    fix("fewer_weeks", figures.fewer_weeks, "weekly_weeks"),
    fix("contribution_hours", figures.contribution_hours, "contribution_hours"),
    fix("more_weeks", figures.more_weeks, "class_weeks_negative", "term_weeks_over", "term_sum"),
    fix("call_it_reserve", figures.call_it_reserve, "term_weeks_under", "term_sum"),
    fix("as_it_is", stated.as_it_is, *stated.CODES),
    fix("whole_weeks", figures.whole_weeks, "weeks_fraction"),
    fix("next_codes", rows.next_codes, "code_twice"),
    fix("unlink", rows.unlink, "above_itself"),
    fix("forget_figure", rows.forget_figure, "negative_figure"),
    fix("number_terms", rows.number_terms, "term_twice"),
    fix("choose_fewer", rows.choose_fewer, "pool_choose"),
    fix("require_offered", rows.require_offered, "pool_credits"),
    fix("require_hours", rows.require_hours, "pool_hours"),
    fix("pool_by_rule", rows.pool_by_rule, "pool_rule"),
    fix("highest_level", rows.highest_level, "contribution_outside_scale"),
    fix("into_the_scale", rows.into_the_scale, "statement_outside_scale"),
    fix("usual_weight", rows.usual_weight, "enterprise_weight"),
    fix("shares_to_one", rows.shares_to_one, "post_shares"),
    fix("equal_shares", rows.equal_shares, "post_shares"),
    fix("drop_shares", rows.drop_shares, "share_impossible"),
)


MOST_WAYS = 32
"""How many ways of a fix are tried at most: each asks rules again, and who looks at a finding waits for it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A fix that holds: its code (``fix.CODE`` in the texts), its arguments, and the edit."""

    code: str
    args: tuple[tuple[str, Any], ...]
    edit: Edit


def fixable(finding: Finding) -> bool:
    """Tell whether there is a fix for findings of this kind at all; whether one holds, ``offers`` tells."""
    return any(finding.code in one.findings for one in FIXES)


def offers(present: Checked, finding: Finding) -> tuple[Offer, ...]:
    """Return the fixes of a finding that take it away and bring no error, in their order.

    ``present`` is the check of the programme as it is, which found it. Each is checked before it is offered.
    """
    found = (
        (one.code, _first_that_holds(present, finding, one)) for one in FIXES if finding.code in one.findings
    )
    return tuple(Offer(code, way.args, way.edit) for code, way in found if way is not None)


def mend_all(present: Checked, findings: Iterable[Finding]) -> tuple[Program, int]:
    """Return the programme after the first fix of each finding that still has one then, and how many these were."""
    n = 0
    for one in findings:
        found = offers(present, one) if one in present.findings else ()
        if found:
            present = checked(found[0].edit(present.program), present.today, present)
            n += 1
    return present.program, n


def _first_that_holds(present: Checked, finding: Finding, one: Fix) -> Mend | None:
    """Return the first way of a fix that brings neither error nor warning, else the first that brings no error."""
    second: Mend | None = None
    for way in islice(one.ways(present.program, finding), MOST_WAYS):
        worst = _brings(present, finding, way)
        if worst is None:
            return way
        if worst is not Severity.ERROR and second is None:
            second = way
    return second


def _brings(present: Checked, finding: Finding, way: Mend) -> Severity | None:
    """Return the gravest severity that a way brings, None for at most a note; an error where it mends nothing."""
    after = checked(way.edit(present.program), present.today, present)
    if _alike(after, finding) >= _alike(present, finding):
        return Severity.ERROR
    found = set(_new(present, after))
    return next((one for one in (Severity.ERROR, Severity.WARNING) if one in found), None)


def _alike(held: Checked, finding: Finding) -> int:
    """Count the findings of the same kind at the same place: another figure there is not the end of it."""
    return sum(one.matter == finding.matter for one in held.findings)


def _new(present: Checked, after: Checked) -> Iterator[Severity]:
    """Yield the severities of what comes; what only has another figure than before has come before."""
    kept = set(after.findings)
    before = Counter(one.matter for one in present.findings if one not in kept)
    moved = _places(present) != _places(after)
    for one in brought(present, after):
        place = one.matter
        if moved or not before[place]:
            yield one.severity
        else:
            before[place] -= 1


def _places(held: Checked) -> object:
    return held.program.placements
