"""Each figure's "why" adds up to the figure itself, over the samples and over any programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings

from curriplan.analysis.account.account import Account, Figure, Way
from curriplan.analysis.account.accounts import ACCOUNTS
from curriplan.analysis.account.levels import COUNTS
from curriplan.analysis.calendar import term_loads, totals, tracks_of
from curriplan.analysis.gap.result import Basis
from curriplan.analysis.insight.groups import groupings, readiness_by
from curriplan.analysis.insight.insights import INSIGHTS
from curriplan.app.derived import Derived
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.app.why import account_text
from curriplan.domain.edits.acceptances import accept
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program
from curriplan.domain.text import Lang
from curriplan.exchange.readers.sample import sample_program
from tests.strategies import programs

DAY = date(2026, 9, 1)
SAMPLES = ("cross_border_ecommerce", "international_trade", "blank_three_year")
BASES: tuple[Basis, ...] = ("all", "assessed")
COUNTED_BY_LINES = {"single_points", "redundancy", "practice", "alone", "review"}

Expected = Iterator[tuple[Figure, float | None]]


def figures(program: Program, results: Derived) -> Expected:
    """Yield every figure that can be asked for with the value that the rest of the program shows."""
    yield from _sums(program, results)
    for load in results.loads():
        term = load.term.id
        yield Figure("weekly", term), load.weekly_hours
        yield Figure("term_hours", term), load.hours
        yield Figure("term_credits", term), load.credits
        yield Figure("class_weeks", term), load.class_weeks
    hours = [load.weekly_hours for load in results.loads() if load.weekly_hours]
    yield Figure("most_weekly"), max(hours, default=None)
    yield Figure("least_weekly"), min(hours, default=None)
    for basis in BASES:
        yield from _gaps(program, results, basis)
    found = Counter(one.severity for one in results.open_findings(DAY))
    for severity in Severity:
        yield Figure("findings", severity.value), found[severity]
    needs = results.requirements()
    yield Figure("demands"), sum(len(held) for held in needs.values())
    yield (
        Figure("unknown_levels"),
        sum(need.level is None for held in needs.values() for need in held.values()),
    )
    yield Figure("respondents"), len(program.respondents)
    filled = [cell for held in program.contributions.values() for cell in held]
    yield Figure("contributions"), len(filled)
    everything = len(program.competencies)
    yield Figure("mapped"), len(set(filled)) / everything if everything else None
    for insight in INSIGHTS:
        figure = results.insight(insight, DAY).figure
        yield Figure("insight", insight.id), None if figure is None else figure.value


def _sums(program: Program, results: Derived) -> Expected:
    for track, sums, phase in zip(tracks_of(program), results.totals(), results.phases(), strict=True):
        by = track or ""
        yield Figure("hours", by=by), sums.hours
        yield Figure("credits", by=by), sums.credits
        yield Figure("practice", by=by), sums.practice_share
        yield Figure("phase", by=by), phase.score
        for year, own, whole in phase.by_year:
            yield Figure("phase_year", str(year), by), own / whole if whole else None
        for load in term_loads(program, track):
            yield Figure("weekly", load.term.id, by), load.weekly_hours
    placed = program.placements.keys()
    yield Figure("unplaced"), len(program.courses.keys() - placed)
    if not program.tracks:
        yield Figure("unknown_hours"), totals(program).unknown_hours


def _gaps(program: Program, results: Derived, basis: Basis) -> Expected:
    report = results.gaps(basis)
    sums = report.totals
    yield Figure("readiness", basis=basis), sums.readiness
    yield Figure("readiness_due", basis=basis), sums.readiness_due
    counts = {one: getattr(sums, one) for one in COUNTS if hasattr(sums, one)}
    counts["missing"] = sums.gap + sums.no_coverage
    counts["requirements"] = sum(len(one.rows) for one in report.posts)
    for name, count in counts.items():
        yield Figure(name, basis=basis), count
    yield Figure("no_demand", basis=basis), sums.no_demand
    for post in report.posts:
        yield Figure("readiness", post.post, "", basis), post.readiness
        yield Figure("readiness_due", post.post, "", basis), post.readiness_due
        yield Figure("requirements", post.post, "", basis), len(post.rows)
    for by in groupings(program):
        for group in readiness_by(program, report, report, by):
            yield Figure("readiness", group.key, by, basis), group.readiness
            yield Figure("readiness_due", group.key, by, basis), group.readiness_due


def reduced(account: Account) -> float | None:
    """Return what the parts of an account make, worked out once more."""
    amounts = [one.amount for one in account.parts if one.amount is not None]
    match account.way:
        case Way.COUNT:
            return len(account.parts)
        case Way.SUM:
            return sum(amounts) if amounts or not account.parts else None
        case Way.SHARE:
            whole = sum(one.whole or 0.0 for one in account.parts)
            return sum(amounts) / whole if whole and amounts else None
        case Way.MOST:
            return max(amounts, default=None)
        case Way.LEAST:
            return min(amounts, default=None)
        case Way.TOLD:
            return account.value


def check(program: Program) -> set[str]:
    """Check every figure of a programme; return which were."""
    results, asked = Derived(lambda: program), set()
    for figure, value in figures(program, results):
        account = results.account(figure, DAY)
        assert account is not None, figure
        assert account.value == (None if value is None else pytest.approx(value)), figure
        if account.value is not None and value is not None and account.parts:
            assert reduced(account) == pytest.approx(value), figure
        asked.add(figure.id)
    return asked


@pytest.mark.parametrize("name", SAMPLES)
def test_every_why_adds_up_to_its_figure(name: str) -> None:
    asked = check(sample_program(name))
    assert asked >= ACCOUNTS.keys() - {"unknown_hours", "credits_by_rule", "carried_by_one", "phase_year"}


@settings(max_examples=20, deadline=None)
@given(programs(5))
def test_every_why_of_any_programme_adds_up(program: Program) -> None:
    check(program)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_why_can_be_copied(name: str, lang: Lang) -> None:
    program, texts = sample_program(name), Texts(lang)
    results = Derived(lambda: program)
    for figure, _ in figures(program, results):
        account = results.account(figure, DAY)
        assert account is not None
        first, formula, *parts = account_text(account, texts).split("\n")
        assert first
        assert formula
        assert len(parts) == len(account.parts)
        assert not any(raw in one for raw in ("Number(", "Say(", "Level(") for one in (formula, *parts))


def test_the_weightiest_parts_come_first() -> None:
    program = sample_program("cross_border_ecommerce")
    results = Derived(lambda: program)
    hours = results.account(Figure("hours"), DAY)
    ready = results.account(Figure("readiness"), DAY)
    assert hours is not None
    assert ready is not None
    amounts = [one.amount or 0.0 for one in hours.parts]
    assert amounts == sorted(amounts, reverse=True)
    lost = [(one.whole or 0.0) - (one.amount or 0.0) for one in ready.parts]
    assert lost == sorted(lost, reverse=True)


def test_counted_insights_count_their_lines() -> None:
    program = sample_program("cross_border_ecommerce")
    results = Derived(lambda: program)
    for name in COUNTED_BY_LINES:
        account = results.account(Figure("insight", name), DAY)
        assert account is not None
        assert account.value == len(account.parts) + dict(account.facts)["left_out"]


def test_what_a_figure_was_of_may_be_gone() -> None:
    program = sample_program("cross_border_ecommerce")
    results = Derived(lambda: program)
    gone = ("weekly", "readiness", "requirements", "class_weeks")
    for figure in (
        *(Figure(one, "gone") for one in gone),
        Figure("hours", by="gone"),
        Figure("phase_year", "9"),
    ):
        assert results.account(figure, DAY) is None


def test_what_is_accepted_is_not_counted_among_the_findings() -> None:
    program = sample_program("cross_border_ecommerce")
    figure = Figure("findings", Severity.WARNING.value)
    before = Derived(lambda: program)
    whole = before.account(figure, DAY)
    warnings = [one for one in before.findings(DAY) if one.severity is Severity.WARNING]
    agreed = accept(program, warnings[:1], "agreed", "tester", DAY)
    left = Derived(lambda: agreed).account(figure, DAY)
    assert whole is not None
    assert left is not None
    assert whole.value == len(warnings)
    assert left.value == len(warnings) - 1
