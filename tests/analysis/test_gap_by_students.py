"""The gap report against students who are followed one by one.

Every student of a track takes all that is compulsory there and some choice of each pool. What is guaranteed is
what the unluckiest of them reaches; the definitions of docs/definitions.md are applied to that and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from random import Random

from hypothesis import given, settings

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.demand.requirement import Requirement
from curriplan.analysis.gap.due import due_before_internship
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import Basis, GapRow, Status
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course, Delivery, Evidence, Pool, TermPart, Track
from curriplan.domain.course import Status as Nature
from curriplan.domain.edits.rows import put
from curriplan.domain.plan import Placement
from curriplan.domain.post import Post, PostLevel, Statement
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode
from tests.analysis.make import program, rows
from tests.strategies import SEEDS

TERMS = 4
NAMES = ("x", "y", "z")
POOLS = ("one", "two")
BASES: tuple[Basis, ...] = ("all", "assessed")


def some_program(rng: Random) -> Program:
    """Return a small programme with tracks, pools, free electives, unplaced courses and contexts."""
    tracks = [f"t{n}" for n in range(rng.choice((0, 0, 2, 3)))]
    made = program(
        TERMS,
        tracks=rows(*(Track(one) for one in tracks)),
        pools=rows(*(Pool(one, choose=rng.randint(1, 3)) for one in POOLS)),
        competencies=rows(*(Competency(one, kind=rng.choice(list(Kind))) for one in NAMES)),
        posts=rows(*(_post(rng, f"p{n}", tracks) for n in range(3))),
    )
    made = put(made, "courses", *(_course(rng, f"c{n}", tracks) for n in range(8)))
    for course in made.courses.values():
        held = [_contribution(rng, course.id, name) for name in NAMES if rng.random() < 0.6]
        made = put(made, "contributions", *held)
        if rng.random() < 0.85:
            term = f"term-{rng.randint(1, TERMS - course.span + 1)}"
            made = put(made, "placements", Placement(course.id, term))
    return put(made, "statements", *(_statement(rng, post, name) for post in made.posts for name in NAMES))


def _post(rng: Random, key: str, tracks: list[str]) -> Post:
    served = frozenset(rng.sample(tracks, rng.randint(0, len(tracks))))
    return Post(key, level=rng.choice((PostLevel.INITIAL, PostLevel.PROMOTION)), tracks=served)


def _course(rng: Random, key: str, tracks: list[str]) -> Course:
    pool = rng.choice((None, None, None, *POOLS))
    return Course(
        key,
        pool=pool,
        status=Nature.ELECTIVE
        if pool or rng.random() < 0.15
        else rng.choice((Nature.COMPULSORY, Nature.MANDATED)),
        delivery=rng.choice((Delivery.WEEKLY, Delivery.WEEKLY, Delivery.WEEKS, Delivery.INTERNSHIP)),
        parts=(TermPart(2.0, 8.0),) * rng.choice((1, 1, 2)),
        tracks=frozenset(rng.sample(tracks, rng.randint(0, len(tracks)))),
    )


def _contribution(rng: Random, course: str, name: str) -> Contribution:
    return Contribution(
        course, name, rng.randint(1, 4), rng.choice(list(Mode)), evidence=rng.choice(list(Evidence))
    )


def _statement(rng: Random, post: str, name: str) -> Statement:
    level = rng.choice((None, 0, 1, 2, 3, 4))
    return Statement(f"{post}{name}", post, name, level, rng.choice((None, 0.2, 0.7)))


def choices(held: Program, track: str | None) -> Iterator[frozenset[str]]:
    """Yield the courses that a student of a track may end up with, one set for each way to choose."""
    mine = [one for one in held.courses.values() if not one.tracks or track in one.tracks]
    sure = [one.id for one in mine if one.pool is None and one.status is not Nature.ELECTIVE]
    ways = []
    for pool in POOLS:
        members = [one.id for one in mine if one.pool == pool]
        ways.append(list(combinations(members, min(held.pools[pool].choose, len(members)))))
    for picked in product(*ways):
        yield frozenset([*sure, *(one for group in picked for one in group)])


def reached(
    held: Program, taken: frozenset[str], name: str, basis: Basis, until: int | None, school: bool
) -> int:
    """Return the level that one student has at the end of a term, None: at graduation."""
    best = 0
    for course in taken:
        one = held.contributions.get(course, {}).get(name)
        if one is None or (basis == "assessed" and one.evidence is not Evidence.ASSESSED):
            continue
        row, place = held.courses[course], held.placements.get(course)
        end = None if place is None else held.terms[place.term].number + row.span - 1
        if until is not None and (end is None or end > until):
            continue
        if school and row.delivery is Delivery.INTERNSHIP:
            continue
        best = max(best, held.about.caps.counted(one.level, held.competencies[name].kind, one.mode))
    return best


def unluckiest(
    held: Program, post: Post, name: str, basis: Basis, until: int | None = None, school: bool = False
) -> int:
    tracks: list[str | None] = [*sorted(post.tracks)] or [*sorted(held.tracks)] or [None]
    return min(
        reached(held, taken, name, basis, until, school) for track in tracks for taken in choices(held, track)
    )


def due_term(held: Program, post: Post) -> int | None:
    if post.level is PostLevel.PROMOTION:
        return TERMS
    tracks: list[str | None] = [*sorted(post.tracks)] or [*sorted(held.tracks)] or [None]
    each = [due_before_internship(held, track) for track in tracks]
    return None if None in each else min(one for one in each if one is not None)


def agrees(held: Program, basis: Basis, row: GapRow, highest: int | None) -> None:
    post, name, need = held.posts[row.post], row.competency, row.requirement
    delivered = unluckiest(held, post, name, basis)
    assert row.delivered == delivered
    assert row.status is status_of(need, delivered, highest)
    ends = [unluckiest(held, post, name, basis, term) for term in range(1, TERMS + 1)]
    closing = [n for n, level in enumerate(ends, 1) if need.level is not None and level >= need.level]
    assert row.closes_in == (closing[0] if closing else None)
    due = due_term(held, post)
    if post.level is PostLevel.PROMOTION:
        assert (row.delivered_due, row.entry, row.late) == (delivered, need.level, False)
    elif due is not None and need.level is not None:
        at_due = unluckiest(held, post, name, basis, due, school=True)
        kind = held.competencies[name].kind
        entry = min(need.level, *(held.about.caps.counted(4, kind, mode) for mode in (Mode.ON_CAMPUS,)))
        assert (row.delivered_due, row.entry) == (at_due, entry)
        assert row.late == (delivered >= need.level and at_due < entry)


def status_of(need: Requirement, delivered: int, highest: int | None) -> Status:
    if need.level is None:
        return Status.UNRATED
    if delivered >= need.level:
        return Status.OVER if highest is not None and delivered > highest else Status.MET
    return Status.GAP if delivered else Status.NO_COVERAGE


@settings(deadline=None, max_examples=80)
@given(SEEDS)
def test_the_report_is_what_the_unluckiest_student_reaches(seed: int) -> None:
    held = some_program(Random(seed))
    demand = requirements(held)
    for basis in BASES:
        report = gap_report(held, demand, basis)
        for post in report.posts:
            assert post.due_term == due_term(held, held.posts[post.post])
            assert {row.competency for row in post.rows} == demand[post.post].keys()
            for row in post.rows:
                agrees(held, basis, row, highest_of(demand, row.competency))


def highest_of(demand: object, name: str) -> int | None:
    assert isinstance(demand, dict)
    levels = [needs[name].level for needs in demand.values() if name in needs]
    return None if None in levels else max(levels)


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_assessed_evidence_never_shows_more_than_all(seed: int) -> None:
    held = some_program(Random(seed))
    demand = requirements(held)
    whole, assessed = gap_report(held, demand), gap_report(held, demand, "assessed")
    for post in assessed.posts:
        for row in post.rows:
            other = whole.row(row.post, row.competency)
            assert other is not None
            assert row.delivered <= other.delivered
            assert row.delivered_due is None or row.delivered_due <= (other.delivered_due or 0)


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_a_gap_is_firm_if_it_holds_at_the_lowest_level_of_the_interval(seed: int) -> None:
    rng = Random(seed)
    held = some_program(rng)
    demand = {
        post: {name: replace(one, interval=_interval(rng, one.level)) for name, one in needs.items()}
        for post, needs in requirements(held).items()
    }
    report = gap_report(held, demand)
    for post in report.posts:
        for row in post.rows:
            interval = row.requirement.interval
            assert row.firm == (None if interval is None else row.delivered < interval[0])
            if row.firm and row.requirement.level is not None:
                assert row.status in {Status.GAP, Status.NO_COVERAGE}
    assert report.totals.firm == sum(row.firm is True for post in report.posts for row in post.rows)


def _interval(rng: Random, level: int | None) -> tuple[int, int] | None:
    """Return an interval about a level, or none."""
    if level is None or rng.random() < 0.3:
        return None
    return max(0, level - rng.randint(0, 2)), min(4, level + rng.randint(0, 2))
