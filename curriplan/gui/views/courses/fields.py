"""The columns of the course grid: what each shows, how it sorts, what a text typed into it means."""

from __future__ import annotations

from collections.abc import Iterable

from curriplan.analysis.calendar import course_hours, credits_by_rule, first_term
from curriplan.analysis.notation import NotationError, format_parts, parse_parts
from curriplan.analysis.order import in_order, terms_in_order
from curriplan.domain.course import Assessment, Course, Delivery, Status, TermPart
from curriplan.domain.text import EMPTY, Text
from curriplan.gui.desk import Desk
from curriplan.gui.names import UnknownName, choice, plain
from curriplan.gui.reading import Unreadable
from curriplan.gui.sheets.field import Field, as_typed
from curriplan.gui.sheets.makers import Makers


def course_fields(desk: Desk) -> tuple[Field, ...]:
    """Return the columns in their order; the name in the window's language comes first."""
    make = Makers(desk, "courses.column")
    return (
        make.text("code", 76),
        *make.names(widths=(230, 120)),
        *_kinds(desk, make),
        *_figures(desk, make),
        *_time(desk, make),
        *_rest(desk, make),
    )


def _kinds(desk: Desk, make: Makers) -> tuple[Field, ...]:
    return (
        make.row("type", lambda: in_order(desk.program.course_types), width=154),
        make.word("status", tuple(Status), lambda one: f"courses.status.{one.value}"),
        make.row("pool", lambda: in_order(desk.program.pools), width=86),
        make.yes("core"),
    )


def _figures(desk: Desk, make: Makers) -> tuple[Field, ...]:
    def by_rule(course: Course) -> str:
        return as_typed(credits_by_rule(course, desk.program.about.credit_rule))

    def total(course: Course) -> float | None:
        return course_hours(course, desk.program.about.credit_rule)

    return (
        make.number("credits", default=by_rule),
        Field(
            "hours",
            "",
            lambda c: as_typed(c.hours.total),
            sort=total,
            default=lambda c: as_typed(total(c)),
            right=True,
            width=66,
        ),
        make.number("theory", "hours.theory"),
        make.number("on_campus", "hours.on_campus", width=90),
        make.number("off_campus", "hours.off_campus", width=90),
        make.number("extracurricular", "hours.extracurricular", width=76),
    )


def _time(desk: Desk, make: Makers) -> tuple[Field, ...]:
    def term(course: Course) -> int | None:
        return first_term(desk.program, course.id)

    def read(typed: str) -> str | None:
        if not plain(typed):
            return None
        terms = terms_in_order(desk.program)
        names = [(one.id, (str(one.number), one.name.zh, one.name.en)) for one in terms]
        try:
            return choice(typed, names)
        except UnknownName:
            last = terms[-1].number if terms else 0
            raise Unreadable("term", text=typed, last=last) from None

    return (
        make.word("delivery", tuple(Delivery), lambda one: f"courses.delivery.{one.value}", width=104),
        Field("parts", "parts", format_parts, _parts, width=112),
        Field(
            "term",
            "term",
            lambda c: "" if term(c) is None else str(term(c)),
            read,
            term,
            options=lambda: [str(one.number) for one in terms_in_order(desk.program)],
            right=True,
            width=60,
        ),
    )


def _parts(text: str) -> tuple[TermPart, ...]:
    try:
        return parse_parts(text)
    except NotationError:
        raise Unreadable("parts", text=text) from None


def _rest(desk: Desk, make: Makers) -> tuple[Field, ...]:
    def departments() -> dict[str, Text]:
        held = sorted({c.department for c in desk.program.courses.values() if c.department}, key=desk.name)
        return {name: one for one in held for name in (one.en, one.zh) if name}

    def department(typed: str) -> Text:
        name = typed.strip()
        if not name:
            return EMPTY
        known = departments().get(name)
        return known or (Text(zh=name) if desk.texts.lang == "zh" else Text(en=name))

    return (
        make.word("assessment", tuple(Assessment), lambda one: f"courses.assessment.{one.value}", width=76),
        Field(
            "department",
            "department",
            lambda c: desk.name(c.department),
            department,
            options=lambda: _distinct(desk.name(one) for one in departments().values()),
            width=140,
        ),
        make.share("enterprise_share"),
        make.share("practice_score_share"),
        make.values("tags", width=150),
    )


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
