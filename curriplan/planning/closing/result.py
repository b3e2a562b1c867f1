"""What closing gaps takes and gives: steps, and a proposal with bound and proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from curriplan.analysis.gap.result import Basis
from curriplan.domain.course import Contribution, Course, Hours, Requisite, TermPart
from curriplan.domain.scale import Mode
from curriplan.planning.result import Args, PlanStatus

Measure = Literal["hours", "credits"]
Cell = tuple[str, str]
"""A post's id and a competency's id."""


class StepKind(StrEnum):
    """What is done; earlier ones are taken first where costs are equal.

    ``assess`` shows what is only claimed. ``raise`` lifts what a course does already, ``add`` has a course
    teach one competency more, both for hours on top. ``move`` turns what is taught in theory into training.
    ``split`` raises or adds within hours of the course that no competency has yet. ``invite`` has an enterprise
    lecturer add training to a course of theory. ``course`` takes a course from another programme.
    """

    ASSESS = "assess"
    RAISE = "raise"
    SPLIT = "split"
    MOVE = "move"
    ADD = "add"
    INVITE = "invite"
    COURSE = "course"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A course that comes from another programme; ``term`` is the number of the term it begins in.

    ``requisites`` name courses of this programme, or others that may arrive.
    """

    course: Course
    requisites: tuple[Requisite, ...]
    term: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do in one course. Hours are those of the cost table, for an arriving course its own.

    ``puts`` are the contributions as they stand afterwards, the one that is needed first, all of them
    assessed; none for a course that comes only because others need it. ``before`` is what stood in their place. ``added`` of the hours come on top of the timetable,
    the others are ``taken`` from the course's hours of a mode that no competency has. ``moved`` hours of theory become training.
    ``stood`` are hours and parts of the course as they were, None for a course that arrives.
    """

    kind: StepKind
    course: str
    puts: tuple[Contribution, ...]
    before: tuple[Contribution | None, ...]
    hours: float
    added: float = 0.0
    taken: Mode | None = None
    moved: float = 0.0
    arrival: Arrival | None = None
    stood: tuple[Hours, tuple[TermPart, ...]] | None = None

    @property
    def main(self) -> Contribution | None:
        """Return the contribution that the step is for, None for a course that only others need."""
        return self.puts[0] if self.puts else None


@dataclass(frozen=True, slots=True)
class Impossible:
    """A gap that stays open. ``reason`` is a key below ``closing.reason.`` in the texts."""

    post: str
    competency: str
    reason: str
    args: Args = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The cheapest steps found that close as many of the gaps asked for as can be closed.

    ``cost`` and ``bound`` are in ``measure``; ``proven``: no set of the candidates closes as many gaps for
    less. ``closes`` are all gaps of the basis that the steps close, also ones that nobody asked for.
    ``growth`` are the weekly hours that come on top, by course and part: they make ``added`` hours of timetable.
    """

    status: PlanStatus
    basis: Basis
    measure: Measure
    asked: tuple[Cell, ...]
    steps: tuple[Step, ...]
    closes: tuple[Cell, ...]
    impossible: tuple[Impossible, ...]
    cost: float
    bound: float | None
    proven: bool
    table_version: str
    growth: Mapping[str, tuple[float, ...]]
    added: float
    wall_s: float

    @property
    def hours(self) -> float:
        """Return the hours that all steps take."""
        return sum(one.hours for one in self.steps)
