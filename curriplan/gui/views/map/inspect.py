"""What the inspector says of a cell of the map, and of a competency."""

from __future__ import annotations

from collections.abc import Callable

from curriplan.analysis.gap.result import CourseLevel, GapReport, GapRow
from curriplan.analysis.order import in_order
from curriplan.domain.competency import AbilityType
from curriplan.domain.course import Contribution, Course, Evidence
from curriplan.domain.edits.contributions import change_contribution, set_levels
from curriplan.domain.edits.removal import remove as remove_rows
from curriplan.domain.history import label
from curriplan.domain.scale import Kind, Mode
from curriplan.gui.desk import Desk, Selection, Toast
from curriplan.gui.inspector.content import Action, Block, Choice, Content, Field, Pairs, Paragraph, Section
from curriplan.gui.inspector.fields import RowFields
from curriplan.gui.levels import level_key
from curriplan.gui.terms import terms_of
from curriplan.gui.views.map.would import other_levels
from curriplan.gui.why import copy_why


def set_level(desk: Desk, course: str, competency: str, level: int) -> None:
    """Set the level of one cell, as an edit of its own."""
    program = desk.program
    taught, node = program.courses[course], program.competencies[competency]
    words = label(
        "contribution.level",
        course=taught.name.or_code(taught.code),
        competency=node.name.or_code(node.code),
        level=level_key(desk, level),
    )
    desk.edit(words, lambda now: set_levels(now, [(course, competency, level)]))


def cell_content(desk: Desk, course: str, competency: str) -> Content:
    """Return level, mode, evidence and hours of a cell with ways to change them, and what depends on it."""
    program, say = desk.program, desk.say
    row, node = program.courses[course], program.competencies[competency]
    held = program.contributions.get(course, {}).get(competency)
    title = f"{desk.name(row.name, row.code)} × {desk.name(node.name, node.code)}"
    subtitle = say("map.none_yet") if held is None else say(f"kind.{node.kind.value}")
    sections = [Section(say("map.level"), (_levels(desk, course, competency, held),))]
    if held is not None:
        sections.append(Section(say("map.how"), _how(desk, row, held)))
    sections.append(Section(say("impact.level.title"), other_levels(desk, course, competency)))
    sections.extend(_around(desk, competency, course))
    return Content(title, subtitle, tuple(sections))


def competency_content(desk: Desk, competency: str) -> Content:
    """Return what a competency is, who requires it and who teaches it."""
    program, say = desk.program, desk.say
    node = program.competencies[competency]
    facts = [
        (say("map.kind"), say(f"kind.{node.kind.value}")),
        (say("map.ability"), say(f"ability.{node.ability.value}")),
    ]
    frames = [program.modules[one] for one in sorted(node.frames)]
    facts.extend(
        (desk.name(program.frameworks[one.framework].name, "?"), desk.name(one.name, one.code))
        for one in frames
    )
    if node.review_by is not None:
        facts.append((say("map.review_by"), node.review_by.isoformat()))
    if node.source:
        facts.append((say("map.source"), node.source))
    about: list[Block] = [Paragraph(desk.name(node.description), dim=True)] if node.description else []
    sections = [
        Section("", (*about, Pairs(tuple(facts)))),
        *_around(desk, competency, ""),
        Section(say("competency.edit"), _competency_fields(desk, competency)),
    ]
    return Content(desk.name(node.name, node.code), node.code, tuple(sections))


def _competency_fields(desk: Desk, competency: str) -> tuple[Block, ...]:
    say = desk.say
    fields = RowFields(desk, "competencies", (competency,), "competency")
    modules = [(one.id, desk.name(one.name, one.code)) for one in in_order(desk.program.modules)]
    node = desk.program.competencies[competency]
    name = node.name.or_code(node.code)

    def remove() -> None:
        words = label("competency.remove", name=name)
        if desk.edit(words, lambda now: remove_rows(now, "competencies", [competency])):
            desk.toasts.tell(Toast(desk.say("competency.removed", name=name), undo=True))

    return (
        fields.text("code"),
        *fields.both("name"),
        fields.choice("kind", tuple(Kind), lambda one: say(f"kind.{one.value}")),
        fields.choice("ability", tuple(AbilityType), lambda one: say(f"ability.{one.value}")),
        fields.reference("module", modules),
        fields.day("review_by"),
        Action(say("competency.delete"), remove),
    )


def _levels(desk: Desk, course: str, competency: str, held: Contribution | None) -> Choice:
    scale = desk.program.about.scale
    node = desk.program.competencies[competency]
    level = 0 if held is None else held.level
    hint = desk.say("map.pick_level")
    if 1 <= level <= scale.highest:
        hint = f"{scale.key(level)}: {desk.name(scale.levels[level - 1].anchor(node.kind))}"
    return Choice(
        desk.say("map.level"),
        ("0", *(one.key for one in scale.levels)),
        level,
        lambda index: set_level(desk, course, competency, index),
        hint,
    )


