"""What the command search finds in the programme: pages, lists, courses, competencies, posts, scenarios."""

from __future__ import annotations

from functools import partial

from curriplan.analysis.order import courses_in_order, in_order
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.lists.kinds import LISTS
from curriplan.gui.views.registry import VIEWS
from curriplan.gui.widgets.search import Hit


def find_hits(desk: Desk) -> list[Hit]:
    """Return everything of the open programme that can be searched for."""
    say = desk.say
    hits = [
        Hit(
            say(f"page.{view.name}.title"),
            say("search.page"),
            partial(desk.goto, view.name),
            f"Ctrl+{n}" if n <= 9 else "",
        )
        for n, view in enumerate(VIEWS, 1)
    ]
    if desk.session is None:
        return hits
    program = desk.program
    hits += [
        Hit(
            say(f"lists.name.{one.name}"),
            say("search.list"),
            partial(desk.goto, "lists", Selection(table=one.name)),
        )
        for one in LISTS
    ]
    for course in courses_in_order(program):
        pick = Selection(course=course.id)
        hits.append(_hit(desk, course.name.pick(desk.texts.lang), course.code, "course", "courses", pick))
    for competency in in_order(program.competencies):
        pick = Selection(competency=competency.id)
        hits.append(
            _hit(desk, competency.name.pick(desk.texts.lang), competency.code, "competency", "map", pick)
        )
    for post in in_order(program.posts):
        pick = Selection(post=post.id)
        hits.append(_hit(desk, post.name.pick(desk.texts.lang), post.code, "post", "gaps", pick))
    for scenario in desk.session.stored.scenarios.values():
        pick = Selection(table="scenarios", row=scenario.id)
        name = scenario.name.pick(desk.texts.lang) or say("compare.nameless")
        hits.append(_hit(desk, name, "", "scenario", "compare", pick))
    return hits


def _hit(desk: Desk, name: str, code: str, kind: str, page: str, selection: Selection) -> Hit:
    return Hit(name or code, desk.say(f"search.{kind}"), lambda: desk.goto(page, selection), code)
