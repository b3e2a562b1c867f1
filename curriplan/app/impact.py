"""What an edit would break, before it is made."""

from __future__ import annotations

from curriplan.analysis.rules.check import Checked, brought, checked
from curriplan.app.session import Edit
from curriplan.domain.finding import Finding, Severity


def new_troubles(present: Checked, edit: Edit) -> tuple[Finding, ...]:
    """Return the errors and warnings that an edit would bring and that are not there yet.

    ``present`` is the check of the programme as it is: only rules that read what the edit touches are asked.
    """
    after = checked(edit(present.program), present.today, present)
    return tuple(one for one in brought(present, after) if one.severity is not Severity.NOTE)
