"""What the inspector says of a term: its weeks, which add up or do not, and its limits."""

from __future__ import annotations

from curriplan.analysis.calendar import TermLoad
from curriplan.gui.desk import Desk
from curriplan.gui.inspector.content import Block, Content, Pairs, Paragraph, Section
from curriplan.gui.inspector.fields import RowFields
from curriplan.gui.severity import finding_chip
from curriplan.gui.views.plan.cards import head


def term_content(desk: Desk, term: str) -> Content:
    """Return the calendar of a term with ways to change it."""
    say, row = desk.say, desk.program.terms[term]
    load = next(one for one in desk.results.loads() if one.term.id == term)
    fields = RowFields(desk, "terms", (term,), "term")
    about = desk.program.about
    usual = say("term.usual", limit=desk.figure(about.max_weekly_hours)) if about.max_weekly_hours else ""
    weeks = tuple(fields.number(name) for name in ("weeks", "holiday_weeks", "exam_weeks", "reserve_weeks"))
    limits = (fields.number("max_weekly_hours", hint=usual), fields.number("max_credits"))
    return Content(
        desk.name(row.name) or say("plan.term", number=row.number),
        say("plan.year_only", year=row.year),
        (
            Section("", _findings(desk, term)),
            Section(say("term.holds"), (Pairs(_held(desk, load)),)),
            Section(say("term.calendar"), (*weeks, Paragraph(say("term.identity"), dim=True))),
            Section(say("term.limits"), limits),
            Section(say("term.names"), fields.both("name")),
        ),
    )


def _findings(desk: Desk, term: str) -> tuple[Block, ...]:
    return tuple(
        finding_chip(desk, one)
        for one in desk.results.findings(desk.today)
        if one.where.table == "terms" and one.where.key == (term,)
    )


def _held(desk: Desk, load: TermLoad) -> tuple[tuple[str, str], ...]:
    say = desk.say
    return (
        (say("term.class_weeks"), desk.figure(load.class_weeks)),
        (say("term.whole_weeks"), desk.figure(load.whole_weeks)),
        (say("term.internship_weeks"), desk.figure(load.internship_weeks)),
        (say("term.load"), head(desk, load).load),
        (say("term.hours"), desk.figure(load.hours)),
        (say("plan.credits_head"), desk.figure(load.credits)),
    )
