"""What the list of findings shows: a row each, in groups, the columns, what of it is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from curriplan.domain.acceptance import Acceptance
from curriplan.domain.finding import Finding, Severity
from curriplan.gui.desk import Desk
from curriplan.gui.models.table import Column
from curriplan.gui.severity import severity_mark
from curriplan.gui.theme import SEVERITY_SIGNS, Tone
from curriplan.gui.views.checks.places import page_of, where_words
from curriplan.gui.views.checks.rule_rows import rule_of

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


NONE: Mapping[str, FindingRow] = {}


def finding_rows(desk: Desk, wanted: Wanted, known: Mapping[str, FindingRow] = NONE) -> dict[str, FindingRow]:
    """Return the wanted findings by key, each group behind its heading.

    A finding's key stays while its figures change, so that a selection outlives an edit. ``known`` are rows of
    before in the same language: what reads the same is the same row.
    """
    accepted = desk.results.accepted(desk.today)
    groups: dict[object, str] = {}
    held = [
        (key, _row(desk, one, accepted.get(one), _group(desk, one, wanted.by, groups), known.get(key)))
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


def _row(
    desk: Desk, one: Finding, acceptance: Acceptance | None, group: str, before: FindingRow | None
) -> FindingRow:
    words = before.words if before is not None and before.finding == one else desk.texts.finding(one)
    where = where_words(desk, one.where) or desk.say("checks.whole")
    made = FindingRow(words, one, where, group, acceptance)
    return before if before is not None and before == made else made


def _group(desk: Desk, one: Finding, by: GroupBy, known: dict[object, str]) -> str:
    """Return what the group of a finding is called; ``known`` keeps the words that were looked up."""
    match by:
        case GroupBy.SEVERITY:
            if one.severity not in known:
                words = desk.say(f"checks.heads.{one.severity.value}")
                known[one.severity] = f"{SEVERITY_SIGNS[one.severity]} {words}"
            return known[one.severity]
        case GroupBy.PAGE:
            page = page_of(one)
            if page not in known:
                known[page] = desk.say(f"page.{page}.title")
            return known[page]
        case GroupBy.SOURCE:
            return source_of(desk, one)


def source_of(desk: Desk, one: Finding) -> str:
    """Return where a finding comes from: the rule pack with its clause, or the program's own checks."""
    row = rule_of(one)
    pack = None if row is None else desk.program.rule_packs.get(row[0])
    if pack is None:
        return one.clause or desk.say("checks.built_in")
    return desk.name(pack.name, pack.code)


def _rank(row: FindingRow, by: GroupBy) -> tuple[object, ...]:
    assert row.finding is not None  # noqa: S101 - headings are made after this
    grave = ORDER.index(row.finding.severity)
    return (grave,) if by is GroupBy.SEVERITY else (row.group, grave)


def _is_wanted(desk: Desk, row: FindingRow, wanted: Wanted) -> bool:
    assert row.finding is not None  # noqa: S101 - headings are made after this
    if wanted.severity is not None and row.finding.severity is not wanted.severity:
        return False
    if wanted.only_open and row.acceptance is not None:
        return False
    if not wanted.text:
        return True
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
        Column("checks.column.clause", lambda row: row.finding.clause if row.finding else "", width=150),
        Column("checks.column.fixes", count, lambda row: count(row).rjust(3), right=True, width=58),
        Column("checks.column.state", state, width=92),
    ]


def _gravity(row: FindingRow) -> int:
    return -1 if row.finding is None else ORDER.index(row.finding.severity)
