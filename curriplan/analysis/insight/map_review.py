"""What published rules say about a map of courses and outcomes: counts, density, and outcomes that fail.

No outcome is blank, some course brings each to the level that is wanted, levels come in their order (I before R
before M), and each is assessed somewhere. Counted are the levels as they are stated, before any cap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from curriplan.analysis.calendar import last_term
from curriplan.analysis.insight.columns import COMPETENCY, count, share
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, Spot, found
from curriplan.analysis.order import in_order
from curriplan.analysis.report.tree import Listing, Say, Value
from curriplan.analysis.report.words import name_of
from curriplan.domain.course import Evidence
from curriplan.domain.program import Program


class Fault(StrEnum):
    """What is wrong with an outcome."""

    BLANK = "blank"
    TOO_LOW = "too_low"
    OUT_OF_ORDER = "out_of_order"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One filled cell: a level (0: assessed without teaching), the term of it (None: none), whether assessed."""

    level: int
    term: int | None = None
    assessed: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome: how many cells are at each level from 1 up, how many assess it, and what is wrong with it."""

    counts: tuple[int, ...]
    assessed: int
    faults: tuple[Fault, ...]


def outcome(entries: Iterable[Entry], highest: int, wanted: int) -> Outcome:
    """Return the counts and faults of an outcome on levels 1..``highest``; ``wanted`` must be reached.

    Introduced in term 1, practised in term 4, assessed in an exit interview, mastered nowhere; then mastered too
    early:

    >>> outcome([Entry(1, 1), Entry(2, 4), Entry(0, 4, True)], 3, 3)
    Outcome(counts=(1, 1, 0), assessed=1, faults=(<Fault.TOO_LOW: 'too_low'>,))
    >>> [one.value for one in outcome([Entry(1, 2), Entry(3, 1), Entry(2, 3)], 3, 3).faults]
    ['out_of_order', 'not_assessed']
    >>> [one.value for one in outcome([], 3, 3).faults]
    ['blank']
    """
    held = list(entries)
    counts = tuple(sum(one.level == level for one in held) for level in range(1, highest + 1))
    assessed = sum(one.assessed for one in held)
    if not any(counts):
        return Outcome(counts, assessed, (Fault.BLANK,))
    faults = (
        (Fault.TOO_LOW, max(one.level for one in held) < wanted),
        (Fault.OUT_OF_ORDER, not in_sequence(held)),
        (Fault.NOT_ASSESSED, not assessed),
    )
    return Outcome(counts, assessed, tuple(fault for fault, is_so in faults if is_so))


def in_sequence(entries: Iterable[Entry]) -> bool:
    """Tell whether no level begins before a lower one that is taught as well.

    >>> in_sequence([Entry(1, 1), Entry(2, 1), Entry(3, 4)]), in_sequence([Entry(2, 1), Entry(1, 2)])
    (True, False)
    """
    first: dict[int, float] = {}
    for one in entries:
        if one.level:
            first[one.level] = min(first.get(one.level, math.inf), math.inf if one.term is None else one.term)
    return all(low <= high for (_, low), (_, high) in pairwise(sorted(first.items())))


def density(filled: int, courses: int, outcomes: int) -> float | None:
    """Return the share of the map's cells that hold anything; None for a map without cells.

    >>> density(13, 5, 4)
    0.65
    """
    return filled / (courses * outcomes) if courses and outcomes else None


def entries_of(program: Program) -> dict[str, list[Entry]]:
    """Return the filled cells of every competency, of all courses."""
    made: dict[str, list[Entry]] = {key: [] for key in program.competencies}
    for course, held in program.contributions.items():
        term = last_term(program, course)
        for name, one in held.items():
            made[name].append(Entry(one.level, term, one.evidence is Evidence.ASSESSED))
    return made


def outcomes(program: Program, wanted: Mapping[str, int]) -> dict[str, Outcome]:
    """Return every competency's outcome, in display order; what nobody wants is wanted at its lowest level."""
    entries, highest = entries_of(program), program.about.scale.highest
    return {
        one.id: outcome(entries[one.id], highest, wanted.get(one.id, 1))
        for one in in_order(program.competencies)
    }


def _ask(ground: Ground) -> Found:
    program = ground.program
    wanted = {
        key: max((row.requirement.level or 1 for row in rows), default=1)
        for key, rows in ground.by_competency().items()
    }
    filled = sum(len(held) for held in program.contributions.values())
    every = outcomes(program, wanted)
    faulty = {key: one for key, one in every.items() if one.faults}
    keys = [level.key for level in program.about.scale.levels]
    columns = (
        COMPETENCY,
        *(Column("at_level", 9, figures=True, n=key) for key in keys),
        Column("assessed_count", 10, figures=True),
        Column("faults", 40),
    )
    lines = [_line(name_of(program.competencies[key]), key, one) for key, one in faulty.items()]
    blank = sum(not program.contributions.get(course) for course in program.courses)
    summary = Say("insight.map.counts", (("faulty", len(faulty)), ("all", len(every)), ("blank", blank)))
    figure = share(density(filled, len(program.courses), len(program.competencies)))
    held = found(figure, lines, summary)
    return Found(held.figure, held.lines, held.summary, held.left_out, columns)


def _line(name: Value, key: str, one: Outcome) -> Line:
    faults: Sequence[Say] = [Say(f"insight.fault.{fault.value}") for fault in one.faults]
    cells = (name, *map(count, one.counts), count(one.assessed), Listing(tuple(faults)))
    return Line(cells, Spot(competency=key))


MAP = Insight(
    "map",
    "0..1",
    "density = filled cells / (courses x competencies)",
    "rules of published maps (NJCU, NDSU, St John's; example: University of Hawai'i at Manoa, Biology)",
    (),
    _ask,
)
