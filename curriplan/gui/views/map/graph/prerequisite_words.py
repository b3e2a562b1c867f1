"""What is said of prerequisites: the page's sentence, and what the inspector explains and mends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from curriplan.analysis.metrics.curriculum import METRICS
from curriplan.analysis.metrics.extraneous import Extraneous
from curriplan.analysis.prerequisites import Prerequisites, Step
from curriplan.app.figures import figure
from curriplan.domain.course import RequisiteKind
from curriplan.domain.edits.requisites import forget_course, forget_requisite
from curriplan.domain.history import label
from curriplan.gui.desk import Desk, Selection, Toast
from curriplan.gui.inspector.content import Action, Block, Content, Links, Pairs, Paragraph, Section
from curriplan.gui.views.map.graph.prerequisite_drawing import (
    BROKEN,
    CIRCLE,
    KIND_SIGNS,
    NEEDLESS,
)

ARROW = " → "


def prerequisite_headline(desk: Desk) -> tuple[str, str]:
    """Say how long the longest chain is, and what is wrong."""
    held, say = desk.results.prerequisites(), desk.say
    if held.circles:
        return say("graph.circles", n=len(held.circles)), _chain(desk, (*held.circles[0], held.circles[0][0]))
    chain = held.longest.chain
    if not chain:
        return say("graph.no_chain"), ""
    first, last = _name(desk, chain[0]), _name(desk, chain[-1])
    more = say("graph.needless", n=len(held.extraneous)) if held.extraneous else ""
    return say("graph.chain", n=len(chain), first=first, last=last), more


def prerequisite_content(desk: Desk, selection: Selection) -> Content:
    """Explain a course among its prerequisites; without one, what is needless or goes round in all of them."""
    held = desk.results.prerequisites()
    if selection.course in desk.program.courses:
        return _course(desk, held, selection.course)
    return Content(
        desk.say("graph.show.prerequisites"),
        desk.say("graph.about_prerequisites"),
        (
            _longest(desk, held.longest.chain),
            *(_circle(desk, one) for one in held.circles),
            *(_needless(desk, one) for one in held.extraneous),
            Section(desk.say("graph.signs"), tuple(Paragraph(one) for one in _signs(desk))),
        ),
    )


def _longest(desk: Desk, chain: tuple[str, ...]) -> Section:
    links = tuple((_name(desk, one), partial(desk.select, selection_at(one))) for one in chain)
    return Section(desk.say("graph.tool.longest"), (Links(links),) if links else ())


def _signs(desk: Desk) -> Iterator[str]:
    for kind in RequisiteKind:
        yield f"{KIND_SIGNS[kind] or '→'}  {desk.say(f'requisite.{kind.value}')}"
    for sign, word in ((BROKEN, "broken"), (CIRCLE, "circle"), (NEEDLESS, "needless")):
        yield f"{sign}  {desk.say(f'graph.sign.{word}')}"


def _course(desk: Desk, held: Prerequisites, key: str) -> Content:
    row, say = desk.program.courses[key], desk.say
    figures = () if held.metrics is None else tuple(_figures(desk, held.metrics.courses[key]))
    needs = [(one.named, one) for one in held.steps if one.course == key]
    needed = [(one.course, one) for one in held.steps if one.named == key]
    return Content(
        desk.name(row.name, row.code),
        row.code,
        (
            Section(say("graph.figures"), (Pairs(figures),) if figures else ()),
            Section(say("graph.needs_before"), _steps(desk, needs)),
            Section(say("graph.needed_by"), _steps(desk, needed)),
            *(_needless(desk, one) for one in held.extraneous if one.course == key),
            Section("", (Action(say("graph.open_course"), lambda: desk.goto("courses", selection_at(key))),)),
        ),
    )


def selection_at(course: str) -> Selection:
    """Return the selection of a course."""
    return Selection(course=course)


def _figures(desk: Desk, values: object) -> Iterator[tuple[str, str]]:
    for metric in METRICS:
        yield desk.say(f"graph.metric.{metric.id}"), figure(values[metric.id])  # type: ignore[index]


def _steps(desk: Desk, steps: list[tuple[str, Step]]) -> tuple[Block, ...]:
    if not steps:
        return ()
    rows = tuple((_name(desk, other), desk.say(f"requisite.{step.kind.value}")) for other, step in steps)
    clicks: tuple[Callable[[], object] | None, ...] = tuple(
        partial(desk.select, selection_at(other)) for other, _ in steps
    )
    return (Pairs(rows, clicks),)


def _circle(desk: Desk, courses: tuple[str, ...]) -> Section:
    return Section(
        desk.say("graph.circle"),
        (
            Paragraph(_chain(desk, (*courses, courses[0]))),
            Action(desk.say("graph.show_course"), partial(desk.select, selection_at(courses[0]))),
        ),
    )


def _needless(desk: Desk, one: Extraneous) -> Section:
    sentence = desk.say(
        "graph.needless_why",
        course=_name(desk, one.course),
        named=_name(desk, one.named),
        way=_chain(desk, one.way),
    )
    return Section(
        desk.say("graph.needless_one"),
        (Paragraph(sentence), Action(desk.say("graph.needless_fix"), lambda: take_out(desk, one))),
    )


def take_out(desk: Desk, one: Extraneous) -> None:
    """Take an extraneous requisite out, as one edit; of alternatives all of them."""
    program = desk.program
    held = program.requisites.get(one.course, {}).get(one.requisite)
    if held is None:
        return
    named = program.courses[one.named].name
    words = label("requisite.take_out", course=program.courses[one.course].name, other=named)
    if held.kind is RequisiteKind.ANY_OF:
        done = desk.edit(words, lambda now: forget_requisite(now, one.course, one.requisite))
    else:
        done = desk.edit(words, lambda now: forget_course(now, one.course, one.requisite, one.named))
    if done:
        desk.toasts.tell(Toast(desk.say("graph.taken_out"), undo=True))
        desk.look_again()


def _chain(desk: Desk, courses: tuple[str, ...]) -> str:
    return ARROW.join(_name(desk, one) for one in courses)


def _name(desk: Desk, course: str) -> str:
    row = desk.program.courses[course]
    return desk.name(row.name, row.code)
