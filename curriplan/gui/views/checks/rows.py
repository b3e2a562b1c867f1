"""What the list of findings shows: a row each, in groups, the columns, what of it is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from curriplan.domain.acceptance import Acceptance
from curriplan.domain.finding import Finding, Severity
from curriplan.gui.desk import Desk
from curriplan.gui.models.table import Column
from curriplan.gui.severity import severity_mark
from curriplan.gui.theme import Tone
from curriplan.gui.views.checks.places import page_of, where_words

ORDER = list(Severity)
HEADING = "heading:"


class GroupBy(StrEnum):
    """By what findings are grouped; the order is that of the choice."""

    SEVERITY = "severity"
    PAGE = "page"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are shown: of a severity (None: any), only open ones, such that hold a text."""

    by: GroupBy = GroupBy.SEVERITY
    severity: Severity | None = None
    only_open: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as it is listed; a heading has none, and its group's name in ``words``."""

    words: str
    finding: Finding | None = None
    where: str = ""
    group: str = ""
    acceptance: Acceptance | None = None


def finding_rows(desk: Desk, wanted: Wanted) -> dict[str, FindingRow]:
    """Return the wanted findings by key, each group behind its heading.

    A finding's key stays while its figures change, so that a selection outlives an edit.
    """
    accepted = desk.results.accepted(desk.today)
    held = [
        (key, _row(desk, one, accepted.get(one), wanted.by))
        for key, one in _keyed(desk.results.findings(desk.today))
    ]
    kept = [(key, row) for key, row in held if _is_wanted(desk, row, wanted)]
    kept.sort(key=lambda pair: _rank(pair[1], wanted.by))
    counts = Counter(row.group for _, row in kept)
    made: dict[str, FindingRow] = {}
    for key, row in kept:
        heading = f"{HEADING}{row.group}"
        if heading not in made:
            made[heading] = FindingRow(
                desk.say("checks.group", name=row.group, n=counts[row.group]), group=row.group
            )
        made[key] = row
    return made


def _keyed(findings: tuple[Finding, ...]) -> Iterator[tuple[str, Finding]]:
    seen: Counter[str] = Counter()
    for one in findings:
        place = "\x1f".join((one.code, one.where.table, *one.where.key, one.where.field))
        yield f"{place}\x1f{seen[place]}", one
        seen[place] += 1


def _row(desk: Desk, one: Finding, acceptance: Acceptance | None, by: GroupBy) -> FindingRow:
    return FindingRow(
        desk.texts.finding(one), one, where_words(desk, one.where), _group(desk, one, by), acceptance
    )


def _group(desk: Desk, one: Finding, by: GroupBy) -> str:
    match by:
        case GroupBy.SEVERITY:
            return severity_mark(desk, one.severity)
        case GroupBy.PAGE:
            return desk.say(f"page.{page_of(one.where)}.title")
        case GroupBy.SOURCE:
            return source_of(desk, one)


def source_of(desk: Desk, one: Finding) -> str:
    """Return where a finding comes from: the clause of a regulation, or the program's own checks."""
    return one.clause or desk.say("checks.built_in")


def _rank(row: FindingRow, by: GroupBy) -> tuple[object, ...]:
    assert row.finding is not None  # noqa: S101 - headings are made after the sorting
    grave = ORDER.index(row.finding.severity)
    return (grave,) if by is GroupBy.SEVERITY else (row.group, grave)


def _is_wanted(desk: Desk, row: FindingRow, wanted: Wanted) -> bool:
    assert row.finding is not None  # noqa: S101 - headings are made later
    if wanted.severity is not None and row.finding.severity is not wanted.severity:
        return False
    if wanted.only_open and row.acceptance is not None:
        return False
    held = f"{row.words} {row.where} {source_of(desk, row.finding)}".casefold()
    return all(word in held for word in wanted.text.casefold().split())


def finding_columns(desk: Desk, fixes: Callable[[Finding], int | None]) -> list[Column[FindingRow]]:
    """Return the columns; ``fixes`` counts the fixes of a finding, None where that is not known yet."""

    def mark(row: FindingRow) -> str:
        return row.words if row.finding is None else severity_mark(desk, row.finding.severity)

    def tone(row: FindingRow) -> Tone | None:
        return None if row.finding is None else desk.theme.severity(row.finding.severity)

    def count(row: FindingRow) -> str:
        n = None if row.finding is None else fixes(row.finding)
        return "" if not n else str(n)

    def state(row: FindingRow) -> str:
        return "" if row.acceptance is None else desk.say("checks.accepted_mark")

    return [
        Column("checks.column.severity", mark, _gravity, tone=tone, width=104),
        Column("checks.column.what", lambda row: "" if row.finding is None else row.words, width=460),
        Column("checks.column.where", lambda row: row.where, width=170),
        Column("checks.column.clause", lambda row: row.finding.clause if row.finding else "", width=110),
        Column("checks.column.fixes", count, lambda row: count(row).rjust(3), right=True, width=58),
        Column("checks.column.state", state, width=92),
    ]


def _gravity(row: FindingRow) -> int:
    return -1 if row.finding is None else ORDER.index(row.finding.severity)
