"""What the inspector says of a course: what is wrong with it, its sums, what it brings, needs and uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from curriplan.analysis.calendar import credits_by_rule, first_term, hours_by_rule
from curriplan.analysis.notation import spaced_parts
from curriplan.analysis.order import in_order, terms_in_order
from curriplan.domain.course import Course, Delivery
from curriplan.domain.finding import Finding, Severity
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.inspector.content import Block, Choice, Content, Field, Pairs, Paragraph, Section
from curriplan.gui.inspector.fields import RowFields
from curriplan.gui.names import called
from curriplan.gui.severity import finding_chip
from curriplan.gui.sheets.field import as_typed
from curriplan.gui.theme import SEVERITY_SIGNS
from curriplan.gui.views.courses.needs import need_sections
from curriplan.gui.views.courses.would import deletion

TOLERANCE = 1e-6


def course_content(desk: Desk, course: Course, findings: Sequence[Finding]) -> Content:
    """Return everything about a course, with ways to change what the grid has no column for."""
    program, say = desk.program, desk.say
    kind = program.course_types.get(course.type or "")
    about = [
        course.code,
        "" if kind is None else desk.name(kind.name, kind.code),
        say(f"courses.status.{course.status.value}"),
        say("courses.core_course") if course.core else "",
    ]
    other = course.name.en if desk.texts.lang == "zh" else course.name.zh
    subtitle = "\n".join(one for one in (" · ".join(part for part in about if part), other) if one)
    return Content(
        desk.name(course.name, course.code) or say("courses.nameless"),
        subtitle,
        (
            Section(
                say("courses.findings"), tuple(finding_chip(desk, one) for one in _worst_first(findings))
            ),
            Section(say("courses.hours_head"), _hours(desk, course)),
            Section(say("courses.when"), _when(desk, course)),
            Section(say("courses.brings"), _brings(desk, course)),
            *need_sections(desk, course),
            Section(say("courses.uses"), _uses(desk, course)),
            Section(say("courses.from"), _origin(desk, course)),
            deletion(desk, course),
        ),
    )


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    order = list(Severity)
    return sorted(findings, key=lambda one: order.index(one.severity))


def _hours(desk: Desk, course: Course) -> tuple[Block, ...]:
    say, rule, hours = desk.say, desk.program.about.credit_rule, course.hours
    named = ("theory", "on_campus", "off_campus", "extracurricular")
    pairs = [
        (say(f"courses.hours.{name}"), say("courses.h", hours=value))
        for name in named
        if (value := getattr(hours, name)) is not None
    ]
    if hours.total is not None:
        pairs.append((say("courses.hours.total"), say("courses.h", hours=hours.total)))
    given, by_rule = course.credits, credits_by_rule(course, rule)
    if given is not None:
        pairs.append((say("courses.credits"), as_typed(given)))
    elif by_rule is not None:
        pairs.append((say("courses.credits"), say("courses.by_rule", figure=by_rule)))
    blocks: list[Block] = [Pairs(tuple(pairs))] if pairs else [Paragraph(say("courses.no_hours"), dim=True)]
    blocks.extend(_agreement(desk, course))
    return tuple(blocks)


def _agreement(desk: Desk, course: Course) -> Iterable[Block]:
    """Say whether the hours and the notation of the parts agree; silent where either is not known."""
    noted, own = hours_by_rule(course, desk.program.about.credit_rule), course.hours.timetabled
    if noted is None:
        return
    text = spaced_parts(course)
    if own is None:
        yield Paragraph(desk.say("courses.by_notation", parts=text, hours=noted), dim=True)
    elif abs(noted - own) <= TOLERANCE:
        yield Paragraph("✓ " + desk.say("courses.agrees", parts=text, hours=noted), dim=True)
    elif course.delivery is Delivery.WEEKLY:
        yield Paragraph(
            f"{SEVERITY_SIGNS[Severity.ERROR]} "
            + desk.say("courses.disagrees", parts=text, hours=noted, own=own)
        )
    else:
        yield Paragraph(desk.say("courses.by_convention", parts=text, hours=noted, own=own), dim=True)


def _when(desk: Desk, course: Course) -> tuple[Block, ...]:
    program, say = desk.program, desk.say
    first = first_term(program, course.id)
    placement = program.placements.get(course.id)
    where = say("courses.no_term") if first is None else say("courses.in_term", term=first)
    if first is not None and course.span > 1:
        where = say("courses.in_terms", first=first, last=first + course.span - 1)
    if placement is not None and placement.locked:
        where = f"{where} · {say('courses.locked')}"
    shown = (
        (say("courses.term"), where),
        (say("courses.delivery_head"), say(f"courses.delivery.{course.delivery.value}")),
        (say("courses.parts"), spaced_parts(course) or "–"),
        (say("courses.assessment_head"), say(f"courses.assessment.{course.assessment.value}")),
    )
    click = (lambda: desk.goto("plan", Selection(course=course.id))) if first is not None else None
    terms = [
        (one.id, str(one.number), (str(one.number), one.name.zh, one.name.en))
        for one in terms_in_order(program)
    ]
    fields = RowFields(desk, "courses", (course.id,), "courses")
    return (
        Pairs(shown, (click,)),
        fields.several("allowed_terms", terms, say("courses.any_term")),
        fields.several("undesired_terms", terms, say("courses.no_undesired_term")),
    )


def _brings(desk: Desk, course: Course) -> tuple[Block, ...]:
    program, say = desk.program, desk.say
    held = program.contributions.get(course.id, {})
    if not held:
        return (Paragraph(say("courses.brings_nothing"), dim=True),)
    rows, clicks = [], []
    for competency in in_order(program.competencies):
        one = held.get(competency.id)
        if one is None:
            continue
        parts = [program.about.scale.key(one.level), say(f"mode.short.{one.mode.value}")]
        parts.append(say(f"evidence.{one.evidence.value}"))
        if one.hours is not None:
            parts.append(say("courses.h", hours=one.hours))
        rows.append((desk.name(competency.name, competency.code), " · ".join(parts)))
        clicks.append(partial(desk.goto, "map", Selection(course=course.id, competency=competency.id)))
    return (Pairs(tuple(rows), tuple(clicks)),)


def _uses(desk: Desk, course: Course) -> tuple[Block, ...]:
    program, say = desk.program, desk.say
    blocks: list[Block] = []
    if program.resources:
        blocks.append(_rows_field(desk, course, "resources", in_order(program.resources), "–"))
        places = [program.resources[one] for one in sorted(course.resources)]
        known = [(desk.name(one.name, one.code), say("courses.places", n=one.places)) for one in places]
        if known:
            blocks.append(Pairs(tuple(known)))
    if program.tracks:
        blocks.append(
            _rows_field(desk, course, "tracks", in_order(program.tracks), say("courses.all_tracks"))
        )
    blocks += [
        _yes_or_no(desk, course, "counted", say("courses.counted"), say("courses.counted_hint")),
        _yes_or_no(desk, course, "marked", say("courses.marked"), say("courses.marked_hint")),
    ]
    return tuple(blocks)


def _yes_or_no(desk: Desk, course: Course, name: str, title: str, hint: str) -> Choice:
    return Choice(
        title,
        (desk.say("courses.yes"), desk.say("courses.no")),
        0 if getattr(course, name) else 1,
        lambda index: RowFields(desk, "courses", (course.id,), "courses").set(**{name: index == 0}),
        hint,
    )


def _rows_field(desk: Desk, course: Course, name: str, rows: Iterable[Any], hint: str) -> Block:
    names = [(one.id, desk.name(one.name, one.code), called(one.name, one.code)) for one in rows]
    return RowFields(desk, "courses", (course.id,), "courses").several(name, names, hint)


def _origin(desk: Desk, course: Course) -> tuple[Block, ...]:
    """Offer the source, and the note in the window's language."""
    fields, zh = RowFields(desk, "courses", (course.id,), "courses"), desk.texts.lang == "zh"

    def note(text: str) -> None:
        fresh = replace(course.note, zh=text.strip()) if zh else replace(course.note, en=text.strip())
        fields.set(note=fresh)

    return fields.text("source"), Field(
        desk.say("courses.note"), course.note.zh if zh else course.note.en, note
    )
