"""How ready graduates are: one figure of any rows, and the mean of posts by their share of graduates."""

from __future__ import annotations

from collections.abc import Iterable

from curriplan.domain.program import Program


def readiness(rows: Iterable[tuple[float | None, int | None, int | None]]) -> float | None:
    """Return 1 - sum(importance x missing) / sum(importance x owed) over (importance, owed level, delivered).

    0..1, or None where nothing is owed. Rows without an importance or a level must be left out before: here they
    weigh nothing. The worked example's Customer service:

    >>> round(readiness([(0.9, 3, 3), (0.8, 3, 4), (0.5, 2, 0)]), 4)
    0.8361
    >>> readiness([]) is None
    True
    """
    owed = missing = 0.0
    for importance, level, delivered in rows:
        weight = importance or 0.0
        owed += weight * (level or 0)
        missing += weight * max(0, (level or 0) - (delivered or 0))
    return 1.0 - missing / owed if owed > 0 else None


def mean_over_posts(program: Program, values: Iterable[tuple[str, float | None]]) -> float | None:
    """Return the mean of (post id, value) by the posts' shares of graduates.

    A post without a share beside posts with one counts as their average; posts without a value are left out.
    """
    shares = post_shares(program)
    weighed = [(shares[post], value) for post, value in values if value is not None]
    total = sum(weight for weight, _ in weighed)
    return sum(weight * value for weight, value in weighed) / total if total > 0 else None


def post_shares(program: Program) -> dict[str, float]:
    """Return by post id how much each post weighs: its share of graduates, or the average of those that have one."""
    stated = [one.share for one in program.posts.values() if one.share is not None]
    usual = sum(stated) / len(stated) if stated else 1.0
    return {key: usual if one.share is None else one.share for key, one in program.posts.items()}
