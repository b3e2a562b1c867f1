"""All findings of a programme: every rule in turn. The order of ``RULES`` is the order in which they show.

Rules in code come first, then the rows of the packs that the programme holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from curriplan.analysis.calendar import term_loads, tracks_of
from curriplan.analysis.rules import calendar, hours, mapping, plan, requisites, structure, sums, survey
from curriplan.analysis.rules.case import Case, Loads, Rule
from curriplan.analysis.rules.language.amounts import Taken, Track, taken_by_track
from curriplan.analysis.rules.language.engine import applies, findings_of, in_force, packs_not_valid
from curriplan.analysis.rules.reading import Reading
from curriplan.domain.finding import Finding, Severity
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule as Row
from curriplan.domain.rule import RuleKind, RulePack

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
    plan.pool_hours,
    plan.pool_rule,
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
    packs_not_valid,
)


Question = Rule | tuple[str, str]
"""A rule in code, or the key of a row."""
Told = Mapping[str, tuple[Severity, str]]
"""Weight and clause that rows give to findings of rules in code, by the findings' codes."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a rule found, the parts of the programme that it read, and for a row itself with its pack."""

    findings: tuple[Finding, ...]
    parts: frozenset[str]
    row: tuple[RulePack, Row] | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """All findings of a programme on a day; a later check that is given it asks fewer rules."""

    findings: tuple[Finding, ...]
    program: Program
    today: date | None
    by_rule: Mapping[Question, _Found]
    told: Told


def check(program: Program, today: date | None = None) -> tuple[Finding, ...]:
    """Return all findings of a programme; review dates are looked at only where a day is given."""
    return checked(program, today).findings


def checked(program: Program, today: date | None = None, previous: Checked | None = None) -> Checked:
    """Check a programme; with ``previous`` only rules are asked that read what is another object now.

    The findings are the same with and without it.
    """
    rows = {(pack.id, row.id): (pack, row) for pack, row in in_force(program)}
    kept = {} if previous is None or previous.today != today else _kept(program, previous, rows)
    if previous is not None and len(kept) == len(RULES) + len(rows) == len(previous.by_rule):
        return previous
    asking = _Asking(program, today)
    by_rule: dict[Question, _Found] = {rule: kept.get(rule) or asking.rule(rule) for rule in RULES}
    by_rule |= {key: kept.get(key) or asking.row(*row) for key, row in rows.items()}
    told = _told(program, rows)
    findings = tuple(_as_told(one, told) for found in by_rule.values() for one in found.findings)
    return Checked(findings, program, today, by_rule, told)


def brought(before: Checked, after: Checked) -> Iterator[Finding]:
    """Yield what a check finds that an earlier one did not; rules that were not asked again cost nothing."""
    for rule, found in after.by_rule.items():
        held = before.by_rule.get(rule)
        if found is not held:
            known = set() if held is None else set(held.findings)
            yield from (_as_told(one, after.told) for one in found.findings if one not in known)


class _Asking:
    """The rules while they are asked of one programme. What several need is measured once."""

    def __init__(self, program: Program, today: date | None) -> None:
        self._program, self._today = program, today
        self._measured = Reading(program)
        seen = self._measured.as_program()
        self._loads = {track: term_loads(seen, track) for track in tracks_of(seen)}
        self._shared = Reading(program)
        self._taken: Mapping[Track, Taken] | None = None

    def rule(self, rule: Rule) -> _Found:
        reading = Reading(self._program)
        return _Found(tuple(rule(self._case(reading))), frozenset(reading.parts))

    def row(self, pack: RulePack, row: Row) -> _Found:
        reading = Reading(self._program)

        def taken() -> Mapping[Track, Taken]:
            if self._taken is None:
                self._taken = taken_by_track(self._shared.as_program())
            reading.parts.update(self._shared.parts)
            return self._taken

        findings = tuple(findings_of(self._case(reading), row, pack, taken))
        return _Found(findings, frozenset(reading.parts), (pack, row))

    def _case(self, reading: Reading) -> Case:
        def measure() -> Loads:
            reading.parts.update(self._measured.parts)
            return self._loads

        return Case(reading.as_program(), measure, self._today)


def _kept(
    program: Program, previous: Checked, rows: Mapping[tuple[str, str], tuple[RulePack, Row]]
) -> dict[Question, _Found]:
    return {
        rule: found
        for rule, found in previous.by_rule.items()
        if all(getattr(program, part) is getattr(previous.program, part) for part in found.parts)
        and (found.row is None or _same(found.row, rows.get((found.row[1].pack, found.row[1].id))))
    }


def _same(held: tuple[RulePack, Row], row: tuple[RulePack, Row] | None) -> bool:
    return row is not None and held[0] is row[0] and held[1] is row[1]


def _told(program: Program, rows: Mapping[tuple[str, str], tuple[RulePack, Row]]) -> Told:
    return {
        row.finding: (row.severity, row.clause or pack.code)
        for pack, row in rows.values()
        if row.kind is RuleKind.CHECK and row.finding and applies(program, row.applies)
    }


def _as_told(one: Finding, told: Told) -> Finding:
    if one.code not in told:
        return one
    severity, clause = told[one.code]
    return replace(one, severity=severity, clause=clause)
