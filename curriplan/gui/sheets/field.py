"""A column of a sheet: what it shows, how it sorts, what a text typed into it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from curriplan.domain.tables import Row
from curriplan.gui.reading import Unreadable

SortKey = Any
Show = Callable[[Row], str]


def nothing(_: Row) -> str:
    """Return no text: a column without a default."""
    return ""


def computed(_: str) -> Any:
    """Refuse any text: a column that is worked out from others.

    Raises:
        Unreadable: always.

    """
    raise Unreadable("computed")


def no_options() -> list[str]:
    """Return no options: a column into which anything may be typed."""
    return []


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``path`` is the field of the row that it sets, empty where it is computed.

    A dot in it reaches into a field (``name.zh``). ``default`` is shown faintly where ``text`` is empty. A
    column without ``clears`` cannot be emptied. ``options`` are offered while typing; ``flips`` with two of
    them: a yes or no. ``values`` are what the options stand for where nothing else can stand there. A column
    without ``listed`` stands in the inspector only. ``words`` is the prefix of its heading in the texts.
    """

    name: str
    path: str
    text: Show
    read: Callable[[str], Any] = computed
    sort: Callable[[Row], SortKey] | None = None
    default: Show = nothing
    options: Callable[[], list[str]] = no_options
    right: bool = False
    width: int = 80
    clears: bool = True
    flips: bool = False
    values: Callable[[], list[Any]] | None = None
    listed: bool = True
    words: str = "courses.column"

    @property
    def heading(self) -> str:
        """Return the key of the heading in the texts."""
        return f"{self.words}.{self.name}"

    def order(self, row: Row) -> SortKey:
        """Return what a row sorts by; empty cells come last."""
        key = self.text(row).casefold() if self.sort is None else self.sort(row)
        return (key is None or key == "", 0 if key is None else key)


def as_typed(value: float | None) -> str:
    """Return a number as it is typed; empty where it is not known."""
    return "" if value is None else f"{value:.10g}"


def per_cent(value: float | None) -> str:
    """Return a share 0..1 in per cent, without the sign, which stands in the heading."""
    return "" if value is None else as_typed(value * 100)


def value_at(row: Row, path: str) -> Any:
    """Return what stands at a path of a row."""
    outer, _, inner = path.partition(".")
    held = getattr(row, outer)
    return getattr(held, inner) if inner else held
