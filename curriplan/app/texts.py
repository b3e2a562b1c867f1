"""Codes become sentences here, in the user's language. No other floor writes prose.

The catalogue is ``resources/texts/LANG/*.toml``: nested tables are joined to keys by dots. A text names
its arguments, ``"{n} {n:posts|post}"``: a format with a bar chooses the second word where n is 1.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from curriplan.app.figures import figure
from curriplan.domain.finding import Finding
from curriplan.domain.resources import folder
from curriplan.domain.text import Lang, Text

LANGUAGES: tuple[Lang, ...] = get_args(Lang)
UNKNOWN = {"en": "unknown", "zh": "未知"}


class UnknownText(KeyError):
    """A key has no text in the catalogue: a defect of the program, found by the catalogue test."""


class _Formatter(string.Formatter):
    """``str.format`` with a plural form, and with bilingual and missing values."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" in format_spec:
            many, one = format_spec.split("|", 1)
            return one if value == 1 else many
        if isinstance(value, Text):
            return value.pick(self.lang)
        if value is None:
            return UNKNOWN[self.lang]
        if isinstance(value, float) and format_spec in {"", "g"}:
            return figure(value) if abs(value) >= 1 else f"{value:.2g}"
        if isinstance(value, list | tuple | frozenset | set):
            return ("、" if self.lang == "zh" else ", ").join(self.format_field(one, "") for one in value)
        return str(super().format_field(value, format_spec))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{key}.")
        else:
            yield key, str(value)


@cache
def catalogue(lang: Lang) -> Mapping[str, str]:
    """Return every text of a language by its key.

    Raises:
        ValueError: two files give one key.

    """
    texts: dict[str, str] = {}
    for path in sorted((folder("resources") / "texts" / lang).glob("*.toml")):
        for key, value in _flat(tomllib.loads(path.read_text("utf-8"))):
            if key in texts:
                raise ValueError(f"{path.name}: {key} stands twice")
            texts[key] = value
    return texts


class Texts:
    """The texts of one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self._texts = catalogue(lang)
        self._formatter = _Formatter(lang)

    def __call__(self, key: str, /, **args: Any) -> str:
        """Return the sentence of a key with its arguments put in.

        Raises:
            UnknownText: the catalogue has no such key.

        """
        pattern = self._texts.get(key)
        if pattern is None:
            raise UnknownText(key)
        return self._formatter.format(pattern, **args)

    def has(self, key: str) -> bool:
        """Tell whether the catalogue has a key."""
        return key in self._texts

    def name(self, text: Text, code: str = "") -> str:
        """Return a bilingual name in this language, or a code where there is no name."""
        return text.pick(self.lang) or code

    def finding(self, finding: Finding) -> str:
        """Return the sentence of a finding, without its place."""
        return self(f"finding.{finding.code}", **finding.arguments())
