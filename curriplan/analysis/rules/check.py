"""All findings of a programme: every rule in turn. The order of ``RULES`` is the order in which they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from curriplan.analysis.calendar import term_loads, tracks_of
from curriplan.analysis.rules import calendar, hours, mapping, plan, requisites, structure, sums, survey
from curriplan.analysis.rules.case import Case, Loads, Rule
from curriplan.analysis.rules.reading import Reading
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program

RULES: tuple[Rule, ...] = (
    structure.code_twice,
    structure.above_itself,
    structure.negative_figure,
    calendar.term_twice,
    calendar.class_weeks_negative,
    calendar.term_weeks,
    sums.term_sum,
    sums.stated_blocks,
    sums.weeks_sums,
    calendar.weekly_weeks,
    calendar.no_class_weeks,
    calendar.weekly_hours_limit,
    calendar.credits_limit,
    hours.hours_parts,
    hours.contribution_hours,
    hours.credits_rule,
    sums.type_sums,
    sums.total_sums,
    hours.claims_without_hours,
    hours.claims_not_assessed,
    requisites.requisite_circle,
    requisites.order_broken,
    plan.course_unplaced,
    plan.beyond_last_term,
    plan.term_not_allowed,
    plan.weeks_fraction,
    plan.resource_places,
    plan.pool_choose,
    plan.pool_credits,
    mapping.course_without_contribution,
    mapping.competency_untaught,
    mapping.elective_not_guaranteed,
    mapping.contribution_outside_scale,
    mapping.review_passed,
    mapping.post_shares,
    survey.share_impossible,
    survey.answers_outside_scale,
    survey.survey_scale,
    survey.enterprise_weight,
    survey.statement_outside_scale,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a rule found, and the parts of the programme that it read."""

    findings: tuple[Finding, ...]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Checked:
    """All findings of a programme on a day; a later check that is given it asks fewer rules."""

    findings: tuple[Finding, ...]
    program: Program
    today: date | None
    by_rule: Mapping[Rule, _Found]


def check(program: Program, today: date | None = None) -> tuple[Finding, ...]:
    """Return all findings of a programme; review dates are looked at only where a day is given."""
    return checked(program, today).findings


def checked(program: Program, today: date | None = None, previous: Checked | None = None) -> Checked:
    """Check a programme; with ``previous`` only rules are asked that read what is another object now.

    The findings are the same with and without it.
    """
    kept = {} if previous is None or previous.today != today else _kept(program, previous)
    if previous is not None and len(kept) == len(RULES):
        return previous
    measured = Reading(program)
    loads = {track: term_loads(measured.as_program(), track) for track in tracks_of(measured.as_program())}

    def ask(rule: Rule) -> _Found:
        reading = Reading(program)

        def measure() -> Loads:
            reading.parts |= measured.parts
            return loads

        return _Found(tuple(rule(Case(reading.as_program(), measure, today))), frozenset(reading.parts))

    by_rule = {rule: kept.get(rule) or ask(rule) for rule in RULES}
    return Checked(
        tuple(one for found in by_rule.values() for one in found.findings), program, today, by_rule
    )


def brought(before: Checked, after: Checked) -> Iterator[Finding]:
    """Yield what a check finds that an earlier one did not; rules that were not asked again cost nothing."""
    for rule, found in after.by_rule.items():
        held = before.by_rule[rule]
        if found is not held:
            known = set(held.findings)
            yield from (one for one in found.findings if one not in known)


def _kept(program: Program, previous: Checked) -> dict[Rule, _Found]:
    return {
        rule: found
        for rule, found in previous.by_rule.items()
        if all(getattr(program, part) is getattr(previous.program, part) for part in found.parts)
    }
