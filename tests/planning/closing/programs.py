"""Small programmes with gaps, made by hand and by chance."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import Basis
from curriplan.domain.competency import Competency, Framework, Module
from curriplan.domain.course import (
    Contribution,
    Course,
    Delivery,
    Evidence,
    Hours,
    Requisite,
    RequisiteKind,
    Status,
    TermPart,
    Track,
)
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import put
from curriplan.domain.plan import Placement, Term
from curriplan.domain.post import Post, PostLevel, Statement
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.text import Text
from curriplan.planning.closing.needs import cells_of, is_open
from curriplan.planning.closing.request import ClosingRequest, closing_request
from curriplan.planning.closing.result import Cell, Measure

GROUP = "group"


def weekly(
    key: str, *, theory: float | None = 32, on_campus: float | None = None, weeks: float = 16
) -> Course:
    """Return a weekly course of one term."""
    hours = Hours(theory, on_campus)
    per_week = None if hours.total is None else hours.total / weeks
    return Course(key, key, Text(en=key), hours=hours, parts=(TermPart(per_week, weeks),))


def internship(key: str = "internship", hours: float = 300, weeks: float = 10) -> Course:
    """Return an internship of one term."""
    return Course(
        key,
        key,
        Text(en=key),
        delivery=Delivery.INTERNSHIP,
        parts=(TermPart(weeks=weeks),),
        hours=Hours(off_campus=hours),
    )


def teaches(
    course: str,
    competency: str,
    level: int,
    mode: Mode = Mode.THEORY,
    hours: float | None = None,
    evidence: Evidence = Evidence.ASSESSED,
) -> Contribution:
    """Return a contribution."""
    return Contribution(course, competency, level, mode, hours, evidence=evidence)


def program(
    competencies: Mapping[str, Kind],
    courses: Iterable[Course],
    contributions: Iterable[Contribution] = (),
    at: Mapping[str, int] | None = None,
    *,
    terms: int = 4,
    limit: float | None = None,
    weeks: float = 20,
) -> Program:
    """Return a programme whose competencies stand in one module; ``at`` places courses by term."""
    built = replace(blank_program(Text(en="Test"), 0), posts={})
    about = replace(built.about, max_weekly_hours=limit)
    rows = [
        Term(f"t{n}", n, (n + 1) // 2, weeks=weeks, exam_weeks=1.0, reserve_weeks=1.0)
        for n in range(1, terms + 1)
    ]
    built = put(put(built, "profile", about), "terms", *rows)
    built = put(built, "frameworks", Framework("frame", "F"))
    built = put(built, "modules", Module(GROUP, "frame", "M"))
    built = put(
        built,
        "competencies",
        *(
            Competency(key, key, Text(en=key), kind=kind, module=GROUP, position=float(n))
            for n, (key, kind) in enumerate(competencies.items())
        ),
    )
    built = put(built, "courses", *(replace(one, position=float(n)) for n, one in enumerate(courses)))
    built = put(built, "contributions", *contributions)
    return put(built, "placements", *(Placement(key, f"t{number}") for key, number in (at or {}).items()))


def requires(
    built: Program,
    post: str,
    levels: Mapping[str, int],
    level: PostLevel = PostLevel.PROMOTION,
    importance: float = 1.0,
    tracks: frozenset[str] = frozenset(),
) -> Program:
    """Return the programme with a post that requires some levels."""
    built = put(built, "posts", Post(post, post, Text(en=post), level, tracks=tracks))
    rows = (Statement(f"{post}-{key}", post, key, need, importance) for key, need in levels.items())
    return put(built, "statements", *rows)


def ask(
    built: Program,
    cells: Iterable[Cell] | None = None,
    *,
    basis: Basis = "all",
    other: Program | None = None,
    measure: Measure = "hours",
    most: float | None = None,
) -> ClosingRequest:
    """Return the request to close some gaps, or all open ones."""
    demand = requirements(built)
    report = gap_report(built, demand, basis)
    wanted = cells_of(report, is_open) if cells is None else cells
    return closing_request(built, demand, report, wanted, other=other, measure=measure, most=most)


def chance(seed: int, *, credit_limits: bool = False) -> tuple[Program, Program | None]:
    """Return a random small programme with gaps, and now and then another one to take courses from.

    ``credit_limits``: terms have room for few credits, if any, and some courses state their credits.
    """
    rng = random.Random(seed)
    tracks = rng.random() < 0.3
    names = {f"c{n}": rng.choice(list(Kind)) for n in range(rng.randint(1, 2))}
    courses = [_course(rng, f"k{n}", tracks=tracks) for n in range(rng.randint(1, 3))]
    courses += [internship("k9", hours=rng.choice((20, 60)))] if rng.random() < 0.4 else []
    built = program(
        names,
        courses,
        _contributions(rng, courses, names),
        {one.id: rng.randint(1, 3) for one in courses if rng.random() < 0.9},
        terms=3,
        limit=rng.choice((None, 3.0, 4.0, 6.0)),
        weeks=rng.choice((18, 20)),
    )
    if credit_limits:
        built = _with_credit_limits(rng, built)
    if tracks:
        built = put(built, "tracks", Track("a", "A"), Track("b", "B"))
    for n in range(rng.randint(1, 2)):
        levels = {key: rng.randint(1, 4) for key in names if rng.random() < 0.8}
        served = frozenset({rng.choice("ab")}) if tracks and rng.random() < 0.5 else frozenset()
        level = rng.choice((PostLevel.INITIAL, PostLevel.PROMOTION))
        built = requires(built, f"p{n}", levels, level, rng.choice((0.5, 1.0)), served)
    return built, _elsewhere(rng, names) if rng.random() < 0.4 else None


def _with_credit_limits(rng: random.Random, built: Program) -> Program:
    built = put(built, "profile", replace(built.about, max_credits=rng.choice((1.0, 2.0, 3.0, 4.5))))
    terms = [replace(one, max_credits=rng.choice((None, 1.5, 3.5))) for one in built.terms.values()]
    courses = [replace(one, credits=rng.choice((None, None, 1.0, 3.0))) for one in built.courses.values()]
    return put(put(built, "terms", *terms), "courses", *courses)


def _course(rng: random.Random, key: str, *, tracks: bool) -> Course:
    practice = rng.choice((None, None, 16.0))
    one = weekly(key, theory=rng.choice((16.0, 32.0)), on_campus=practice, weeks=rng.choice((8.0, 16.0)))
    if rng.random() < 0.2:
        one = replace(one, parts=one.parts * 2, hours=Hours((one.hours.theory or 0) * 2, (practice or 0) * 2))
    return replace(
        one,
        status=rng.choice((Status.COMPULSORY,) * 5 + (Status.MANDATED, Status.ELECTIVE)),
        tracks=frozenset({rng.choice("ab")}) if tracks and rng.random() < 0.5 else frozenset(),
    )


def _contributions(
    rng: random.Random, courses: Iterable[Course], names: Mapping[str, Kind]
) -> Iterable[Contribution]:
    for course in courses:
        for key in names:
            if rng.random() < 0.5:
                yield teaches(
                    course.id,
                    key,
                    rng.randint(1, 3),
                    Mode.OFF_CAMPUS if course.delivery is Delivery.INTERNSHIP else Mode.THEORY,
                    rng.choice((None, 4.0, 8.0, 16.0)),
                    rng.choice(list(Evidence)),
                )


def _elsewhere(rng: random.Random, names: Mapping[str, Kind]) -> Program:
    courses = [
        weekly("x0", theory=16, weeks=16),
        replace(weekly("x1", theory=None, on_campus=26), delivery=Delivery.WEEKS, parts=(TermPart(weeks=1),)),
    ]
    held = [
        teaches(one.id, key, rng.randint(2, 4), Mode.ON_CAMPUS, rng.choice((None, 8.0)))
        for one in courses
        for key in names
        if rng.random() < 0.6
    ]
    other = program(names, courses, held, terms=3)
    if rng.random() < 0.5:
        other = put(other, "requisites", Requisite("r", "x1", RequisiteKind.ALL_OF, frozenset({"x0"})))
    return other
