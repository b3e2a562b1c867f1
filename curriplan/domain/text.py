"""Names and descriptions are pairs of Chinese and English from the first day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Text:
    """A name or description in Chinese and English; one of them may be empty."""

    zh: str = ""
    en: str = ""

    def pick(self, lang: Lang) -> str:
        """Return the text in a language, or in the other one where it is empty."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    def or_code(self, code: str) -> Text:
        """Return the text, or a code in its place where there is none."""
        return self or Text(code, code)

    def __bool__(self) -> bool:
        """Tell whether there is any text at all."""
        return bool(self.zh or self.en)


EMPTY = Text()
