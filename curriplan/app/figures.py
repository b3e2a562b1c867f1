"""Figures as people read them, in both doors; a dash where a figure is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable

UNKNOWN = "–"


def share(value: float | None) -> str:
    """Return a share (0..1) in per cent."""
    return UNKNOWN if value is None else f"{value * 100:.0f} %"


def figure(value: float | None, decimals: int = 2) -> str:
    """Return hours, credits or weeks, rounded and without needless decimals."""
    return UNKNOWN if value is None else f"{round(value, decimals):g}"


def spread(values: Iterable[float | None], word: Callable[[float], str] = figure) -> str:
    """Return a figure of every track as one, or the least and the greatest; unknown as soon as one is."""
    held = list(values)
    known = [one for one in held if one is not None]
    if not known or len(known) < len(held):
        return UNKNOWN
    low, high = word(min(known)), word(max(known))
    return low if low == high else f"{low}–{high}"
