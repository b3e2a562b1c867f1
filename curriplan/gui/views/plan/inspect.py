"""What the inspector says of a course on the board."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from curriplan.analysis.calendar import course_credits, first_term
from curriplan.analysis.notation import spaced_parts
from curriplan.analysis.order import terms_in_order
from curriplan.app.figures import figure, share
from curriplan.app.impact import new_troubles
from curriplan.app.proposals import aims_of
from curriplan.app.whereabouts import reason_words, slack_words, spot_words
from curriplan.domain.course import Course, RequisiteKind
from curriplan.domain.edits.placements import place
from curriplan.domain.finding import Severity
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.inspector.content import (
    Action,
    Block,
    Choice,
    Content,
    Links,
    Pairs,
    Paragraph,
    Section,
)
from curriplan.gui.severity import finding_chip
from curriplan.gui.views.plan.preview import named
from curriplan.planning.result import Objective

Move = Callable[[list[str], str], object]


def course_content(desk: Desk, course: str, move: Move, lock: Callable[[list[str], bool], object]) -> Content:
    """Return where a course stands, what it needs, what it brings, and where else it could stand."""
    row, say = desk.program.courses[course], desk.say
    kind = desk.program.course_types.get(row.type or "")
    subtitle = " · ".join(
        part
        for part in (
            row.code,
            "" if kind is None else desk.name(kind.name),
            say(f"course_status.{row.status.value}"),
        )
        if part
    )
    sections = (
        Section("", _findings(desk, course)),
        Section(say("plan.where"), _where(desk, row, move, lock)),
        Section(say("plan.needs"), _requisites(desk, course)),
        Section(say("plan.needed_by"), _needed_by(desk, course)),
        Section(say("plan.brings"), _brings(desk, course)),
        Section(say("plan.hours_head"), (Pairs(_hours(desk, row)),)),
        Section(say("plan.elsewhere"), _elsewhere(desk, row)),
    )
    return Content(desk.name(row.name, row.code), subtitle, sections)


def _findings(desk: Desk, course: str) -> tuple[Block, ...]:
    return tuple(
        finding_chip(desk, one)
        for one in desk.results.findings(desk.today)
        if one.severity is not Severity.NOTE and one.where.key[:1] == (course,)
    )


def _where(
    desk: Desk, row: Course, move: Move, lock: Callable[[list[str], bool], object]
) -> tuple[Block, ...]:
    say, program = desk.say, desk.program
    terms = terms_in_order(program)
    begins = first_term(program, row.id)
    chosen = next((n for n, term in enumerate(terms) if term.number == begins), None)
    held = program.placements.get(row.id)
    locked = held is not None and held.locked
    blocks: list[Block] = [
        Choice(
            say("plan.move_to"),
            tuple(str(term.number) for term in terms),
            chosen,
            lambda n: move([row.id], terms[n].id),
            say("plan.move_hint"),
        )
    ]
    if held is not None:
        text = say("plan.unlock") if locked else say("plan.lock")
        blocks.append(Action(text, lambda: lock([row.id], not locked)))
    return tuple(blocks)


def _elsewhere(desk: Desk, row: Course) -> tuple[Block, ...]:
    """Say why it is here, what would break or change in each other term, and how far it could shift."""
    say, present = desk.say, desk.results.checked(desk.today)
    aims = tuple(one for one in aims_of(desk.settings.plan_aims) if one is not Objective.EARLY_GAPS)
    found = desk.results.standing(aims).of(row.id)
    numbers = {term.number: term.id for term in terms_in_order(desk.program)}
    pairs = []
    for spot in found.spots:
        if spot.verdict == "here":
            continue
        troubles = new_troubles(present, partial(place, terms={row.id: numbers[spot.term]}))
        text = spot_words(desk.texts, spot, found.load_in)
        if troubles:
            text, more = named(desk, troubles[0], (row.id, numbers[spot.term])), len(troubles) - 1
            text = say("plan.and_more", text=text, n=more) if more else text
        pairs.append((say("plan.in_term", number=spot.term), text))
    slack = " ".join(slack_words(desk.texts, found))
    return Paragraph(reason_words(desk.texts, found)), Pairs(tuple(pairs)), Paragraph(slack, dim=True)


def _named(desk: Desk, course: str) -> str:
    row = desk.program.courses[course]
    term = first_term(desk.program, course)
    name = desk.name(row.name, row.code)
    return name if term is None else desk.say("plan.name_term", name=name, number=term)


def _link(desk: Desk, course: str) -> tuple[str, Callable[[], object]]:
    return _named(desk, course), lambda: desk.select(Selection(course=course))


def _requisites(desk: Desk, course: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for held in sorted(desk.program.requisites.get(course, {}).values(), key=lambda one: (one.kind, one.id)):
        if held.kind is not RequisiteKind.ALL_OF:
            blocks.append(Paragraph(desk.say(f"requisite.{held.kind.value}"), dim=True))
        blocks.append(Links(tuple(_link(desk, one) for one in sorted(held.courses))))
    return tuple(blocks)


def _needed_by(desk: Desk, course: str) -> tuple[Block, ...]:
    links = [
        _link(desk, other)
        for other, rows in desk.program.requisites.items()
        if any(course in one.courses for one in rows.values())
    ]
    return (Links(tuple(links)),) if links else ()


def _brings(desk: Desk, course: str) -> tuple[Block, ...]:
    program, say = desk.program, desk.say
    pairs, clicks = [], []
    for held in program.contributions.get(course, {}).values():
        node = program.competencies[held.competency]
        text = f"{held.level} · {say(f'mode.{held.mode.value}')} · {say(f'evidence.{held.evidence.value}')}"
        pairs.append((desk.name(node.name, node.code), text))
        clicks.append(
            lambda competency=held.competency: desk.goto(
                "map", Selection(course=course, competency=competency)
            )
        )
    return (Pairs(tuple(pairs), tuple(clicks)),) if pairs else ()


def _hours(desk: Desk, row: Course) -> tuple[tuple[str, str], ...]:
    say, rule = desk.say, desk.program.about.credit_rule
    credits_ = course_credits(row, rule)

    beside = row.hours.extracurricular
    split = " / ".join(map(figure, (row.hours.theory, row.hours.on_campus, row.hours.off_campus)))
    pairs = [
        (say("plan.notation"), spaced_parts(row) or "–"),
        (say("plan.total"), figure(row.hours.total)),
        (say("plan.split"), split),
        *([(say("courses.hours.extracurricular"), figure(beside))] if beside else []),
        (say("plan.credits_head"), figure(credits_)),
    ]
    if row.enterprise_share is not None:
        pairs.append((say("plan.enterprise"), share(row.enterprise_share)))
    return tuple(pairs)
