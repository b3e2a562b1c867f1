"""The programme's own row as the start page offers it: names, codes, students, limits, conventions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from curriplan.domain.defaults import CAPS
from curriplan.domain.edits.terms import set_years, years
from curriplan.domain.history import label
from curriplan.domain.profile import CreditRule
from curriplan.domain.program import PROFILE_ID
from curriplan.domain.scale import Cap, Caps, Kind, Mode
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.inspector.content import Action, Block, Choice, Field, Pairs, Paragraph, Section
from curriplan.gui.inspector.costs import cost_sections
from curriplan.gui.inspector.fields import RowFields, typed_figure
from curriplan.gui.views.home.stated import stated_sections

MOST_YEARS = 8
RULE = (
    "hours_per_credit",
    "week_hours",
    "week_credits",
    "internship_week_hours",
    "internship_week_credits",
    "step",
)


def programme_sections(desk: Desk) -> tuple[Section, ...]:
    """Return what the programme states of itself, with ways to change it; defaults are marked."""
    say = desk.say
    fields = RowFields(desk, "profile", (PROFILE_ID,), "profile")
    about = desk.program.about
    named = (*fields.both("name"), fields.text("code"), fields.text("major_code"), *fields.both("host_major"))
    counted = tuple(fields.number(name, whole=True) for name in ("intake", "students", "groups"))
    limits = (fields.number("max_weekly_hours"), fields.number("max_credits"))
    phases = tuple(block for year in range(len(about.phases)) for block in _phase(desk, fields, year))
    lists = Action(say("lists.open"), partial(desk.goto, "lists"))
    return (
        Section("", (lists,)),
        Section(say("profile.programme"), named),
        Section(say("profile.cohort"), counted),
        Section(say("profile.limits"), limits),
        Section(say("profile.phases"), (_years(desk), *phases)),
        Section(
            say("profile.credit_rule"),
            (
                *(_rule(desk, fields, name) for name in RULE),
                *_default(desk, about.credit_rule == CreditRule()),
            ),
        ),
        *stated_sections(desk, fields),
        Section(
            say("profile.caps"),
            (
                *(_cap(desk, fields, kind, mode) for kind in Kind for mode in Mode),
                *_default(desk, about.caps == CAPS),
            ),
        ),
        *cost_sections(desk),
        Section(say("profile.scale"), (_scale(desk),)),
    )


def _years(desk: Desk) -> Field:
    """Return the field for the number of study years: terms are added behind the last, or go from the end."""

    def store(typed: str) -> str | None:
        value = typed_figure(desk, typed, positive=True)
        if isinstance(value, str) or value != int(value) or value > MOST_YEARS:
            return desk.say("profile.bad_years", text=typed, most=MOST_YEARS)
        begun = len(desk.program.placements)
        if desk.edit(label("term.years", n=int(value)), lambda now: set_years(now, int(value))):
            gone = begun - len(desk.program.placements)
            if gone:
                desk.toasts.tell(Toast(desk.say("term.removed_courses", n=gone), undo=True))
        return None

    return Field(desk.say("profile.years"), str(years(desk.program)), store)


def _default(desk: Desk, usual: bool) -> tuple[Paragraph, ...]:
    return (Paragraph(desk.say("profile.default"), dim=True),) if usual else ()


def _phase(desk: Desk, fields: RowFields, year: int) -> tuple[Block, ...]:
    modes = tuple(Mode)
    held = desk.program.about.phases

    def pick(n: int) -> None:
        fields.set(phases=(*held[:year], modes[n], *held[year + 1 :]))

    name = desk.say("plan.year_only", year=year + 1)
    options = tuple(desk.say(f"mode.short.{one.value}") for one in modes)
    return Paragraph(name, dim=True), Choice(name, options, modes.index(held[year]), pick)


def _rule(desk: Desk, fields: RowFields, name: str) -> Field:
    rule = desk.program.about.credit_rule

    def store(typed: str) -> str | None:
        value = typed_figure(desk, typed, positive=True)
        if isinstance(value, str):
            return value
        fields.set(credit_rule=replace(desk.program.about.credit_rule, **{name: value}))
        return None

    return Field(desk.say(f"profile.rule.{name}"), f"{getattr(rule, name):g}", store)


def _cap(desk: Desk, fields: RowFields, kind: Kind, mode: Mode) -> Field:
    caps, highest = desk.program.about.caps, desk.program.about.scale.highest
    held = caps.reach(kind, mode)
    name = f"{desk.say(f'kind.{kind.value}')}, {desk.say(f'mode.short.{mode.value}')}"

    def store(typed: str) -> str | None:
        value = typed_figure(desk, typed, positive=True)
        if isinstance(value, str) or value != int(value) or value > highest:
            return desk.say("profile.bad_level", text=typed, highest=highest)
        others = tuple(one for one in desk.program.about.caps.entries if (one.kind, one.mode) != (kind, mode))
        fields.set(caps=Caps((*others, Cap(kind, mode, int(value)))))
        return None

    return Field(name, "" if held is None else str(held), store)


def _scale(desk: Desk) -> Pairs:
    scale = desk.program.about.scale
    tell = partial(desk.say, "profile.anchors")
    return Pairs(
        tuple(
            (one.key, tell(knowledge=one.knowledge, capability=one.capability, quality=one.quality))
            for one in scale.levels
        )
    )
