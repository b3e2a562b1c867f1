"""All findings of the checks, each with its place and clause, and why it is accepted where it is."""

from __future__ import annotations

from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.tree import (
    Column,
    Mark,
    Row,
    Say,
    Section,
    Table,
    Tone,
    Value,
    plain_headers,
    say,
    without_empty,
)
from curriplan.analysis.report.words import listed, word
from curriplan.domain.acceptance import Acceptance
from curriplan.domain.finding import Finding, Place, Severity
from curriplan.domain.plan import Term
from curriplan.domain.program import Program
from curriplan.domain.tables import BY_NAME
from curriplan.domain.text import EMPTY, Text

TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.NOTE: Tone.NOTE}
KEYS = ("severity", "table", "where", "text", "clause", "source", "accepted")


def checks_section(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return the findings, the gravest first; no section where nothing was checked."""
    if inputs.findings is None:
        return ()
    order = list(Severity)
    found = sorted(inputs.findings, key=lambda one: order.index(one.severity))
    columns = (
        Column(14, least=10),
        Column(16, least=10),
        Column(34, least=18, wrap=True),
        Column(90, least=50, wrap=True),
        Column(30, least=10, wrap=True),
        Column(34, least=12, wrap=True),
        Column(46, least=16, wrap=True),
    )
    headers = plain_headers(*(say(f"checks.{key}") for key in KEYS))
    rows = tuple(Row(_cells(inputs.program, one, inputs.accepted.get(one))) for one in found)
    table = without_empty(Table(columns, headers, rows, empty=say("checks.none"), filter=True, anchor=1))
    return (Section("checks", say("sheet.checks"), say("title.checks"), (table,), frozen=True),)


def _cells(program: Program, one: Finding, held: Acceptance | None) -> tuple[Value, ...]:
    return (
        Mark(word(one.severity), TONES[one.severity]),
        say(f"table.{one.where.table}") if one.where.table in BY_NAME else None,
        _where(program, one.where),
        Say(f"finding.{one.code}", one.args),
        one.clause,
        _source(program, one),
        None if held is None else _accepted(held),
    )


def _accepted(held: Acceptance) -> Say:
    """Return the reason of an acceptance, with who gave it and when."""
    made_on = "–" if held.made_on is None else held.made_on.isoformat()
    return say("checks.accepted_by", reason=held.reason, author=held.author or "–", on=made_on)


def _source(program: Program, one: Finding) -> Text | None:
    """Return the document that a rule of a pack comes from; rules in code come from none."""
    row = one.arguments().get("row")
    pack = None if row is None else program.rule_packs.get(row[0])
    return None if pack is None else pack.document or pack.name


def _where(program: Program, place: Place) -> Value:
    """Return what the rows that a place leads to are called, or None for the programme as a whole."""
    if place.table not in BY_NAME or not place.key:
        return None
    table = BY_NAME[place.table]
    if table.key == ("id",):
        return _called(program, place.table, place.key[0])
    targets = {ref.field: ref.table for ref in table.refs}
    keys = zip(table.key, place.key, strict=False)  # a place may name the parent alone
    return listed(_called(program, targets[field], key) for field, key in keys if field in targets)


def _called(program: Program, table: str, key: str) -> Text | Say | str:
    row = getattr(program, table).get(key)
    if row is None:
        return key
    if isinstance(row, Term):
        return row.name or say("term.other", n=row.number)
    return getattr(row, "name", EMPTY) or str(row.code)
