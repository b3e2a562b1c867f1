"""Levels: an ordered scale with anchors, and what each mode of teaching can reach on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from curriplan.domain.text import Text


class Kind(StrEnum):
    """Kind of a competency, the triple of the official programme form."""

    KNOWLEDGE = "knowledge"
    CAPABILITY = "capability"
    QUALITY = "quality"


class Mode(StrEnum):
    """Where teaching takes place; also what each study year is mainly for."""

    THEORY = "theory"
    ON_CAMPUS = "on_campus"
    OFF_CAMPUS = "off_campus"


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One level: a short key and an anchor text for each kind of competency."""

    key: str
    knowledge: Text
    capability: Text
    quality: Text

    def anchor(self, kind: Kind) -> Text:
        """Return what this level means for a kind of competency."""
        return {Kind.KNOWLEDGE: self.knowledge, Kind.CAPABILITY: self.capability, Kind.QUALITY: self.quality}[
            kind
        ]


@dataclass(frozen=True, slots=True)
class Scale:
    """Ordered levels; level n is ``levels[n - 1]``. Level 0 means "not needed" and has no entry."""

    levels: tuple[ScaleLevel, ...]

    @property
    def highest(self) -> int:
        """Return the highest level."""
        return len(self.levels)

    def key(self, level: int) -> str:
        """Return the short key of a level; levels outside the scale show their number."""
        return self.levels[level - 1].key if 1 <= level <= len(self.levels) else str(level)

    def level_of(self, key: str) -> int | None:
        """Return the level that a typed key names, or None; 0 is the level "none"."""
        if key == "0":
            return 0
        return next((n for n, level in enumerate(self.levels, 1) if level.key == key), None)


@dataclass(frozen=True, slots=True)
class Cap:
    """The highest level that a mode of teaching can reach for a kind of competency."""

    kind: Kind
    mode: Mode
    level: int


@dataclass(frozen=True, slots=True)
class Caps:
    """The table of caps of a programme; a pair without an entry is not capped."""

    entries: tuple[Cap, ...]

    def reach(self, kind: Kind, mode: Mode) -> int | None:
        """Return the cap of a pair, or None where there is none."""
        return next((cap.level for cap in self.entries if cap.kind is kind and cap.mode is mode), None)

    def counted(self, level: int, kind: Kind, mode: Mode) -> int:
        """Return a level after the cap of its mode and kind."""
        cap = self.reach(kind, mode)
        return level if cap is None else min(level, cap)
