"""What a fix is: a way to change the programme, and the words that say how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from curriplan.domain.edits.fields import change_row
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program
from curriplan.domain.tables import Key

Edit = Callable[[Program], Program]


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to mend a finding: an edit, and the arguments of its sentence ``fix.CODE`` in the texts."""

    edit: Edit
    args: tuple[tuple[str, Any], ...] = ()


def mend(edit: Edit, /, **args: Any) -> Mend:
    """Return a way to mend a finding."""
    return Mend(edit, tuple(args.items()))


def change_to(name: str, key: Key, fields: Mapping[str, Any]) -> Edit:
    """Return the edit that sets some fields of a row."""
    return lambda now: change_row(now, name, key, **fields)


Ways = Callable[[Program, Finding], Iterator[Mend]]
"""Yields the ways of a fix, the preferred first; whether one holds is found out by checking what it makes."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A fix: its code, the findings that it is for, its ways."""

    code: str
    findings: frozenset[str]
    ways: Ways


def fix(code: str, ways: Ways, *findings: str) -> Fix:
    """Return a fix for findings of some codes."""
    return Fix(code, frozenset(findings), ways)
