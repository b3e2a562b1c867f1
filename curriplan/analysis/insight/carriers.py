"""What hangs on one course, and what is taught more often than needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriplan.analysis.gap.result import GapReport, GapRow
from curriplan.analysis.insight.columns import COMPETENCY, COURSE, COURSES, DELIVERED, POSTS, REQUIRED, count
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, Spot, counted
from curriplan.analysis.order import in_order
from curriplan.analysis.report.words import level_of, name_of, names
from curriplan.analysis.supply import Offer, Track, guaranteed, pool_ranks, tracks_serving
from curriplan.domain.program import Program

ENOUGH = 3
"""A competency may be taught in so many courses (introduced, practised, mastered) before it counts as redundant."""


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """A course without which posts would miss a competency that they have now.

    ``required`` is the highest level of these posts, ``delivered`` what the worst served of them gets, ``without``
    what would be left; ``lost`` is the sum over the posts of importance x levels lost.
    """

    course: str
    competency: str
    posts: tuple[str, ...]
    required: int
    delivered: int
    without: int
    lost: float


def single_points(
    program: Program, report: GapReport, offered: Mapping[str, Sequence[Offer]]
) -> tuple[SinglePoint, ...]:
    """Return the requirements that are met thanks to one course alone, the heaviest loss first.

    ``offered`` are the contributions on the basis of the report.
    """
    losses = _Losses(program, offered)
    broken: dict[tuple[str, str], list[tuple[GapRow, int]]] = {}
    for post in report.posts:
        tracks = tracks_serving(program, program.posts[post.post])
        for row in post.rows:
            level = row.requirement.level
            if level is None or row.delivered < level:
                continue
            for course in (one.course for one in row.courses if one.counted >= level):
                left = losses.left(row.competency, course, tracks)
                if left < level:
                    broken.setdefault((course, row.competency), []).append((row, left))
    return tuple(sorted((_point(*key, rows) for key, rows in broken.items()), key=_heaviest))


def _heaviest(one: SinglePoint) -> tuple[float, str, str]:
    return -one.lost, one.course, one.competency


def _point(course: str, competency: str, rows: Sequence[tuple[GapRow, int]]) -> SinglePoint:
    owed = [(row, row.requirement.level or 0, left) for row, left in rows]
    return SinglePoint(
        course,
        competency,
        tuple(row.post for row, _ in rows),
        max(level for _, level, _ in owed),
        min(row.delivered for row, _, _ in owed),
        min(left for _, _, left in owed),
        sum((row.requirement.importance or 0.0) * (level - left) for row, level, left in owed),
    )


class _Losses:
    """What is left of a competency without a course; each is worked out once."""

    def __init__(self, program: Program, offered: Mapping[str, Sequence[Offer]]) -> None:
        self._program, self._offered = program, offered
        self._known: dict[tuple[str, str, Track], int] = {}

    def left(self, competency: str, course: str, tracks: Sequence[Track]) -> int:
        """Return what students of the worst served of some tracks would still reach."""
        return min(self._of_track(competency, course, track) for track in tracks)

    def _of_track(self, competency: str, course: str, track: Track) -> int:
        key = competency, course, track
        if key not in self._known:
            self._known[key] = left_without(self._program, self._offered.get(competency, ()), course, track)
        return self._known[key]


def left_without(program: Program, offered: Sequence[Offer], course: str, track: Track) -> int:
    """Return the level that students of a track would reach at graduation if a course were dropped."""
    held = [one for one in offered if one.course.id != course]
    pools = {one.course.pool for one in held if one.course.pool is not None}
    return guaranteed(held, track, pool_ranks(program, track, without=course) if pools else {})


def _ask_single(ground: Ground) -> Found:
    program = ground.program
    lines = [
        Line(
            (
                name_of(program.courses[one.course]),
                name_of(program.competencies[one.competency]),
                level_of(program, one.required),
                level_of(program, one.delivered),
                level_of(program, one.without) if one.without else "–",
                names(program.posts[post] for post in one.posts),
            ),
            Spot(course=one.course, competency=one.competency),
        )
        for one in single_points(program, ground.gaps, ground.offered)
    ]
    return counted(lines)


SINGLE_POINTS = Insight(
    "single_points",
    "requirements of courses",
    "met by D and not by D without the course; sorted by sum over posts of w (L - D without it)",
    "own definition; candidate of the peers' list: single point of failure course",
    (
        COURSE,
        COMPETENCY,
        REQUIRED,
        DELIVERED,
        Column("without", 9, figures=True),
        POSTS,
    ),
    _ask_single,
)


def redundancy(courses: int, enough: int = ENOUGH) -> int:
    """Return how many courses teach a competency beyond those that are enough.

    >>> [redundancy(n) for n in (0, 1, 3, 5)]
    [0, 0, 0, 2]
    """
    return max(0, courses - enough)


def _ask_redundant(ground: Ground) -> Found:
    program, needed = ground.program, ground.by_competency()
    lines: list[tuple[int, Line]] = []
    for one in in_order(program.competencies):
        held = ground.offered.get(one.id, ())
        more = redundancy(len(held))
        if one.id not in needed or not more:
            continue
        levels = [row.requirement.level for row in needed[one.id] if row.requirement.level is not None]
        most = max(levels, default=None)
        reaching = 0 if most is None else sum(offer.level.counted >= most for offer in held)
        cells = (
            name_of(one),
            count(len(held)),
            count(more),
            level_of(program, most),
            count(reaching),
            names(offer.course for offer in held),
        )
        lines.append((-more, Line(cells, Spot(competency=one.id))))
    return counted([line for _, line in sorted(lines, key=lambda pair: pair[0])])


REDUNDANCY = Insight(
    "redundancy",
    "competencies",
    "r = max(0, courses - 3)",
    "own definition; 3 is our default",
    (
        COMPETENCY,
        Column("course_count", 9, figures=True),
        Column("beyond", 9, figures=True),
        REQUIRED,
        Column("reaching", 12, figures=True),
        COURSES,
    ),
    _ask_redundant,
)
