"""Fixes of sums that a form states: to what follows from terms and courses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from curriplan.analysis.rules.fixes.mend import Mend, change_to, mend
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program
from curriplan.domain.stated import StatedHours, StatedWeeks
from curriplan.domain.tables import table

_OF_TERMS = ("stated_blocks", "stated_internship")
_GROUPS = (("weeks_sum_", StatedWeeks), ("type_sum_", StatedHours), ("total_sum_", StatedHours))
CODES = (*_OF_TERMS, *(prefix + one.name for prefix, kind in _GROUPS for one in fields(kind)))
"""Findings of a stated sum that differs from the derived one, which their arguments hold."""


def as_it_is(program: Program, finding: Finding) -> Iterator[Mend]:
    """State the sum that there is."""
    where, args = finding.where, finding.arguments()
    derived = args["terms"] if "terms" in args else args["courses"]
    value = derived
    if finding.code not in _OF_TERMS:
        held = getattr(table(where.table).get(program, where.key), where.field)
        prefix = next(one for one, _ in _GROUPS if finding.code.startswith(one))
        value = replace(held, **{finding.code.removeprefix(prefix): derived})
    yield mend(change_to(where.table, where.key, {where.field: value}), sum=derived)
