"""What students of a track are guaranteed to reach in each competency, by term and at graduation.

Delivered level: the maximum, never an average, over the courses that every student of the track takes,
each capped by mode and kind. A pool of n courses of which k are taken guarantees the (n - k + 1)-th highest
level (a course of the pool that does not contribute counts 0). An elective outside a pool guarantees
nothing. A course delivers at the end of its last term; one without a term counts at graduation only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType

from curriplan.analysis.calendar import last_term, takes, tracks_of
from curriplan.analysis.gap.result import Basis, CourseLevel
from curriplan.analysis.order import courses_in_order
from curriplan.domain.course import Contribution, Course, Delivery, Evidence, Status
from curriplan.domain.post import Post
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode

Track = str | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A contribution on a basis of evidence, with its course."""

    course: Course
    level: CourseLevel


@dataclass(frozen=True, slots=True)
class Supplied:
    """What is guaranteed in one competency.

    ``by_term[n - 1]`` is the level at the end of term n, ``taught`` the same without internships.
    ``courses`` are all that contribute, in display order: pool courses too, but no free electives.
    """

    graduation: int
    by_term: tuple[int, ...]
    taught: tuple[int, ...]
    courses: tuple[CourseLevel, ...]

    def at(self, term: int) -> int:
        """Return the level at the end of a term; 0 before the first."""
        return _at(self.by_term, term)

    def taught_at(self, term: int) -> int:
        """Return the level at the end of a term without what internships deliver."""
        return _at(self.taught, term)

    def first_reaching(self, level: int) -> int | None:
        """Return the first term at whose end a level is reached, or None."""
        before = bisect_left(self.by_term, level)  # levels only rise
        return before + 1 if before < len(self.by_term) else None


def _at(levels: tuple[int, ...], term: int) -> int:
    return levels[min(term, len(levels)) - 1] if levels and term > 0 else 0


_NOTHING = Supplied(0, (), (), ())


@dataclass(frozen=True, slots=True)
class Supply:
    """What is guaranteed in every competency, for the students of each of some tracks."""

    basis: Basis
    competencies: Mapping[str, Supplied]

    def of(self, competency: str) -> Supplied:
        """Return what is guaranteed in a competency."""
        return self.competencies.get(competency, _NOTHING)


def supply(program: Program, track: Track = None, basis: Basis = "all") -> Supply:
    """Return what students of a track are guaranteed; track None asks for students of no track."""
    return _supply(program, offers(program, basis), track, basis)


def supplies(
    program: Program, basis: Basis = "all", only: frozenset[str] | None = None
) -> Mapping[Track, Supply]:
    """Return the supply of every track; its one key is None for a programme without tracks.

    ``only`` limits it to some competencies.
    """
    offered = offers(program, basis, only)
    return {track: _supply(program, offered, track, basis) for track in tracks_of(program)}


def tracks_serving(program: Program, post: Post) -> tuple[Track, ...]:
    """Return the tracks that serve a post, all where it names none."""
    return tuple(sorted(post.tracks)) or tracks_of(program)


def common(each: Sequence[Supply]) -> Supply:
    """Return what students of every one of some tracks are guaranteed: the minimum over the tracks."""
    if len(each) == 1:
        return each[0]
    names = dict.fromkeys(name for one in each for name in one.competencies)
    return Supply(each[0].basis, {name: _least([one.of(name) for one in each]) for name in names})


def _least(each: Sequence[Supplied]) -> Supplied:
    terms = max(len(one.by_term) for one in each)
    return Supplied(
        min(one.graduation for one in each),
        tuple(min(one.at(n) for one in each) for n in range(1, terms + 1)),
        tuple(min(one.taught_at(n) for one in each) for n in range(1, terms + 1)),
        tuple(dict.fromkeys(course for one in each for course in one.courses)),
    )


def offers(
    program: Program, basis: Basis, only: frozenset[str] | None = None
) -> Mapping[str, Sequence[Offer]]:
    """Return the contributions of every competency that count on a basis, in display order of courses.

    A free elective is left out, because not every student takes it. ``only``: of these competencies.
    """
    counted = counting(program)
    found: dict[str, list[Offer]] = {}
    for course in courses_in_order(program):
        held = program.contributions.get(course.id)
        if not held or not is_guaranteed(course):
            continue
        term = last_term(program, course.id)
        for key in held if only is None else only & held.keys():
            one = held[key]
            if basis == "assessed" and one.evidence is not Evidence.ASSESSED:
                continue
            found.setdefault(key, []).append(Offer(course, counted(one, term)))
    return found


