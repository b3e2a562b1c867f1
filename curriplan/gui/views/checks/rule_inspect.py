"""What the inspector says of a rule pack and of a rule: where it comes from, its figures, what it finds now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from curriplan.app.mending import told_changes
from curriplan.app.rule_packs import updates
from curriplan.domain.edits.own_rules import OWN_PACK, remove_rule, switch_rule
from curriplan.domain.edits.rules import as_pack_says, set_own
from curriplan.domain.finding import Severity
from curriplan.domain.history import Label, label
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule, RulePack
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.inspector.content import Action, Block, Choice, Content, Field, Pairs, Paragraph, Section
from curriplan.gui.reading import Unreadable, number
from curriplan.gui.severity import finding_chip, severity_mark
from curriplan.gui.views.checks.rule_rows import RuleRow, limit_text, rule_of, typed_limit

SHOWN = 5


def pack_content(desk: Desk, pack: RulePack) -> Content:
    """Return where a pack comes from, for whom it is meant, and what a newer version of it would change."""
    say = desk.say
    years = f"{pack.valid_from or ''}–{pack.valid_to or ''}"
    facts = (
        ("document", desk.name(pack.document)),
        ("year", "" if pack.year is None else str(pack.year)),
        ("version", pack.version),
        ("valid", years if years != "–" else ""),
        ("source", pack.source),
        ("url", pack.url),
    )
    blocks: tuple[Block, ...] = (
        Pairs(tuple((say(f"rule_view.pack.{name}"), value) for name, value in facts if value)),
    )
    if not pack.verified:
        blocks = (Paragraph(say("rule_view.not_verified_about")), *blocks)
    note = desk.name(pack.note)
    return Content(
        desk.name(pack.name, pack.code),
        say("rule_view.pack_code", code=pack.code),
        (
            Section("", blocks),
            Section("", (Paragraph(note, dim=True),) if note else ()),
            Section(say("rule_view.newer"), _newer(desk, pack)),
        ),
    )


def _newer(desk: Desk, pack: RulePack) -> tuple[Block, ...]:
    """Offer the version that the program brings along, with what it would change, where that is another one."""
    found = next((one for one in updates(desk.program) if one.held.id == pack.id), None)
    if found is None or desk.session is None or desk.session.read_only:
        return ()
    kept = desk.say("rule_view.newer_own", n=len(found.own))
    lines = "\n".join(
        (
            desk.say("rule_view.newer_about", version=found.shipped.version, n=len(found.changes)),
            *told_changes(desk.program, found.changes, desk.texts),
            *((kept,) if found.own else ()),
        )
    )
    words = label("rule_pack.update", pack=pack.code, version=found.shipped.version)
    take = partial(desk.edit, words, lambda _: found.after)
    return (Action(desk.say("rule_view.take"), take, lines),)


def rule_content(desk: Desk, row: RuleRow) -> Content:
    """Return everything about a rule, with what can be changed about it."""
    say, rule = desk.say, row.rule
    facts = (
        ("kind", say(f"rule_kind.{rule.kind.value}")),
        ("scope", say(f"rule_scope.{rule.scope.value}")),
        ("clause", rule.clause),
        ("source", rule.source),
        ("pack_name", desk.name(row.pack.name, row.pack.code)),
    )
    explained = desk.name(rule.explanation)
    about: tuple[Block, ...] = (
        *((Paragraph(explained),) if explained else ()),
        Pairs(tuple((say(f"rule_view.fact.{name}"), value) for name, value in facts if value)),
    )
    writable = desk.session is not None and not desk.session.read_only
    verified = "" if row.pack.verified else say("rule_view.not_verified")
    return Content(
        desk.name(rule.name, rule.code),
        " · ".join(one for one in ("" if rule.pack == OWN_PACK.id else rule.code, verified) if one),
        (
            Section("", about),
            Section(say("rule_view.figures"), _figures(desk, row) if writable else ()),
            Section(say("rule_view.finds", n=row.found), _finds(desk, row)),
        ),
    )


def _figures(desk: Desk, row: RuleRow) -> tuple[Block, ...]:
    say, rule = desk.say, row.rule
    blocks: list[Block] = [
        Choice(
            say("rule_view.asked"),
            (say("rule_view.on"), say("rule_view.off")),
            0 if rule.active else 1,
            lambda n: _edit(
                desk, rule, "rule.on" if n == 0 else "rule.off", partial(switch, rule=rule, active=n == 0)
            ),
        )
    ]
    if rule.least is not None or rule.pack_least is not None:
        blocks.append(_limit(desk, rule, "least"))
    if rule.most is not None or rule.pack_most is not None:
        blocks.append(_limit(desk, rule, "most"))
    kinds = tuple(Severity)
    blocks.append(
        Choice(
            say("rule_view.severity"),
            tuple(severity_mark(desk, one) for one in kinds),
            kinds.index(rule.severity),
            lambda n: _set(desk, rule, severity=kinds[n]),
        )
    )
    if rule.own:
        blocks += _own(desk, rule)
    if row.pack.own:
        gone = partial(remove_rule, pack=rule.pack, rule=rule.id)
        blocks.append(Action(say("rule_view.remove_rule"), lambda: _edit(desk, rule, "rule.remove", gone)))
    return tuple(blocks)


def _own(desk: Desk, rule: Rule) -> tuple[Block, ...]:
    """Show what the pack says, and offer to go back to it."""
    say = desk.say
    said = [
        (say("rule_view.least"), limit_text(rule, rule.pack_least)),
        (say("rule_view.most"), limit_text(rule, rule.pack_most)),
        (say("rule_view.severity"), severity_mark(desk, rule.pack_severity) if rule.pack_severity else ""),
    ]
    back = partial(as_pack_says, pack=rule.pack, rule=rule.id)
    return (
        Paragraph(say("rule_view.own_about"), dim=True),
        Pairs(tuple(one for one in said if one[1])),
        Action(say("rule_view.back"), lambda: _edit(desk, rule, "rule.back", back)),
    )


def _limit(desk: Desk, rule: Rule, name: str) -> Field:
    def store(typed: str) -> str | None:
        try:
            value = number(typed.replace("%", ""))
        except Unreadable as problem:
            return desk.say(f"courses.bad.{problem.code}", **problem.args_by_name)
        _set(desk, rule, **{name: typed_limit(rule, value)})
        return None

    text = limit_text(rule, getattr(rule, name))
    suffix = "%" if text.endswith("%") else ""
    return Field(desk.say(f"rule_view.{name}"), text.removesuffix(" %"), store, suffix)


def store_limit(desk: Desk, rule: Rule, field: str, typed: str) -> bool:
    """Store a limit that was typed in the table; what is no figure is told and nothing changes."""
    complaint = _limit(desk, rule, field).store(typed)
    if complaint:
        desk.toasts.tell(Toast(complaint))
    return not complaint


def _set(desk: Desk, rule: Rule, **fields: object) -> None:
    _edit(desk, rule, "rule.figure", lambda now: set_own(now, rule.pack, rule.id, **fields))


def switch(program: Program, rule: Rule, active: bool) -> Program:
    """Return the programme with a rule asked, or left aside."""
    return switch_rule(program, rule.pack, rule.id, active=active)


def _edit(desk: Desk, rule: Rule, code: str, edit: Callable[[Program], Program]) -> None:
    desk.edit(Label(code, label(code, rule=rule.name.or_code(rule.code)).args), edit)


def _finds(desk: Desk, row: RuleRow) -> tuple[Block, ...]:
    key = (row.rule.pack, row.rule.id)
    found = [one for one in desk.results.findings(desk.today) if rule_of(one) == key]
    if not found:
        return (Paragraph(desk.say("rule_view.nothing" if row.asked else "rule_view.not_asked"), dim=True),)
    more = len(found) - SHOWN
    chips: tuple[Block, ...] = tuple(finding_chip(desk, one) for one in found[:SHOWN])
    return (*chips, Paragraph(desk.say("rule_view.more", n=more), dim=True)) if more > 0 else chips
