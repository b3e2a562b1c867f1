"""The official notation of teaching time: ``4/14W`` is 4 h in each of 14 weeks, ``2W`` two whole weeks.

A course over consecutive terms joins its parts, ``4/14W+4/16W``; a figure that is not known is ``?``.
The same notation stands in plan tables of real programme forms (regulations C2, schedule of the form).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from curriplan.domain.course import ONE_PART, Course, Delivery, TermPart

_FIGURE = r"(\d+(?:\.\d+)?|\?)"
_PART = re.compile(rf"(?:{_FIGURE}/)?{_FIGURE}W", re.IGNORECASE)
_SPACED = re.compile(r"\s*([+/W])\s*", re.IGNORECASE)
_UNKNOWN = "?"


class NotationError(ValueError):
    """A text is no teaching time. ``text`` is the part that cannot be read."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def parse_parts(text: str) -> tuple[TermPart, ...]:
    """Return the parts of a course, one for each consecutive term, weekly hours None for whole weeks.

    Full-width characters, spaces and ``周`` for ``W`` are read as well; an empty text is one part of
    which nothing is known.

    Raises:
        NotationError: a part is neither hours by weeks nor weeks.

    """
    plain = _SPACED.sub(r"\1", unicodedata.normalize("NFKC", text).replace("周", "W")).strip()
    if not plain:
        return ONE_PART
    return tuple(_parse_part(part, text) for part in plain.split("+"))


def _parse_part(part: str, text: str) -> TermPart:
    found = _PART.fullmatch(part)
    if found is None:
        raise NotationError(part or text)
    weekly, weeks = found.groups()
    return TermPart(_known(weekly), _known(weeks))


def _known(figure: str | None) -> float | None:
    return None if figure is None or figure == _UNKNOWN else float(figure)


def format_part(part: TermPart, delivery: Delivery) -> str:
    """Return one part as printed: hours by weeks for a weekly course, weeks for the others."""
    weeks = f"{_figure(part.weeks)}W"
    if part.weekly_hours is None and delivery is not Delivery.WEEKLY:
        return weeks
    return f"{_figure(part.weekly_hours)}/{weeks}"


def format_parts(course: Course) -> str:
    """Return all parts of a course joined by ``+``; empty where nothing at all is known of a single part."""
    if course.parts in {(), ONE_PART}:
        return ""
    return "+".join(format_part(part, course.delivery) for part in course.parts)


def spaced_parts(course: Course) -> str:
    """Return all parts of a course as ``format_parts`` does, with room to break the line at each ``+``."""
    return format_parts(course).replace("+", " + ")


def _figure(value: float | None) -> str:
    if value is None:
        return _UNKNOWN
    text = format(Decimal(repr(float(value))), "f")
    return text.removesuffix(".0")
