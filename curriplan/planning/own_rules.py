"""The last check of a plan: does it bring errors by the programme's own rules that are not there today?

The solver knows the rules of a plan (see ``model``); others, of a pack of regulations or of a college, it
does not know. They are asked of the programme with the plan in it, and of the programme as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping

from curriplan.analysis.rules.accepted import accepted
from curriplan.analysis.rules.check import brought, checked
from curriplan.domain.finding import Finding, Severity
from curriplan.domain.program import Program
from curriplan.planning.accept import placed


def errors_brought(program: Program, terms: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return the errors that a plan would bring, without those that somebody has accepted.

    One that is there already at its place does not count.
    """
    before = checked(program)
    after = checked(placed(program, terms), None, before)
    known = {(one.code, one.where) for one in before.findings if one.severity is Severity.ERROR}
    errors = [one for one in brought(before, after) if one.severity is Severity.ERROR]
    agreed = accepted(program, errors)
    return tuple(one for one in errors if (one.code, one.where) not in known and one not in agreed)
