"""One thing wrong or noteworthy. Lower floors emit codes and arguments; texts are made above them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs: must, "in principle", advice."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: in the programme, or in a file that was read.

    ``row`` and ``column`` are as a spreadsheet shows them: rows from 1, columns by letter or header.
    """

    table: str = ""
    key: tuple[str, ...] = ()
    field: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: code, severity, place, arguments of its sentence, clause of a regulation, fixes."""

    code: str
    severity: Severity
    where: Place = NOWHERE
    args: tuple[tuple[str, Any], ...] = ()
    clause: str = ""
    fixes: tuple[str, ...] = ()

    @property
    def matter(self) -> tuple[object, ...]:
        """Return what the finding is about whatever its figures: code, place, and the rule where a row found it."""
        return self.code, self.where, next((value for name, value in self.args if name == "row"), None)

    def arguments(self) -> dict[str, Any]:
        """Return the arguments by name."""
        return dict(self.args)


def error(code: str, /, where: Place = NOWHERE, **args: Any) -> Finding:
    """Return a finding that must be mended."""
    return Finding(code, Severity.ERROR, where, tuple(args.items()))


def warning(code: str, /, where: Place = NOWHERE, **args: Any) -> Finding:
    """Return a finding that holds "in principle"."""
    return Finding(code, Severity.WARNING, where, tuple(args.items()))


def note(code: str, /, where: Place = NOWHERE, **args: Any) -> Finding:
    """Return a finding that advises."""
    return Finding(code, Severity.NOTE, where, tuple(args.items()))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding is an error."""
    return any(one.severity is Severity.ERROR for one in findings)
