"""What the inspector says of a scenario, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from curriplan.app.differences import Teller
from curriplan.app.scenarios import adopt_scenario, drop_it, rename_scenario
from curriplan.app.session import Session
from curriplan.domain.changes import Change
from curriplan.domain.edits.scenarios import Winner, conflicts, held_by
from curriplan.domain.scenario import Scenario
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.inspector.content import Action, Block, Content, Field, Pairs, Paragraph, Section
from curriplan.gui.scenarios import enter_scenario, leave_scenario

SHOWN = 20


def scenario_content(desk: Desk, scenario: Scenario) -> Content:
    """Return what a scenario is, what it changes, and the ways to work in it, adopt it or drop it."""
    say = desk.say
    return Content(
        desk.name(scenario.name, say("compare.nameless")),
        say("compare.scenario"),
        (
            Section("", (Pairs(tuple(_facts(desk, scenario))), *_ways(desk, scenario))),
            Section(say("compare.clashes"), tuple(_clashes(desk, scenario))),
            Section(say("compare.about"), tuple(_fields(desk, scenario))),
        ),
    )


def _facts(desk: Desk, scenario: Scenario) -> Iterator[tuple[str, str]]:
    yield desk.say("compare.made_from"), desk.say("compare.revision", n=scenario.base)
    if scenario.made_on is not None:
        yield desk.say("compare.made_on"), scenario.made_on.isoformat()
    if scenario.author:
        yield desk.say("compare.made_by"), scenario.author
    if desk.session is not None:
        yield desk.say("compare.rows"), str(len(held_by(desk.session.stored, scenario)))


def _ways(desk: Desk, scenario: Scenario) -> Iterator[Block]:
    session, say = desk.session, desk.say
    if session is None:
        return
    shown = session.scenario
    if shown is not None and shown.id == scenario.id:
        yield Action(say("compare.leave"), partial(leave_scenario, desk), say("compare.inside"), primary=True)
    else:
        yield Action(
            say("compare.enter"),
            partial(enter_scenario, desk, scenario),
            say("compare.enter_about"),
            primary=True,
        )
    clashing = conflicts(session.stored, scenario)
    if not clashing:
        yield Action(say("compare.adopt"), partial(_adopt, desk, scenario, None), say("compare.adopt_about"))
    else:
        yield Paragraph(say("error.scenario.clash", n=len(clashing)))
        yield Action(say("compare.adopt_scenario"), partial(_adopt, desk, scenario, "scenario"))
        yield Action(say("compare.adopt_programme"), partial(_adopt, desk, scenario, "programme"))
    yield Action(say("compare.drop"), partial(_drop, desk, scenario))


def _adopt(desk: Desk, scenario: Scenario, winner: Winner | None) -> None:
    session = desk.session
    if session is None:
        return
    before = session.revision
    desk.told(lambda: adopt_scenario(session, session.stored.scenarios[scenario.id], winner))
    if session.revision > before:
        _tell_end(desk, session, desk.say("compare.adopted", name=scenario.name))


def _drop(desk: Desk, scenario: Scenario) -> None:
    session = desk.session
    if session is None:
        return
    before = session.revision
    desk.told(lambda: drop_it(session, scenario))
    if session.revision > before:
        _tell_end(desk, session, desk.say("compare.dropped", name=scenario.name))


def _tell_end(desk: Desk, session: Session, words: str) -> None:
    """Tell how a scenario ended; within another one undo would take back an edit of that one, so it is not offered."""
    desk.toasts.tell(Toast(words, undo=session.scenario is None))


def _clashes(desk: Desk, scenario: Scenario) -> Iterator[Block]:
    """Show rows that both changed with the values of both."""
    session = desk.session
    if session is None:
        return
    for one in conflicts(session.stored, scenario)[:SHOWN]:
        between = Change(one.change.table, one.change.key, one.present, one.change.after)
        teller = Teller(session.stored, (between, one.change), desk.texts)
        yield Paragraph(f"{desk.say(f'report.table.{between.table}')}: {teller.row(between)}")
        rows = [
            (each.field, desk.say("compare.both", programme=each.before, scenario=each.after))
            for each in teller.differences(between)
        ]
        gone = "scenario" if between.after is None else "programme"
        yield Pairs(tuple(rows)) if rows else Paragraph(desk.say(f"compare.gone_in_{gone}"), dim=True)


def _fields(desk: Desk, scenario: Scenario) -> Iterator[Block]:
    yield Field(desk.say("compare.name"), desk.name(scenario.name), partial(_rename, desk, scenario.id))


def _rename(desk: Desk, ident: str, typed: str) -> str | None:
    session, text = desk.session, typed.strip()
    if session is None or not text:
        return desk.say("compare.needs_name")
    row = session.stored.scenarios[ident]
    name = replace(row.name, zh=text) if desk.texts.lang == "zh" else replace(row.name, en=text)
    desk.told(lambda: rename_scenario(session, row, name))
    return None
