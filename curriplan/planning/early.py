"""Which requirements a plan can meet in time or late: what the objective early_gaps counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from curriplan.analysis.calendar import takes
from curriplan.analysis.demand.requirement import Requirement, Requirements
from curriplan.analysis.gap.due import due_before_internship, entry_reach
from curriplan.analysis.supply import Offer, Track, offers, tracks_serving
from curriplan.domain.course import Course, Delivery
from curriplan.domain.post import Post, PostLevel
from curriplan.domain.program import Program
from curriplan.planning.request import Due


def due_requirements(program: Program, requirements: Requirements) -> tuple[Due, ...]:
    """Return the requirements of initial posts that some course can meet before the internship.

    The due term is that of today's plan. A course meets a requirement alone or not at all, as the delivered
    level is a maximum; a course of a pool does so only where all of the pool are taken. What no course
    can meet at school is a gap, not late, and is left out.
    """
    offered = offers(program, "all")
    posts = (one for one in program.posts.values() if one.level is PostLevel.INITIAL)
    found = (due for post in posts for due in _of_post(program, post, requirements.get(post.id, {}), offered))
    return tuple(dict.fromkeys(found))


def _of_post(
    program: Program, post: Post, required: Mapping[str, Requirement], offered: Mapping[str, Sequence[Offer]]
) -> Iterator[Due]:
    for track in tracks_serving(program, post):
        term = due_before_internship(program, track)
        taken = _taken_by_all(program, track)
        for competency, need in required.items():
            if term is None or need.level is None:
                continue
            entry = min(need.level, entry_reach(program, program.competencies[competency].kind))
            suppliers = frozenset(
                one.course.id
                for one in offered.get(competency, ())
                if one.course.id in taken and one.level.counted >= entry
            )
            if suppliers:
                yield Due(post.id, competency, term, suppliers)


def _taken_by_all(program: Program, track: Track) -> frozenset[str]:
    """Return the courses before the internship that every student of a track takes."""
    rows = [one for one in program.courses.values() if takes(one, track)]
    sizes = Counter(one.pool for one in rows)

    def certain(row: Course) -> bool:
        return row.pool is None or program.pools[row.pool].choose >= sizes[row.pool]

    return frozenset(one.id for one in rows if certain(one) and one.delivery is not Delivery.INTERNSHIP)
