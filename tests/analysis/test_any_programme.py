"""Whatever a programme holds, the engine answers, and each finding can be read in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from curriplan.analysis.calendar import heaviest_loads, phase_score, totals
from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.demand.distributions import distributions
from curriplan.analysis.demand.importance_performance import importance_performance
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.graph import build, why_paths
from curriplan.analysis.metrics.curriculum import CyclicRequisites, curriculum_metrics
from curriplan.analysis.rules.check import check
from curriplan.app.texts import Texts
from curriplan.domain.profile import DemandPolicy
from curriplan.domain.program import PROFILE_ID, Program
from tests.random_programs import random_edit, random_program


def some_program(seed: int) -> Program:
    rng = Random(seed)
    held = random_program(rng, 6)
    for _ in range(10):
        held = random_edit(rng, held)
    return replace(held, profile={PROFILE_ID: replace(held.about, policy=DemandPolicy(2, 2, 50))})


@pytest.mark.parametrize("seed", range(15))
def test_every_question_has_an_answer(seed: int) -> None:
    held = some_program(seed)
    demand = requirements(held)
    report = gap_report(held, demand)
    graph = build(held, demand)
    for post in report.posts:
        for row in post.rows:
            assert len(why_paths(graph, row.post, row.competency)) >= 1
    importance_performance(held, report)
    for survey in held.surveys:
        distributions(held, survey)
    assert len(heaviest_loads(held)) == len(held.terms)
    for value in (totals(held).practice_share, phase_score(held).score):
        assert value is None or value == value


@pytest.mark.parametrize("seed", range(15))
def test_findings_can_be_read_and_circles_are_findings(seed: int) -> None:
    held = some_program(seed)
    found = check(held, date(2026, 3, 1))
    for language in ("en", "zh"):
        texts = Texts(language)
        assert all(texts.finding(one) for one in found)
    circles = {"requisite_circle", "requisite_loop"} & {one.code for one in found}
    assert _has_metrics(held) or circles


def _has_metrics(held: Program) -> bool:
    try:
        return curriculum_metrics(held).courses.keys() == held.courses.keys()
    except CyclicRequisites:
        return False


@pytest.mark.parametrize("seed", range(15))
def test_incremental_demand_follows_any_edit(seed: int) -> None:
    rng, old = Random(seed), some_program(seed)
    known = requirements(old)
    for _ in range(8):
        new = random_edit(rng, old)
        known, old = requirements(new, previous=(old, known)), new
        assert known == requirements(new)
