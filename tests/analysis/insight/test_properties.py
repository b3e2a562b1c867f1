"""What must hold of insights in any programme, each against a slow and plain way to say the same."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.synthetic import synthetic_program
from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.insight.alignment import alignment, porter
from curriplan.analysis.insight.carriers import single_points
from curriplan.analysis.insight.coverage import coverage_by_post
from curriplan.analysis.insight.groups import groupings, readiness_by, rows_readiness
from curriplan.analysis.insight.insight import Ground
from curriplan.analysis.insight.overlap import MUCH, overlaps, weighted_jaccard
from curriplan.analysis.insight.posts import distance
from curriplan.analysis.insight.scaffolding import Scaffold, Step, scaffold
from curriplan.analysis.insight.trend import trend
from curriplan.domain.edits.courses import remove_courses
from curriplan.domain.program import Program
from tests.analysis.insight.ground import ground
from tests.random_programs import random_program
from tests.strategies import SEEDS

SHARES = st.floats(0, 1)
LEVELS = st.none() | st.integers(1, 4)


def any_program(seed: int) -> Program:
    """Return a random programme, every second time a sound one."""
    rng = Random(seed)
    return random_program(rng, 6) if seed % 2 else synthetic_program(14, 8, 4, 6, rng.randint(0, 99))[0]


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_a_single_point_is_a_course_whose_removal_opens_a_gap(seed: int) -> None:
    held = any_program(seed)
    demand = requirements(held)
    report = gap_report(held, demand)
    wanted = set()
    for course in held.courses:
        without = gap_report(remove_courses(held, [course]), demand)
        for post in report.posts:
            for row in post.rows:
                level, left = row.requirement.level, without.row(row.post, row.competency)
                if left and level is not None and row.delivered >= level > left.delivered:
                    wanted.add((course, row.competency, row.post))
    seen = Ground.of(held, report, report, ground(held).today)
    found = single_points(held, report, seen.offered)
    assert {(one.course, one.competency, post) for one in found for post in one.posts} == wanted
    assert all(one.without < one.required <= one.delivered for one in found if len(one.posts) == 1)
    assert all(one.lost >= other.lost for one, other in pairwise(found))


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_readiness_of_all_rows_is_that_of_the_programme(seed: int) -> None:
    held = any_program(seed)
    seen = ground(held)
    for report in (seen.gaps, seen.assessed):
        rows = [row for post in report.posts for row in post.rows]
        assert rows_readiness(held, rows) == report.totals.readiness
        assert rows_readiness(held, rows, due=True) == report.totals.readiness_due


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_groups_hold_every_row_and_lie_between_0_and_1(seed: int) -> None:
    held = any_program(seed)
    seen = ground(held)
    every = len(seen.rows())
    for by in groupings(held):
        found = readiness_by(held, seen.gaps, seen.assessed, by)
        if by in {"module", "kind"}:
            assert sum(one.requirements for one in found) == every
        for one in found:
            for value in (one.readiness, one.readiness_due, one.assessed):
                assert value is None or -1e-9 <= value <= 1 + 1e-9
            if one.readiness is not None and one.assessed is not None:
                assert one.assessed <= one.readiness + 1e-9


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_depth_is_never_above_coverage(seed: int) -> None:
    for one in coverage_by_post(ground(any_program(seed)).gaps).values():
        assert one.plain is None or 0 <= one.plain <= 1
        if one.weighted is not None and one.depth is not None:
            assert one.depth <= 1


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_overlap_is_the_weighted_jaccard_of_every_pair(seed: int) -> None:
    held = any_program(seed)
    found = overlaps(held, most=10_000)
    levels = {
        course: {
            name: float(held.about.caps.counted(one.level, held.competencies[name].kind, one.mode))
            for name, one in rows.items()
        }
        for course, rows in held.contributions.items()
    }
    plain = {frozenset((a, b)): weighted_jaccard(levels[a], levels[b]) for a, b in combinations(levels, 2)}
    assert {frozenset((one.first, one.second)): pytest.approx(one.share) for one in found.pairs} == {
        pair: share for pair, share in plain.items() if share > 0
    }
    assert found.sharing == len(found.pairs)
    assert found.much == sum(share >= MUCH for share in plain.values())
    assert overlaps(held, most=3).pairs == found.pairs[:3]


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_levels_only_build_up_and_end_at_readiness(seed: int) -> None:
    held = any_program(seed)
    seen = ground(held)
    found = trend(held, seen.gaps)
    for line in found.lines:
        assert len(line.values) == len(found.terms) + 1
        known = [one for one in line.values if one is not None]
        assert known == sorted(known)
    last = found.lines[0].values[-1]
    assert last == (None if seen.gaps.totals.readiness is None else pytest.approx(seen.gaps.totals.readiness))


@given(
    st.dictionaries(st.sampled_from("abcd"), LEVELS),
    st.dictionaries(st.sampled_from("abcd"), st.tuples(st.none() | SHARES, LEVELS)),
)
def test_distance_is_a_share_and_nothing_to_oneself(
    trained: dict[str, int | None], asked: dict[str, tuple[float | None, int | None]]
) -> None:
    found = distance(trained, asked)
    assert found is None or 0 <= found <= 1
    own = distance({name: level for name, (_, level) in asked.items()}, asked)
    assert own in {None, 0.0}
    better = {name: (4 if level is None else level) for name, level in trained.items()}
    if found is not None and None not in trained.values():
        assert distance({name: level + 1 for name, level in better.items()}, asked) <= found  # type: ignore[operator]


MATRICES = st.integers(1, 4).flatmap(
    lambda n: st.tuples(
        *[st.lists(st.lists(st.floats(0, 100), min_size=n, max_size=n), min_size=2, max_size=2)] * 2
    )
)


@given(MATRICES)
def test_alignment_is_a_share_the_same_from_both_sides(
    both: tuple[list[list[float]], list[list[float]]],
) -> None:
    one, other = both
    found = porter(one, other)
    if found is None:
        assert sum(map(sum, one)) <= 0 or sum(map(sum, other)) <= 0
        return
    assert -1e-9 <= found <= 1 + 1e-9
    assert found == pytest.approx(porter(other, one))
    assert porter(one, one) == pytest.approx(1)


@settings(deadline=None, max_examples=30)
@given(SEEDS)
def test_what_is_apart_adds_up_to_what_is_missing_to_1(seed: int) -> None:
    held = any_program(seed)
    seen = ground(held)
    found = alignment(held, seen.gaps, seen.offered)
    if found.index is not None:
        assert sum(one.apart for one in found.emphases) == pytest.approx(1 - found.index)


STEPS = st.lists(st.tuples(st.integers(1, 4), st.none() | st.integers(1, 6)), min_size=1)


@given(STEPS, LEVELS)
def test_scaffolding_has_one_status_that_fits(steps: list[Step], required: int | None) -> None:
    status = scaffold(steps, required)
    levels = {level for level, _ in steps}
    ends = [(99 if term is None else term, level) for level, term in steps]
    first = min(ends)[1]
    assert (status is Scaffold.COVERAGE_ONLY) == (levels == {1} and (required or 0) > 1)
    assert (status is Scaffold.TOP_HEAVY) == (first == max(levels) > 1)
    assert (status is Scaffold.NO_INTRODUCTION) == (1 < first < max(levels))
    if status is Scaffold.WELL_SCAFFOLDED:
        assert levels == set(range(1, max(levels) + 1))
        assert (
            scaffold([*steps, (max(levels), None)], required) is status
        )  # once more at the top harms nothing
