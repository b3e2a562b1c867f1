"""What a typed name or code means: wherever something is chosen by typing, it answers to all its names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from curriplan.domain.text import Text


class UnknownName(LookupError):
    """Nothing is called so, or several things are called alike."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def plain(text: str) -> str:
    """Return a text without full-width forms, no-break spaces and blanks around it."""
    return unicodedata.normalize("NFKC", text).strip()


def called(name: Text, code: str) -> tuple[str, ...]:
    """Return everything that a row answers to."""
    return code, name.zh, name.en, f"{code} {name.zh}", f"{code} {name.en}"


def choice(text: str, names: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return the key of what is called so; the beginning or a part of a name is enough where it fits only one.

    Raises:
        UnknownName: nothing is called so, or several things are called alike.

    """
    typed = plain(text).casefold()
    known = [(key, [plain(one).casefold() for one in held if one]) for key, held in names]
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = {key for key, held in known if typed and any(fits(one, typed) for one in held)}
        if len(found) == 1:
            return found.pop()
    raise UnknownName(text.strip())
