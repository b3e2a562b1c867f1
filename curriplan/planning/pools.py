"""Pools of electives that no plan can fill, because they ask for more than their courses are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from curriplan.analysis.calendar import course_credits, takes, tracks_of
from curriplan.analysis.order import in_order
from curriplan.domain.course import Course, Pool
from curriplan.domain.program import Program
from curriplan.domain.text import Text

TOLERANCE = 0.01  # far below what anybody types; sums of halves and thirds are not exact


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A pool that asks for more courses, or more credits, than it offers the students of some track."""

    kind: Literal["pool", "pool_credits"]
    pool: str
    label: Text | str
    asked: float
    offered: float


def unfilled(program: Program, courses: Collection[str]) -> tuple[Unfilled, ...]:
    """Return the pools of some courses that cannot be filled; a pool that is empty asks nothing of a plan."""
    used = {program.courses[one].pool for one in courses}
    return tuple(
        found for pool in in_order(program.pools) if pool.id in used for found in _short(program, pool)
    )


def _short(program: Program, pool: Pool) -> Iterator[Unfilled]:
    label = pool.name or pool.code or pool.id
    members = [one for one in program.courses.values() if one.pool == pool.id]
    taken = _offered(program, members)
    if taken < pool.choose:
        yield Unfilled("pool", pool.id, label, pool.choose, taken)
    credits_ = [course_credits(one, program.about.credit_rule) for one in members]
    known = sum(one for one in credits_ if one is not None)
    if pool.credits is not None and None not in credits_ and pool.credits > known + TOLERANCE:
        yield Unfilled("pool_credits", pool.id, label, pool.credits, known)


def _offered(program: Program, members: Collection[Course]) -> int:
    """Return how many courses of a pool students may take, whatever their track.

    A track that takes none of them is asked for nothing: the pool is another direction's.
    """
    fewest = min(sum(takes(one, track) for one in members) for track in tracks_of(program))
    return fewest or len(members)
