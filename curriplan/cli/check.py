"""``curriplan check``: all findings of a programme."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from curriplan.app.derived import Derived
from curriplan.app.places import code_of, place_words
from curriplan.app.texts import Texts
from curriplan.cli.arguments import file_argument, json_option
from curriplan.cli.command import Call, Command, Exit
from curriplan.domain.finding import Finding, Place, Severity, has_errors
from curriplan.domain.program import Program
from curriplan.domain.tables import BY_NAME


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    json_option(parser, texts)


def _run(call: Call) -> Exit:
    with call.reading() as session:
        program = session.program
        found = Derived(lambda: program).findings(date.today())  # noqa: DTZ011 - a day of the user's own calendar
        if call.out.json:
            call.out.object({"findings": [finding_object(program, one, call.texts) for one in found]})
        else:
            _tell(call, program, found)
    return Exit.ERRORS if has_errors(found) else Exit.DONE


def finding_object(program: Program, one: Finding, texts: Texts) -> dict[str, Any]:
    """Return a finding as scripts read it. Findings cannot be accepted yet, so none is."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "where": _where(program, one.where, texts),
        "clause": one.clause or None,
        "text": texts.finding(one),
        "accepted": False,
        "fixes": list(one.fixes),
    }


def _where(program: Program, place: Place, texts: Texts) -> dict[str, Any] | None:
    if not place.table:
        return None
    known = place.table in BY_NAME and bool(place.key)
    return {
        "table": place.table,
        "id": "/".join(place.key) or None,
        "code": code_of(program, place.table, place.key) if known else None,
        "field": place.field or None,
        "text": place_words(place, texts, program) or None,
    }


def _tell(call: Call, program: Program, found: tuple[Finding, ...]) -> None:
    for severity in Severity:
        for one in found:
            if one.severity is severity:
                where = place_words(one.where, call.texts, program)
                mark = call.texts(f"report.severity.{severity.value}")
                call.out.line(f"{mark}  {where + ': ' if where else ''}{call.texts.finding(one)}")
    counts = {severity: sum(one.severity is severity for one in found) for severity in Severity}
    call.say(
        "report.overview.checked",
        error=counts[Severity.ERROR],
        warning=counts[Severity.WARNING],
        note=counts[Severity.NOTE],
    )


CHECK = Command("check", _add, _run)
