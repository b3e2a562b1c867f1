"""One thing to make small, with its own unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from curriplan.planning.partition import Partition

if TYPE_CHECKING:
    from curriplan.planning.model import Sum


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Problems without requisites and weeks, whose optima together bound a stage: one for each group."""

    partitions: tuple[Partition, ...]
    scale: int


@dataclass(frozen=True, slots=True)
class Stage:
    """``minimise`` is a whole number of ``unit`` (negative: the objective itself is to be large).

    ``least`` is a bound that arithmetic alone gives. ``known`` is false where the programme has no
    figures for it: then there is nothing to make small, and no value.
    """

    name: str
    minimise: Sum
    unit: Fraction = Fraction(1)
    least: int = 0
    known: bool = True
    relaxed: Relaxed | None = None

    def figure(self, number: int) -> float:
        """Return a whole number of the stage in the objective's own unit."""
        return float(number * self.unit)
