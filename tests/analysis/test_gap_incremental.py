"""Measuring only what an edit touched gives what measuring everything gives, after any edits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import given, settings

from benchmarks.synthetic import synthetic_program
from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import Basis
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course, Delivery, Hours, Pool, Status, TermPart
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.placements import place
from curriplan.domain.edits.removal import remove
from curriplan.domain.edits.rows import put
from curriplan.domain.post import Post, PostLevel, Statement
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind
from curriplan.domain.text import Text
from tests.analysis.make import contributes, places, program, rows, states
from tests.random_programs import random_edit, random_program
from tests.strategies import SEEDS

EDITS_IN_A_ROW = 4
BASES: tuple[Basis, ...] = ("all", "assessed")


@settings(deadline=None, max_examples=100)
@given(SEEDS)
def test_incremental_is_full(seed: int) -> None:
    rng = Random(seed)
    held = random_program(rng, 5)
    demand = requirements(held)
    known = {basis: gap_report(held, demand, basis) for basis in BASES}
    for _ in range(EDITS_IN_A_ROW):
        after = random_edit(rng, held)
        wanted = requirements(after, previous=(held, demand))
        for basis in BASES:
            known[basis] = gap_report(after, wanted, basis, (held, demand, known[basis]))
            assert known[basis] == gap_report(after, wanted, basis)
        held, demand = after, wanted


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_incremental_is_full_in_a_sound_programme(seed: int) -> None:
    rng = Random(seed)
    held, demand = synthetic_program(12, 8, 4, 6, seed % 100)
    report = gap_report(held, demand)
    for _ in range(EDITS_IN_A_ROW):
        after = _any_edit(rng, held)
        wanted = requirements(after, previous=(held, demand))
        report = gap_report(after, wanted, previous=(held, demand, report))
        assert report == gap_report(after, wanted)
        held, demand = after, wanted


def _any_edit(rng: Random, held: Program) -> Program:
    course = rng.choice(list(held.courses) or [""])
    kind = rng.randrange(3) if course and held.competencies else 2
    if kind == 0:
        return set_levels(held, [(course, rng.choice(list(held.competencies)), rng.randint(0, 4))])
    return place(held, {course: rng.choice([None, *held.terms])}) if kind == 1 else random_edit(rng, held)


def start() -> Program:
    """Return two weekly courses of a pool, a third and an internship, and what two posts require of them."""
    weekly: dict[str, Any] = {"parts": (TermPart(4.0, 16.0),), "hours": Hours(64.0)}
    return program(
        posts=rows(Post("p", level=PostLevel.INITIAL), Post("q", level=PostLevel.PROMOTION)),
        competencies=rows(*competencies()),
        pools=rows(Pool("pool", choose=1)),
        courses=rows(
            Course("a", pool="pool", status=Status.ELECTIVE, **weekly),
            Course("b", pool="pool", status=Status.ELECTIVE, **weekly),
            Course("c", **weekly),
            Course("i", delivery=Delivery.INTERNSHIP, parts=(TermPart(None, 16.0),)),
        ),
        contributions=contributes(
            Contribution("a", "x", 2),
            Contribution("b", "x", 2),
            Contribution("c", "y", 2),
            Contribution("i", "z", 3),
        ),
        placements=places({"a": 1, "b": 2, "c": 3, "i": 5}),
        statements=states(
            Statement("s1", "p", "x", 2, 1.0),
            Statement("s2", "q", "x", 1, 1.0),
            Statement("s3", "q", "y", 3, 1.0),
        ),
    )


def competencies() -> list[Competency]:
    return [Competency("x"), Competency("y"), Competency("z")]


def follows(old: Program, new: Program) -> bool:
    """Tell whether the incremental report is the full one, and another than before."""
    demand, wanted = requirements(old), requirements(new)
    known, full = gap_report(old, demand), gap_report(new, wanted)
    return gap_report(new, wanted, previous=(old, demand, known)) == full != known


def test_a_course_that_leaves_a_pool_changes_the_rank_of_the_others() -> None:
    old = start()
    assert follows(old, put(old, "courses", replace(old.courses["b"], pool=None)))


def test_another_first_internship_changes_when_everything_is_due() -> None:
    old = start()
    assert follows(old, place(old, {"i": "term-3"}))


def test_a_demand_that_falls_leaves_another_post_over() -> None:
    old = put(start(), "contributions", Contribution("c", "x", 2))
    assert follows(old, put(old, "statements", Statement("s1", "p", "x", 1, 1.0)))


def test_what_nobody_requires_any_more() -> None:
    old = start()
    assert follows(old, replace(old, statements={"p": old.statements["p"]}))


def test_a_post_that_becomes_one_of_promotion_is_due_later() -> None:
    old = start()
    assert follows(old, put(old, "posts", replace(old.posts["p"], level=PostLevel.PROMOTION)))


def test_a_post_without_requirements_is_due_later_too() -> None:
    old = put(start(), "posts", Post("r", level=PostLevel.INITIAL))
    assert follows(old, put(old, "posts", replace(old.posts["r"], level=PostLevel.PROMOTION)))


def test_another_share_of_graduates_is_another_mean() -> None:
    old = start()
    assert follows(
        old, put(old, "posts", replace(old.posts["p"], share=0.9), replace(old.posts["q"], share=0.1))
    )


def test_a_post_that_goes_takes_its_demand_along() -> None:
    old = start()
    assert follows(old, remove(old, "posts", ["p"]))


def test_another_kind_of_competency_has_other_caps() -> None:
    old = put(start(), "contributions", Contribution("c", "y", 3))
    assert follows(old, put(old, "competencies", replace(old.competencies["y"], kind=Kind.KNOWLEDGE)))


def test_rows_follow_the_order_of_competencies() -> None:
    old = start()
    assert follows(old, put(old, "competencies", replace(old.competencies["x"], position=9.0)))


def test_courses_follow_the_order_of_their_types() -> None:
    old = put(start(), "contributions", Contribution("c", "x", 1))
    types = list(old.course_types.values())
    old = put(
        old,
        "courses",
        replace(old.courses["a"], type=types[0].id),
        replace(old.courses["c"], type=types[1].id),
    )
    assert follows(old, put(old, "course_types", replace(types[0], position=99.0)))


def test_a_pool_to_take_all_of_guarantees_more() -> None:
    old = put(start(), "contributions", Contribution("b", "x", 1))
    assert follows(old, put(old, "pools", replace(old.pools["pool"], choose=2)))


def test_weeks_without_classes_change_what_is_due() -> None:
    old = start()
    old = put(old, "courses", replace(old.courses["c"], parts=(TermPart(2.0, 4.0),) * 3))
    terms = [replace(one, weeks=20.0) for one in old.terms.values()]
    assert follows(put(old, "terms", *terms), put(old, "terms", *(replace(one, weeks=16.0) for one in terms)))


def test_names_and_dates_touch_no_row() -> None:
    old = start()
    demand = requirements(old)
    known = gap_report(old, demand)
    other = put(old, "competencies", replace(old.competencies["x"], review_by=date(2026, 1, 1)))
    other = put(other, "profile", replace(old.about, students=99))
    other = put(other, "terms", *(replace(one, name=Text("", "named")) for one in old.terms.values()))
    assert gap_report(other, demand, previous=(old, demand, known)) is known


def test_what_did_not_change_is_the_same_object() -> None:
    old = start()
    demand = requirements(old)
    known = gap_report(old, demand)
    assert gap_report(old, demand, previous=(old, demand, known)) is known
    again = gap_report(set_levels(old, [("c", "y", 3)]), demand, previous=(old, demand, known))
    assert again.posts[0] is known.posts[0]
    assert again.row("q", "x") is known.row("q", "x")
    row = again.row("q", "y")
    assert row is not None
    assert row.delivered == 2  # theory reaches 2 of a capability, whatever is claimed
    assert row.courses[0].level == 3
