"""The overview counts each requirement under one status."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import GapReport, Status
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.overview import COUNTED, overview_section
from curriplan.analysis.report.tree import Number, Table, Tone
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
