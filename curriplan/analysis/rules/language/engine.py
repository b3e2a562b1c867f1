"""A rule row asked: what it finds in a programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from curriplan.analysis.calendar import TermLoad, term_loads, tracks_of
from curriplan.analysis.order import in_order
from curriplan.analysis.rules.case import Case, at
from curriplan.analysis.rules.language import completeness, limits, maps, orders
from curriplan.analysis.rules.language.amounts import Students, Taken, Track, taken_by_track
from curriplan.analysis.rules.language.asked import Asked
from curriplan.domain.finding import Finding, note, warning
from curriplan.domain.program import Program
from curriplan.domain.rule import Condition, Rule, RuleKind, RulePack
from curriplan.domain.rule_problems import rule_problems

KINDS: Mapping[RuleKind, Callable[[Asked], Iterator[Finding]]] = {
    RuleKind.BOUND: limits.bounds,
    RuleKind.RATIO: limits.bounds,
    RuleKind.EACH: limits.each,
    RuleKind.ORDER: orders.order,
    RuleKind.TESTS: orders.tests,
    RuleKind.COVERAGE: maps.coverage,
    RuleKind.PROGRESSION: maps.progression,
    RuleKind.COMPLETE: completeness.complete,
}
"""What asks the rules of a kind; those of the kind ``check`` find nothing themselves."""


def students_of(case: Case, taken: Mapping[Track, Taken]) -> Mapping[Track, Students]:
    """Return the students of every track for one rule."""
    return {track: Students(case.program, one, partial(_loads, case, track)) for track, one in taken.items()}


def _loads(case: Case, track: Track) -> tuple[TermLoad, ...]:
    return case.loads[track]


def findings_of(
    case: Case, rule: Rule, pack: RulePack, taken: Callable[[], Mapping[Track, Taken]] | None = None
) -> Iterator[Finding]:
    """Yield what a rule finds; at most one note says that it cannot be judged, and why.

    ``taken`` gives what students take, where that was found for other rules already.
    """
    if rule_problems(rule):
        where = at("rules", rule.pack, rule.id)
        yield warning("rule_broken", where, rule=rule.name.or_code(rule.code))
        return
    if rule.kind is RuleKind.CHECK or not applies(case.program, rule.applies):
        return
    held = taken or (lambda: taken_by_track(case.program))
    asked = Asked(rule, pack, case.program, lambda: students_of(case, held()))
    yield from KINDS[rule.kind](asked)
    yield from asked.missing()


def preview(program: Program, rule: Rule, pack: RulePack) -> tuple[Finding, ...]:
    """Return what a rule would find in a programme, whether the programme holds it or not."""
    loads = {track: term_loads(program, track) for track in tracks_of(program)}
    return tuple(findings_of(Case(program, lambda: loads, None), rule, pack))


def applies(program: Program, condition: Condition) -> bool:
    """Tell whether a rule is meant for a programme; what the programme does not state excludes nothing but words."""
    about = program.about
    host = f"{about.host_major.zh} {about.host_major.en}".casefold()
    years = len({term.year for term in program.terms.values()})
    return (
        (not condition.host_major or any(word.casefold() in host for word in condition.host_major))
        and (not condition.years or years in condition.years)
        and condition.quarter_system in {None, about.quarter_system}
        and _within(about.intake, condition.intake_from, condition.intake_to)
    )


def in_force(program: Program) -> Iterator[tuple[RulePack, Rule]]:
    """Yield the rules that are asked, in the order in which they show: of packs that are active and valid."""
    for pack in in_order(program.rule_packs):
        if pack.active and is_valid(program, pack):
            rows = in_order(program.rules.get(pack.id, {}))
            yield from ((pack, rule) for rule in rows if rule.active)


def is_valid(program: Program, pack: RulePack) -> bool:
    """Tell whether a pack is meant for the intake of a programme; one without a year is of every intake."""
    return _within(program.about.intake, pack.valid_from, pack.valid_to)


def _within(year: int | None, first: int | None, last: int | None) -> bool:
    return year is None or (first or year) <= year <= (last or year)


def packs_not_valid(case: Case) -> Iterator[Finding]:
    """Rule packs are meant for the intake of the programme; the rules of others are not asked, and that is told."""
    for pack in in_order(case.program.rule_packs):
        intake = case.program.about.intake
        if not pack.active or intake is None or is_valid(case.program, pack):
            continue
        where, name = at("rule_packs", pack.id), pack.name.or_code(pack.code)
        if pack.valid_from is not None and intake < pack.valid_from:
            yield note("rule_pack_later", where, pack=name, intake=str(intake), first=str(pack.valid_from))
        else:
            yield note("rule_pack_ended", where, pack=name, intake=str(intake), last=str(pack.valid_to))
