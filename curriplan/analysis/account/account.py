"""What answers "Why?" for a figure: it is a sum of parts, or one sum divided by another, and says which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from curriplan.analysis.calendar import Totals
from curriplan.analysis.demand.requirement import Requirements
from curriplan.analysis.gap.result import Basis, GapReport
from curriplan.analysis.insight.insight import Found, Insight
from curriplan.analysis.report.tree import Say, Unit, Value
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that can be asked for: its id in ``accounts.ACCOUNTS``, and what it is a figure of.

    ``of`` is the id of a row (a post, a term, a group), empty for the programme; ``by`` is a track's id, a way to
    group, or the competency of a cell; empty where none applies.
    """

    id: str
    of: str = ""
    by: str = ""
    basis: Basis = "all"


class Way(StrEnum):
    """How parts make the figure."""

    SUM = "sum"
    SHARE = "share"
    COUNT = "count"
    LEAST = "least"
    MOST = "most"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a figure: its name, its amount (None: not known, so left out), for a share also the whole.

    ``words`` is its text below ``why.part``, by default that of the way; ``facts`` are further arguments of it;
    ``note`` follows it; ``why`` is the figure that is behind it.
    """

    name: Value
    amount: float | None = 1.0
    whole: float | None = None
    words: str = ""
    facts: tuple[tuple[str, Any], ...] = ()
    note: Say | None = None
    why: Figure | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A figure with its parts, the weightiest first.

    ``value`` is what the parts make; ``amount`` is their sum, ``whole`` the sum of what a share divides by.
    ``about`` names what the figure is of. Its name and its formula (``words``) stand below ``why.figure.ID``.
    """

    figure: Figure
    unit: Unit
    way: Way
    value: float | None
    parts: tuple[Part, ...]
    amount: float | None = None
    whole: float | None = None
    about: Value = None
    words: str = "formula"
    facts: tuple[tuple[str, Any], ...] = ()

    def on(self, about: Value, words: str = "formula", /, **facts: Any) -> Account:
        """Return the account with what it is of, its formula's key, and further arguments of it."""
        return replace(self, about=about, words=words, facts=tuple(facts.items()))


class Results(Protocol):
    """What is known of a programme; ``app.derived.Derived`` is that."""

    @property
    def program(self) -> Program: ...  # noqa: D102
    def requirements(self) -> Requirements: ...  # noqa: D102
    def gaps(self, basis: Basis = "all") -> GapReport: ...  # noqa: D102
    def totals(self) -> tuple[Totals, ...]: ...  # noqa: D102
    def open_findings(self, today: date) -> tuple[Finding, ...]: ...  # noqa: D102
    def insight(self, insight: Insight, today: date) -> Found: ...  # noqa: D102


def total(figures: Iterable[float | None], empty: float | None = 0.0) -> float | None:
    """Return the sum of what is known; ``empty`` of nothing, None where nothing of something is known."""
    held = list(figures)
    known = [one for one in held if one is not None]
    return sum(known) if known else (None if held else empty)


def added(
    figure: Figure,
    parts: Iterable[Part],
    *,
    unit: Unit = Unit.FIGURE,
    empty: float | None = 0.0,
    strict: bool = False,
) -> Account:
    """Return a figure that is the sum of its parts, the largest first; ``strict``: unknown as soon as one is."""
    held = sorted(parts, key=lambda one: -abs(one.amount or 0.0))
    unknown = strict and any(one.amount is None for one in held)
    value = None if unknown else total((one.amount for one in held), empty)
    return Account(figure, unit, Way.SUM, value, tuple(held), amount=value)


def counted(figure: Figure, parts: Iterable[Part]) -> Account:
    """Return a figure that is the number of its parts, in their own order."""
    held = tuple(parts)
    return Account(figure, Unit.COUNT, Way.COUNT, float(len(held)), held, amount=float(len(held)))


def divided(figure: Figure, parts: Iterable[Part], *, lost: bool = False) -> Account:
    """Return a figure that is one sum divided by another, 0..1; None where there is nothing to divide by.

    The parts with the largest amount come first; ``lost``: those that miss most of their whole.
    """

    def weight(one: Part) -> float:
        return (one.whole or 0.0) - (one.amount or 0.0) if lost else one.amount or 0.0

    held = sorted(parts, key=lambda one: -weight(one))
    amount, whole = total(one.amount for one in held), total(one.whole for one in held)
    value = amount / whole if amount is not None and whole else None
    return Account(figure, Unit.SHARE, Way.SHARE, value, tuple(held), amount, whole)


def extreme(figure: Figure, parts: Sequence[Part], way: Way) -> Account:
    """Return a figure that is the least or the most of its parts, with that part first."""
    most = way is Way.MOST
    held = sorted(parts, key=lambda one: -(one.amount or 0.0) if most else one.amount or 0.0)
    value = held[0].amount if held else None
    return Account(figure, Unit.FIGURE, way, value, tuple(held), amount=value)
