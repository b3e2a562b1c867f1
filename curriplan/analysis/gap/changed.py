"""Which parts of two gap reports may differ; parts that are one object cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from curriplan.analysis.calendar import tracks_of
from curriplan.analysis.demand.requirement import Requirement, Requirements
from curriplan.analysis.gap.due import due_before_internship
from curriplan.analysis.order import Placed
from curriplan.domain.course import Contribution, Course
from curriplan.domain.program import Program
from curriplan.domain.text import EMPTY

Ground = tuple[Program, Requirements]

_NOTHING: Mapping[str, Contribution] = {}
_NONE_REQUIRED: Mapping[str, Requirement] = {}


@dataclass(frozen=True, slots=True)
class Touched:
    """Competencies and posts whose rows may differ."""

    competencies: frozenset[str]
    posts: frozenset[str]


def touched(before: Ground, after: Ground) -> Touched | None:
    """Return what may differ between the reports of two programmes; None means everything."""
    old, new = before[0], after[0]
    if _weighs_everywhere(old, new):
        return None
    courses = {*_moved(old, new), *_other_courses(old, new)}
    if (courses or old.terms is not new.terms) and any(
        due_before_internship(old, track) != due_before_internship(new, track) for track in tracks_of(new)
    ):
        return None
    taught = {name for course in courses for one in (old, new) for name in _held(one, course)}
    return Touched(
        frozenset(
            {*taught, *_mapped(old, new), *_required(before[1], after[1]), *_other_competencies(old, new)}
        ),
        frozenset(_other_posts(old, new)),
    )


def _weighs_everywhere(old: Program, new: Program) -> bool:
    """Tell whether something differs that every row is measured with, or the order of courses."""
    if old.profile is not new.profile:
        before, after = old.about, new.about
        if before.caps != after.caps or before.scale.highest != after.scale.highest:
            return True
    return (
        (old.tracks is not new.tracks and old.tracks.keys() != new.tracks.keys())
        or _differ(old.terms, new.terms, lambda one: one.number)
        or _differ(old.course_types, new.course_types, _place)
    )


def _place(row: Placed) -> tuple[float, str]:
    """Return what an order of rows depends on, beside the id."""
    return row.position, row.code


def _differ(old: Mapping[str, Any], new: Mapping[str, Any], of: Callable[[Any], object]) -> bool:
    return any(_differing(old, new, of))


def _differing(old: Mapping[str, Any], new: Mapping[str, Any], of: Callable[[Any], object]) -> Iterator[str]:
    """Yield the rows that are in one table only, or for which a function gives something else."""
    if old is new:
        return
    for key in {**old, **new}:
        before, after = old.get(key), new.get(key)
        if before is not after and (before is None or after is None or of(before) != of(after)):
            yield key


def _other_competencies(old: Program, new: Program) -> Iterator[str]:
    """Yield the competencies that are of another kind or stand elsewhere in the order."""
    return _differing(old.competencies, new.competencies, lambda one: (one.kind, _place(one)))


def _other_posts(old: Program, new: Program) -> Iterator[str]:
    """Yield the posts that are due at another time, or are served by other tracks."""
    return _differing(old.posts, new.posts, lambda one: (one.level, one.tracks))


def _held(program: Program, course: str) -> Mapping[str, Contribution]:
    return program.contributions.get(course, _NOTHING)


def _moved(old: Program, new: Program) -> Iterator[str]:
    """Yield the courses whose placement differs."""
    if old.placements is not new.placements:
        for course in {**old.placements, **new.placements}:
            if old.placements.get(course) != new.placements.get(course):
                yield course


def _silent(course: Course) -> Course:
    """Return a course without its words, which no figure depends on."""
    return replace(course, name=EMPTY, department=EMPTY, note=EMPTY, source="")


def _other_courses(old: Program, new: Program) -> Iterator[str]:
    """Yield the courses that differ, and those that share a pool with one: their rank may be another."""
    differing = [
        (old.courses.get(key), new.courses.get(key)) for key in _differing(old.courses, new.courses, _silent)
    ]
    rows: list[Course] = [one for pair in differing for one in pair if one is not None]
    yield from (one.id for one in rows)
    pools = {one.pool for one in rows if one.pool is not None}
    pools.update(_differing(old.pools, new.pools, lambda one: one.choose))
    if pools:
        yield from (
            key for program in (old, new) for key, one in program.courses.items() if one.pool in pools
        )


def _mapped(old: Program, new: Program) -> Iterator[str]:
    """Yield the competencies that a contribution differs in."""
    if old.contributions is new.contributions:
        return
    for course in {**old.contributions, **new.contributions}:
        before, after = _held(old, course), _held(new, course)
        if before is not after:
            yield from (key for key in {**before, **after} if before.get(key) is not after.get(key))


def _required(old: Requirements, new: Requirements) -> Iterator[str]:
    """Yield the competencies that a requirement differs in."""
    if old is new:
        return
    for post in {**old, **new}:
        before, after = old.get(post, _NONE_REQUIRED), new.get(post, _NONE_REQUIRED)
        if before is not after:
            yield from (key for key in {**before, **after} if before.get(key) != after.get(key))
