"""The official notation of teaching time and of hours, read and printed.

``4/14W`` is 4 h in each of 14 weeks, ``2W`` two whole weeks, ``4d`` (``4天``) four days of a whole week,
``☆`` lectures outside the timetable. A course over consecutive terms joins its parts, ``4/14W+4/16W``; a
figure that is not known is ``?``. A term cell in brackets, ``(2/14W)``, is a term in which the course may
stand instead. Of hours and credits, ``(108)`` is not counted, ``16#`` is practice outside the timetable, and
``64*`` bears a sign that the form's remarks explain (regulations C2, schedule of the form).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from curriplan.domain.course import ONE_PART, Course, Delivery, TermPart

DAYS_A_WEEK = 5
"""Of teaching: what a form gives in days is that part of a whole week."""

LECTURES = TermPart(None, 0.0)
"""What a course of lectures does in a term: neither weekly hours nor whole weeks."""

STAR = "☆"
RUNS = "•"
"""Stands in the term of a course of which neither hours nor weeks are known."""

_FIGURE = r"(\d+(?:\.\d+)?|\?)"
_PART = re.compile(rf"(?:{_FIGURE}/)?{_FIGURE}W", re.IGNORECASE)
_DAYS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:天|日|D|days?)", re.IGNORECASE)
_STARS = frozenset({STAR, "★", "讲座"})
_SPACED = re.compile(r"\s*([+/W])\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"\((.+)\)")
_HOURS = re.compile(r"(\d+(?:\.\d+)?)\s*([#*]?)")
_UNKNOWN = "?"


class NotationError(ValueError):
    """A text is no teaching time. ``text`` is the part that cannot be read."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


# --- teaching time ---------------------------------------------------------------------------------


def parse_parts(text: str) -> tuple[TermPart, ...]:
    """Return the parts of a course, one for each consecutive term, weekly hours None for whole weeks.

    Full-width characters, spaces and ``周`` for ``W`` are read as well; an empty text is one part of
    which nothing is known.

    Raises:
        NotationError: a part is neither hours by weeks nor weeks, days or lectures.

    """
    plain = _SPACED.sub(r"\1", unicodedata.normalize("NFKC", text).replace("周", "W")).strip()
    if not plain:
        return ONE_PART
    return tuple(_parse_part(part, text) for part in plain.split("+"))


def _parse_part(part: str, text: str) -> TermPart:
    if part in _STARS:
        return LECTURES
    if part == RUNS:
        return TermPart()
    days = _DAYS.fullmatch(part)
    if days is not None:
        return TermPart(None, float(days[1]) / DAYS_A_WEEK)
    found = _PART.fullmatch(part)
    if found is None:
        raise NotationError(part or text)
    weekly, weeks = found.groups()
    return TermPart(_known(weekly), _known(weeks))


def _known(figure: str | None) -> float | None:
    return None if figure is None or figure == _UNKNOWN else float(figure)


def days_of(weeks: float | None) -> int | None:
    """Return how many days weeks are that are no whole number, or None where weeks say it better."""
    if weeks is None or float(weeks).is_integer():
        return None
    days = round(weeks * DAYS_A_WEEK)
    return days if days / DAYS_A_WEEK == weeks else None


def format_part(part: TermPart, delivery: Delivery) -> str:
    """Return one part as printed: hours by weeks for a weekly course, weeks, days or a star for the others."""
    if part.weekly_hours is not None or delivery is Delivery.WEEKLY:
        return f"{_figure(part.weekly_hours)}/{_figure(part.weeks)}W"
    if delivery is Delivery.LECTURES and part.weeks == 0:
        return STAR
    days = days_of(part.weeks)
    return f"{_figure(part.weeks)}W" if days is None else f"{days}d"


def format_parts(course: Course) -> str:
    """Return all parts of a course joined by ``+``; empty where nothing at all is known of a single part."""
    if course.parts in {(), ONE_PART}:
        return ""
    return "+".join(format_part(part, course.delivery) for part in course.parts)


def spaced_parts(course: Course) -> str:
    """Return all parts of a course as ``format_parts`` does, with room to break the line at each ``+``."""
    return format_parts(course).replace("+", " + ")


def unbracketed(text: str) -> tuple[str, bool]:
    """Return a text without the brackets around the whole of it, and whether there were any."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _BRACKETED.fullmatch(plain)
    return (found[1].strip(), True) if found else (plain, False)


# --- hours and credits -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figure:
    """Hours or credits as a form prints them.

    ``counted`` is False for a figure in brackets, ``outside`` True for practice outside the timetable
    (``16#``), ``marked`` for a figure with a sign that remarks explain (``64*``).
    """

    value: float
    counted: bool = True
    outside: bool = False
    marked: bool = False


def parse_figure(text: str) -> Figure:
    """Return hours or credits.

    Raises:
        NotationError: the text is no such figure.

    """
    plain, bracketed = unbracketed(text)
    found = _HOURS.fullmatch(plain)
    if found is None:
        raise NotationError(plain or text)
    return Figure(float(found[1]), not bracketed, found[2] == "#", found[2] == "*")


def format_figure(figure: Figure) -> str:
    """Return hours or credits as a form prints them."""
    text = _figure(figure.value) + ("#" if figure.outside else "*" if figure.marked else "")
    return text if figure.counted else f"({text})"


def _figure(value: float | None) -> str:
    if value is None:
        return _UNKNOWN
    text = format(Decimal(repr(float(value))), "f")
    return text.removesuffix(".0")
