"""What the inspector says of a finding: why it is told, both sides, what mends it, or who accepts it and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from curriplan.analysis.rules.accepted import STALE
from curriplan.analysis.rules.fixes.offers import Offer, fixable
from curriplan.analysis.rules.fixes.stated import CODES as STATED_SUMS
from curriplan.app.mending import fix_words, told_changes
from curriplan.domain.changes import diff
from curriplan.domain.finding import Finding
from curriplan.domain.rule import Rule
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.inspector.content import Action, Block, Content, Field, Links, Pairs, Paragraph, Section
from curriplan.gui.severity import finding_chip, severity_mark
from curriplan.gui.views.checks.places import lead, page_of
from curriplan.gui.views.checks.rows import FindingRow, source_of
from curriplan.gui.views.checks.rule_rows import RULES, rule_of

SIDES: Mapping[str, tuple[str, ...]] = {
    "class_weeks_negative": ("needed", "weeks"),
    "term_weeks_over": ("sum", "weeks", "timetable", "left"),
    "term_weeks_under": ("sum", "weeks", "timetable", "left"),
    "term_sum": ("sum", "weeks"),
    **{code: ("stated", "terms" if code.startswith("weeks_sum") else "courses") for code in STATED_SUMS},
    "weekly_weeks": ("weeks", "class_weeks"),
    "weekly_hours_limit": ("hours", "limit"),
    "credits_limit": ("credits", "limit"),
    "hours_parts": ("parts", "own"),
    "hours_rule": ("rule", "own"),
    "credits_rule": ("rule", "own"),
    "contribution_hours": ("given", "own"),
    "resource_places": ("seated", "places"),
    "pool_choose": ("choose", "n"),
    "pool_credits": ("required", "offered"),
    "pool_hours": ("required", "offered"),
    "pool_rule": ("own", "rule"),
    "contribution_outside_scale": ("level", "highest"),
    "beyond_last_term": ("ends", "last"),
    "post_shares": ("sum", "whole"),
    "share_impossible": ("n", "smallest"),
}
"""Which arguments of a finding do not agree; their names stand below ``side`` in the texts."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What can be done about findings; ``reason`` is what was typed so far."""

    fixes: Callable[[Finding], Sequence[Offer]]
    mend: Callable[[Finding, Offer], object]
    accept: Callable[[], object]
    withdraw: Callable[[], object]
    mend_all: Callable[[], object]
    reason: str
    typed: Callable[[str], None]


def finding_content(desk: Desk, row: FindingRow, hands: Hands) -> Content:
    """Return everything about one finding."""
    finding = row.finding
    if finding is None:
        return Content()
    say, writable = desk.say, _can_edit(desk)
    page, selection = lead(desk, finding)
    way: tuple[Block, ...] = ()
    if page != "checks":
        title = say("checks.open", page=say(f"page.{page}.title"))
        way = (Action(title, partial(desk.goto, page, selection), primary=True),)
    return Content(
        row.where or say("checks.whole"),
        say(
            "checks.subtitle", severity=severity_mark(desk, finding.severity), source=source_of(desk, finding)
        ),
        (
            Section("", (finding_chip(desk, finding), *way)),
            Section(say("checks.sides"), _sides(desk, finding)),
            Section(say("checks.why"), _why(desk, finding)),
            Section(say("checks.fixes"), _fixes(desk, finding, hands) if writable else ()),
            Section(say("checks.acceptance"), _acceptance(desk, row, hands, writable)),
        ),
    )


def several_content(desk: Desk, rows: Sequence[FindingRow], hands: Hands) -> Content:
    """Return what can be done with several findings at once."""
    say = desk.say
    accepted = [row for row in rows if row.acceptance is not None]
    blocks: list[Block] = []
    if _can_edit(desk):
        fixed = sum(row.finding is not None and fixable(row.finding) for row in rows)
        if fixed:
            blocks.append(
                Action(say("checks.fix_several"), hands.mend_all, say("checks.fix_several_about", n=fixed))
            )
        if len(accepted) < len(rows):
            blocks += _reason(desk, hands, len(rows) - len(accepted))
        if accepted:
            blocks.append(Action(say("checks.withdraw_several", n=len(accepted)), hands.withdraw))
    return Content(
        say("checks.several", n=len(rows)),
        say("checks.several_accepted", n=len(accepted)) if accepted else "",
        (Section(say("checks.acceptance"), tuple(blocks)),),
    )


