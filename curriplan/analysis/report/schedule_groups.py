"""Which courses stand in the schedule, in which blocks, and what their pools count with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from curriplan.analysis.calendar import Factor, factors, takes
from curriplan.analysis.order import courses_in_order
from curriplan.domain.course import Course, CourseType, Pool
from curriplan.domain.program import Program


@dataclass(frozen=True, slots=True)
class PoolBlock:
    """The courses of a pool that stand in one group; ``size`` counts those of all groups."""

    pool: Pool
    courses: tuple[Course, ...]
    size: int

    def shared_out(self, required: float | None, figure: Callable[[Course], float | None]) -> float | None:
        """Return the required figure if it can be shared out among the courses shown, else None.

        It cannot where it is not stated, where a course's own figure is not known, or where courses of
        the pool stand in other groups.
        """
        known = [figure(one) for one in self.courses]
        whole = len(self.courses) == self.size
        usable = whole and None not in known and sum(one or 0.0 for one in known) > 0
        return required if usable else None


@dataclass(frozen=True, slots=True)
class Group:
    """One block of the schedule: a course type (None: courses without a type), its courses and pools."""

    type: CourseType | None
    courses: tuple[Course, ...]
    pools: tuple[PoolBlock, ...]


def taken(program: Program, track: str | None) -> tuple[Course, ...]:
    """Return the courses that students of a track may take, in display order."""
    return tuple(course for course in courses_in_order(program) if takes(course, track))


def weights(program: Program, track: str | None) -> Mapping[str, Factor]:
    """Return by how much the hours and credits of each course count for the students of a track."""
    return factors(program, taken(program, track))


def groups(program: Program, track: str | None) -> tuple[Group, ...]:
    """Return the blocks of the schedule for the students of a track, in display order."""
    courses = taken(program, track)
    sizes = Counter(_pool_of(course) for course in courses)
    by_type: dict[str | None, list[Course]] = {}
    for course in courses:
        by_type.setdefault(course.type, []).append(course)
    return tuple(
        Group(
            program.course_types.get(kind or ""),
            tuple(one for one in held if _pool_of(one) is None),
            _pools(program, held, sizes),
        )
        for kind, held in by_type.items()
    )


def _pool_of(course: Course) -> str | None:
    """Return the pool through which a course counts; what is not counted at all counts through none."""
    return course.pool if course.counted else None


def _pools(program: Program, held: list[Course], sizes: Counter[str | None]) -> tuple[PoolBlock, ...]:
    members: dict[str, list[Course]] = {}
    for course in held:
        pool = _pool_of(course)
        if pool is not None:
            members.setdefault(pool, []).append(course)
    return tuple(
        PoolBlock(program.pools[pool], tuple(courses), sizes[pool]) for pool, courses in members.items()
    )
