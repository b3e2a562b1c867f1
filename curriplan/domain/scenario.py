"""What if: differences from a revision, kept beside the programme until they are adopted or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from curriplan.domain.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Scenario:
    """A programme as it could be: its row changes lead to it from what the programme was at revision ``base``."""

    id: str
    name: Text
    base: int
    author: str = ""
    made_on: date | None = None
    note: Text = EMPTY


@dataclass(frozen=True, slots=True)
class RowChange:
    """What a scenario does to one row; a row of its own, so that an edit there stores no more than it changes.

    ``target`` is the list of the row's table and key, ``before`` and ``after`` are its plain form, all as JSON;
    the latter are empty where the row is not there.
    """

    scenario: str
    target: str
    before: str = ""
    after: str = ""
