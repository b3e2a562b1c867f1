"""Fields of a row as the inspector offers them: typed, read, stored as one edit, refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from curriplan.domain.edits.fields import change_row
from curriplan.domain.history import label
from curriplan.domain.tables import Key, table
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk
from curriplan.gui.inspector.content import Choice, Field
from curriplan.gui.names import UnknownName, choice, plain
from curriplan.gui.reading import Unreadable, number

E = TypeVar("E", bound=StrEnum)
Set = Callable[..., object]
SEPARATORS = re.compile(r"[,;，、；]")
OPTIONS_TOLD = 6


@dataclass(frozen=True, slots=True)
class RowFields:
    """Makes fields for one row; ``words`` is the prefix of the fields' names in the texts."""

    desk: Desk
    table: str
    key: Key
    words: str

    @property
    def row(self) -> Any:
        """Return the row as it is now."""
        return table(self.table).get(self.desk.program, self.key)

    def set(self, **fields: Any) -> None:
        """Set fields of the row, as an edit of its own."""
        called = getattr(self.row, "code", "") or self.row.id
        name = getattr(self.row, "name", None) or Text(called, called)
        words = label("row.change", table=self.table, name=name)
        self.desk.edit(words, lambda now: change_row(now, self.table, self.key, **fields))

    def text(self, field: str) -> Field:
        """Return a field for a plain text."""

        def store(typed: str) -> None:
            self.set(**{field: typed.strip()})

        return Field(self._name(field), getattr(self.row, field), store)

    def both(self, field: str) -> tuple[Field, Field]:
        """Return a field for each language of a bilingual text."""
        held: Text = getattr(self.row, field)

        def store(**part: str) -> None:
            self.set(**{field: replace(getattr(self.row, field), **part)})

        return (
            Field(self._name(f"{field}_zh"), held.zh, lambda typed: store(zh=typed.strip())),
            Field(self._name(f"{field}_en"), held.en, lambda typed: store(en=typed.strip())),
        )

    def number(self, field: str, *, whole: bool = False, hint: str = "") -> Field:
        """Return a field for a figure of 0 or more; empty means not known."""
        held = getattr(self.row, field)

        def store(typed: str) -> str | None:
            try:
                value = number(typed)
            except Unreadable as problem:
                return self.desk.say(f"courses.bad.{problem.code}", **problem.args_by_name)
            if whole and value is not None and value != int(value):
                return self.desk.say("row.bad_whole", text=typed)
            self.set(**{field: int(value) if whole and value is not None else value})
            return None

        return Field(self._name(field), "" if held is None else f"{held:g}", store, hint=hint)

    def day(self, field: str) -> Field:
        """Return a field for a day."""
        held: date | None = getattr(self.row, field)

        def store(typed: str) -> str | None:
            try:
                self.set(**{field: date.fromisoformat(plain(typed)) if plain(typed) else None})
            except ValueError:
                return self.desk.say("row.bad_day", text=typed)
            return None

        return Field(self._name(field), "" if held is None else held.isoformat(), store, hint="2027-09-01")

    def choice(self, field: str, options: Sequence[E], say: Callable[[E], str]) -> Choice:
        """Return a choice of one of some values."""
        held = getattr(self.row, field)
        return Choice(
            self._name(field),
            tuple(say(one) for one in options),
            list(options).index(held) if held in options else None,
            lambda n: self.set(**{field: options[n]}),
        )

    def reference(self, field: str, options: Sequence[tuple[str, str]]) -> Choice:
        """Return a choice of one of some rows, (id, name), or of none."""
        held = getattr(self.row, field)
        keys: list[str | None] = [None, *(key for key, _ in options)]
        return Choice(
            self._name(field),
            ("–", *(name for _, name in options)),
            keys.index(held) if held in keys else 0,
            lambda n: self.set(**{field: keys[n]}),
        )

    def several(self, field: str, names: Sequence[tuple[str, str, Sequence[str]]], hint: str = "") -> Field:
        """Return a field for a set of rows, typed with commas between them.

        ``names`` are (id, what is shown, everything that it answers to).
        """
        held = getattr(self.row, field)

        def store(typed: str) -> str | None:
            each = [one for one in SEPARATORS.split(typed) if one.strip()]
            try:
                found = frozenset(choice(one, [(key, called) for key, _, called in names]) for one in each)
            except UnknownName as problem:
                known = [shown for _, shown, _ in names[:OPTIONS_TOLD]]
                return self.desk.say("courses.bad.choice_of", known=known, text=problem.text)
            self.set(**{field: found})
            return None

        shown = ", ".join(name for key, name, _ in names if key in held)
        return Field(self._name(field), shown, store, hint=hint)

    def _name(self, field: str) -> str:
        return self.desk.say(f"{self.words}.{field}")


def typed_figure(desk: Desk, typed: str, *, positive: bool = False) -> float | str:
    """Return a figure, above 0 where that is wanted, or the sentence that says what is wrong with it."""
    try:
        value = number(typed)
    except Unreadable as problem:
        return desk.say(f"courses.bad.{problem.code}", **problem.args_by_name)
    if value is None or (positive and not value):
        return desk.say("profile.bad_positive" if positive else "costs.missing", text=typed)
    return value
