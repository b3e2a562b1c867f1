"""What a typed or pasted text means in a column of the grid; what it cannot mean is said in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from curriplan.analysis.notation import NotationError, parse_parts
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.course import TermPart
from curriplan.gui.desk import Desk
from curriplan.gui.names import UnknownName, choice
from curriplan.gui.reading import Unreadable

OPTIONS_TOLD = 6
E = TypeVar("E", bound=StrEnum)


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
