"""What the inspector says of a term: its weeks, which add up or do not, and its limits; more terms and fewer."""

from __future__ import annotations

from functools import partial

from curriplan.analysis.calendar import TermLoad
from curriplan.analysis.order import terms_in_order
from curriplan.analysis.rules.case import differ
from curriplan.analysis.sums import weeks_of, weeks_together
from curriplan.domain.edits.terms import add_term, remove_last_term
from curriplan.domain.finding import Severity
from curriplan.domain.history import label
from curriplan.gui.desk import Desk, Selection, Toast
from curriplan.gui.inspector.content import Action, Block, Content, Pairs, Paragraph, Section
from curriplan.gui.inspector.fields import RowFields
from curriplan.gui.severity import finding_chip
from curriplan.gui.theme import SEVERITY_SIGNS
from curriplan.gui.views.plan.cards import head

PARTS = ("class_weeks", "block_weeks", "internship_weeks", "exam_weeks", "reserve_weeks", "holiday_weeks")


def term_content(desk: Desk, term: str) -> Content:
    """Return the calendar of a term with ways to change it."""
    say, row = desk.say, desk.program.terms[term]
    load = next(one for one in desk.results.loads() if one.term.id == term)
    fields = RowFields(desk, "terms", (term,), "term")
    about = desk.program.about
    usual = say("term.usual", limit=desk.figure(about.max_weekly_hours)) if about.max_weekly_hours else ""
    weeks = tuple(fields.number(name) for name in ("weeks", "holiday_weeks", "exam_weeks", "reserve_weeks"))
    derived = (
        ("class_weeks", load.class_weeks),
        ("block_weeks", load.whole_weeks),
        ("internship_weeks", load.internship_weeks),
    )
    stated = tuple(fields.number(name, hint=desk.figure(held)) for name, held in derived)
    limits = (fields.number("max_weekly_hours", hint=usual), fields.number("max_credits"))
    return Content(
        desk.name(row.name) or say("plan.term", number=row.number),
        say("plan.year_only", year=row.year),
        (
            Section("", _findings(desk, term)),
            Section(say("term.holds"), (Pairs(_held(desk, load)),)),
            Section(say("term.adds_up"), (Paragraph(_sum(desk, load)),)),
            Section(say("term.calendar"), (*weeks, Paragraph(say("term.identity"), dim=True))),
            Section(say("term.stated"), (*stated, Paragraph(say("term.stated_about"), dim=True))),
            Section(say("term.limits"), limits),
            Section(say("term.names"), fields.both("name")),
            Section(say("term.more"), _more(desk)),
        ),
    )


def _sum(desk: Desk, load: TermLoad) -> str:
    """Say what the weeks of a term add up to, beside what the term has: as stated, else as they follow."""
    say, row = desk.say, weeks_of(load)
    total = weeks_together(row)
    if row.weeks is None or total is None:
        return say("term.sum_unknown")
    held = ((name, getattr(row, name)) for name in PARTS)
    parts = " + ".join(say(f"term.part.{name}", n=desk.figure(weeks)) for name, weeks in held if weeks)
    said = say("term.sum", parts=parts or "0", sum=desk.figure(total))
    if differ(total, row.weeks):
        sign = SEVERITY_SIGNS[Severity.ERROR]
        return f"{sign} {said}, " + say("term.sum_differs", weeks=desk.figure(row.weeks))
    return f"{said} " + say("term.sum_agrees", weeks=desk.figure(row.weeks))


def _more(desk: Desk) -> tuple[Block, ...]:
    last = terms_in_order(desk.program)[-1].number
    return (
        Action(desk.say("term.add"), partial(add_new_term, desk)),
        Action(desk.say("term.remove", number=last), partial(delete_last_term, desk)),
    )


def add_new_term(desk: Desk) -> None:
    """Add a term behind the last one and select it, so that its weeks can follow."""
    fresh = terms_in_order(add_term(desk.program))[-1]
    if desk.edit(label("term.add", number=fresh.number), add_term):
        desk.select(Selection(term=fresh.id))


def delete_last_term(desk: Desk) -> None:
    """Delete the last term; what begins there has no term then, which is told and can be undone."""
    last = terms_in_order(desk.program)[-1]
    begun = sum(one.term == last.id for one in desk.program.placements.values())
    if desk.edit(label("term.remove", number=last.number), remove_last_term):
        told = [desk.say("term.removed", number=last.number)]
        if begun:
            told.append(desk.say("term.removed_courses", n=begun))
        desk.toasts.tell(Toast(" ".join(told), undo=True))


def _findings(desk: Desk, term: str) -> tuple[Block, ...]:
    return tuple(
        finding_chip(desk, one)
        for one in desk.results.findings(desk.today)
        if one.where.table == "terms" and one.where.key == (term,)
    )


def _held(desk: Desk, load: TermLoad) -> tuple[tuple[str, str], ...]:
    say = desk.say
    return (
        (say("term.left"), desk.figure(load.class_weeks)),
        (say("term.whole_weeks"), desk.figure(load.whole_weeks)),
        (say("term.internship"), desk.figure(load.internship_weeks)),
        (say("term.load"), head(desk, load).load),
        (say("term.hours"), desk.figure(load.hours)),
        (say("plan.credits_head"), desk.figure(load.credits)),
    )
