"""Levels of a course x competency matrix: keys of the programme's scale, or the letters of two known scales."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curriplan.domain.scale import Scale
from curriplan.exchange.cells import Cell, code_of, fold, number_of
from curriplan.exchange.columns import ColumnMap

# Strength of support (high, medium, low), and introduced, reinforced, mastered: M means two things.
_SUPPORT = {"l": 1, "m": 2, "h": 3}
_MASTERY = {"i": 1, "r": 2, "m": 3}
_ONLY_SUPPORT, _ONLY_MASTERY = {"l", "h"}, {"i", "r"}
LETTERS = _SUPPORT.keys() | _MASTERY.keys()


class LevelKeys:
    """What the cells of one matrix mean. ``letters`` is the table that was taken for its letters, if any."""

    def __init__(self, texts: Iterable[str], scale: Scale, given: ColumnMap) -> None:
        self._scale = scale
        self._given = {fold(label): level for label, level in given.levels.items()}
        used = {fold(text) for text in texts} & LETTERS - self._given.keys()
        used -= {fold(level.key) for level in scale.levels}
        self.letters: Mapping[str, int] = _table(used) if scale.highest >= max(_SUPPORT.values()) else {}

    def level(self, cell: Cell) -> int | None:
        """Return the level that a cell states, 0 for none; None if it states no level of the scale."""
        text = code_of(cell)
        named = self._given.get(fold(text), self._scale.level_of(text))
        if named is None:
            named = self.letters.get(fold(text))
        if named is None:
            named = _whole(cell)
        return named if named is not None and 0 <= named <= self._scale.highest else None


def _table(used: set[str]) -> Mapping[str, int]:
    """Return the one table that all letters fit; none if they fit none, or only ``M`` was seen."""
    support, mastery = bool(used & _ONLY_SUPPORT), bool(used & _ONLY_MASTERY)
    if support == mastery:
        return {}
    return _SUPPORT if support else _MASTERY


def _whole(cell: Cell) -> int | None:
    try:
        number = number_of(cell)
    except ValueError:
        return None
    return int(number) if number is not None and number.is_integer() else None
