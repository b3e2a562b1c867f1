"""Whether printed shares can come from a number of answers at all (a GRIM-style check).

With n answers a share is k / n. A printed figure is possible if some whole k gives it by rounding, either
way at a tie, because sources round ties both ways. Source of the idea: Brown and Heathers 2017, "The GRIM
test"; P0's figures need 259, 43 and 11 answers (papers A6), and had 15.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

LARGEST_N = 100_000


def decimals_of(percents: Sequence[float]) -> int:
    """Return with how many decimals a figure's shares were printed: the most that any of them shows.

    >>> decimals_of([47.1, 33.2, 10.0, 9.7])
    1
    """
    shown = (f"{one:.6f}".rstrip("0").partition(".")[2] for one in percents)
    return max((len(one) for one in shown), default=0)


def possible_share(percent: float, n: int, decimals: int = 0) -> bool:
    """Tell whether a share in per cent, printed with some decimals, can come from n answers.

    >>> possible_share(53, 15), possible_share(47.1, 15, 1)
    (True, False)
    """
    if n < 1:
        return False
    exact, half = Fraction(str(percent)), Fraction(1, 2 * 10**decimals)
    k = round(exact * n / 100)
    return 0 <= k <= n and abs(Fraction(100 * k, n) - exact) <= half


def smallest_n(percents: Sequence[float], decimals: int = 0, limit: int = LARGEST_N) -> int | None:
    """Return the smallest number of answers that gives every share, or None up to a limit.

    >>> smallest_n([53, 21, 14, 12])
    43
    """
    if any(not 0 <= one <= 100 for one in percents):
        return None
    return next(
        (n for n in range(1, limit + 1) if all(possible_share(p, n, decimals) for p in percents)), None
    )
