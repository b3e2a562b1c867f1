"""What a typed or pasted text means in a column of the grid; what it cannot mean is said in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from curriplan.analysis.notation import NotationError, parse_parts
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.course import TermPart
from curriplan.gui.desk import Desk
from curriplan.gui.names import UnknownName, choice, plain

THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
MOST = 100_000.0
OPTIONS_TOLD = 6
E = TypeVar("E", bound=StrEnum)


class Unreadable(ValueError):
    """A text means nothing in its column. ``code`` is a key below ``courses.bad`` in the texts."""

    def __init__(self, code: str, **args: object) -> None:
        super().__init__(code)
        self.code = code
        self.args_by_name = args


def number(text: str) -> float | None:
    """Return a figure of 0 or more, None for an empty text; a comma is read as Excel would show it.

    Raises:
        Unreadable: the text is no such figure.

    """
    typed = plain(text)
    if not typed:
        return None
    grouped = THOUSANDS.fullmatch(typed)
    try:
        value = float(typed.replace(",", "" if grouped else "."))
    except ValueError:
        raise Unreadable("number", text=text) from None
    if not 0 <= value <= MOST:
        raise Unreadable("number", text=text)
    return value


def percent(text: str) -> float | None:
    """Return a share 0..1 that is typed in per cent, with or without its sign.

    Raises:
        Unreadable: the text is no figure from 0 to 100.

    """
    try:
        value = number(plain(text).removesuffix("%"))
    except Unreadable:
        raise Unreadable("percent", text=text) from None
    if value is not None and value > 100:
        raise Unreadable("percent", text=text)
    return None if value is None else round(value / 100, 6)


def parts(text: str) -> tuple[TermPart, ...]:
    """Return teaching time in the official notation.

    Raises:
        Unreadable: the text is no teaching time.

    """
    try:
        return parse_parts(text)
    except NotationError:
        raise Unreadable("parts", text=text) from None


def word(desk: Desk, kind: type[E], prefix: str) -> Callable[[str], E]:
    """Return a reader of the words for an enum, in both languages; its own keys are read as well."""

    def read(text: str) -> E:
        catalogues = [Texts(lang) for lang in LANGUAGES]
        names = [
            (one.value, [one.value, *(say(f"{prefix}.{one.value}") for say in catalogues)]) for one in kind
        ]
        try:
            return kind(choice(text, names))
        except UnknownName:
            known = [desk.say(f"{prefix}.{one.value}") for one in kind]
            raise Unreadable("choice_of", text=text, known=known) from None

    return read
