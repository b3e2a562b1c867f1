"""How levels build up over the terms: readiness at the end of each term, for all and for each group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curriplan.analysis.gap.readiness import mean_over_posts
from curriplan.analysis.gap.result import GapReport, GapRow
from curriplan.analysis.insight.columns import share
from curriplan.analysis.insight.groups import BY_MODULE, grouped
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, found
from curriplan.analysis.order import terms_in_order
from curriplan.analysis.report.tree import Say, Value
from curriplan.analysis.supply import common, supplies, tracks_serving
from curriplan.domain.program import Program


@dataclass(frozen=True, slots=True)
class TrendLine:
    """Readiness of a group at the end of every term, then at graduation (0..1 or None)."""

    key: str
    name: Value
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The terms by number; the whole programme's line first, then those of the groups in display order.

    A course without a term counts at graduation only, so that may be higher than the end of the last term.
    """

    terms: tuple[int, ...]
    lines: tuple[TrendLine, ...]


Levels = tuple[int, ...]


def readiness_over(needs: Sequence[tuple[float, int, Levels]]) -> tuple[float | None, ...]:
    """Return readiness at each of several moments, over (importance, required, delivered at each moment).

    >>> found = readiness_over([(0.9, 3, (0, 2, 3)), (0.8, 2, (2, 2, 2))])
    >>> [round(one, 4) for one in found]
    [0.3721, 0.7907, 1.0]
    """
    owed = sum(weight * level for weight, level, _ in needs)
    moments = zip(*(levels for _, _, levels in needs), strict=True)
    missing = (
        sum(
            weight * (level - held)
            for (weight, level, _), held in zip(needs, levels, strict=True)
            if held < level
        )
        for levels in moments
    )
    return tuple(1.0 - one / owed if owed > 0 else None for one in missing)


def trend(program: Program, report: GapReport, by: str = BY_MODULE) -> Trend:
    """Return how readiness builds up over the terms, on the report's basis of evidence."""
    terms = tuple(term.number for term in terms_in_order(program))
    delivered = _Delivered(program, report, terms)
    every = [row for post in report.posts for row in post.rows]
    lines = [TrendLine("", Say("insight.whole"), delivered.values(every))]
    lines += [
        TrendLine(group.key, group.name, delivered.values(group.rows))
        for group in grouped(program, report, by)
    ]
    return Trend(terms, tuple(lines))


class _Delivered:
    """The levels of every row at the end of each term and at graduation."""

    def __init__(self, program: Program, report: GapReport, terms: tuple[int, ...]) -> None:
        self._program, self._moments = program, len(terms) + 1
        each = supplies(program, report.basis)
        self._levels: dict[tuple[str, str], Levels] = {}
        for post in report.posts:
            tracks = tracks_serving(program, program.posts[post.post])
            supply = common([each[track] for track in tracks])
            for row in post.rows:
                key = row.competency
                held = supply.of(key)
                self._levels[post.post, key] = (*map(held.at, terms), row.delivered)

    def values(self, rows: Sequence[GapRow]) -> tuple[float | None, ...]:
        """Return the mean over posts of their readiness in some rows, at each moment."""
        posts: dict[str, list[tuple[float, int, Levels]]] = {}
        for row in rows:
            level, weight = row.requirement.level, row.requirement.importance
            if level is not None and weight is not None:
                held = self._levels[row.post, row.competency]
                posts.setdefault(row.post, []).append((weight, level, held))
        each = {post: readiness_over(needs) for post, needs in posts.items()}
        return tuple(
            mean_over_posts(self._program, [(post, values[at]) for post, values in each.items()])
            for at in range(self._moments)
        )


def trend_columns(held: Trend, by: str = BY_MODULE) -> tuple[Column, ...]:
    """Return the columns of a trend: the group, each term, graduation."""
    name = "module" if by == BY_MODULE else "group"
    terms = (Column("term", 9, figures=True, n=number) for number in held.terms)
    return (Column(name, 28), *terms, Column("graduation", 11, figures=True))


def trend_lines(held: Trend) -> list[Line]:
    """Return a line for each line of a trend."""
    return [Line((one.name, *map(share, one.values))) for one in held.lines]


def _ask(ground: Ground) -> Found:
    held = trend(ground.program, ground.gaps)
    lines = trend_lines(held) if ground.rows() else []
    made = found(share(held.lines[0].values[-1]), lines)
    return Found(made.figure, made.lines, columns=trend_columns(held))


TREND = Insight(
    "trend",
    "0..1",
    "readiness with the levels that are guaranteed at the end of each term",
    "definition of readiness, taken at each term",
    (),
    _ask,
)
