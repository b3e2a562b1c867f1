"""One thing to make small, with its own unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel

    from curriplan.planning.model import Sum


class Relaxation(Protocol):
    """A problem without requisites and weeks, whose optimum is a bound."""

    def add(self, model: CpModel, most: int) -> bool:
        """Add it to an empty model; ``most`` is what the stage before has reached. False: it is too large."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """``minimise`` is a whole number of ``unit`` (negative: the objective itself is to be large).

    ``least`` is a bound that arithmetic alone gives, and the optima of ``relaxed`` together are one. ``known`` is false where the programme has no
    figures for it: then there is nothing to make small, and no value. ``around``: good plans are found by
    searching around the best so far, one part after the other, and not by proofs.
    """

    name: str
    minimise: Sum
    unit: Fraction = Fraction(1)
    least: int = 0
    known: bool = True
    relaxed: tuple[Relaxation, ...] = ()
    around: bool = False

    def figure(self, number: int) -> float:
        """Return a whole number of the stage in the objective's own unit."""
        return float(number * self.unit)