def _can_edit(desk: Desk) -> bool:
    return desk.session is not None and not desk.session.read_only


def _sides(desk: Desk, finding: Finding) -> tuple[Block, ...]:
    args = finding.arguments()
    names = SIDES.get(finding.code, ())
    pairs = tuple((desk.say(f"side.{finding.code}.{name}"), _figure(desk, args[name])) for name in names)
    return (Pairs(pairs),) if pairs else ()


def _figure(desk: Desk, value: Any) -> str:
    return desk.figure(value) if isinstance(value, int | float) else str(value)


def _why(desk: Desk, finding: Finding) -> tuple[Block, ...]:
    ident = rule_of(finding)
    rule = None if ident is None else desk.program.rules.get(ident[0], {}).get(ident[1])
    if rule is not None:
        return _of_rule(desk, rule)
    key = f"explain.{finding.code}"
    return (Paragraph(desk.say(key), dim=True),) if desk.texts.has(key) else ()


def _of_rule(desk: Desk, rule: Rule) -> tuple[Block, ...]:
    """Return why a rule of a pack asks this, its clause and source, and the way to it."""
    say = desk.say
    facts = ((say("rule_view.fact.clause"), rule.clause), (say("rule_view.fact.source"), rule.source))
    way = partial(desk.select, Selection(table=RULES, row=f"{rule.pack}/{rule.id}"))
    explained, known = desk.name(rule.explanation), tuple(one for one in facts if one[1])
    return (
        *((Paragraph(explained, dim=True),) if explained else ()),
        *((Pairs(known),) if known else ()),
        Links(((say("checks.open_rule", rule=desk.name(rule.name, rule.code)), way),)),
    )


def _fixes(desk: Desk, finding: Finding, hands: Hands) -> tuple[Block, ...]:
    """Show each fix with what it would change, before it is made."""
    blocks: list[Block] = []
    for offer in hands.fixes(finding):
        changes = diff(desk.program, offer.edit(desk.program))
        lines = "\n".join((fix_words(offer, desk.texts), *told_changes(desk.program, changes, desk.texts)))
        blocks.append(Action(desk.say("checks.fix"), partial(hands.mend, finding, offer), lines))
    if not blocks and page_of(finding) != "checks":
        key = "checks.no_fix" if fixable(finding) else "checks.by_hand"
        return (Paragraph(desk.say(key), dim=True),)
    return tuple(blocks)


def _acceptance(desk: Desk, row: FindingRow, hands: Hands, writable: bool) -> tuple[Block, ...]:
    say, held = desk.say, row.acceptance
    if row.finding is not None and row.finding.code == STALE:
        return (Action(say("checks.withdraw"), hands.withdraw),) if writable else ()
    if held is None:
        return _reason(desk, hands, 1) if writable else ()
    facts = Pairs(
        (
            (say("checks.reason"), held.reason or "–"),
            (say("checks.by"), held.author or "–"),
            (say("checks.on"), "–" if held.made_on is None else held.made_on.isoformat()),
        )
    )
    return (facts, Action(say("checks.withdraw"), hands.withdraw)) if writable else (facts,)


def _reason(desk: Desk, hands: Hands, n: int) -> tuple[Block, ...]:
    def typed(text: str) -> None:
        hands.typed(text)

    return (
        Field(desk.say("checks.reason"), hands.reason, typed, hint=desk.say("checks.reason_hint")),
        Action(desk.say("checks.accept", n=n), hands.accept),
        Paragraph(desk.say("checks.accept_about"), dim=True),
    )
