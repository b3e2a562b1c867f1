"""Figures as people read them, in both doors; a dash where a figure is not known."""

from __future__ import annotations

UNKNOWN = "–"


def share(value: float | None) -> str:
    """Return a share (0..1) in per cent."""
    return UNKNOWN if value is None else f"{value * 100:.0f} %"


def figure(value: float | None, decimals: int = 2) -> str:
    """Return hours, credits or weeks, rounded and without needless decimals."""
    return UNKNOWN if value is None else f"{round(value, decimals):g}"
