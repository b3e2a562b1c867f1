"""Credits of the terms: what a course has in each of its terms, before and after it grows, against their limits.

Credits follow hours by rounding and are shared out by the hours of the parts, so they are no linear figure:
the model is given every way in which a course could grow, each with the credits that its terms would have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from curriplan.analysis.calendar import course_credits, part_share, takes
from curriplan.domain.course import ONE_PART, Course
from curriplan.domain.profile import CreditRule
from curriplan.domain.program import Program
from curriplan.planning.closing.apply import grown
from curriplan.planning.closing.hours import Room, follows_hours
from curriplan.planning.closing.request import ClosingRequest, Number, TermRoom
from curriplan.planning.exact import Unit, exact, unit_of

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from curriplan.planning.closing.model import ClosingModel
    from curriplan.planning.model import Sum

MOST_WAYS = 2_000
"""Above so many ways to grow, a course of several parts grows in one of them."""

DUST = 1e-6
Ways = list[tuple[tuple[int, ...], tuple[float, ...]]]


def credits_by_part(course: Course, rule: CreditRule) -> tuple[float, ...]:
    """Return the credits of a course in each of its terms; 0 where they are not known."""
    known = course_credits(course, rule) or 0.0
    return tuple(known * part_share(course, n, rule) for n, _ in enumerate(course.parts or ONE_PART))


def credits_on_top(program: Program, course: Course, weekly: Sequence[float]) -> tuple[float, ...]:
    """Return by how much a course's credits differ in each of its terms when its weekly hours rise by part."""
    rule = program.about.credit_rule
    after = grown(course, weekly, rule)
    pairs = zip(credits_by_part(course, rule), credits_by_part(after, rule), strict=True)
    return tuple(now - was for was, now in pairs)


def has_credits(request: ClosingRequest, course: Course, begins: Number, on_top: Sequence[float]) -> bool:
    """Tell whether the terms of a course have room for more credits of it."""
    return begins is None or all(
        more <= DUST or more <= room.credits + DUST
        for room in request.terms
        if room.credits is not None and takes(course, room.track) and course.counted
        for more in on_top[room.number - begins : room.number - begins + 1]
        if room.number >= begins
    )


def add_credits(made: ClosingModel) -> None:
    """Have the credits of every term stay within its limit for every track."""
    limited = [one for one in made.request.terms if one.credits is not None]
    if not limited:
        return
    growing = {key: _ways(made, key) for key in _limited_courses(made, limited)}
    unit = _unit(made, limited, growing)
    on_top = {key: _on_top(made, key, ways, unit) for key, ways in growing.items()}
    for term in limited:
        total = sum(_growing_in(made, term, on_top)) + sum(_arriving_in(made, term, unit))
        made.model.add(total <= unit.limit(term.credits or 0.0, len(on_top) + len(made.begin)))


def _limited_courses(made: ClosingModel, limited: Sequence[TermRoom]) -> Iterator[str]:
    """Yield the courses that may grow and whose growth a term would feel."""
    rule = made.request.program.about.credit_rule
    for key in dict.fromkeys(key for key, _ in made.grow):
        room = made.request.rooms[key]
        here = any(_index(room, term) is not None for term in limited)
        moves = room.course.span > 1 or follows_hours(room.course, rule)  # shares of stated credits shift
        if here and room.course.counted and moves:
            yield key


def _index(room: Room, term: TermRoom) -> int | None:
    """Return which part of a course stands in a term for a track, or None."""
    begins = None if room.last is None else room.last - room.course.span + 1
    if begins is None or not takes(room.course, term.track):
        return None
    return term.number - begins if begins <= term.number <= (room.last or 0) else None


def _parts(made: ClosingModel, key: str) -> list[int]:
    return [part for course, part in made.grow if course == key]


def _ways(made: ClosingModel, key: str) -> Ways:
    """Return how a course could grow: steps by growing part, and the credits that each of its terms gets on top."""
    room, program, parts = made.request.rooms[key], made.request.program, _parts(made, key)
    each = program.about.costs.weekly_step
    counts = [range(made.most_steps[key, part] + 1) for part in parts]
    size = 1
    for one in counts:
        size *= len(one)
    chosen = product(*counts) if size <= MOST_WAYS else _single(counts)
    found: Ways = []
    for steps in chosen:
        weekly = [0.0] * room.course.span
        for part, n in zip(parts, steps, strict=True):
            weekly[part] = n * each
        found.append((steps, credits_on_top(program, room.course, weekly)))
    return found


def _single(counts: Sequence[range]) -> Iterator[tuple[int, ...]]:
    yield (0,) * len(counts)
    for at, one in enumerate(counts):
        yield from (tuple(n if k == at else 0 for k in range(len(counts))) for n in one if n)


def _unit(made: ClosingModel, limited: Sequence[TermRoom], growing: dict[str, Ways]) -> Unit:
    figures = [exact(one.credits or 0.0) for one in limited]
    figures += [exact(one) for ways in growing.values() for _, on_top in ways for one in on_top]
    rule = made.request.program.about.credit_rule
    for step, _ in made.request.arriving:
        if step.arrival is not None:
            figures += [exact(one) for one in credits_by_part(step.arrival.course, rule)]
    return unit_of(figures)


def _on_top(made: ClosingModel, key: str, ways: Ways, unit: Unit) -> list[IntVar]:
    """Return the credits that each term of a course gets on top, bound to how the course grows."""
    table = [(*steps, *(unit.whole(exact(one)) for one in on_top)) for steps, on_top in ways]
    first = len(ways[0][0])
    columns = list(zip(*table, strict=True))[first:]
    made_of = [made.model.new_int_var(min(one), max(one), "") for one in columns]
    growths = [made.grow[key, part] for part in _parts(made, key)]
    made.model.add_allowed_assignments([*growths, *made_of], table)
    return made_of


def _growing_in(made: ClosingModel, term: TermRoom, on_top: dict[str, list[IntVar]]) -> Iterator[Sum]:
    for key, by_part in on_top.items():
        index = _index(made.request.rooms[key], term)
        if index is not None:
            yield by_part[index]


def _arriving_in(made: ClosingModel, term: TermRoom, unit: Unit) -> Iterator[Sum]:
    rule = made.request.program.about.credit_rule
    for (step, _), begins in zip(made.request.arriving, made.begin, strict=True):
        course = None if step.arrival is None else step.arrival.course
        if course is None or not course.counted or not takes(course, term.track):
            continue
        for n, figure in enumerate(credits_by_part(course, rule)):
            held = begins.get(term.number - n)
            if held is not None:
                yield unit.whole(exact(figure)) * held
