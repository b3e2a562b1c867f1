"""What a change does to the gaps: before and after, on both bases, and the rows that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curriplan.analysis.calendar import totals, tracks_of
from curriplan.analysis.demand.requirement import Requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import Basis, GapReport, GapRow
from curriplan.domain.program import Program
from curriplan.planning.closing.needs import is_open
from curriplan.planning.closing.result import Cell

Hours = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A requirement whose delivered levels or status differ after a change."""

    before: GapRow
    after: GapRow

    @property
    def cell(self) -> Cell:
        """Return post and competency."""
        return self.before.post, self.before.competency

    @property
    def closes(self) -> bool:
        """Tell whether the requirement was open and is met in time now."""
        return is_open(self.before) and not is_open(self.after)


@dataclass(frozen=True, slots=True)
class Effect:
    """The gaps before and after a change, on all evidence and on assessed evidence only.

    ``rows`` differ on the basis that was asked for. ``hours`` are the programme's before and after, of each track.
    """

    before: tuple[GapReport, GapReport]
    after: tuple[GapReport, GapReport]
    rows: tuple[RowChange, ...]
    hours: tuple[Hours, Hours]

    @property
    def closed(self) -> tuple[RowChange, ...]:
        """Return the requirements that are met now."""
        return tuple(one for one in self.rows if one.closes)


def effect(
    program: Program,
    after: Program,
    requirements: Requirements,
    reports: tuple[GapReport, GapReport],
    basis: Basis = "all",
) -> Effect:
    """Return what a change of courses does to the gaps; demand must be the same before and after.

    ``reports`` are those of the programme before, on all evidence and on assessed evidence.
    """
    then = (
        gap_report(after, requirements, "all", (program, requirements, reports[0])),
        gap_report(after, requirements, "assessed", (program, requirements, reports[1])),
    )
    which = 0 if basis == "all" else 1
    return Effect(
        reports, then, tuple(_differing(reports[which], then[which])), (_hours(program), _hours(after))
    )


def _differing(before: GapReport, after: GapReport) -> Iterator[RowChange]:
    for old, new in zip(before.posts, after.posts, strict=True):
        if old is new:
            continue
        for was, now in zip(old.rows, new.rows, strict=True):
            if was is not now and _levels(was) != _levels(now):
                yield RowChange(was, now)


def _levels(row: GapRow) -> tuple[object, ...]:
    return row.delivered, row.delivered_due, row.status, row.late, row.closes_in


def _hours(program: Program) -> Hours:
    return tuple(totals(program, track).hours for track in tracks_of(program))
