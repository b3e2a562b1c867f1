"""What a requirement is: one post x competency with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Source = Literal["answers", "designer", "panel", "regulation", "framework"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Importance (0..1 or None), required level (None: not known) and the evidence for both.

    ``interval`` is the 2.5 to 97.5 % range of levels, None with too few answers or from a statement.
    ``n`` answers to the level question in ``enterprises`` firms; ``counts[level]`` of them, from level
    0 ("not needed") up. ``source`` says where the level comes from, ``statement`` names the statement.
    ``contexts`` is the context that applied; ``tie`` marks equal-sized contexts, the higher level won.
    """

    post: str
    competency: str
    importance: float | None
    level: int | None
    interval: tuple[int, int] | None
    n: int
    enterprises: int
    agreement: float | None
    counts: tuple[int, ...]
    source: Source
    statement: str | None = None
    contexts: frozenset[str] = frozenset()
    tie: bool = False


Requirements = Mapping[str, Mapping[str, Requirement]]
"""By post id, then competency id. A median of 0 ("not needed") makes no requirement."""
