"""Edits of acceptances: findings that stay as they are, with a reason, until somebody thinks otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from curriplan.domain.acceptance import acceptance_of
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.finding import Finding
from curriplan.domain.naming import rows_by_name
from curriplan.domain.program import Program


def accept(
    program: Program, findings: Iterable[Finding], reason: str, author: str, made_on: date | None
) -> Program:
    """Return the programme with some findings accepted as they stand; who accepts again gives a new reason."""
    named = rows_by_name(program)
    rows = (acceptance_of(one, reason, author, made_on, named) for one in findings)
    return put(program, "acceptances", *rows)


def withdraw(program: Program, acceptances: Iterable[str]) -> Program:
    """Return the programme without some acceptances, by id."""
    return drop(program, "acceptances", [(one,) for one in acceptances])
