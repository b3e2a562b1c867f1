"""All findings of a programme: every rule in turn. The order of ``RULES`` is the order in which they show."""

from __future__ import annotations

from datetime import date

from curriplan.analysis.calendar import term_loads, tracks_of
from curriplan.analysis.rules import calendar, hours, mapping, plan, requisites, structure, survey
from curriplan.analysis.rules.case import Case, Rule
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program

RULES: tuple[Rule, ...] = (
    structure.code_twice,
    structure.above_itself,
    structure.negative_figure,
    calendar.term_twice,
    calendar.class_weeks_negative,
    calendar.term_weeks,
    calendar.weekly_weeks,
    calendar.no_class_weeks,
    calendar.weekly_hours_limit,
    calendar.credits_limit,
    hours.hours_parts,
    hours.contribution_hours,
    hours.credits_rule,
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


def check(program: Program, today: date | None = None) -> tuple[Finding, ...]:
    """Return all findings of a programme; review dates are looked at only where a day is given."""
    loads = {track: term_loads(program, track) for track in tracks_of(program)}
    case = Case(program, loads, today)
    return tuple(finding for rule in RULES for finding in rule(case))
