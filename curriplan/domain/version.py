"""A revision with a name, so that it is found again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from curriplan.domain.text import Text


@dataclass(frozen=True, slots=True)
class NamedVersion:
    """What a revision is called; the revision itself never changes."""

    id: str
    name: Text
    revision: int
    author: str = ""
    made_on: date | None = None