def _how(desk: Desk, course: Course, held: Contribution) -> tuple[Block, ...]:
    say = desk.say
    modes, kinds = list(Mode), list(Evidence)
    node = desk.program.competencies[held.competency]
    cap = desk.program.about.caps.reach(node.kind, held.mode)
    mode = say(f"mode.{held.mode.value}")
    hint = "" if cap is None else say("map.cap", mode=mode, level=level_key(desk, cap))
    if cap is not None and held.level > cap:
        level, most = level_key(desk, held.level), level_key(desk, cap)
        hint = say("map.capped", level=level, cap=most, mode=mode)

    def change(**fields: object) -> None:
        words = label(
            "contribution.change",
            course=course.name.or_code(course.code),
            competency=node.name.or_code(node.code),
        )
        desk.edit(words, lambda now: change_contribution(now, held.course, held.competency, **fields))

    return (
        Choice(
            say("map.mode"),
            tuple(say(f"mode.short.{one.value}") for one in modes),
            modes.index(held.mode),
            lambda index: change(mode=modes[index]),
            hint,
        ),
        Choice(
            say("map.evidence"),
            tuple(say(f"evidence.{one.value}") for one in kinds),
            kinds.index(held.evidence),
            lambda index: change(evidence=kinds[index]),
            say(f"evidence.about.{held.evidence.value}"),
        ),
        _hours(desk, course, held, lambda number: change(hours=number)),
    )


def _hours(desk: Desk, course: Course, held: Contribution, change: Callable[[float | None], None]) -> Field:
    say = desk.say

    def typed(text: str) -> str | None:
        if not text.strip():
            change(None)
            return None
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            return say("map.hours_bad", text=text)
        if not 0 <= number <= 10000:
            return say("map.hours_bad", text=text)
        change(number)
        return None

    total = course.hours.total
    known = "" if held.hours is None else f"{held.hours:g}"
    return Field(say("map.hours"), known, typed, "" if total is None else say("map.of_hours", hours=total))


def _around(desk: Desk, competency: str, course: str) -> list[Section]:
    say = desk.say
    if not desk.results.demand_is_known:
        return [Section(say("map.required_by"), (Paragraph(say("page.waiting"), dim=True),))]
    rows = _rows(desk.results.gaps(), competency)
    why = copy_why(desk, competency, [row.post for row in rows])
    sections = [Section(say("map.required_by"), (*_required(desk, rows), *why))]
    seen: dict[str, CourseLevel] = {one.course: one for row in rows for one in row.courses}
    if not rows:
        seen = {
            one.course: one
            for held in desk.results.gaps().no_demand
            if held.competency == competency
            for one in held.courses
        }
    others = [one for one in seen.values() if one.course != course]
    sections.append(Section(say("map.taught_elsewhere" if course else "map.taught"), _taught(desk, others)))
    if course and rows:
        jump = Action(
            say("map.open_gap"),
            lambda: desk.goto("gaps", Selection(competency=competency, post=rows[0].post)),
        )
        sections.append(Section("", (jump,)))
    return sections


def _rows(report: GapReport, competency: str) -> list[GapRow]:
    return [row for held in report.posts for row in held.rows if row.competency == competency]


def _required(desk: Desk, rows: list[GapRow]) -> tuple[Block, ...]:
    say, program = desk.say, desk.program
    if not rows:
        return (Paragraph(say("map.nobody"), dim=True),)
    pairs = []
    for row in rows:
        need = row.requirement
        level = level_key(desk, need.level)
        source = say("map.n", n=need.n) if need.source == "answers" else say(f"source.{need.source}")
        post = program.posts[row.post]
        pairs.append((desk.name(post.name, post.code), f"{level}  ({source})"))
    return (Pairs(tuple(pairs)),)


def _taught(desk: Desk, courses: list[CourseLevel]) -> tuple[Block, ...]:
    say, program = desk.say, desk.program
    if not courses:
        return (Paragraph(say("map.no_other"), dim=True),)
    pairs = []
    clicks = []
    for one in courses:
        term = terms_of(desk, one.course)
        row = program.courses[one.course]
        pairs.append(
            (
                desk.name(row.name, row.code),
                f"{level_key(desk, one.counted)} · {say(f'mode.{one.mode.value}')} · {term}",
            )
        )
        clicks.append(lambda course=one.course: desk.goto("courses", Selection(course=course)))
    return (Pairs(tuple(pairs), tuple(clicks)),)
