"""That no plan exists is told only when three solves and the programme itself leave no doubt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from curriplan.planning.planner import solve
from curriplan.planning.request import plan_request
from curriplan.planning.result import PlannerDefect
from curriplan.planning.solver import Found, Settings, run
from curriplan.planning.verify import verify
from tests.planning.programs import needs, program, term, weekly

PLANNER, CLASH = "curriplan.planning.planner.run", "curriplan.planning.clash.run"
FOUR = tuple(term(number) for number in range(1, 5))
EASY = program(FOUR, [weekly(key) for key in "abcd"], (needs("b", "a"), needs("c", "b")))
CHAIN = program(FOUR[:2], [weekly(key) for key in "abc"], (needs("b", "a"), needs("c", "b")))

Liar = Callable[..., Found]


def never(*_: object, **__: object) -> Found:
    """Say that no plan exists, whatever is asked."""
    return Found("infeasible")


def first_only(count: int) -> Liar:
    """Return a solver that says so wrongly the first few times it is asked."""
    asked: list[int] = []

    def lying(*args: object, **more: object) -> Found:
        asked.append(1)
        return Found("infeasible") if len(asked) <= count else run(*args, **more)  # type: ignore[arg-type]

    return lying


def test_a_plan_is_found_after_one_wrong_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PLANNER, first_only(1))
    result = solve(plan_request(EASY))
    assert (result.status, result.proven) == ("optimal", True)
    assert verify(EASY, result.terms) == ()


def test_two_wrong_answers_are_found_out_by_the_model_of_the_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PLANNER, never)
    result = solve(plan_request(EASY))
    assert (result.status, result.proven, result.conflict) == ("feasible", False, ())
    assert verify(EASY, result.terms) == ()


def test_a_programme_with_a_lawful_plan_is_never_told_to_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    today = {"a": 1, "b": 2, "c": 3, "d": 4}
    placed = program(EASY.terms.values(), EASY.courses.values(), (needs("b", "a"),), at=today)
    monkeypatch.setattr(PLANNER, never)
    monkeypatch.setattr(CLASH, never)
    with pytest.raises(PlannerDefect):
        solve(plan_request(placed))


def test_without_time_to_confirm_it_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    def idle(*_: object, **__: object) -> Found:
        return Found("unknown")

    monkeypatch.setattr(CLASH, idle)
    result = solve(plan_request(CHAIN))
    assert (result.status, result.proven, result.conflict) == ("unknown", False, ())


def test_a_clash_that_could_not_be_narrowed_down_is_told_without_demands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    def once(*args: object, **more: object) -> Found:
        asked.append(1)
        return run(*args, **more) if len(asked) == 1 else Found("unknown")  # type: ignore[arg-type]

    monkeypatch.setattr(CLASH, once)
    result = solve(plan_request(CHAIN))
    assert (result.status, result.conflict, result.stopped_by) == ("infeasible", (), "proof")


def test_every_solve_that_confirms_does_without_presolve(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, bool]] = []

    def spy(name: str) -> Liar:
        def asked(*args: object, settings: Settings, **more: object) -> Found:
            found = run(*args, settings=settings, **more)  # type: ignore[arg-type]
            if found.status == "infeasible":
                seen.append((name, settings.presolve))
            return found

        return asked

    monkeypatch.setattr(PLANNER, spy("planner"))
    monkeypatch.setattr(CLASH, spy("clash"))
    assert solve(plan_request(CHAIN)).status == "infeasible"
    assert seen[:2] == [("planner", True), ("planner", False)]
    assert {presolve for name, presolve in seen if name == "clash"} == {False}


def test_without_costs_a_clash_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def bare(*args: object, settings: Settings, **more: object) -> Found:
        found = run(*args, settings=settings, **more)  # type: ignore[arg-type]
        return Found("unknown") if settings.effort is not None else found

    monkeypatch.setattr(CLASH, bare)
    result = solve(plan_request(CHAIN))
    assert len(result.conflict) == 3
    assert {one.way for one in result.conflict} == {""}


def test_a_cost_that_was_not_proven_least_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def hasty(*args: object, settings: Settings, **more: object) -> Found:
        found = run(*args, settings=settings, **more)  # type: ignore[arg-type]
        return found if settings.effort is None else replace(found, status="feasible", bound=None)

    monkeypatch.setattr(CLASH, hasty)
    assert not any(one.smallest for one in solve(plan_request(CHAIN)).conflict)
