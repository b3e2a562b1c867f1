"""``curriplan check``: all findings of a programme, what mends them, what is accepted; and accepting them."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from typing import Any

from curriplan.analysis.rules.check import Checked
from curriplan.analysis.rules.fixes.offers import offers
from curriplan.app.derived import Derived
from curriplan.app.errors import UserError
from curriplan.app.places import code_of, place_words
from curriplan.app.session import Session
from curriplan.app.texts import Texts
from curriplan.cli.arguments import file_argument, json_option
from curriplan.cli.command import Call, Command, Exit, WrongCommand
from curriplan.domain.acceptance import Acceptance
from curriplan.domain.edits.acceptances import accept
from curriplan.domain.finding import Finding, Place, Severity
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.tables import BY_NAME

Accepted = Mapping[Finding, Acceptance]


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    parser.add_argument("--accept", metavar="CODE", help=texts("cli.option.accept"))
    parser.add_argument("--of", metavar="ROW", help=texts("cli.option.accept_of"))
    parser.add_argument("--reason", metavar="TEXT", help=texts("cli.option.accept_reason"))
    json_option(parser, texts)


def _run(call: Call) -> Exit:
    options, today = call.options, date.today()  # noqa: DTZ011 - a day of the user's own calendar
    if options.accept is None:
        if options.of is not None or options.reason is not None:
            raise WrongCommand("accept_what")
        with call.reading() as session:
            return _told(call, session, today)
    if not (options.reason or "").strip():
        raise WrongCommand("accept_reason")
    with call.writing() as session:
        _accept(call, session, today)
        return _told(call, session, today)


def _accept(call: Call, session: Session, today: date) -> None:
    """Accept the open findings of a code, of one row where it is named.

    Raises:
        UserError: there is none.

    """
    code, of, program = call.options.accept, call.options.of, session.program
    results = Derived(lambda: program)
    found = [
        one
        for one in results.open_findings(today)
        if one.code == code and (of is None or of == _row_code(program, one.where))
    ]
    if not found:
        raise UserError("check.nothing_to_accept", finding=code, of=of or "–")
    reason = call.options.reason.strip()
    session.apply(
        label("finding.accept", n=len(found), reason=reason),
        lambda now: accept(now, found, reason, session.author, today),
    )


def _told(call: Call, session: Session, today: date) -> Exit:
    program = session.program
    results = Derived(lambda: program)
    found, accepted = results.findings(today), results.accepted(today)
    if call.out.json:
        checked = results.checked(today)
        call.out.object(
            {
                "findings": [
                    finding_object(checked, one, call.texts, accepted=one in accepted) for one in found
                ],
                "acceptances": [_acceptance_object(one, held, call.texts) for one, held in accepted.items()],
            }
        )
    else:
        _tell(call, program, found, accepted)
    wrong = any(one.severity is Severity.ERROR and one not in accepted for one in found)
    return Exit.ERRORS if wrong else Exit.DONE


def finding_object(checked: Checked, one: Finding, texts: Texts, *, accepted: bool) -> dict[str, Any]:
    """Return a finding as scripts read it; its fixes are those that hold."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "where": _where(checked.program, one.where, texts),
        "clause": one.clause or None,
        "text": texts.finding(one),
        "accepted": accepted,
        "fixes": [offer.code for offer in offers(checked, one)],
    }


def _acceptance_object(one: Finding, held: Acceptance, texts: Texts) -> dict[str, Any]:
    return {
        "code": one.code,
        "text": texts.finding(one),
        "reason": held.reason,
        "author": held.author,
        "on": None if held.made_on is None else held.made_on.isoformat(),
    }


def _row_code(program: Program, place: Place) -> str | None:
    known = place.table in BY_NAME and bool(place.key)
    return code_of(program, place.table, place.key) if known else None


def _where(program: Program, place: Place, texts: Texts) -> dict[str, Any] | None:
    if not place.table:
        return None
    return {
        "table": place.table,
        "id": "/".join(place.key) or None,
        "code": _row_code(program, place),
        "field": place.field or None,
        "text": place_words(place, texts, program) or None,
    }


def _tell(call: Call, program: Program, found: tuple[Finding, ...], accepted: Accepted) -> None:
    for severity in Severity:
        for one in found:
            if one.severity is severity:
                _tell_one(call, program, one, accepted.get(one))
    counts = {severity: sum(one.severity is severity for one in found) for severity in Severity}
    call.say(
        "report.overview.checked",
        error=counts[Severity.ERROR],
        warning=counts[Severity.WARNING],
        note=counts[Severity.NOTE],
    )
    if accepted:
        errors = sum(one.severity is Severity.ERROR for one in accepted)
        call.say("cli.check.accepted", n=len(accepted), errors=errors)


def _tell_one(call: Call, program: Program, one: Finding, held: Acceptance | None) -> None:
    where = place_words(one.where, call.texts, program)
    mark = call.texts(f"report.severity.{one.severity.value}")
    clause = f" [{one.clause}]" if one.clause else ""
    call.out.line(f"{mark}  {where + ': ' if where else ''}{call.texts.finding(one)}{clause}")
    if held is not None:
        by = call.texts("cli.check.accepted_by", author=held.author or "–", on=str(held.made_on or "–"))
        call.out.line(f"    {by} {held.reason}")


CHECK = Command("check", _add, _run)
