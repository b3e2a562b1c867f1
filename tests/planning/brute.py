"""Random small programmes, and the best plan of one by trying every placement."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

from curriplan.domain.course import Course, Pool, RequisiteKind, Resource, Track
from curriplan.domain.edits.rows import put
from curriplan.domain.plan import Term
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.planning.explain import rules_broken
from curriplan.planning.request import Due, Limits, PlanRequest, Way, plan_request
from curriplan.planning.result import Objective
from curriplan.planning.score import scores
from curriplan.planning.verify import PlanCheck
from tests.planning.programs import block, in_credits, needs, program, term, weekly

PRACTICE = (0.0, 0.5, 1.0)


def random_case(seed: int) -> tuple[Program, Limits]:
    """Return a small programme in which limits bite, with limits of its own."""
    rng = random.Random(seed)
    terms = [_term(rng, number) for number in range(1, rng.randint(2, 4) + 1)]
    courses = [_course(rng, f"c{n}", terms) for n in range(rng.randint(2, 5))]
    names = [one.id for one in courses]
    requisites = {}
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
        course, kind = rng.choice(names), rng.choice(tuple(RequisiteKind))
        others = [one for one in names if one != course]
        one = needs(course, *rng.sample(others, rng.randint(1, min(2, len(others)))), kind=kind)
        requisites[one.id] = one
    at = {one: rng.randint(1, len(terms)) for one in names if rng.random() < 0.7}
    locked = [one for one in at if rng.random() < 0.08]
    built = program(terms, courses, requisites.values(), at, locked)
    return _extras(rng, built), _limits(rng, built)


def _term(rng: random.Random, number: int) -> Term:
    weeks = rng.choice((None, 10, 14, 18))
    most = float(rng.randint(8, 14)) if rng.random() < 0.3 else None
    return replace(term(number, weeks, most), year=number)


def _course(rng: random.Random, key: str, terms: list[Term]) -> Course:
    roll, spans = rng.random(), rng.choice((1, 1, 1, 1, 1, 2))
    if roll < 0.25:
        one = block(key, *(rng.choice((1, 2, 8)) for _ in range(spans)))
    elif roll < 0.4:
        one = in_credits(key, rng.choice((1.0, 2.5, 4.0)))
    else:
        one = weekly(key, rng.choice((2, 3, 4, 6)), rng.choice((6, 8, 8, 12)), spans)
        theory = rng.choice(PRACTICE)
        total = one.hours.theory or 0.0
        one = replace(one, hours=replace(one.hours, theory=total * theory, on_campus=total * (1 - theory)))
    if rng.random() < 0.12:
        one = replace(one, allowed_terms=frozenset(rng.choice(terms).id for _ in range(2)))
    return replace(one, type="type-public_basic") if rng.random() < 0.2 else one


def _extras(rng: random.Random, built: Program) -> Program:
    about = replace(
        built.about,
        students=rng.choice((None, 30)),
        max_weekly_hours=rng.choice((None, None, 8.0, 12.0)),
        max_credits=rng.choice((None, None, 8.0)),
    )
    built = put(built, "profile", about)
    built = put(built, "resources", Resource("room", "room", Text(en="Room"), rng.choice((20, 40, 60))))
    if rng.random() < 0.4:
        built = put(built, "tracks", Track("a", "a"), Track("b", "b"))
    if rng.random() < 0.4:
        asked = 3.0 if rng.random() < 0.1 else None
        built = put(built, "pools", Pool("pool", "pool", choose=rng.choice((1, 1, 1, 2)), credits=asked))
    for course in built.courses.values():
        built = put(
            built,
            "courses",
            replace(
                course,
                tracks=frozenset({rng.choice("ab")}) if built.tracks and rng.random() < 0.5 else frozenset(),
                pool="pool" if built.pools and rng.random() < 0.5 else None,
                resources=frozenset({"room"}) if rng.random() < 0.15 else frozenset(),
                counted=rng.random() < 0.9,
            ),
        )
    return built


def _limits(rng: random.Random, built: Program) -> Limits:
    return Limits(
        max_credits=rng.choice((None, None, None, 6.0)),
        min_credits=1.0 if rng.random() < 0.1 else None,
        max_courses=rng.choice((None, None, max(2, len(built.courses) // 2))),
        min_courses=1 if rng.random() < 0.1 else None,
    )


def random_request(seed: int) -> PlanRequest:
    """Return a request for such a programme: all objectives in some order, or some, of all courses or some."""
    built, limits = random_case(seed)
    rng = random.Random(seed + 1)
    order = rng.sample(list(Objective), rng.randint(1, len(Objective)))
    names = list(built.courses)
    only = rng.sample(names, rng.randint(1, len(names))) if rng.random() < 0.2 else None
    due = tuple(_due(rng, n, names, len(built.terms)) for n in range(rng.randint(1, 3)))
    return plan_request(built, order, limits, only=only, due=due)


def _due(rng: random.Random, number: int, names: list[str], terms: int) -> Due:
    def way() -> Way:
        courses = frozenset(rng.sample(names, rng.randint(1, min(3, len(names)))))
        return Way(courses, rng.randint(1, len(courses)))

    tracks = tuple(tuple(way() for _ in range(rng.randint(0, 2))) for _ in range(rng.randint(1, 2)))
    return Due("post", f"n{number}", rng.randint(1, terms), tracks)


def every_plan(request: PlanRequest) -> Iterator[dict[str, int]]:
    """Yield every lawful plan of a request."""
    check = PlanCheck(request.program, request.limits)
    free = [request.numbers if course.fixed is None else (course.fixed,) for course in request.courses]
    for numbers in product(*free):
        terms = {course.id: number for course, number in zip(request.courses, numbers, strict=True)}
        if not rules_broken(request, check, terms):
            yield terms


def best_worth(request: PlanRequest) -> list[Fraction] | None:
    """Return the costs of the best plan in the order of the objectives, or None where there is no plan."""
    return min(([one.cost for one in scores(request, terms)] for terms in every_plan(request)), default=None)
