"""How far a student of one post is from another, and which posts complement each other (P0: job classification)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from curriplan.analysis.demand.requirement import Requirement
from curriplan.analysis.gap.result import PostGap
from curriplan.analysis.insight.columns import POST, count, share
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, Spot, found
from curriplan.analysis.report.tree import Say
from curriplan.analysis.report.words import name_of
from curriplan.domain.program import Program

NEAR = 0.3
"""Posts whose mean distance is at most this complement each other: our default."""

Levels = Mapping[str, int | None]
Needs = Mapping[str, tuple[float | None, int | None]]
"""By competency: importance and required level."""


def distance(trained: Levels, needs: Needs) -> float | None:
    """Return what a student who has the levels of one post misses of another's: 0 nothing, 1 everything.

    Missing levels weighted by importance, divided by all that the other post asks. Needs without level or importance
    are left out, and so are competencies whose level is not known at the first post; None where nothing is left.

    From Customer service (spoken 3, platform 3, settlement 2) to Event planner, which misses two levels of trade
    knowledge and one of spoken English, 0.4 x 2 + 0.7 x 1 of 4.8, and back:

    >>> service = {"spoken": (0.9, 3), "platform": (0.8, 3), "settlement": (0.5, 2)}
    >>> planner = {"platform": (0.6, 2), "trade": (0.4, 2), "spoken": (0.7, 4)}
    >>> level = lambda needs: {name: level for name, (_, level) in needs.items()}
    >>> round(distance(level(service), planner), 4), round(distance(level(planner), service), 4)
    (0.3125, 0.2951)
    >>> distance(level(service), service), distance({}, service), distance({}, {})
    (0.0, 1.0, None)
    """
    owed = missing = 0.0
    for name, (importance, level) in needs.items():
        held = trained.get(name, 0)
        if importance is None or level is None or held is None:
            continue
        owed += importance * level
        missing += importance * max(0, level - held)
    return missing / owed if owed > 0 else None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two posts: how far from the first to the second, and back; the competencies that both require.

    ``stated``: the programme says that they complement each other. ``near``: so do the figures.
    """

    first: str
    second: str
    there: float | None
    back: float | None
    shared: int
    stated: bool

    @property
    def mean(self) -> float | None:
        """Return the mean of both ways, None where one is not known."""
        return None if self.there is None or self.back is None else (self.there + self.back) / 2

    @property
    def near(self) -> bool:
        """Tell whether students can change between the posts with little to learn."""
        return self.mean is not None and self.mean <= NEAR


def pairs(program: Program, posts: list[PostGap]) -> tuple[Pair, ...]:
    """Return every pair of jobs, the nearest first; those without a distance last."""
    needs = {post.post: {row.competency: _need(row.requirement) for row in post.rows} for post in posts}
    levels = {post: {name: level for name, (_, level) in held.items()} for post, held in needs.items()}
    found = [
        Pair(
            a,
            b,
            distance(levels[a], needs[b]),
            distance(levels[b], needs[a]),
            len(needs[a].keys() & needs[b].keys()),
            b in program.posts[a].complements or a in program.posts[b].complements,
        )
        for a, b in combinations(needs, 2)
    ]
    return tuple(sorted(found, key=lambda one: (one.mean is None, one.mean or 0.0)))


def _need(one: Requirement) -> tuple[float | None, int | None]:
    return one.importance, one.level


def _ask(ground: Ground) -> Found:
    program, every = ground.program, pairs(ground.program, ground.jobs())
    lines = [
        Line(
            (
                name_of(program.posts[one.first]),
                name_of(program.posts[one.second]),
                share(one.there),
                share(one.back),
                share(one.mean),
                count(one.shared),
                _agreement(one),
            ),
            Spot(post=one.first),
        )
        for one in every
    ]
    near = sum(one.near for one in every)
    stated = sum(one.near and one.stated for one in every)
    return found(count(near), lines, Say("insight.distance.counts", (("near", near), ("stated", stated))))


def _agreement(one: Pair) -> Say | None:
    if one.stated:
        return Say("insight.complement.both" if one.near else "insight.complement.stated")
    return Say("insight.complement.near") if one.near else None


DISTANCE = Insight(
    "distance",
    "0..1",
    "d(a, b) = sum w_b max(0, L_b - L_a) / sum w_b L_b; near: mean of both ways at most 0.3",
    "own definition; P0 4 (posts complement each other, no clear line of responsibility)",
    (
        POST,
        Column("other_post", 24),
        Column("there", 10, figures=True),
        Column("back", 10, figures=True),
        Column("mean", 10, figures=True),
        Column("shared", 12, figures=True),
        Column("complement", 24),
    ),
    _ask,
)
