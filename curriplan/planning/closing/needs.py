"""What an open gap needs: some level, for the students of each track, by graduation and by its due term."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from curriplan.analysis.gap.result import GapReport, GapRow, PostGap
from curriplan.analysis.supply import Supply, Track, supplies, tracks_serving
from curriplan.domain.post import PostLevel
from curriplan.domain.program import Program
from curriplan.planning.closing.result import Cell


@dataclass(frozen=True, slots=True)
class Need:
    """A level of a competency that students of a track lack.

    ``by`` None: at graduation, whoever delivers it. Else at the end of that term, without internships.
    """

    competency: str
    level: int
    track: Track
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A gap to be closed, and all that it takes."""

    post: str
    competency: str
    needs: tuple[Need, ...]

    @property
    def cell(self) -> Cell:
        """Return post and competency."""
        return self.post, self.competency


def is_open(row: GapRow) -> bool:
    """Tell whether a rated requirement is not met at graduation, or not when it is due."""
    return row.requirement.level is not None and (row.missing > 0 or row.late)


def is_firm(row: GapRow) -> bool:
    """Tell whether a gap holds over the whole interval of its requirement."""
    return is_open(row) and row.firm is True


def cells_of(
    report: GapReport, wanted: Callable[[GapRow], bool], post: str | None = None
) -> tuple[Cell, ...]:
    """Return the wanted rows of a report, or of one of its posts, in the report's order."""
    return tuple(
        (row.post, row.competency)
        for held in report.posts
        if post is None or held.post == post
        for row in held.rows
        if wanted(row)
    )


def targets_of(program: Program, report: GapReport, cells: Iterable[Cell]) -> tuple[Target, ...]:
    """Return what some gaps of a report need, in the report's order; cells that are not open are left out."""
    asked = frozenset(cells)
    by_track = supplies(program, report.basis, frozenset(competency for _, competency in asked))
    return tuple(
        Target(row.post, row.competency, tuple(_needs(program, held, row, by_track)))
        for held in report.posts
        for row in held.rows
        if (row.post, row.competency) in asked and is_open(row)
    )


def _needs(program: Program, held: PostGap, row: GapRow, by_track: Mapping[Track, Supply]) -> Iterator[Need]:
    post, level, due = program.posts[held.post], row.requirement.level or 0, held.due_term or 0
    for track in tracks_serving(program, post):
        supplied = by_track[track].of(row.competency)
        if supplied.graduation < level:
            yield Need(row.competency, level, track)
        if post.level is PostLevel.INITIAL and supplied.taught_at(due) < (row.entry or 0):
            yield Need(row.competency, row.entry or 0, track, due)
