"""Scenarios: edited like a programme, adopted as one edit, dropped; all of it is history that can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings

from curriplan.app.errors import UserError
from curriplan.app.jobs import inline_jobs
from curriplan.app.programmes import create, open_session
from curriplan.app.scenarios import adopt_scenario, drop_it, find, fork, show_scenario, value_of
from curriplan.app.session import Edit, Session
from curriplan.domain.changes import diff
from curriplan.domain.edits.beside import alone, beside
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.courses import change_course, remove_courses
from curriplan.domain.edits.scenarios import Winner, changes_of, conflicts
from curriplan.domain.history import label
from curriplan.domain.integrity import problems
from curriplan.domain.program import Program
from curriplan.domain.scenario import Scenario
from curriplan.domain.text import Text
from tests import worked_example
from tests.random_programs import random_edit, random_program
from tests.strategies import SEEDS

TODAY = date(2026, 3, 1)
NAME = Text("方案二", "Plan B")
EDIT = label("course.add", code="x")


def opened(path: Path) -> Session:
    session = open_session(path, inline_jobs(), "Tester")
    session.load_answers()
    return session


def begin(path: Path, program: Program) -> Session:
    create(path, program, "Tester").close()
    return opened(path)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = begin(tmp_path / "a.curriplan", worked_example.program())
    yield made
    made.close()


def scenario_of(session: Session) -> Scenario:
    held = session.scenario
    assert held is not None
    return held


def enter(session: Session) -> Scenario:
    made = fork(session, NAME, TODAY)
    show_scenario(session, made)
    return scenario_of(session)


def test_a_scenario_begins_as_the_programme_and_leaves_it_alone(session: Session) -> None:
    before = session.program
    enter(session)
    assert alone(session.program) == before
    session.apply(EDIT, lambda now: remove_courses(now, ["project"]))
    assert "project" not in session.program.courses
    assert alone(session.stored) == before
    show_scenario(session, None)
    assert alone(session.program) == before
    assert alone(value_of(session, find(session, "Plan B"))) == remove_courses(before, ["project"])


def test_two_scenarios_do_not_mix(session: Session) -> None:
    before = session.program
    first = enter(session)
    session.apply(EDIT, lambda now: remove_courses(now, ["project"]))
    show_scenario(session, None)
    second = fork(session, Text(en="Plan C"), TODAY)
    show_scenario(session, second)
    assert alone(session.program) == before
    session.apply(EDIT, lambda now: remove_courses(now, ["week"]))
    shown = session.program
    show_scenario(session, session.stored.scenarios[first.id])
    assert alone(session.program) == remove_courses(before, ["project"])
    show_scenario(session, session.stored.scenarios[second.id])
    assert session.program == shown
    untouched = session.program.contributions
    session.apply(EDIT, lambda now: change_course(now, "store", credits=9.0))
    assert session.program.contributions is untouched, "what an edit left alone is the same object"


def test_undo_stays_in_what_is_shown(session: Session) -> None:
    session.apply(EDIT, lambda now: change_course(now, "store", credits=7.0))
    enter(session)
    assert session.undo_label is None
    session.apply(EDIT, lambda now: change_course(now, "store", credits=8.0))
    session.apply(EDIT, lambda now: change_course(now, "store", credits=9.0))
    assert session.undo()
    assert session.program.courses["store"].credits == 8.0
    assert session.redo()
    assert session.program.courses["store"].credits == 9.0
    session.undo()
    session.undo()
    assert not session.undo()
    assert session.program.courses["store"].credits == 7.0


def test_a_scenario_survives_closing_with_its_steps(session: Session) -> None:
    enter(session)
    session.apply(EDIT, lambda now: set_levels(now, [("store", "settlement", 2)]))
    session.apply(EDIT, lambda now: change_course(now, "store", credits=9.0))
    shown, path = session.program, session.store.path
    session.undo()
    session.close()
    again = opened(path)
    assert again.scenario is None
    show_scenario(again, find(again, "方案二"))
    assert again.redo()
    assert again.program == shown
    again.undo()
    again.undo()
    assert alone(again.program) == alone(again.stored)
    assert not again.store.verify()
    again.close()


def test_adopting_is_one_edit_that_can_be_undone(session: Session) -> None:
    before = session.program
    enter(session)
    session.apply(EDIT, lambda now: set_levels(now, [("store", "settlement", 2)]))
    session.apply(EDIT, lambda now: remove_courses(now, ["week"]))
    shown, revision = alone(session.program), session.revision
    adopt_scenario(session, scenario_of(session))
    assert session.revision == revision + 1
    assert session.scenario is None
    assert session.program == shown
    session.undo()
    assert alone(session.program) == before
    assert alone(value_of(session, find(session, "Plan B"))) == shown


def test_dropping_can_be_undone(session: Session) -> None:
    held = enter(session)
    session.apply(EDIT, lambda now: remove_courses(now, ["week"]))
    drop_it(session, scenario_of(session))
    assert session.scenario is None
    assert not session.stored.scenarios
    assert "week" in session.program.courses
    session.undo()
    assert changes_of(session.stored, held)


def test_rows_changed_on_both_sides_are_never_overwritten_silently(session: Session) -> None:
    enter(session)
    session.apply(EDIT, lambda now: change_course(now, "store", credits=9.0))
    session.apply(EDIT, lambda now: change_course(now, "policy", credits=3.0))
    session.apply(EDIT, lambda now: change_course(now, "week", credits=2.0))
    show_scenario(session, None)
    session.apply(EDIT, lambda now: change_course(now, "store", credits=5.0))
    session.apply(EDIT, lambda now: change_course(now, "week", credits=2.0))
    held, before = find(session, "Plan B"), session.program
    (clash,) = conflicts(session.stored, held)
    values = [clash.change.before, clash.change.after, clash.present]
    assert [None if one is None else one.credits for one in values] == [None, 9.0, 5.0]
    with pytest.raises(UserError) as refused:
        adopt_scenario(session, held)
    assert refused.value.code == "scenario.clash"
    assert session.program is before
    adopt_scenario(session, held, "programme")
    assert [session.program.courses[one].credits for one in ("store", "policy", "week")] == [5.0, 3.0, 2.0]
    session.undo()
    adopt_scenario(session, held, "scenario")
    assert [session.program.courses[one].credits for one in ("store", "policy", "week")] == [9.0, 3.0, 2.0]


def two_sides(session: Session, inside: Edit, outside: Edit) -> Scenario:
    """Edit a scenario, and then the programme, which is shown after that."""
    enter(session)
    session.apply(EDIT, inside)
    show_scenario(session, None)
    session.apply(EDIT, outside)
    return find(session, "Plan B")


@pytest.mark.parametrize("winner", ["programme", "scenario"])
def test_a_row_for_what_the_programme_removed_is_a_conflict(session: Session, winner: Winner) -> None:
    held = two_sides(
        session,
        lambda now: change_course(set_levels(now, [("store", "settlement", 2)]), "policy", credits=3.0),
        lambda now: remove_courses(now, ["store"]),
    )
    (clash,) = conflicts(session.stored, held)
    assert clash.change.key == ("store", "settlement")
    adopt_scenario(session, held, winner)
    assert session.program.courses["policy"].credits == 3.0
    assert ("store" in session.program.courses) is (winner == "scenario")
    assert ("settlement" in session.program.contributions.get("store", {})) is (winner == "scenario")
    assert not list(problems(session.program))


@pytest.mark.parametrize("winner", ["programme", "scenario"])
def test_what_the_programme_hung_on_a_removed_row_is_a_conflict(session: Session, winner: Winner) -> None:
    before = session.program.contributions["store"]
    held = two_sides(
        session,
        lambda now: change_course(remove_courses(now, ["store"]), "policy", credits=3.0),
        lambda now: set_levels(now, [("store", "settlement", 2)]),
    )
    assert ("courses", ("store",)) in {
        (one.change.table, one.change.key) for one in conflicts(session.stored, held)
    }
    with pytest.raises(UserError):
        adopt_scenario(session, held)
    adopt_scenario(session, held, winner)
    assert session.program.courses["policy"].credits == 3.0
    if winner == "scenario":
        assert "store" not in session.program.courses
    else:
        assert session.program.contributions["store"].keys() == {*before, "settlement"}
    assert not list(problems(session.program))


def test_news_of_showing_is_the_difference(session: Session) -> None:
    told: list[tuple[Program, Program, object]] = []
    enter(session)
    session.apply(EDIT, lambda now: remove_courses(now, ["week"]))
    session.edited.listen(lambda one: told.append((one.before, one.after, one.changes)))
    before = session.program
    show_scenario(session, None)
    assert told == [(before, session.program, diff(before, session.program))]
    assert len(session.stamps()) == 3, "showing is no edit"


def test_an_unknown_name_is_told_with_the_known_ones(session: Session) -> None:
    with pytest.raises(UserError) as refused:
        find(session, "Plan C")
    assert refused.value.code == "scenario.none"
    fork(session, NAME, TODAY)
    with pytest.raises(UserError) as refused:
        find(session, "Plan C")
    assert refused.value.args_by_name["known"] == [NAME]


@settings(deadline=None, max_examples=6)
@given(SEEDS)
def test_edits_in_a_scenario_adopted_are_the_edits_made_directly(seed: int) -> None:
    from tempfile import TemporaryDirectory

    rng = Random(seed)
    program = alone(random_program(rng, 4))
    with TemporaryDirectory() as folder:
        session = begin(Path(folder) / "a.curriplan", program)
        enter(session)
        direct = program
        for _ in range(4):
            after = alone(random_edit(rng, direct))
            session.apply(EDIT, lambda now, after=after: beside(after, now))  # type: ignore[misc]
            direct = after
            assert alone(session.program) == direct
            assert session.program == value_of(session, scenario_of(session))
        steps = 0
        while session.undo():
            steps += 1
        assert alone(session.program) == program
        for _ in range(steps):
            assert session.redo()
        adopt_scenario(session, scenario_of(session))
        assert session.program == direct
        session.close()
        again = opened(Path(folder) / "a.curriplan")
        assert again.program == direct
        assert not again.store.verify()
        again.close()
