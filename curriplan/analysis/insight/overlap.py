"""Overlap between courses, and courses that share nothing with any other (P1: no synergy)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations

from curriplan.analysis.insight.columns import COURSE, count, ratio
from curriplan.analysis.insight.insight import MOST_LINES, Column, Found, Ground, Insight, Line, Spot, counted
from curriplan.analysis.order import courses_in_order
from curriplan.analysis.report.tree import Say
from curriplan.analysis.report.words import name_of, names
from curriplan.analysis.supply import counting
from curriplan.domain.program import Program

MUCH = 0.5
"""From this overlap on two courses are said to teach much the same: our default."""

Weights = Mapping[str, float]


def weighted_jaccard(one: Weights, other: Weights) -> float:
    """Return sum min / sum max over the competencies of two courses: 0 nothing shared, 1 the same.

    >>> weighted_jaccard({"spoken": 2, "letters": 3}, {"spoken": 2, "trade": 1})
    0.3333333333333333
    >>> weighted_jaccard({"spoken": 2}, {"spoken": 2}), weighted_jaccard({"spoken": 2}, {"trade": 1})
    (1.0, 0.0)
    """
    shared = sum(min(weight, other[name]) for name, weight in one.items() if name in other)
    both = sum(one.values()) + sum(other.values()) - shared
    return shared / both if both > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two courses with what they share."""

    first: str
    second: str
    share: float
    competencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlaps:
    """The pairs that are most alike, first of all; how many pairs share anything, and how many much."""

    pairs: tuple[Overlap, ...]
    sharing: int
    much: int


def overlaps(program: Program, most: int = MOST_LINES) -> Overlaps:
    """Return the pairs of courses that share a competency, weighed by level after the cap.

    ``weighted_jaccard`` of every pair, with one addition for each competency that they share.
    """
    weights = _weights(program)
    sums = {course: sum(held.values()) for course, held in weights.items()}
    shares = {
        (a, b): shared / (sums[a] + sums[b] - shared) for (a, b), shared in _shared(weights).items() if shared
    }
    order = {course: n for n, course in enumerate(weights)}
    best = nsmallest(most, shares, key=lambda pair: (-shares[pair], order[pair[0]], order[pair[1]]))
    return Overlaps(
        tuple(
            Overlap(a, b, shares[a, b], tuple(name for name in weights[a] if name in weights[b]))
            for a, b in best
        ),
        len(shares),
        sum(share >= MUCH for share in shares.values()),
    )


def _shared(weights: Mapping[str, Weights]) -> dict[tuple[str, str], float]:
    """Return what every pair of courses shares: the smaller weight of each competency, added up."""
    by_competency: dict[str, list[tuple[str, float]]] = {}
    for course, held in weights.items():
        for name, weight in held.items():
            by_competency.setdefault(name, []).append((course, weight))
    found: dict[tuple[str, str], float] = {}
    for taught in by_competency.values():
        for (a, one), (b, other) in combinations(taught, 2):
            found[a, b] = found.get((a, b), 0.0) + (one if one < other else other)  # noqa: FURB136 - 50,000 times
    return found


def _weights(program: Program) -> dict[str, dict[str, float]]:
    """Return by course the levels that it brings, after the cap; courses without any are left out."""
    level = counting(program)
    found: dict[str, dict[str, float]] = {}
    for course in courses_in_order(program):
        held = program.contributions.get(course.id)
        if held:
            found[course.id] = {name: float(level(one, None).counted) for name, one in held.items()}
    return found


def alone(program: Program) -> tuple[str, ...]:
    """Return the courses whose competencies no other course teaches, in display order."""
    weights = _weights(program)
    times: dict[str, int] = {}
    for held in weights.values():
        for name in held:
            times[name] = times.get(name, 0) + 1
    return tuple(course for course, held in weights.items() if all(times[name] == 1 for name in held))


def _ask_overlap(ground: Ground) -> Found:
    program, every = ground.program, overlaps(ground.program)
    lines = [
        Line(
            (
                name_of(program.courses[one.first]),
                name_of(program.courses[one.second]),
                ratio(one.share),
                names(program.competencies[name] for name in one.competencies),
            ),
            Spot(course=one.first, competency=one.competencies[0]),
        )
        for one in every.pairs
    ]
    counts = Say("insight.overlap.counts", (("much", every.much), ("pairs", every.sharing)))
    return Found(count(every.much), tuple(lines), counts, every.sharing - len(lines))


OVERLAP = Insight(
    "overlap",
    "pairs of courses",
    "J = sum min(a, b) / sum max(a, b) over levels after the cap; counted from 0.5 on",
    "weighted Jaccard index; own use; P1 (courses without synergy); 0.5 is our default",
    (COURSE, Column("other_course", 28), Column("overlap", 10, figures=True), Column("competencies", 44)),
    _ask_overlap,
)


def _ask_alone(ground: Ground) -> Found:
    program = ground.program
    lines = [
        Line(
            (
                name_of(program.courses[course]),
                count(len(program.contributions[course])),
                names(program.competencies[name] for name in program.contributions[course]),
            ),
            Spot(course=course),
        )
        for course in alone(program)
    ]
    return counted(lines)


ALONE = Insight(
    "alone",
    "courses",
    "every competency of the course is taught by it alone",
    "own definition; P1 (a lot of courses tend to be different and there is no synergy)",
    (COURSE, Column("competency_count", 13, figures=True), Column("competencies", 44)),
    _ask_alone,
)
