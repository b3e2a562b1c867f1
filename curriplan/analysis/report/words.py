"""Names and short words that several sections share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Protocol

from curriplan.analysis.demand.requirement import Requirement
from curriplan.analysis.gap.result import GapRow, Status
from curriplan.analysis.report.tree import Level, Listing, Mark, Number, Say, Tone, Unit, Value, say
from curriplan.domain.competency import AbilityType
from curriplan.domain.course import Assessment, Evidence
from curriplan.domain.course import Status as Nature
from curriplan.domain.finding import Severity
from curriplan.domain.plan import Term
from curriplan.domain.post import PostLevel
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.text import Text

SIGNS: Mapping[Tone, str] = {
    Tone.MET: "✓",
    Tone.LATE: "◷",
    Tone.GAP: "▽",
    Tone.FIRM: "▼",
    Tone.NO_COVERAGE: "✕",
    Tone.OVER: "▲",
    Tone.UNRATED: "?",
    Tone.NO_DEMAND: "–",
}
"""The sign of each status: what a colour says, it says as well."""


SPELT = range(1, 9)
"""Years and terms up to the eighth have words of their own."""


class Named(Protocol):
    """A row with a code and a bilingual name."""

    @property
    def code(self) -> str: ...  # noqa: D102

    @property
    def name(self) -> Text: ...  # noqa: D102


def name_of(row: Named) -> Value:
    """Return the name of a row, or its code where it has no name."""
    return row.name or row.code


def names(rows: Iterable[Named]) -> Value:
    """Return several names as one list, None for none."""
    return listed([row.name or row.code for row in rows])


def listed(items: Iterable[str | Text | Say]) -> Value:
    """Return a list in one cell, None for none."""
    held = tuple(items)
    return Listing(held) if held else None


WORDS: Mapping[type[StrEnum], str] = {
    Kind: "kind",
    AbilityType: "ability",
    Mode: "mode",
    PostLevel: "post_level",
    Evidence: "evidence",
    Nature: "report.nature",
    Assessment: "report.exam",
    Severity: "report.severity",
}
"""Below which key of the catalogue the words of an enumeration stand; most are those of the window."""


def word(value: StrEnum) -> Say:
    """Return the word for a member of an enumeration."""
    return Say(f"{WORDS[type(value)]}.{value.value}")


def year(number: int) -> Say:
    """Return what a study year is called: 第一学年 as the official form prints it."""
    return say(f"year.{number}") if number in SPELT else say("year.other", n=number)


def term_name(term: Term) -> Value:
    """Return the name of a term, or its number spelt out."""
    if term.name:
        return term.name
    return say(f"term.{term.number}") if term.number in SPELT else say("term.other", n=term.number)


def share(value: float | None) -> Value:
    """Return a share (0..1) as per cent, None where it is not known."""
    return None if value is None else Number(value, Unit.SHARE)


def ratio(value: float | None) -> Value:
    """Return a number of 0..1 with two decimals, None where it is not known."""
    return None if value is None else Number(value, Unit.RATIO)


def figure(value: float | None, *, bracketed: bool = False) -> Value:
    """Return hours, credits or weeks without the dust of binary fractions, None where they are not known."""
    return None if value is None else Number(round(value, 10), Unit.FIGURE, bracketed)


def level_of(program: Program, level: int | None, tone: Tone | None = None) -> Value:
    """Return a level with its key and the sign of its tone, None where it is not known."""
    if level is None:
        return None
    return Level(level, program.about.scale.key(level), SIGNS.get(tone, "") if tone else "", tone)


def tone_of(row: GapRow) -> Tone:
    """Return the tone of a requirement: its status, whether a gap is firm, whether it is met late."""
    if row.status is Status.GAP and row.firm:
        return Tone.FIRM
    if row.late:
        return Tone.LATE
    return Tone(row.status.value)


def status(tone: Tone) -> Mark:
    """Return the words of a status, after its sign."""
    return Mark(say("mark", sign=SIGNS[tone], words=Say(f"status.{tone.value}")), tone)


def interval(program: Program, requirement: Requirement) -> str | None:
    """Return the interval of a requirement as ``3–4``, None where there is none."""
    if requirement.interval is None:
        return None
    low, high = (program.about.scale.key(level) for level in requirement.interval)
    return low if low == high else f"{low}–{high}"
