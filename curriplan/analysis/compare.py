"""What two gap reports differ in, row by row."""

from __future__ import annotations

from dataclasses import dataclass

from curriplan.analysis.gap.result import GapReport, GapRow, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """How one post x competency stands in a report."""

    required: int | None
    delivered: int
    status: Status
    firm: bool | None
    late: bool

    @property
    def missing(self) -> int:
        """Return how many levels are missing at graduation."""
        return max(0, (self.required or 0) - self.delivered)


@dataclass(frozen=True, slots=True)
class Moved:
    """A post x competency that stands differently in two reports; None where one does not require it."""

    post: str
    competency: str
    before: Standing | None
    after: Standing | None


def standings(report: GapReport) -> dict[tuple[str, str], Standing]:
    """Return how everything that posts require stands, by (post, competency)."""
    return {key: _standing(row) for key, row in _rows(report).items()}


def moved(before: GapReport, after: GapReport) -> tuple[Moved, ...]:
    """Return what stands differently, in the order of the later report, then what only the earlier one has."""
    old, new = _rows(before), _rows(after)
    keys = (*new, *(key for key in old if key not in new))
    differ = (
        Moved(*key, *(None if row is None else _standing(row) for row in (old.get(key), new.get(key))))
        for key in keys
        if old.get(key) is not new.get(key)  # a report that follows another keeps what is the same
    )
    return tuple(one for one in differ if one.before != one.after)


def _rows(report: GapReport) -> dict[tuple[str, str], GapRow]:
    return {(one.post, row.competency): row for one in report.posts for row in one.rows}


def _standing(row: GapRow) -> Standing:
    need = row.requirement
    return Standing(need.level, row.delivered, row.status, row.firm, row.late)
