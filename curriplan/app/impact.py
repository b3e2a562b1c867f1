"""What an edit would break, before it is made."""

from __future__ import annotations

from datetime import date

from curriplan.analysis.rules.check import check
from curriplan.app.session import Edit
from curriplan.domain.finding import Finding, Severity
from curriplan.domain.program import Program


def new_troubles(
    program: Program, present: tuple[Finding, ...], edit: Edit, today: date
) -> tuple[Finding, ...]:
    """Return the errors and warnings that an edit would bring and that are not there yet.

    ``present`` are the findings of the programme as it is.
    """
    known = set(present)
    return tuple(
        finding
        for finding in check(edit(program), today)
        if finding.severity is not Severity.NOTE and finding not in known
    )
