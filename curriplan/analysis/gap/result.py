"""What a gap report holds. Definitions: docs/definitions.md, "Levels and gaps"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from curriplan.analysis.demand.requirement import Requirement
from curriplan.domain.course import Evidence
from curriplan.domain.scale import Mode

Basis = Literal["all", "assessed"]


class Status(StrEnum):
    """Status of a post x competency at graduation."""

    MET = "met"
    GAP = "gap"
    NO_COVERAGE = "no_coverage"
    OVER = "over"
    UNRATED = "unrated"


@dataclass(frozen=True, slots=True)
class CourseLevel:
    """What one course does for a competency: stated level, level after the cap, when it delivers."""

    course: str
    level: int
    counted: int
    mode: Mode
    evidence: Evidence
    hours: float | None
    term: int | None


@dataclass(frozen=True, slots=True)
class GapRow:
    """One post x competency.

    ``delivered`` at graduation, ``delivered_due`` at the post's due term, ``entry`` the level owed by
    then (both None where an initial post has no due term). ``firm``: the gap holds over the whole interval (None: no interval). ``late``: met at
    graduation, not at the due term. ``closes_in``: the first term in which the level is reached.
    """

    requirement: Requirement
    delivered: int
    delivered_due: int | None
    entry: int | None
    status: Status
    firm: bool | None
    late: bool
    closes_in: int | None
    courses: tuple[CourseLevel, ...]

    @property
    def post(self) -> str:
        """Return the post's id."""
        return self.requirement.post

    @property
    def competency(self) -> str:
        """Return the competency's id."""
        return self.requirement.competency

    @property
    def missing(self) -> int:
        """Return how many levels are missing at graduation."""
        return max(0, (self.requirement.level or 0) - self.delivered)

    @property
    def weighted(self) -> float:
        """Return importance x missing levels; 0 where the importance is not known."""
        return (self.requirement.importance or 0.0) * self.missing


@dataclass(frozen=True, slots=True)
class PostGap:
    """The rows of one post in the order of its competencies, and its readiness (0..1 or None).

    ``left_out`` counts rated rows without an importance: they have a status but no weight.
    """

    post: str
    due_term: int | None
    readiness: float | None
    readiness_due: float | None
    rows: tuple[GapRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class NoDemand:
    """A competency that courses deliver, nobody requires and the state does not mandate."""

    competency: str
    delivered: int
    courses: tuple[CourseLevel, ...]


@dataclass(frozen=True, slots=True)
class GapTotals:
    """Counts of rows by status, of firm gaps and late rows; mean readiness of the programme."""

    met: int
    gap: int
    firm: int
    no_coverage: int
    over: int
    unrated: int
    late: int
    no_demand: int
    readiness: float | None
    readiness_due: float | None


@dataclass(frozen=True, slots=True)
class GapReport:
    """The gaps of a programme on one basis of evidence; posts in display order."""

    basis: Basis
    totals: GapTotals
    posts: tuple[PostGap, ...]
    no_demand: tuple[NoDemand, ...]

    def row(self, post: str, competency: str) -> GapRow | None:
        """Return the row of a post and a competency, or None if it is not required there."""
        held = next((one for one in self.posts if one.post == post), None)
        return None if held is None else next((r for r in held.rows if r.competency == competency), None)
