"""Programmes for the planner's tests: small ones by hand, and one of the size of a real three-year plan."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace

from curriplan.domain.course import Course, Delivery, Hours, Requisite, RequisiteKind, TermPart
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import put
from curriplan.domain.plan import Placement, Term
from curriplan.domain.program import Program
from curriplan.domain.text import Text


def term(number: int, weeks: float | None = 20, max_weekly_hours: float | None = None) -> Term:
    """Return a term with teaching weeks, one of them for exams and one in reserve."""
    one = None if weeks is None else 1.0
    return Term(
        f"term-{number}",
        number,
        (number + 1) // 2,
        weeks=weeks,
        exam_weeks=one,
        reserve_weeks=one,
        max_weekly_hours=max_weekly_hours,
    )


def weekly(key: str, hours: float = 4, weeks: float = 16, spans: int = 1) -> Course:
    """Return a weekly course over one or more terms."""
    parts = (TermPart(hours, weeks),) * spans
    return Course(key, key, Text(en=key), parts=parts, hours=Hours(theory=hours * weeks * spans))


def block(key: str, *weeks: float, delivery: Delivery = Delivery.WEEKS) -> Course:
    """Return a course of whole weeks, one number for each of its terms."""
    return Course(key, key, Text(en=key), delivery=delivery, parts=tuple(TermPart(weeks=w) for w in weeks))


def in_credits(key: str, credits_: float) -> Course:
    """Return a course as an imported curriculum has it: credits, no hours."""
    return Course(key, key, Text(en=key), credits=credits_)


def needs(course: str, *others: str, kind: RequisiteKind = RequisiteKind.ALL_OF) -> Requisite:
    """Return a requisite."""
    return Requisite(f"{course}-{kind.value}-{'-'.join(others)}", course, kind, frozenset(others))


def program(
    terms: Iterable[Term],
    courses: Iterable[Course],
    requisites: Iterable[Requisite] = (),
    at: Mapping[str, int] | None = None,
    locked: Iterable[str] = (),
) -> Program:
    """Return a programme; ``at`` places courses in terms by number."""
    fixed = set(locked)
    rows = tuple(terms)
    built = replace(blank_program(Text(en="Test"), 0), terms={one.id: one for one in rows})
    built = put(built, "courses", *(replace(one, position=float(n)) for n, one in enumerate(courses)))
    built = put(built, "requisites", *requisites)
    ids = {one.number: one.id for one in rows}
    placements = (Placement(one, ids[number], one in fixed) for one, number in (at or {}).items())
    return put(built, "placements", *placements)


def three_years(seed: int = 1, courses: int = 55) -> Program:
    """Return a programme like a real one: six terms, blocks, sport over four terms, a split internship."""
    rng = random.Random(seed)
    terms = [term(number) for number in range(1, 7)]
    rows = [
        replace(block("military", 2), allowed_terms=frozenset({"term-1"}), type="type-public_basic"),
        replace(block("labour", 1), type="type-public_basic"),
        replace(weekly("sport", 2, 16, spans=4), type="type-public_basic"),
        replace(
            block("internship", 8, 18, delivery=Delivery.INTERNSHIP),
            allowed_terms=frozenset({"term-5"}),
            type="type-internship",
            hours=Hours(off_campus=780),
        ),
        *(block(f"training {n}", rng.choice((1, 2))) for n in range(4)),
    ]
    public = (courses - len(rows)) // 3
    rows += [_lecture(rng, n, "type-public_basic", practice=0) for n in range(public)]
    rows += [
        _lecture(rng, n, "type-professional_basic", practice=rng.choice((0, 1, 2)) / 2)
        for n in range(public, courses - len(rows) + public)
    ]
    lectures = [one.id for one in rows if one.id.startswith("course")]
    requisites = [
        needs(lectures[n], lectures[rng.randrange(n)]) for n in range(8, len(lectures)) if rng.random() < 0.4
    ]
    return program(terms, rows, requisites)


def _lecture(rng: random.Random, number: int, type_: str, practice: float) -> Course:
    hours, weeks = rng.choice((2.0, 2.0, 4.0)), rng.choice((10.0, 16.0, 16.0))
    total = hours * weeks
    return replace(
        weekly(f"course {number}", hours, weeks),
        type=type_,
        hours=Hours(theory=total * (1 - practice), on_campus=total * practice),
    )
