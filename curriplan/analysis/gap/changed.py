"""Which competencies two gap reports may differ in; parts that are one object cost nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from curriplan.analysis.calendar import tracks_of
from curriplan.analysis.demand.requirement import Requirement, Requirements
from curriplan.analysis.gap.due import due_before_internship
from curriplan.domain.course import Contribution, Course
from curriplan.domain.program import Program

Ground = tuple[Program, Requirements]

# What weighs on every row of a report, or gives its order.
_EVERYWHERE = ("profile", "competencies", "posts", "course_types", "pools", "tracks", "terms")
_NOTHING: Mapping[str, Contribution] = {}
_NONE_REQUIRED: Mapping[str, Requirement] = {}


def changed_competencies(before: Ground, after: Ground) -> frozenset[str] | None:
    """Return the competencies whose rows may differ between two programmes; None means all of them."""
    old, new = before[0], after[0]
    if any(getattr(old, name) is not getattr(new, name) for name in _EVERYWHERE):
        return None
    courses = {*_moved(old, new), *_other_courses(old, new)}
    if courses and any(
        due_before_internship(old, track) != due_before_internship(new, track) for track in tracks_of(new)
    ):
        return None
    taught = {name for course in courses for one in (old, new) for name in _held(one, course)}
    return frozenset({*taught, *_mapped(old, new), *_required(before[1], after[1])})


def _held(program: Program, course: str) -> Mapping[str, Contribution]:
    return program.contributions.get(course, _NOTHING)


def _moved(old: Program, new: Program) -> Iterator[str]:
    """Yield the courses whose placement differs."""
    if old.placements is not new.placements:
        for course in {**old.placements, **new.placements}:
            if old.placements.get(course) != new.placements.get(course):
                yield course


def _other_courses(old: Program, new: Program) -> Iterator[str]:
    """Yield the courses that differ, and those that share a pool with one: their rank may be another."""
    if old.courses is new.courses:
        return
    differing = [
        (old.courses.get(key), new.courses.get(key))
        for key in {**old.courses, **new.courses}
        if old.courses.get(key) is not new.courses.get(key)
    ]
    rows: list[Course] = [one for pair in differing for one in pair if one is not None]
    yield from (one.id for one in rows)
    pools = {one.pool for one in rows if one.pool is not None}
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
