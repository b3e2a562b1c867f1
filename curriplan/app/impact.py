"""What an edit would change and break, before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from curriplan.analysis.calendar import Totals
from curriplan.analysis.compare import Moved, moved
from curriplan.analysis.rules.check import Checked, brought, checked
from curriplan.app.derived import Derived
from curriplan.app.session import Edit
from curriplan.domain.changes import Changes, diff
from curriplan.domain.finding import Finding, Severity
from curriplan.domain.program import Program


@dataclass(frozen=True, slots=True)
class Shift:
    """What an edit would do to the gaps, on all evidence: what would stand differently, and readiness
    (0..1 or None) before and after.
    """

    moved: tuple[Moved, ...]
    readiness: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Impact:
    """What an edit would do; ``totals`` are those of every track before and after."""

    changes: Changes
    shift: Shift
    totals: tuple[tuple[Totals, ...], tuple[Totals, ...]]
    troubles: tuple[Finding, ...]


def impact(program: Program, results: Derived, edit: Edit, today: date) -> Impact:
    """Return what an edit of a programme would do; ``results`` are those of the programme as it is."""
    after = edit(program)
    then = results.imagine(after)
    return Impact(
        diff(program, after),
        _shift(results, then),
        (results.totals(), then.totals()),
        _troubles(results.checked(today), then.checked(today)),
    )


def shift(program: Program, results: Derived, edit: Edit) -> Shift:
    """Return what an edit would do to the gaps alone, which costs a few rows."""
    return _shift(results, results.imagine(edit(program)))


def _shift(results: Derived, then: Derived) -> Shift:
    gaps = results.gaps(), then.gaps()
    return Shift(moved(*gaps), (gaps[0].totals.readiness, gaps[1].totals.readiness))


def new_troubles(present: Checked, edit: Edit) -> tuple[Finding, ...]:
    """Return the errors and warnings that an edit would bring and that are not there yet.

    ``present`` is the check of the programme as it is: only rules that read what the edit touches are asked.
    """
    return _troubles(present, checked(edit(present.program), present.today, present))


def _troubles(present: Checked, after: Checked) -> tuple[Finding, ...]:
    return tuple(one for one in brought(present, after) if one.severity is not Severity.NOTE)
