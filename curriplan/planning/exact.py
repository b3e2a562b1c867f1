"""Decimal figures as exact integers, because the solver knows no fractions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm

FINEST = 100_000
_SEVENTHS_AND_THE_LIKE = 1_000


def exact(value: float) -> Fraction:
    """Return the fraction that a typed decimal or a share such as 0.333... stands for."""
    return Fraction(value).limit_denominator(_SEVENTHS_AND_THE_LIKE)


@dataclass(frozen=True, slots=True)
class Unit:
    """So many whole units make 1. ``lossless``: every figure it was made for is a whole number of units."""

    per: int = 1
    lossless: bool = True

    def whole(self, value: Fraction) -> int:
        """Return a figure in units, rounded to the nearest where it does not fit."""
        return floor(value * self.per + Fraction(1, 2))

    def limit(self, value: float, terms: int) -> int:
        """Return an upper limit in units; ``terms`` rounded figures may be added up against it.

        Where figures had to be rounded, half a unit for each is allowed on top, so that rounding never
        forbids what the figures themselves allow.
        """
        return floor(exact(value) * self.per) + (0 if self.lossless else (terms + 1) // 2)

    def figure(self, units: float) -> float:
        """Return units as a figure again."""
        return units / self.per


def unit_of(values: Iterable[Fraction]) -> Unit:
    """Return the coarsest unit in which all values are whole, but none finer than 1 / ``FINEST``."""
    per = 1
    for value in values:
        per = lcm(per, value.denominator)
        if per > FINEST:
            return Unit(FINEST, lossless=False)
    return Unit(per)
