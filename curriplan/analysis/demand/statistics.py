"""The statistics of one cell: lower weighted median, importance, agreement, interval.

A respondent's weight is the enterprise's weight divided by that enterprise's answers to the item, so a
firm that sends five people has no more say than one that sends a single person.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from curriplan.domain.profile import DemandPolicy

# Sums of thirds and sevenths miss one half by rounding errors only; a real difference is far larger.
_ROUNDING = 1e-9


class Answer(NamedTuple):
    """One rating: firm and its weight; level within the scale or None; importance 0..1 or None."""

    enterprise: str
    weight: float
    level: int | None
    importance: float | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the answers to one cell say; ``level`` is None where nobody answered the level question."""

    level: int | None
    importance: float | None
    interval: tuple[int, int] | None
    n: int
    enterprises: int
    agreement: float | None
    counts: tuple[int, ...]


def lower_weighted_median(weights: Sequence[float]) -> int | None:
    """Return the smallest level that with all below it holds half of the weight; None without weight.

    ``weights[level]`` from level 0 up.

    >>> lower_weighted_median([0, 1, 1, 0, 0])
    1
    """
    half, held = sum(weights) / 2, 0.0
    if half <= 0:
        return None
    for level, weight in enumerate(weights):
        held += weight
        if held >= half * (1 - _ROUNDING):
            return level
    return None


def agreement(counts: Sequence[int]) -> float | None:
    """Return Tastle and Wierman's agreement of the counts of levels 0, 1, 2 ...; None without answers.

    1 + sum p_i log2(1 - |x_i - mean| / (max - min)); 1 is full agreement, 0 two equal camps at the
    ends. The scale begins at 0 only where somebody answered 0 ("not needed").

    Source: Tastle and Wierman 2007, Int. J. Approximate Reasoning 45(3).

    >>> round(agreement([0, 1, 4, 18, 8]), 3)
    0.707
    """
    n = sum(counts)
    if n == 0:
        return None
    width = len(counts) - 1 - (0 if counts[0] else 1)
    mean = sum(level * count for level, count in enumerate(counts)) / n
    if width <= 0:
        return 1.0
    return 1.0 + sum(
        count / n * math.log2(1.0 - abs(level - mean) / width) for level, count in enumerate(counts) if count
    )


def importance(answers: Sequence[Answer]) -> float | None:
    """Return the weighted mean of the normalised importance answers, 0..1; None without any."""
    given = [(one.enterprise, one.weight, one.importance) for one in answers if one.importance is not None]
    if not given:
        return None
    of_firm: dict[str, int] = {}
    for firm, _, _ in given:
        of_firm[firm] = of_firm.get(firm, 0) + 1
    weights = [weight / of_firm[firm] for firm, weight, _ in given]
    return math.fsum(w * x for w, (_, _, x) in zip(weights, given, strict=True)) / math.fsum(weights)


def interval(
    weights: Sequence[Sequence[float]], resamples: int, cell: tuple[str, str]
) -> tuple[int, int] | None:
    """Return the 2.5 to 97.5 % range of the median over resamples of enterprises.

    ``weights[firm][level]``, firms in a fixed order. Whole firms are drawn, because the answers of one
    firm are not independent. The draw is seeded from the ids of the cell, so it repeats everywhere.
    """
    if resamples < 1:
        return None
    import numpy as np

    by_firm = np.asarray(weights, dtype=float)
    firms = len(by_firm)
    random = np.random.default_rng(_seed(cell))
    drawn = random.integers(firms, size=(resamples, firms))
    drawn += np.arange(resamples)[:, None] * firms
    times = np.bincount(drawn.ravel(), minlength=resamples * firms).reshape(resamples, firms)
    held = np.cumsum(times @ by_firm, axis=1)
    medians = np.argmax(held >= held[:, -1:] * (0.5 * (1 - _ROUNDING)), axis=1)
    medians.sort()
    low = medians[math.ceil(0.025 * resamples) - 1]
    high = medians[math.ceil(0.975 * resamples) - 1]
    return int(low), int(high)


def _seed(cell: tuple[str, str]) -> int:
    return int.from_bytes(hashlib.sha256("\x1f".join(cell).encode()).digest()[:8])


def evidence(
    answers: Sequence[Answer], highest: int, policy: DemandPolicy, cell: tuple[str, str]
) -> Evidence:
    """Return what the answers to one cell say on a scale up to ``highest``."""
    counts = [0] * (highest + 1)
    by_firm: dict[str, list[int]] = {}
    weights: dict[str, float] = {}
    for firm, weight, level, _ in answers:
        if level is not None:
            counts[level] += 1
            by_firm.setdefault(firm, [0] * (highest + 1))[level] += 1
            weights[firm] = weight
    shared = _shared(by_firm, weights)
    n = sum(counts)
    enough = n >= policy.min_answers and len(shared) >= policy.min_enterprises and n > 0
    return Evidence(
        lower_weighted_median([math.fsum(column) for column in zip(*shared, strict=True)]),
        importance(answers),
        interval(shared, policy.resamples, cell) if enough else None,
        n,
        len(shared),
        agreement(counts),
        tuple(counts),
    )


def _shared(by_firm: Mapping[str, Sequence[int]], weights: Mapping[str, float]) -> list[list[float]]:
    """Return each firm's weight shared among its answers, by level; firms in the order of their ids."""
    return [
        [weights[firm] * count / sum(counts) for count in counts] for firm, counts in sorted(by_firm.items())
    ]
