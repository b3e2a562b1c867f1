"""Derived results follow the programme, and compute again only what an edit touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from curriplan.app import derived as module
from curriplan.app.derived import Derived
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.courses import change_course
from curriplan.domain.program import Program
from curriplan.domain.progress import quiet
from curriplan.exchange.readers.sample import sample_program

DAY = date(2026, 9, 1)


class Shown:
    """A programme that changes under its derived results."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.results = Derived(lambda: self.program)


@pytest.fixture(scope="module")
def sample() -> Program:
    return sample_program("cross_border_ecommerce")


@pytest.fixture
def shown(sample: Program) -> Shown:
    return Shown(sample)


def count(monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    """Have a function of the analysis counted."""
    calls: list[str] = []
    whole = getattr(module, name)

    def counted(*args: object) -> object:
        calls.append(name)
        return whole(*args)

    monkeypatch.setattr(module, name, counted)
    return calls


def test_sums_are_computed_once_and_again_after_an_edit_of_a_course(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = count(monkeypatch, "totals")
    first = shown.results.totals()
    assert shown.results.totals() is first
    course = next(iter(shown.program.courses))
    shown.program = change_course(shown.program, course, credits=99.0)
    second = shown.results.totals()
    assert len(calls) == 2
    assert second[0].credits != first[0].credits


def test_an_edit_elsewhere_leaves_them(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = count(monkeypatch, "totals")
    shown.results.totals()
    shown.program = replace(shown.program, respondents={})
    shown.results.totals()
    assert len(calls) == 1


def state(results: Derived) -> tuple[bool, bool]:
    return results.demand_is_known, results.demand_is_near


def test_the_demand_is_known_until_answers_change(shown: Shown) -> None:
    states = [state(shown.results)]
    shown.results.take_demand(shown.results.prepare_demand(quiet))
    states.append(state(shown.results))
    shown.program = replace(shown.program, respondents=dict(list(shown.program.respondents.items())[1:]))
    states.append(state(shown.results))
    assert states == [(False, False), (True, True), (False, False)]


def test_a_demand_computed_before_an_edit_of_answers_is_not_taken_for_todays(shown: Shown) -> None:
    prepared = shown.results.prepare_demand(quiet)
    shown.program = replace(shown.program, respondents=dict(list(shown.program.respondents.items())[1:]))
    shown.results.take_demand(prepared)
    assert not shown.results.demand_is_known


def test_whatever_is_edited_the_results_are_those_of_a_new_start(shown: Shown) -> None:
    held = shown.results
    held.gaps()
    held.gaps("assessed")
    held.findings(DAY)
    course, levels = next((c, held) for c, held in shown.program.contributions.items() if held)
    competency = next(iter(levels))
    for level in (4, 0, 1):
        shown.program = set_levels(shown.program, [(course, competency, level)])
        new = Derived(lambda: shown.program)
        assert held.gaps() == new.gaps()
        assert held.gaps("assessed") == new.gaps("assessed")
        assert held.findings(DAY) == new.findings(DAY)
        assert held.phases() == new.phases()
