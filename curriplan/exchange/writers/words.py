"""Values of the report tree as text, in one language or in both."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from curriplan.analysis.report.tree import Head, Listing, Mark, Say, Value
from curriplan.domain.text import Lang, Text

Language = Literal["en", "zh", "both"]
Sayer = Callable[..., str]
Texts = Callable[[Lang], Sayer]
"""Gives for a language the function that turns a key and its arguments into a sentence."""

BESIDE = " / "
BELOW = "\n"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


class Words:
    """The words of one export. In both languages Chinese comes first, then English."""

    def __init__(self, texts: Texts, lang: Language) -> None:
        self.lang = lang
        self._languages: tuple[Lang, ...] = ("zh", "en") if lang == "both" else (lang,)
        self._sayers: dict[Lang, Sayer] = {one: texts(one) for one in self._languages}

    def text(self, value: Value | Text, between: str = BESIDE) -> str:
        """Return a text value as text; ``between`` stands between two languages."""
        if isinstance(value, Listing):
            mark = self._sayers[self._languages[0]]("report.list_mark")
            return mark.join(self.text(item) for item in value.items)
        found: list[str] = []
        for lang in self._languages:
            one = clean(self._in(value, lang)).strip()
            if one and one not in found:
                found.append(one)
        return between.join(found)

    def head(self, head: Head) -> str:
        """Return a header; a second language stands below the first, beside it where it stands on end."""
        return self.text(head.value, BESIDE if head.upright else BELOW)

    def _in(self, value: Any, lang: Lang) -> str:
        match value:
            case Say(key=key, args=args):
                return self._sayers[lang](key, **{name: self._argument(one, lang) for name, one in args})
            case Mark(words=words):
                return self._in(words, lang)
            case Text():
                return value.pick(lang)
            case date():
                return value.isoformat()
            case None:
                return ""
            case _:
                return str(value)

    def _argument(self, value: Any, lang: Lang) -> Any:
        if isinstance(value, Say):
            return self._in(value, lang)
        if isinstance(value, tuple | list):
            return tuple(self._argument(one, lang) for one in value)
        return value


def clean(text: str) -> str:
    """Return a text without the control characters that no XML file can hold; line ends become LF."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
