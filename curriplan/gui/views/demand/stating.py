"""Stating a demand by hand, changing it, taking it back."""

from __future__ import annotations

from functools import partial

from curriplan.analysis.demand.requirement import Requirement
from curriplan.analysis.order import in_order
from curriplan.domain.competency import Competency
from curriplan.domain.edits.fresh import add_row
from curriplan.domain.edits.statements import change_statement, state, withdraw
from curriplan.domain.history import label
from curriplan.domain.ids import new_id
from curriplan.domain.post import Statement, StatementSource
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.inspector.content import Action, Block, Choice, Field, Paragraph
from curriplan.gui.lists.kinds import COMPETENCIES, named
from curriplan.gui.names import UnknownName, called, choice, plain
from curriplan.gui.sheets.makers import each

SOURCES = tuple(StatementSource)


# -- a new one ---------------------------------------------------------------------------------------


def state_demand(desk: Desk, post: str, competency: str, level: int | None = None) -> None:
    """State that a post demands a competency, and select it, so that level and reason can follow."""
    program = desk.program
    fresh = Statement(new_id(), post, competency, level, stated_on=desk.today)
    words = label(
        "statement.add", post=named(program.posts[post]), competency=named(program.competencies[competency])
    )
    if desk.edit(words, lambda now: state(now, fresh)):
        desk.select(Selection(post=post, competency=competency))


def state_by_name(desk: Desk, post: str, text: str) -> str | None:
    """State a demand for what is typed; return a sentence where nothing is called so."""
    if not text.strip():
        return None
    names = [(one.id, (*called(one.name, one.code), option(desk, one))) for one in _competencies(desk)]
    try:
        competency = choice(text, names)
    except UnknownName:
        return desk.say("demand.no_such_competency", text=text.strip())
    held = desk.program.statements.get(post, {}).values()
    if any(one.competency == competency for one in held):
        desk.select(Selection(post=post, competency=competency))
    else:
        state_demand(desk, post, competency)
    return None


def options(desk: Desk) -> tuple[str, ...]:
    """Return everything that can be demanded, as it is offered while typing."""
    return tuple(option(desk, one) for one in _competencies(desk))


def option(desk: Desk, one: Competency) -> str:
    """Return how a competency is offered."""
    return f"{one.code} {desk.name(one.name)}".strip()


def _competencies(desk: Desk) -> list[Competency]:
    return in_order(desk.program.competencies)


def post_adder(desk: Desk, post: str) -> Field:
    """Return the line into which the competency is typed that a post demands."""
    return Field(
        desk.say("demand.competency"),
        "",
        lambda text: state_by_name(desk, post, text),
        hint=desk.say("demand.competency_hint"),
        options=options(desk),
    )


def new_competency(desk: Desk, post: str) -> Field:
    """Return the line into which the name of a competency is typed that is not there yet."""
    return Field(
        desk.say("demand.new_competency"),
        "",
        lambda text: demand_new(desk, post, text),
        hint=desk.say("demand.new_competency_hint"),
    )


def demand_new(desk: Desk, post: str, text: str) -> str | None:
    """Add a competency of a name and state that a post demands it, as one edit; one that is there is only stated."""
    typed = text.strip()
    if not typed:
        return None
    names = {plain(name).casefold() for one in _competencies(desk) for name in (one.name.zh, one.name.en)}
    if plain(typed).casefold() in names:
        return state_by_name(desk, post, typed)
    key, fresh = new_id(), Text(typed, "") if desk.texts.lang == "zh" else Text("", typed)
    said = Statement(new_id(), post, key, stated_on=desk.today)

    def edit(now: Program) -> Program:
        grown = add_row(now, COMPETENCIES.name, key, name=fresh)
        return state(grown, said)

    words = label("statement.add_new", post=named(desk.program.posts[post]), competency=fresh)
    if desk.edit(words, edit):
        desk.select(Selection(post=post, competency=key))
    return None


