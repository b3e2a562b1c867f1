"""Which findings are accepted, and which acceptances accept nothing any more.

An acceptance is for these arguments: the finding with other arguments is another one, and open again.
Rows are told by their ids there, so that a row may be renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from curriplan.analysis.rules.case import at
from curriplan.domain.acceptance import Acceptance, accepts, sameness
from curriplan.domain.finding import Finding, note
from curriplan.domain.naming import rows_by_name
from curriplan.domain.program import Program

STALE = "acceptance_stale"


def accepted(program: Program, findings: Iterable[Finding]) -> Mapping[Finding, Acceptance]:
    """Return the accepted findings, each with its acceptance."""
    if not program.acceptances:
        return {}
    held = {accepts(one): one for one in program.acceptances.values()}
    codes = {one.finding for one in program.acceptances.values()}
    alike = [one for one in findings if one.code in codes]
    named = rows_by_name(program) if alike else {}
    matched = ((one, held.get(sameness(one, named))) for one in alike)
    return {one: acceptance for one, acceptance in matched if acceptance is not None}


def stale(program: Program, known: Mapping[Finding, Acceptance]) -> Iterator[Finding]:
    """Yield a note for every acceptance that none of the known pairs uses, by date, then id."""
    used = {one.id for one in known.values()}
    rows = sorted(program.acceptances.values(), key=lambda one: (str(one.made_on or ""), one.id))
    for one in rows:
        if one.id not in used:
            yield note(STALE, at("acceptances", one.id), reason=one.reason, author=one.author)


def judged(
    program: Program, found: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], Mapping[Finding, Acceptance]]:
    """Return all findings, with a note for each acceptance that accepts nothing any more, and the accepted ones."""
    known = accepted(program, found)
    return (*found, *stale(program, known)), known
