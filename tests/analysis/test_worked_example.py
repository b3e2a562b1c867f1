"""Every figure of the worked example of the gap engine."""

from __future__ import annotations

import pytest

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import GapReport, GapRow, PostGap, Status
from curriplan.analysis.supply import supply
from tests import worked_example
from tests.worked_example import PLANNER, SERVICE


@pytest.fixture
def report() -> GapReport:
    return gap_report(worked_example.program(), worked_example.requirements())


def row(report: GapReport, post: str, competency: str) -> GapRow:
    found = report.row(post, competency)
    assert found is not None
    return found


def post(report: GapReport, name: str) -> PostGap:
    return next(one for one in report.posts if one.post == name)


def test_supply_by_term() -> None:
    held = supply(worked_example.program())
    assert held.of("spoken").by_term == (0, 2, 2, 2, 2, 3)
    assert held.of("spoken").taught == (0, 2, 2, 2, 2, 2)
    assert held.of("platform").by_term == (0, 0, 2, 3, 3, 3)
    assert held.of("trade").by_term == (0, 3, 3, 3, 3, 3)
    assert held.of("settlement").graduation == 0
    assert [(one.level, one.counted) for one in held.of("platform").courses] == [(2, 2), (4, 3)]


def test_customer_service(report: GapReport) -> None:
    spoken, platform = row(report, SERVICE, "spoken"), row(report, SERVICE, "platform")
    assert (spoken.status, spoken.late, spoken.closes_in) == (Status.MET, True, 6)
    assert (spoken.delivered, spoken.delivered_due, spoken.entry) == (3, 2, 3)
    assert (platform.status, platform.late, platform.closes_in) == (Status.MET, False, 4)
    assert row(report, SERVICE, "settlement").status is Status.NO_COVERAGE
    assert row(report, SERVICE, "settlement").closes_in is None
    service = post(report, SERVICE)
    assert service.due_term == 5
    assert service.readiness == pytest.approx(1 - 1.0 / 6.1)
    assert service.readiness == pytest.approx(0.8361, abs=5e-5)
    assert service.readiness_due == pytest.approx(0.6885, abs=5e-5)


def test_event_planner(report: GapReport) -> None:
    platform, trade = row(report, PLANNER, "platform"), row(report, PLANNER, "trade")
    spoken = row(report, PLANNER, "spoken")
    assert platform.status is Status.MET  # not over: customer service asks for 3
    assert trade.status is Status.OVER
    assert (spoken.status, spoken.firm, spoken.delivered) == (Status.GAP, False, 3)
    planner = post(report, PLANNER)
    assert planner.due_term == 6
    assert planner.readiness == pytest.approx(0.8542, abs=5e-5)
    assert planner.readiness_due == planner.readiness


def test_totals(report: GapReport) -> None:
    totals = report.totals
    assert (totals.met, totals.gap, totals.firm, totals.no_coverage) == (3, 1, 0, 1)
    assert (totals.over, totals.unrated, totals.late, totals.no_demand) == (1, 0, 1, 1)
    assert totals.readiness == pytest.approx(0.8451, abs=5e-5)
    assert [(one.competency, one.delivered) for one in report.no_demand] == [("contract", 2)]


def test_assessed_evidence() -> None:
    report = gap_report(worked_example.program(), worked_example.requirements(), "assessed")
    spoken = row(report, SERVICE, "spoken")
    assert (spoken.status, spoken.delivered, spoken.closes_in) == (Status.GAP, 2, None)


def test_statements_give_the_same_requirements() -> None:
    derived = requirements(worked_example.program())
    assert {
        (p, c): (one.level, one.importance) for p, held in derived.items() for c, one in held.items()
    } == {
        (p, c): (one.level, one.importance)
        for p, held in worked_example.requirements().items()
        for c, one in held.items()
    }
    assert derived[SERVICE]["spoken"].statement == "service-spoken"


def test_every_graduate_without_demands_changes_no_figure(report: GapReport) -> None:
    example = worked_example.with_every_graduate(worked_example.program())
    assert gap_report(example, worked_example.requirements()).totals == report.totals
