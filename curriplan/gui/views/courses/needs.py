"""What a course needs of others and who needs it, with ways to add and remove."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from curriplan.analysis.order import courses_in_order
from curriplan.domain.course import Course, Requisite, RequisiteKind
from curriplan.domain.edits.requisites import add_requisite, change_kind, forget_course, name_course
from curriplan.domain.history import label
from curriplan.domain.ids import new_id
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.inspector.content import Block, Choice, Field, Links, Paragraph, Section
from curriplan.gui.names import UnknownName, called, choice

KINDS = tuple(RequisiteKind)


def need_sections(desk: Desk, course: Course) -> tuple[Section, ...]:
    """Return what a course needs, and which courses need it."""
    say = desk.say
    blocks: list[Block] = []
    held = desk.program.requisites.get(course.id, {})
    for requisite in sorted(held.values(), key=lambda one: (KINDS.index(one.kind), one.id)):
        blocks.extend(_requisite(desk, course, requisite))
    if not held:
        blocks.append(Paragraph(say("courses.needs_nothing"), dim=True))
    blocks.append(_adder(desk, course))
    return (
        Section(say("courses.needs"), tuple(blocks)),
        Section(say("courses.needed_by"), _needed_by(desk, course)),
    )


def _requisite(desk: Desk, course: Course, requisite: Requisite) -> list[Block]:
    say = desk.say
    words = tuple(say(f"courses.requisite.{one.value}") for one in KINDS)

    def pick(index: int) -> None:
        words = label("course.requisite_kind", course=course.name.or_code(course.code))
        desk.edit(words, lambda now: change_kind(now, course.id, requisite.id, KINDS[index]))

    named = [one for one in courses_in_order(desk.program) if one.id in requisite.courses]
    blocks: list[Block] = [
        Choice(say("courses.requisite_kind"), words, KINDS.index(requisite.kind), pick),
        Links(
            tuple(_link(desk, one) for one in named),
            tuple(
                (
                    say("courses.remove_need", course=one.name.or_code(one.code)),
                    partial(_forget, desk, course, requisite, one),
                )
                for one in named
            ),
        ),
    ]
    if requisite.kind is RequisiteKind.ANY_OF:
        blocks.append(_also(desk, course, requisite))
    return blocks


def _link(desk: Desk, other: Course) -> tuple[str, Callable[[], object]]:
    name = f"{desk.name(other.name, other.code)}  {other.code}".strip()
    return name, lambda: desk.select(Selection(course=other.id))


def _forget(desk: Desk, course: Course, requisite: Requisite, other: Course) -> None:
    words = label(
        "course.requisite_gone", course=course.name.or_code(course.code), other=other.name.or_code(other.code)
    )
    desk.edit(words, lambda now: forget_course(now, course.id, requisite.id, other.id))


def _also(desk: Desk, course: Course, requisite: Requisite) -> Field:
    """Return the line that adds one more of which one is enough."""

    def store(text: str) -> str | None:
        other = _find(desk, course, text)
        if isinstance(other, str):
            return other
        words = label(
            "course.requisite", course=course.name.or_code(course.code), other=other.name.or_code(other.code)
        )
        desk.edit(words, lambda now: name_course(now, course.id, requisite.id, other.id))
        return None

    return Field(desk.say("courses.or_also"), "", store, options=_options(desk, course))


def _adder(desk: Desk, course: Course) -> Field:
    def store(text: str) -> str | None:
        if not text.strip():
            return None
        other = _find(desk, course, text)
        if isinstance(other, str):
            return other
        ident = new_id()
        words = label(
            "course.requisite", course=course.name.or_code(course.code), other=other.name.or_code(other.code)
        )
        desk.edit(words, lambda now: add_requisite(now, ident, course.id, RequisiteKind.ALL_OF, [other.id]))
        return None

    return Field(
        desk.say("courses.add_need"),
        "",
        store,
        hint=desk.say("courses.add_need_hint"),
        options=_options(desk, course),
    )


def _find(desk: Desk, course: Course, text: str) -> Course | str:
    """Return the course that is typed, or a sentence that says why there is none."""
    others = [one for one in courses_in_order(desk.program) if one.id != course.id]
    names = [(one.id, (*called(one.name, one.code), _option(desk, one))) for one in others]
    try:
        return desk.program.courses[choice(text, names)]
    except UnknownName:
        return desk.say("courses.no_such_course", text=text.strip())


def _options(desk: Desk, course: Course) -> tuple[str, ...]:
    return tuple(_option(desk, one) for one in courses_in_order(desk.program) if one.id != course.id)


def _option(desk: Desk, one: Course) -> str:
    return f"{one.code} {desk.name(one.name)}".strip()


def _needed_by(desk: Desk, course: Course) -> tuple[Block, ...]:
    program = desk.program
    named = [
        other
        for other in courses_in_order(program)
        if any(course.id in one.courses for one in program.requisites.get(other.id, {}).values())
    ]
    return (Links(tuple(_link(desk, one) for one in named)),) if named else ()
