"""One thing to make small, with its own unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curriplan.planning.model import Sum


@dataclass(frozen=True, slots=True)
class Stage:
    """``minimise`` is a whole number; ``figure`` turns it into the objective's own unit.

    ``least`` is a bound that arithmetic alone gives. ``known`` is false where the programme has no
    figures for it: then there is nothing to make small, and no value.
    """

    name: str
    minimise: Sum
    figure: Callable[[int], float]
    least: int | None = None
    known: bool = True
