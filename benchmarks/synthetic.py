"""Programmes of any size, made from a seed: for measurements, never shown as anybody's programme."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.demand.requirement import Requirements
from curriplan.domain.competency import Competency
from curriplan.domain.course import (
    Assessment,
    Contribution,
    Course,
    CourseType,
    Delivery,
    Evidence,
    Hours,
    Requisite,
    RequisiteKind,
    Status,
    TermPart,
    TypeRole,
)
from curriplan.domain.defaults import COURSE_TYPES, blank_program
from curriplan.domain.plan import Placement, Term
from curriplan.domain.post import Post, PostLevel, Statement
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.text import Text

CONTRIBUTIONS_A_COURSE = 15
REQUIREMENTS_A_POST = 75
REQUISITES_A_COURSE = 2
CLASS_WEEKS = 16
INTERNSHIP_WEEKS = 16.0


@dataclass(frozen=True, slots=True)
class _Sizes:
    courses: int
    competencies: int
    posts: int
    terms: int


def synthetic_program(
    courses: int = 300, competencies: int = 300, posts: int = 40, terms: int = 6, seed: int = 1
) -> tuple[Program, Requirements]:
    """Return a programme of a size with its requirements, the same for the same arguments.

    Every course but the last is weekly and placed in term order, so requisites are kept; the last is
    the internship of the last term. About 15 contributions a course and 75 requirements a post.
    """
    rng, sizes = random.Random(seed), _Sizes(courses, competencies, posts, terms)
    program = replace(
        blank_program(Text("测量", "Measured"), terms),
        terms={one.id: one for one in (_term(n) for n in range(1, terms + 1))},
        competencies={one.id: one for one in (_competency(n) for n in range(competencies))},
        courses={one.id: one for one in (_course(n, sizes, rng) for n in range(courses))},
        posts={one.id: one for one in (_post(n) for n in range(posts))},
        contributions=_contributions(sizes, rng),
        requisites=_requisites(sizes, rng),
        placements={f"k{n}": Placement(f"k{n}", f"term-{_begins(n, sizes)}") for n in range(courses)},
        statements=_statements(sizes, rng),
    )
    return program, requirements(program)


def _term(number: int) -> Term:
    return Term(
        f"term-{number}", number, (number + 1) // 2, weeks=23, holiday_weeks=5, exam_weeks=1, reserve_weeks=1
    )


def _begins(number: int, sizes: _Sizes) -> int:
    """Return the term of a course: all but the internship spread evenly over all terms but the last."""
    if number == sizes.courses - 1 or sizes.terms == 1:
        return sizes.terms
    return 1 + number * (sizes.terms - 1) // sizes.courses


def _competency(number: int) -> Competency:
    kind = tuple(Kind)[number % 3]
    return Competency(
        f"c{number}",
        f"C{number:03}",
        Text(f"能力{number}", f"Competency {number}"),
        kind=kind,
        position=float(number),
    )


def _course(number: int, sizes: _Sizes, rng: random.Random) -> Course:
    last = number == sizes.courses - 1
    types: list[CourseType] = [one for one in COURSE_TYPES if one.role is not TypeRole.INTERNSHIP]
    type_id = "type-internship" if last else types[number % len(types)].id
    course = Course(
        f"k{number}",
        f"K{number:03}",
        Text(f"课程{number}", f"Course {number}"),
        type=type_id,
        position=float(number),
        assessment=rng.choice(tuple(Assessment)),
    )
    if last:
        part = TermPart(weeks=INTERNSHIP_WEEKS)
        hours = Hours(off_campus=30 * INTERNSHIP_WEEKS)
        return replace(
            course, delivery=Delivery.INTERNSHIP, parts=(part,), hours=hours, credits=INTERNSHIP_WEEKS
        )
    weekly = rng.choice((2, 4))
    total = float(weekly * CLASS_WEEKS)
    on_campus = float(rng.choice((0, 1))) * total / 2
    return replace(
        course,
        hours=Hours(theory=total - on_campus, on_campus=on_campus),
        credits=total / 16,
        parts=(TermPart(weekly, CLASS_WEEKS),),
        status=Status.MANDATED if number % 20 == 0 else Status.COMPULSORY,
    )


def _post(number: int) -> Post:
    level = PostLevel.PROMOTION if number % 2 else PostLevel.INITIAL
    name = Text(f"岗位{number}", f"Post {number}")
    return Post(f"p{number}", f"P{number:02}", name, level, position=float(number))


def _contributions(sizes: _Sizes, rng: random.Random) -> dict[str, dict[str, Contribution]]:
    each = min(CONTRIBUTIONS_A_COURSE, sizes.competencies)
    found = {}
    for number in range(sizes.courses):
        course = f"k{number}"
        modes = (Mode.OFF_CAMPUS,) if number == sizes.courses - 1 else (Mode.THEORY, Mode.ON_CAMPUS)
        names = [f"c{one}" for one in rng.sample(range(sizes.competencies), each)]
        found[course] = {
            name: Contribution(
                course,
                name,
                rng.randint(1, 4),
                rng.choice(modes),
                hours=rng.choice((None, 2.0, 4.0)),
                evidence=rng.choice(tuple(Evidence)),
            )
            for name in names
        }
    return found


def _requisites(sizes: _Sizes, rng: random.Random) -> dict[str, dict[str, Requisite]]:
    """Return up to two prerequisites a course, each of an earlier term, so there is no cycle."""
    found: dict[str, dict[str, Requisite]] = {}
    for number in range(1, sizes.courses - 1):
        earlier = [n for n in range(number) if _begins(n, sizes) < _begins(number, sizes)]
        chosen = rng.sample(earlier, min(len(earlier), rng.randint(0, REQUISITES_A_COURSE)))
        if chosen:
            course, named = f"k{number}", frozenset(f"k{one}" for one in chosen)
            found[course] = {f"r{number}": Requisite(f"r{number}", course, RequisiteKind.ALL_OF, named)}
    return found


def _statements(sizes: _Sizes, rng: random.Random) -> dict[str, dict[str, Statement]]:
    each = min(REQUIREMENTS_A_POST, sizes.competencies)
    found = {}
    for number in range(sizes.posts):
        post = f"p{number}"
        names = [f"c{one}" for one in rng.sample(range(sizes.competencies), each)]
        rows = (
            Statement(f"s{number}-{name}", post, name, rng.randint(1, 4), rng.randint(0, 10) / 10)
            for name in names
        )
        found[post] = {one.id: one for one in rows}
    return found
