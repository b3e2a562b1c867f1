"""How high the nodes of columns stand once their order is known, in rows.

The unit is one row, heights grow downward. A node of size s takes s rows around its height.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

ROUNDS = 8
MOST_STRETCH = 3.0
STEADY = 1000.0
"""How much more a node that stood already holds to its place than a new one to its own."""

Sizes = Sequence[Sequence[float]]
Heights = list[list[float]]
Pull = tuple[int, int, float]
"""A neighbour, by column and place in it, and how strongly it pulls."""


def stack(wanted: Sequence[float], sizes: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return heights nearest to those wanted (least squares) so that no node overlaps the next.

    With what the nodes above take subtracted this is isotonic regression: pools of nodes that push against each
    other stand at their weighted mean (pool adjacent violators, Ayer et al. 1955).

    >>> stack([0.0, 0.0, 5.0], [1.0, 1.0, 1.0], [1.0, 1.0, 1.0])
    [-0.5, 0.5, 5.0]
    """
    gaps = [0.0, *((one + other) / 2 for one, other in pairwise(sizes))]
    offsets = list(accumulate(gaps[: len(sizes)]))
    pools: list[tuple[float, float, int]] = []
    for want, offset, weight in zip(wanted, offsets, weights, strict=True):
        total, mass, count = weight * (want - offset), weight, 1
        while pools and pools[-1][0] * mass >= total * pools[-1][1]:
            before = pools.pop()
            total, mass, count = total + before[0], mass + before[1], count + before[2]
        pools.append((total, mass, count))
    level = [total / mass for total, mass, count in pools for _ in range(count)]
    return [one + offset for one, offset in zip(level, offsets, strict=True)]


def evenly(sizes: Sizes) -> Heights:
    """Return every column spread over the height of the tallest, at most three times its own height."""
    tall = [sum(one) for one in sizes]
    highest = max(tall, default=0.0)
    found = []
    for own, height in zip(sizes, tall, strict=True):
        stretch = min(MOST_STRETCH, highest / height) if height else 1.0
        top = (highest - stretch * height) / 2
        ends = list(accumulate(own, initial=0.0))
        found.append([top + stretch * (one + other) / 2 for one, other in pairwise(ends)])
    return found


def near(sizes: Sizes, pulls: Sequence[Sequence[Sequence[Pull]]]) -> Heights:
    """Return heights at which every node stands near its neighbours; long lines become straight."""
    found = [_middle(own) for own in sizes]
    count = len(sizes)
    for round_ in range(ROUNDS):
        for column in range(count) if round_ % 2 == 0 else range(count - 1, -1, -1):
            wanted, weights = [], []
            for place, held in enumerate(pulls[column]):
                mass = sum(pull for _, _, pull in held)
                drawn = sum(found[other][at] * pull for other, at, pull in held)
                wanted.append(drawn / mass if mass else found[column][place])
                weights.append(mass or 0.1)
            found[column] = stack(wanted, sizes[column], weights)
    return _from_top(found, sizes)


def steady(wanted: Sequence[Sequence[tuple[float, bool]]], sizes: Sizes) -> Heights:
    """Return heights after a change: who stood before (True) stays, but for making room for the new."""
    found = [
        stack([at for at, _ in column], own, [STEADY if stood else 1.0 for _, stood in column])
        for column, own in zip(wanted, sizes, strict=True)
    ]
    return found if _top(found, sizes) >= 0 else _from_top(found, sizes)


def _middle(sizes: Sequence[float]) -> list[float]:
    """Return nodes one below the other, around height 0."""
    ends = list(accumulate(sizes, initial=-sum(sizes) / 2))
    return [(one + other) / 2 for one, other in pairwise(ends)]


def _top(heights: Heights, sizes: Sizes) -> float:
    return min((own[0] - held[0] / 2 for own, held in zip(heights, sizes, strict=True) if own), default=0.0)


def _from_top(heights: Heights, sizes: Sizes) -> Heights:
    top = _top(heights, sizes)
    return [[one - top for one in own] for own in heights]
