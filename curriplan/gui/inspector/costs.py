"""The cost table of the programme as fields: what a level and an assessment cost, by kind and mode."""

from __future__ import annotations

from collections.abc import Callable

from curriplan.domain.edits.costs import name_costs, set_cost, set_weekly_step, usual_costs
from curriplan.domain.history import label
from curriplan.domain.profile import USUAL_COSTS, Cost
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode
from curriplan.gui.desk import Desk
from curriplan.gui.inspector.content import Action, Block, Field, Paragraph, Section
from curriplan.gui.inspector.fields import typed_figure

Edit = Callable[[Program], Program]


def cost_sections(desk: Desk) -> tuple[Section, ...]:
    """Return the cost table with ways to change it; defaults are marked."""
    say = desk.say
    pairs = [(kind, mode) for kind in Kind for mode in Mode]
    return (
        Section(say("costs.title"), (*_about(desk), _version(desk), _weekly_step(desk))),
        Section(say("costs.per_level"), tuple(_per_level(desk, *pair) for pair in pairs)),
        Section(say("costs.assessment"), tuple(_assessment(desk, *pair) for pair in pairs)),
    )


def _about(desk: Desk) -> tuple[Block, ...]:
    if desk.program.about.costs == USUAL_COSTS:
        return (Paragraph(desk.say("profile.default"), dim=True),)
    return (Action(desk.say("costs.usual"), lambda: _change(desk, usual_costs)),)


def _version(desk: Desk) -> Field:
    def store(typed: str) -> str | None:
        if not typed.strip():
            return desk.say("costs.nameless")
        _change(desk, lambda now: name_costs(now, typed.strip()))
        return None

    return Field(desk.say("costs.version"), desk.program.about.costs.version, store)


def _weekly_step(desk: Desk) -> Field:
    def store(typed: str) -> str | None:
        value = typed_figure(desk, typed, positive=True)
        if isinstance(value, str):
            return value
        _change(desk, lambda now: set_weekly_step(now, value))
        return None

    return Field(desk.say("costs.weekly_step"), f"{desk.program.about.costs.weekly_step:g}", store)


def _per_level(desk: Desk, kind: Kind, mode: Mode) -> Field:
    def store(typed: str) -> str | None:
        value = typed_figure(desk, typed, positive=True)
        if isinstance(value, str):
            return value
        _change(desk, lambda now: set_cost(now, kind, mode, per_level=value))
        return None

    held = _held(desk, kind, mode)
    text = "" if held is None else f"{held.per_level:g}"
    return Field(_name(desk, "costs.level_of", kind, mode), text, store)


def _assessment(desk: Desk, kind: Kind, mode: Mode) -> Field:
    def store(typed: str) -> str | None:
        if _held(desk, kind, mode) is None:
            return desk.say("costs.level_first")
        value = typed_figure(desk, typed)
        if isinstance(value, str):
            return value
        _change(desk, lambda now: set_cost(now, kind, mode, assessment=value))
        return None

    held = _held(desk, kind, mode)
    text = "" if held is None else f"{held.assessment:g}"
    return Field(_name(desk, "costs.assessment_of", kind, mode), text, store)


def _held(desk: Desk, kind: Kind, mode: Mode) -> Cost | None:
    return desk.program.about.costs.of(kind, mode)


def _name(desk: Desk, key: str, kind: Kind, mode: Mode) -> str:
    return desk.say(key, kind=desk.say(f"kind.{kind.value}"), mode=desk.say(f"mode.short.{mode.value}"))


def _change(desk: Desk, edit: Edit) -> None:
    desk.edit(label("costs.change"), edit)
