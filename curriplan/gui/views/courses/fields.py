"""The columns of the course grid: what each shows, how it sorts, what a text typed into it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from curriplan.analysis.calendar import course_hours, credits_by_rule, first_term
from curriplan.analysis.notation import format_parts
from curriplan.analysis.order import in_order, terms_in_order
from curriplan.domain.course import Assessment, Course, CourseType, Delivery, Pool, Status
from curriplan.domain.text import EMPTY, Lang, Text
from curriplan.gui.desk import Desk
from curriplan.gui.names import UnknownName, called, choice, plain
from curriplan.gui.reading import Unreadable, number, percent
from curriplan.gui.views.courses import reading

SortKey = Any
Show = Callable[[Course], str]


def nothing(_: Course) -> str:
    """Return no text: a column without a default."""
    return ""


def computed(_: str) -> Any:
    """Refuse any text: a column that is worked out from others.

    Raises:
        Unreadable: always.

    """
    raise Unreadable("computed")


def no_options() -> list[str]:
    """Return no options: a column into which anything may be typed."""
    return []


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``path`` is the field that it sets (see ``set_fields``), empty where it is computed.

    ``default`` is shown faintly where ``text`` is empty. ``empty`` is what Delete sets; a column without
    ``clears`` cannot be emptied. ``options`` are offered while typing; ``flips`` with two of them: a yes or no.
    """

    name: str
    path: str
    text: Show
    read: Callable[[str], Any] = computed
    sort: Callable[[Course], SortKey] | None = None
    default: Show = nothing
    options: Callable[[], list[str]] = no_options
    right: bool = False
    width: int = 80
    clears: bool = True
    flips: bool = False

    @property
    def heading(self) -> str:
        """Return the key of the heading in the texts."""
        return f"courses.column.{self.name}"

    def order(self, course: Course) -> SortKey:
        """Return what a course sorts by; empty cells come last."""
        key = self.text(course).casefold() if self.sort is None else self.sort(course)
        return (key is None or key == "", 0 if key is None else key)


def figure(value: float | None) -> str:
    """Return a number as it is typed; empty where it is not known."""
    return "" if value is None else f"{value:.10g}"


def share(value: float | None) -> str:
    """Return a share 0..1 in per cent, without the sign, which stands in the heading."""
    return "" if value is None else figure(value * 100)


def course_fields(desk: Desk) -> tuple[Field, ...]:
    """Return the columns in their order; the name in the window's language comes first."""
    first: Lang = desk.texts.lang
    second: Lang = "en" if first == "zh" else "zh"
    return (
        Field("code", "code", lambda c: c.code, str.strip, width=76),
        _name(first, 184),
        _name(second, 120),
        *_kinds(desk),
        *_figures(desk),
        *_time(desk),
        *_rest(desk),
    )


def _name(lang: Lang, width: int) -> Field:
    show: Show = (lambda c: c.name.zh) if lang == "zh" else (lambda c: c.name.en)
    return Field(f"name_{lang}", f"name.{lang}", show, str.strip, width=width)


def _kinds(desk: Desk) -> tuple[Field, ...]:
    return (
        _row_field(desk, "type", lambda: in_order(desk.program.course_types), lambda c: c.type, 140),
        _word_field(desk, "status", Status, lambda c: c.status, 94),
        _row_field(desk, "pool", lambda: in_order(desk.program.pools), lambda c: c.pool, 86),
        Field(
            "core",
            "core",
            lambda c: desk.say("courses.yes") if c.core else "",
            _yes(desk),
            lambda c: not c.core,
            options=lambda: [desk.say("courses.yes"), desk.say("courses.no")],
            width=54,
            flips=True,
        ),
    )


def _row_field(
    desk: Desk,
    name: str,
    rows: Callable[[], Sequence[CourseType | Pool]],
    key: Callable[[Course], str | None],
    width: int,
) -> Field:
    def text(course: Course) -> str:
        return next((desk.name(row.name, row.code) for row in rows() if row.id == key(course)), "")

    def read(typed: str) -> str | None:
        if not plain(typed):
            return None
        held = rows()
        try:
            return choice(typed, [(row.id, called(row.name, row.code)) for row in held])
        except UnknownName:
            known = [desk.name(row.name, row.code) for row in held[: reading.OPTIONS_TOLD]]
            code = "choice_of" if known else f"no_{name}"
            raise Unreadable(code, text=typed, known=known) from None

    def place(course: Course) -> int | None:
        return next((n for n, row in enumerate(rows()) if row.id == key(course)), None)

    return Field(
        name,
        name,
        text,
        read,
        place,
        options=lambda: [desk.name(row.name, row.code) for row in rows()],
        width=width,
    )


def _word_field(
    desk: Desk, name: str, kind: type[StrEnum], value: Callable[[Course], StrEnum], width: int
) -> Field:
    words = list(kind)
    return Field(
        name,
        name,
        lambda c: desk.say(f"courses.{name}.{value(c).value}"),
        reading.word(desk, kind, f"courses.{name}"),
        lambda c: words.index(value(c)),
        options=lambda: [desk.say(f"courses.{name}.{one.value}") for one in words],
        width=width,
        clears=False,
    )


def _yes(desk: Desk) -> Callable[[str], bool]:
    def read(text: str) -> bool:
        typed = plain(text).casefold()
        if typed in {"", "0", "n", "no", "false", "否", "-", "–"}:
            return False
        if typed in {"1", "y", "yes", "true", "是", "x", "✓", "√", "●", "*", "核心", "core"}:
            return True
        raise Unreadable("choice_of", text=text, known=[desk.say("courses.yes"), desk.say("courses.no")])

    return read


def _figures(desk: Desk) -> tuple[Field, ...]:
    def by_rule(course: Course) -> str:
        return figure(credits_by_rule(course, desk.program.about.credit_rule))

    def total(course: Course) -> float | None:
        return course_hours(course, desk.program.about.credit_rule)

    return (
        _number("credits", "credits", lambda c: c.credits, by_rule),
        Field(
            "hours",
            "",
            lambda c: figure(c.hours.total),
            sort=total,
            default=lambda c: figure(total(c)),
            right=True,
            width=66,
        ),
        _number("theory", "hours.theory", lambda c: c.hours.theory),
        _number("on_campus", "hours.on_campus", lambda c: c.hours.on_campus),
        _number("off_campus", "hours.off_campus", lambda c: c.hours.off_campus),
        _number("extracurricular", "hours.extracurricular", lambda c: c.hours.extracurricular, width=76),
    )


def _number(
    name: str, path: str, value: Callable[[Course], float | None], default: Show = nothing, width: int = 66
) -> Field:
    return Field(
        name,
        path,
        lambda c: figure(value(c)),
        number,
        value,
        default=default,
        right=True,
        width=width,
    )


def _time(desk: Desk) -> tuple[Field, ...]:
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
        _word_field(desk, "delivery", Delivery, lambda c: c.delivery, 104),
        Field("parts", "parts", format_parts, reading.parts, width=112),
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


def _rest(desk: Desk) -> tuple[Field, ...]:
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
        _word_field(desk, "assessment", Assessment, lambda c: c.assessment, 76),
        Field(
            "department",
            "department",
            lambda c: desk.name(c.department),
            department,
            options=lambda: _distinct(desk.name(one) for one in departments().values()),
            width=140,
        ),
        _share("enterprise_share", lambda c: c.enterprise_share),
        _share("practice_score_share", lambda c: c.practice_score_share),
    )


def _share(name: str, value: Callable[[Course], float | None]) -> Field:
    return Field(name, name, lambda c: share(value(c)), percent, value, right=True, width=84)


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
