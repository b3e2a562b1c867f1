"""What a typed figure means; what it cannot mean is said in one sentence."""

from __future__ import annotations

import re

from curriplan.gui.names import plain

THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
MOST = 100_000.0


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
