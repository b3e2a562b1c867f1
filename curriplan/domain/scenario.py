"""What if: differences from a revision, kept beside the programme until they are adopted or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from curriplan.domain.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class RowChange:
    """What a scenario does to one row; before and after are its plain form as JSON, empty where it is not there."""

    table: str
    key: tuple[str, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A programme as it could be: ``changes`` lead to it from what the programme was at revision ``base``."""

    id: str
    name: Text
    base: int
    author: str = ""
    made_on: date | None = None
    note: Text = EMPTY
    changes: tuple[RowChange, ...] = ()
