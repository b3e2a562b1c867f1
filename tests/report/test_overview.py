"""The overview counts each requirement under one status."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import GapReport, Status
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.overview import COUNTED, overview_section
from curriplan.analysis.report.rule_figures import key_figures
from curriplan.analysis.report.tree import Number, Table, Tone
from curriplan.domain.course import Hours, TermPart
from curriplan.exchange.readers.sample import sample_program
from tests.report.programmes import MADE_ON, full


def counted(gaps: GapReport) -> dict[Tone, float]:
    program = full()
    inputs = ReportInputs(program, requirements(program), gaps, gaps, MADE_ON)
    (section,) = overview_section(inputs)
    table = next(one for one in section.blocks if isinstance(one, Table))
    numbers = [cell.value for cell in table.rows[0].cells if isinstance(cell, Number)]
    return dict(zip([mark.tone for mark in COUNTED], numbers, strict=False))


def firmly(gaps: GapReport, *, firm: bool) -> GapReport:
    posts = tuple(
        replace(
            post,
            rows=tuple(replace(row, firm=firm) if row.status is Status.GAP else row for row in post.rows),
        )
        for post in gaps.posts
    )
    return replace(gaps, posts=posts)


@pytest.mark.parametrize(("firm", "tone"), [(True, Tone.FIRM), (False, Tone.GAP)])
def test_a_gap_is_either_firm_or_uncertain(firm: bool, tone: Tone) -> None:
    program = full()
    gaps = firmly(gap_report(program, requirements(program), "all"), firm=firm)
    seen = counted(gaps)
    assert gaps.totals.gap > 0
    assert seen[tone] == gaps.totals.gap
    assert seen[Tone.GAP] + seen[Tone.FIRM] == gaps.totals.gap


def test_the_statuses_make_up_all_requirements() -> None:
    program = full()
    gaps = gap_report(program, requirements(program), "all")
    seen = counted(gaps)
    apart = {Tone.LATE, Tone.NO_DEMAND}  # part of those met, and no requirement at all
    assert sum(n for tone, n in seen.items() if tone not in apart) == sum(len(p.rows) for p in gaps.posts)


def test_the_key_figures_are_those_that_rules_limit() -> None:
    sample = sample_program("cross_border_ecommerce")
    by_code = {one.rule.code: one for one in key_figures(sample, None) if one.rule is not None}
    assert (by_code["hours"].value, by_code["hours"].rule, by_code["hours"].kept) == (
        2820.0,
        next(one for rows in sample.rules.values() for one in rows.values() if one.code == "hours"),
        True,
    )
    assert by_code["public_basic"].value == pytest.approx(774 / 2820)
    assert (by_code["teaching_weeks"].value, by_code["internship"].value) == (40.0, 24.0)
    assert by_code["phase_theory"].kept is False


def test_without_rules_the_figures_have_no_limits() -> None:
    bare = replace(sample_program("cross_border_ecommerce"), rule_packs={}, rules={})
    found = key_figures(bare, None)
    assert [one.value for one in found] == [2820.0, 149.0, pytest.approx(0.689, abs=0.001)]
    assert not any(one.rule or one.kept is not None for one in found)


def test_what_is_not_known_is_neither_kept_nor_broken() -> None:
    sample = sample_program("cross_border_ecommerce")
    first = next(iter(sample.courses.values()))
    unknown = replace(first, hours=Hours(), parts=(TermPart(),))
    held = replace(sample, courses={**sample.courses, first.id: unknown})
    hours = next(one for one in key_figures(held, None) if one.rule is not None and one.rule.code == "hours")
    assert (hours.value, hours.kept) == (None, None)
