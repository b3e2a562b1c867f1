"""Which requirements of initial posts are due before the internship, and which courses can meet them in time."""

from __future__ import annotations

from collections.abc import Iterator

from curriplan.analysis.calendar import takes
from curriplan.analysis.demand.requirement import Requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import Basis, GapRow
from curriplan.analysis.supply import Supply, supplies, tracks_serving
from curriplan.domain.course import Delivery
from curriplan.domain.post import PostLevel
from curriplan.domain.program import Program
from curriplan.planning.request import Due, Way


def due_requirements(program: Program, requirements: Requirements, basis: Basis = "all") -> tuple[Due, ...]:
    """Return what requirements of initial posts need to be met when they are due: all that can be late.

    Late is what is met at graduation only. The due term is that of today's plan; if a plan moves the
    internship, the gap report has the last word.
    """
    return tuple(_due(program, requirements, basis))


def _due(program: Program, requirements: Requirements, basis: Basis) -> Iterator[Due]:
    by_track = supplies(program, basis)
    for post in gap_report(program, requirements, basis).posts:
        row = program.posts[post.post]
        if row.level is not PostLevel.INITIAL or post.due_term is None:
            continue
        tracks = tracks_serving(program, row)
        for one in post.rows:
            if one.requirement.level is not None and not one.missing and one.entry:
                ways = tuple(tuple(_ways(program, by_track[track], track, one)) for track in tracks)
                yield Due(post.post, one.competency, post.due_term, ways)


def _ways(program: Program, supply: Supply, track: str | None, row: GapRow) -> Iterator[Way]:
    """Yield the ways in which students of a track reach the entry level: one course, or enough of a pool.

    A pool of n courses with k to take guarantees its (n - k + 1)-th highest level. Internships count for
    nothing that is due before them.
    """
    pools: dict[str, set[str]] = {}
    for one in supply.of(row.competency).courses:
        course = program.courses[one.course]
        if one.counted < (row.entry or 0) or course.delivery is Delivery.INTERNSHIP:
            continue
        if course.pool is None:
            yield Way(frozenset({course.id}))
        else:
            pools.setdefault(course.pool, set()).add(course.id)
    for pool, courses in pools.items():
        members = sum(one.pool == pool and takes(one, track) for one in program.courses.values())
        needed = max(1, members - program.pools[pool].choose + 1)
        if needed <= len(courses):
            yield Way(frozenset(courses), needed)
