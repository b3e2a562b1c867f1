"""Makes columns: for a text, a name in two languages, a figure, a day, a word, another row, several of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.tables import Row
from curriplan.domain.text import Lang
from curriplan.gui.desk import Desk
from curriplan.gui.names import UnknownName, called, choice, plain
from curriplan.gui.reading import Unreadable, number, percent
from curriplan.gui.sheets.field import Field, Show, as_typed, nothing, per_cent, value_at

Rows = Callable[[], Sequence[Row]]
OPTIONS_TOLD = 6
SEPARATORS = re.compile(r"[,;，、；]")
NO = frozenset({"", "0", "n", "no", "false", "否", "-", "–"})
YES = frozenset({"1", "y", "yes", "true", "是", "x", "✓", "√", "●", "*", "核心", "core"})


@dataclass(frozen=True, slots=True)
class Makers:
    """Makes the columns of one list; ``words`` is the prefix of their headings in the texts."""

    desk: Desk
    words: str

    def text(self, name: str, width: int = 80, *, listed: bool = True) -> Field:
        """Return a column for a plain text."""
        return Field(
            name,
            name,
            lambda row: str(value_at(row, name)),
            str.strip,
            width=width,
            listed=listed,
            words=self.words,
        )

    def names(self, name: str = "name", widths: tuple[int, int] = (184, 120), *, listed: bool = True) -> Any:
        """Return two columns for a bilingual text; that of the window's language comes first."""
        first: Lang = self.desk.texts.lang
        second: Lang = "en" if first == "zh" else "zh"
        return tuple(
            Field(
                f"{name}_{lang}",
                f"{name}.{lang}",
                lambda row, path=f"{name}.{lang}": str(value_at(row, path)),  # type: ignore[misc]
                str.strip,
                width=width,
                listed=listed,
                words=self.words,
            )
            for lang, width in zip((first, second), widths, strict=True)
        )

    def number(
        self,
        name: str,
        path: str = "",
        *,
        default: Show = nothing,
        width: int = 66,
        read: Callable[[str], Any] = number,
        clears: bool = True,
        listed: bool = True,
    ) -> Field:
        """Return a column for a figure of 0 or more; empty is not known."""
        path = path or name
        return Field(
            name,
            path,
            lambda row: as_typed(value_at(row, path)),
            read,
            lambda row: value_at(row, path),
            default=default,
            right=True,
            width=width,
            clears=clears,
            listed=listed,
            words=self.words,
        )

    def whole(self, name: str, *, width: int = 66, clears: bool = True, least: int = 0) -> Field:
        """Return a column for a whole figure."""

        def read(text: str) -> int | None:
            value = number(text)
            if value is not None and (value != int(value) or value < least):
                raise Unreadable("whole", text=text, least=least)
            return None if value is None else int(value)

        return self.number(name, width=width, read=read, clears=clears)

    def share(self, name: str, *, default: Show = nothing, width: int = 84) -> Field:
        """Return a column for a share 0..1, shown and typed in per cent."""
        return Field(
            name,
            name,
            lambda row: per_cent(value_at(row, name)),
            percent,
            lambda row: value_at(row, name),
            default=default,
            right=True,
            width=width,
            words=self.words,
        )

    def day(self, name: str, *, width: int = 96) -> Field:
        """Return a column for a day."""

        def read(text: str) -> date | None:
            try:
                return date.fromisoformat(plain(text)) if plain(text) else None
            except ValueError:
                raise Unreadable("day", text=text) from None

        def shown(row: Row) -> str:
            held: date | None = value_at(row, name)
            return "" if held is None else held.isoformat()

        return Field(name, name, shown, read, width=width, words=self.words)

    def yes(self, name: str, *, width: int = 54) -> Field:
        """Return a column for a yes or no; Space answers it."""
        say = self.desk.say

        def read(text: str) -> bool:
            typed = plain(text).casefold()
            if typed in NO or typed in YES:
                return typed in YES
            raise Unreadable("choice_of", text=text, known=[say("courses.yes"), say("courses.no")])

        return Field(
            name,
            name,
            lambda row: say("courses.yes") if value_at(row, name) else "",
            read,
            lambda row: not value_at(row, name),
            options=lambda: [say("courses.yes"), say("courses.no")],
            width=width,
            flips=True,
            values=lambda: [True, False],
            words=self.words,
        )

    def word(
        self,
        name: str,
        words: Sequence[StrEnum],
        key: Callable[[StrEnum], str],
        *,
        width: int = 94,
    ) -> Field:
        """Return a column for one of some words; ``key`` is where each stands in the texts.

        It is read in both languages, and as it stands in files.
        """
        say = self.desk.say

        def read(text: str) -> StrEnum:
            names = [(one, (one.value, *(Texts(lang)(key(one)) for lang in LANGUAGES))) for one in words]
            try:
                found = choice(text, names)
            except UnknownName:
                raise Unreadable("choice_of", text=text, known=[say(key(one)) for one in words]) from None
            return next(one for one in words if one == found)

        def shown(row: Row) -> str:
            return say(key(value_at(row, name)))

        return Field(
            name,
            name,
            shown,
            read,
            lambda row: list(words).index(value_at(row, name)) if value_at(row, name) in words else None,
            options=lambda: [say(key(one)) for one in words],
            width=width,
            clears=False,
            values=lambda: list(words),
            words=self.words,
        )

    # -- other rows -----------------------------------------------------------------------------------

    def row(
        self, name: str, rows: Rows, *, width: int = 120, clears: bool = True, none: str | None = None
    ) -> Field:
        """Return a column for one other row, typed by name or code; ``none`` stands for no row."""
        desk = self.desk

        def at(row: Row) -> int | None:
            held = value_at(row, name)
            return next((n for n, one in enumerate(rows()) if one.id == held), None)

        def shown(row: Row) -> str:
            held = value_at(row, name)
            return next((desk.name(one.name, one.code) for one in rows() if one.id == held), "")

        def read(text: str) -> str | None:
            return self._found(text, rows()) if plain(text) else none

        return Field(
            name,
            name,
            shown,
            read,
            at,
            options=lambda: [desk.name(one.name, one.code) for one in rows()],
            width=width,
            clears=clears,
            values=lambda: [one.id for one in rows()],
            words=self.words,
        )

    def rows(self, name: str, rows: Rows, *, default: Show = nothing, width: int = 120) -> Field:
        """Return a column for several other rows, by code, with commas between them."""

        def shown(row: Row) -> str:
            held = value_at(row, name)
            return ", ".join(one.code or self.desk.name(one.name) for one in rows() if one.id in held)

        def read(text: str) -> frozenset[str]:
            return frozenset(self._found(one, rows()) for one in each(text))

        return Field(name, name, shown, read, default=default, width=width, words=self.words)

    def _found(self, text: str, held: Sequence[Row]) -> str:
        try:
            return choice(text, [(one.id, called(one.name, one.code)) for one in held])
        except UnknownName:
            known = [self.desk.name(one.name, one.code) for one in held[:OPTIONS_TOLD]]
            raise Unreadable("choice_of" if known else "none_yet", text=text, known=known) from None

    def values(self, name: str, *, width: int = 120) -> Field:
        """Return a column for a set of free words, with commas between them."""

        def read(text: str) -> frozenset[str]:
            return frozenset(plain(one) for one in each(text))

        return Field(
            name,
            name,
            lambda row: ", ".join(sorted(value_at(row, name))),
            read,
            width=width,
            words=self.words,
        )


def each(text: str) -> list[str]:
    """Return what is typed with commas between."""
    return [one for one in SEPARATORS.split(text) if one.strip()]