# -- those there are ---------------------------------------------------------------------------------


def statement_blocks(desk: Desk, post: str, competency: str, need: Requirement | None) -> tuple[Block, ...]:
    """Return what was stated about a cell, each with ways to change it, and the way to state more."""
    held = desk.program.statements.get(post, {}).values()
    said = sorted((one for one in held if one.competency == competency), key=lambda one: one.id)
    blocks: list[Block] = []
    for one in said:
        blocks.extend(_statement(desk, one))
    if said and need is not None and need.importance is None:
        blocks.append(Paragraph(desk.say("demand.no_importance"), dim=True))
    level = None if need is None else need.level
    blocks.append(
        Action(
            desk.say("demand.state_more" if said else "demand.state"),
            partial(state_demand, desk, post, competency, level),
            "" if said else desk.say("demand.state_about"),
        )
    )
    return tuple(blocks)


def _statement(desk: Desk, one: Statement) -> tuple[Block, ...]:
    say, scale = desk.say, desk.program.about.scale
    node = desk.program.competencies[one.competency]
    words = tuple(say(f"source.{source.value}") for source in SOURCES)
    on_scale = one.level is not None and 1 <= one.level <= scale.highest
    anchor = desk.name(scale.levels[one.level - 1].anchor(node.kind)) if on_scale and one.level else ""
    return (
        Choice(
            say("demand.column.level"),
            ("?", *(level.key for level in scale.levels)),
            (one.level or 0) if one.level is None or on_scale else None,
            lambda index: _change(desk, one, level=index or None),
            anchor or say("demand.level_unknown"),
        ),
        Field(
            say("demand.column.importance"),
            "" if one.importance is None else f"{one.importance:g}",
            lambda text: _importance(desk, one, text),
            hint=say("demand.importance_hint"),
        ),
        Choice(
            say("demand.stated_by"),
            words,
            SOURCES.index(one.source),
            lambda index: _change(desk, one, source=SOURCES[index]),
        ),
        Field(say("demand.reason"), desk.name(one.reason), lambda text: _reason(desk, one, text)),
        Choice(
            say("demand.beside"),
            (say("demand.higher_holds"), say("demand.replaces")),
            int(one.prevails),
            lambda index: _change(desk, one, prevails=bool(index)),
            say("demand.beside_hint"),
        ),
        Field(
            say("demand.contexts"),
            ", ".join(sorted(one.contexts)),
            lambda text: _change(desk, one, contexts=frozenset(plain(part) for part in each(text))),
            hint=say("demand.any_context"),
        ),
        Action(say("demand.withdraw"), partial(_withdraw, desk, one)),
    )


def _change(desk: Desk, one: Statement, **fields: object) -> None:
    program = desk.program
    words = label(
        "statement.change",
        post=named(program.posts[one.post]),
        competency=named(program.competencies[one.competency]),
    )
    desk.edit(words, lambda now: change_statement(now, one.post, one.id, **fields))


def _withdraw(desk: Desk, one: Statement) -> None:
    program = desk.program
    words = label(
        "statement.withdraw",
        post=named(program.posts[one.post]),
        competency=named(program.competencies[one.competency]),
    )
    desk.edit(words, lambda now: withdraw(now, one.post, one.id))


def _importance(desk: Desk, one: Statement, text: str) -> str | None:
    typed = plain(text).replace(",", ".")
    try:
        value = float(typed) if typed else None
    except ValueError:
        return desk.say("demand.importance_bad", text=text)
    if value is not None and not 0 <= value <= 1:
        return desk.say("demand.importance_bad", text=text)
    _change(desk, one, importance=value)
    return None


def _reason(desk: Desk, one: Statement, text: str) -> None:
    """Store the reason in the window's language; a shown reason of the other language stays there."""
    lang, now = desk.texts.lang, one.reason
    typed = text.strip()
    fresh = Text(typed, now.en) if lang == "zh" else Text(now.zh, typed)
    _change(desk, one, reason=fresh)
