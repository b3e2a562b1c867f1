"""Where findings stand: what the place is called, on which page it is mended, and the way there."""

from __future__ import annotations

from collections.abc import Mapping

from curriplan.app.differences import JOINING
from curriplan.domain.finding import Finding, Place
from curriplan.domain.plan import Term
from curriplan.domain.tables import BY_NAME, Key, table
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.lists.kinds import BY_NAME as LISTS
from curriplan.gui.views.checks.rule_rows import rule_of

PAGES: Mapping[str, str] = {
    "profile": "home",
    "courses": "courses",
    "placements": "plan",
    "terms": "plan",
    "requisites": "plan",
    "contributions": "map",
    "statements": "demand",
    "questions": "demand",
    "respondents": "demand",
    "rule_packs": "checks",
    "rules": "checks",
}
"""On which page the rows of a table are mended; lists are their own page."""


def page_of(finding: Finding) -> str:
    """Return the page on which a finding is mended; what a rule says of the whole programme, on the plan."""
    name = finding.where.table
    if name == "profile" and rule_of(finding) is not None:
        return "plan"
    return PAGES.get(name, "lists" if name in LISTS else "checks")


def where_words(desk: Desk, place: Place) -> str:
    """Return what the rows are called that a place leads to; nothing for the programme as a whole."""
    if place.table not in BY_NAME or not place.key or place.table == "profile":
        return ""
    joined = JOINING.get(place.table)
    if joined is None:
        return _called(desk, place.table, place.key)
    refs = {one.field: one.table for one in table(place.table).refs}
    fields = [
        (field, key) for field, key in zip(table(place.table).key, place.key, strict=False) if field in refs
    ]
    return " × ".join(_called(desk, refs[field], (key,)) for field, key in fields)


def _called(desk: Desk, name: str, key: Key) -> str:
    row = table(name).get(desk.program, key)
    if row is None:
        return desk.say("checks.gone")
    if isinstance(row, Term):
        return desk.name(row.name) or desk.say("plan.term", number=row.number)
    held = getattr(row, "name", None) or getattr(row, "text", None)
    code = str(getattr(row, "code", ""))
    return code if held is None else desk.name(held, code)


def lead(desk: Desk, finding: Finding) -> tuple[str, Selection]:
    """Return the page of a finding and what is selected there."""
    place = finding.where
    key = (*place.key, "", "")
    selection = {
        "courses": Selection(course=key[0]),
        "placements": Selection(course=key[0]),
        "requisites": Selection(course=key[0]),
        "terms": Selection(term=key[0]),
        "contributions": Selection(course=key[0], competency=key[1]),
        "statements": Selection(post=key[0], competency=_competency(desk, place)),
        "competencies": Selection(competency=key[0], table=place.table, row=key[0]),
        "posts": Selection(post=key[0], table=place.table, row=key[0]),
    }.get(place.table, Selection(table=place.table, row=key[0]))
    return page_of(finding), selection


def _competency(desk: Desk, place: Place) -> str:
    row = table("statements").get(desk.program, place.key) if len(place.key) == 2 else None
    return "" if row is None else str(row.competency)
