"""What a rule is given, and how it names rows and places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from curriplan.analysis.calendar import TermLoad
from curriplan.analysis.order import terms_in_order
from curriplan.domain.finding import Finding, Place
from curriplan.domain.plan import Term
from curriplan.domain.program import Program
from curriplan.domain.text import Text

# Figures are typed with two decimals at most, so a smaller difference comes from the arithmetic.
TOLERANCE = 0.005


Loads = Mapping[str | None, tuple[TermLoad, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """A programme to be checked, what measures the loads of its terms, and the day (None: no dates are checked)."""

    program: Program
    measure: Callable[[], Loads]
    today: date | None

    @property
    def loads(self) -> Loads:
        """Return the loads of all terms by track."""
        return self.measure()


Rule = Callable[[Case], Iterator[Finding]]


class Named(Protocol):
    """A row with a code and a name."""

    @property
    def code(self) -> str: ...  # noqa: D102

    @property
    def name(self) -> Text: ...  # noqa: D102


def label(row: Named) -> Text:
    """Return the name of a row, or its code where it has none."""
    return row.name.or_code(row.code)


def at(table: str, *key: str, field: str = "") -> Place:
    """Return the place of a row, or of one of its fields."""
    return Place(table=table, key=key, field=field)


def by_term(case: Case) -> Iterator[tuple[Term, Mapping[str | None, TermLoad]]]:
    """Yield every term in order with its loads by track."""
    for n, term in enumerate(terms_in_order(case.program)):
        yield term, {track: loads[n] for track, loads in case.loads.items()}


def differ(one: float, other: float) -> bool:
    """Tell whether two figures differ by more than rounding."""
    return abs(one - other) > TOLERANCE