def counting(program: Program) -> Callable[[Contribution, int | None], CourseLevel]:
    """Return what gives a contribution its level after the cap; it is told the term of delivery."""
    reach: dict[Kind, dict[Mode, int]] = {kind: {} for kind in Kind}
    for cap in program.about.caps.entries:
        reach[cap.kind][cap.mode] = cap.level
    reach_of = {key: reach[row.kind] for key, row in program.competencies.items()}

    def counted(one: Contribution, term: int | None) -> CourseLevel:
        stated = one.level
        most = reach_of[one.competency].get(one.mode, stated)
        level = min(most, stated)
        return CourseLevel(one.course, stated, level, one.mode, one.evidence, one.hours, term)

    return counted


def is_guaranteed(course: Course) -> bool:
    """Tell whether a course counts for anything: every course but an elective outside a pool."""
    return course.pool is not None or course.status is not Status.ELECTIVE


def _supply(program: Program, offered: Mapping[str, Sequence[Offer]], track: Track, basis: Basis) -> Supply:
    ranks = pool_ranks(program, track)
    terms = max((term.number for term in program.terms.values()), default=0)
    found: dict[str, Supplied] = {}
    for competency, every in offered.items():
        taken = [one for one in every if takes(one.course, track)]
        if taken:
            found[competency] = _supplied(taken, ranks, terms)
    return Supply(basis, MappingProxyType(found))


def pool_ranks(program: Program, track: Track, without: str | None = None) -> Mapping[str, int]:
    """Return for each pool which level counts, from the highest: n - k + 1; n are the track's courses.

    ``without`` a course there is one fewer to take from.
    """
    sizes: dict[str, int] = {}
    for course in program.courses.values():
        if course.pool is not None and course.id != without and takes(course, track):
            sizes[course.pool] = sizes.get(course.pool, 0) + 1
    return {pool: max(1, n - program.pools[pool].choose + 1) for pool, n in sizes.items()}


def guaranteed(offered: Iterable[Offer], track: Track, ranks: Mapping[str, int]) -> int:
    """Return the level that some offers of one competency guarantee students of a track at graduation."""
    best, pools = 0, dict[str, list[int]]()
    for one in offered:
        if not takes(one.course, track):
            continue
        if one.course.pool is None:
            best = max(best, one.level.counted)
        else:
            pools.setdefault(one.course.pool, []).append(one.level.counted)
    for pool, levels in pools.items():
        rank = ranks[pool]
        if len(levels) >= rank:
            best = max(best, sorted(levels, reverse=True)[rank - 1])
    return best


def _supplied(taken: Sequence[Offer], ranks: Mapping[str, int], terms: int) -> Supplied:
    *by_term, graduation = _by_term(taken, ranks, terms)
    school = [one for one in taken if one.course.delivery is not Delivery.INTERNSHIP]
    taught = by_term if len(school) == len(taken) else _by_term(school, ranks, terms)[:-1]
    return Supplied(graduation, tuple(by_term), tuple(taught), tuple(one.level for one in taken))


def _by_term(taken: Sequence[Offer], ranks: Mapping[str, int], terms: int) -> list[int]:
    """Return the level at the end of each term and, last, at graduation."""
    levels = [0] * (terms + 1)
    pools: dict[str, list[tuple[int, int]]] = {}
    for one in taken:
        end = min(one.level.term or terms + 1, terms + 1)
        if one.course.pool is not None:
            pools.setdefault(one.course.pool, []).append((end, one.level.counted))
        elif one.level.counted > levels[end - 1]:
            levels[end - 1] = one.level.counted
    for pool, held in pools.items():
        for end, level in _pool_steps(held, ranks[pool]):
            levels[end - 1] = max(levels[end - 1], level)
    return list(accumulate(levels, max))


def _pool_steps(held: list[tuple[int, int]], rank: int) -> Iterator[tuple[int, int]]:
    """Yield (term, level) for each term in which courses of a pool end and enough of them have ended."""
    for end in sorted({end for end, _ in held}):
        levels = sorted((level for ended, level in held if ended <= end), reverse=True)
        if len(levels) >= rank:
            yield end, levels[rank - 1]
