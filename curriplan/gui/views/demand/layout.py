"""Where the posts of the ladder stand: promotion above initial, each above those that lead to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriplan.domain.post import Post, PostLevel

WIDEST = 176.0
NARROWEST = 112.0
GAP = 8.0
UPPER, LOWER = 0, 1


@dataclass(frozen=True, slots=True)
class Spot:
    """A post's box: left edge and width in pixels, upper (0) or lower (1) row."""

    left: float
    width: float
    row: int


def spots(posts: Sequence[Post], width: float) -> dict[str, Spot]:
    """Return where each post stands on a ladder of some width; more width than given where posts are many.

    Posts of every graduate stand at the right end of the upper row, apart from the ladder.
    """
    initial = [one for one in posts if one.level is PostLevel.INITIAL]
    promotion = [one for one in posts if one.level is PostLevel.PROMOTION]
    graduate = [one for one in posts if one.level is PostLevel.GRADUATE]
    most = max(len(initial), len(promotion) + len(graduate), 1)
    each = min(WIDEST, max(NARROWEST, (width - GAP * (most - 1)) / most))
    right = max(width, most * (each + GAP) - GAP)
    spread = min((right - each) / max(1, len(initial) - 1), WIDEST + 3 * GAP) if len(initial) > 1 else 0.0
    lower = {one.id: n * max(spread, each + GAP) for n, one in enumerate(initial)}
    ends = right - len(graduate) * (each + GAP)
    upper = _above(promotion, initial, lower, each, ends)
    upper |= {one.id: ends + GAP + n * (each + GAP) for n, one in enumerate(graduate)}
    return {
        **{key: Spot(left, each, LOWER) for key, left in lower.items()},
        **{key: Spot(left, each, UPPER) for key, left in upper.items()},
    }


def _above(
    promotion: Sequence[Post],
    initial: Sequence[Post],
    lower: Mapping[str, float],
    each: float,
    right: float,
) -> dict[str, float]:
    """Return left edges near the middle of the posts that lead there, in an order that crosses little."""
    wished: dict[str, float] = {}
    for n, one in enumerate(promotion):
        below = [lower[before.id] for before in initial if one.id in before.promotes_to]
        wished[one.id] = sum(below) / len(below) if below else n * (each + GAP)
    order = sorted(promotion, key=lambda one: wished[one.id])
    left: dict[str, float] = {}
    free = 0.0
    for one in order:
        left[one.id] = max(free, wished[one.id])
        free = left[one.id] + each + GAP
    over = max(0.0, free - GAP - right)
    # What stands too far right moves left again, as far as its neighbour lets it.
    limit = right - each
    for one in reversed(order):
        if over:
            left[one.id] = min(left[one.id], max(0.0, limit))
            limit = left[one.id] - each - GAP
    return left
