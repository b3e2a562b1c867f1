"""Coverage and depth: how much of what a post requires is taught at all, and how far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from curriplan.analysis.gap.readiness import mean_over_posts
from curriplan.analysis.gap.result import GapReport
from curriplan.analysis.insight.columns import POST, READINESS, REQUIREMENTS, count, share
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, Spot, found
from curriplan.analysis.report.tree import Say
from curriplan.analysis.report.words import name_of
from curriplan.domain.program import Program

Need = tuple[float | None, int | None, int]
"""Importance, required level, delivered level."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of what is required, 0..1, None where there is nothing to tell them from.

    ``plain`` of the requirements, ``weighted`` of their importance, is taught at all; ``depth`` is the part of the
    required level that is reached, weighted by importance.
    """

    plain: float | None
    weighted: float | None
    depth: float | None


def coverage(needs: Iterable[Need]) -> Coverage:
    """Return the coverage of requirements; without importance or level they count where these are not needed.

    Spoken English and platform operation are reached, settlement is taught nowhere; a fourth is taught half way:

    >>> found = coverage([(0.9, 3, 3), (0.8, 3, 4), (0.5, 2, 0), (0.3, 4, 2)])
    >>> found.plain, found.weighted, found.depth
    (0.75, 0.8, 0.74)
    >>> coverage([(None, None, 1)])
    Coverage(plain=1.0, weighted=None, depth=None)
    """
    rows = list(needs)
    weighed = [(weight, level, held) for weight, level, held in rows if weight is not None]
    rated = [(weight, min(held / level, 1.0)) for weight, level, held in weighed if level]
    return Coverage(
        _mean([(1.0, float(held > 0)) for _, _, held in rows]),
        _mean([(weight, float(held > 0)) for weight, _, held in weighed]),
        _mean(rated),
    )


def _mean(values: list[tuple[float, float]]) -> float | None:
    total = sum(weight for weight, _ in values)
    return round(sum(weight * value for weight, value in values) / total, 12) if total > 0 else None


def coverage_by_post(report: GapReport) -> dict[str, Coverage]:
    """Return the coverage of every post that requires anything, by its id."""
    return {
        post.post: coverage(
            (row.requirement.importance, row.requirement.level, row.delivered) for row in post.rows
        )
        for post in report.posts
        if post.rows
    }


def mean_coverage(program: Program, by_post: dict[str, Coverage]) -> Coverage:
    """Return the mean over posts by their share of graduates, as for readiness."""
    return Coverage(
        mean_over_posts(program, [(post, one.plain) for post, one in by_post.items()]),
        mean_over_posts(program, [(post, one.weighted) for post, one in by_post.items()]),
        mean_over_posts(program, [(post, one.depth) for post, one in by_post.items()]),
    )


def _ask(ground: Ground) -> Found:
    program, by_post = ground.program, coverage_by_post(ground.gaps)
    whole = mean_coverage(program, by_post)
    lines = [
        Line(
            (
                name_of(program.posts[held.post]),
                count(len(held.rows)),
                *map(share, (one.plain, one.weighted, one.depth, held.readiness)),
            ),
            Spot(post=held.post),
        )
        for held in ground.gaps.posts
        if (one := by_post.get(held.post)) is not None
    ]
    if lines:
        figures = (whole.plain, whole.weighted, whole.depth, ground.gaps.totals.readiness)
        lines.append(Line((Say("insight.all_posts"), count(len(ground.rows())), *map(share, figures))))
    return found(share(whole.weighted), lines)


COVERAGE = Insight(
    "coverage",
    "0..1",
    "plain |{D > 0}| / m; weighted sum w [D > 0] / sum w; depth sum w min(D / L, 1) / sum w",
    "own definition; mean over posts by share of graduates",
    (
        POST,
        REQUIREMENTS,
        Column("plain", 10, figures=True),
        Column("weighted", 10, figures=True),
        Column("depth", 10, figures=True),
        READINESS,
    ),
    _ask,
)
