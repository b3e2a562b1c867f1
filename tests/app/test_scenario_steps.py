"""Undo and redo are never at a dead end, whatever is done on the two sides, also across closing and opening."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.app.scenarios import adopt_scenario, drop_it, edit_words, fork, rename_scenario, show_scenario
from curriplan.app.session import Session
from curriplan.app.texts import Texts
from curriplan.app.versions import name_revision
from curriplan.domain.edits.beside import alone, beside
from curriplan.domain.edits.courses import change_course
from curriplan.domain.edits.scenarios import Winner, seen
from curriplan.domain.history import label
from curriplan.domain.integrity import problems
from curriplan.domain.program import Program
from curriplan.domain.scenario import Scenario
from curriplan.domain.text import Text
from tests import worked_example
from tests.app.test_scenarios import begin, opened
from tests.random_programs import random_edit, random_program
from tests.strategies import SEEDS

TODAY = date(2026, 3, 1)
EDIT = label("course.add", code="x")


class Walk:
    """A session to which random things happen, and what the programme and its scenarios began as."""

    def __init__(self, path: Path, seed: int) -> None:
        self.rng = Random(seed)
        self.first = alone(random_program(self.rng, 3))
        self.session = begin(path, self.first)
        self.begun: dict[str, Program] = {}

    def edit(self) -> None:
        """Change what is shown."""
        after = alone(random_edit(self.rng, alone(self.session.program)))
        self.session.apply(EDIT, lambda now: beside(after, now))
        assert alone(self.session.program) == after

    def fork(self) -> None:
        """Make a scenario."""
        made = fork(self.session, Text(en="A"), TODAY)
        self.begun[made.id] = alone(self.session.stored)

    def show(self) -> None:
        """Go into a scenario, or back to the programme."""
        show_scenario(self.session, self.rng.choice([None, *self.session.stored.scenarios.values()]))

    def rename(self) -> None:
        """Call a scenario by another name."""
        self._any(lambda one: rename_scenario(self.session, one, Text(en=str(self.rng.random()))))

    def name(self) -> None:
        """Call a revision by a name."""
        name_revision(self.session, self.rng.randint(1, self.session.revision), Text(en="B"), TODAY)

    def drop(self) -> None:
        """Drop a scenario."""
        self._any(partial(drop_it, self.session))

    def adopt(self) -> None:
        """Adopt a scenario; whoever's values hold, what the programme is then fits together."""
        winner: Winner = self.rng.choice(["programme", "scenario"])
        self._any(lambda one: adopt_scenario(self.session, one, winner))

    def undo(self) -> None:
        """Take something back."""
        self.session.undo()

    def redo(self) -> None:
        """Do something again."""
        self.session.redo()

    def reopen(self) -> None:
        """Close the file and open it; what was shown is shown again."""
        path, shown = self.session.store.path, self.session.program
        inside = self.session.scenario
        labels = self.session.undo_label, self.session.redo_label
        self.session.close()
        self.session = opened(path)
        show_scenario(self.session, inside)
        assert self.session.program == shown
        assert (self.session.undo_label, self.session.redo_label) == labels

    def _any(self, act: Callable[[Scenario], None]) -> None:
        if held := list(self.session.stored.scenarios.values()):
            act(self.rng.choice(held))

    def back_and_forth(self, place: Scenario | None, first: Program) -> None:
        """Undo everything on one side and do it again."""
        show_scenario(self.session, place)
        begun, seen = self.session.revision, [self.session.program]
        while self.session.undo():
            seen.append(self.session.program)
        assert alone(self.session.program) == first
        self.reopen()
        for value in reversed(seen[:-1]):
            assert self.session.redo()
            assert self.session.program == value
        assert self.session.revision == begun + 2 * (len(seen) - 1)


STEPS: Mapping[str, Callable[[Walk], None]] = {
    name: getattr(Walk, name)
    for name in ("edit", "fork", "show", "undo", "redo", "rename", "name", "drop", "adopt", "reopen")
}
WALKS = st.lists(st.sampled_from([*STEPS, "edit", "edit", "show"]), min_size=4, max_size=25)


@settings(deadline=None, max_examples=15)
@given(WALKS, SEEDS)
def test_undo_leads_back_to_the_beginning_and_redo_forth_on_every_side(names: list[str], seed: int) -> None:
    with TemporaryDirectory() as folder:
        walk = Walk(Path(folder) / "a.curriplan", seed)
        for name in ["edit", "fork", *names]:
            STEPS[name](walk)
            assert not list(problems(walk.session.program))
        for ident, begun in walk.begun.items():
            if held := walk.session.stored.scenarios.get(ident):
                walk.back_and_forth(held, begun)
        walk.back_and_forth(None, walk.first)
        assert not walk.session.store.verify()
        walk.session.close()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = begin(tmp_path / "a.curriplan", worked_example.program())
    yield made
    made.close()


def credit(session: Session, value: float) -> None:
    session.apply(EDIT, lambda now: change_course(now, "store", credits=value))


def credit_in(session: Session) -> float | None:
    return session.program.courses["store"].credits


def test_edits_before_a_fork_can_be_undone_after_edits_in_the_scenario(session: Session) -> None:
    began = credit_in(session)
    credit(session, 7.0)
    held = fork(session, Text(en="A"), TODAY)
    show_scenario(session, held)
    credit(session, 8.0)
    rename_scenario(session, session.stored.scenarios[held.id], Text(en="B"))
    told = [edit_words(one, session.stored, Texts("en")) for one in session.stamps()[-2:]]
    assert told == ["Add course x (in the scenario “B”)", "Renamed the scenario to B"]
    show_scenario(session, None)
    assert session.undo()
    assert credit_in(session) == began
    assert not session.undo()
    show_scenario(session, session.stored.scenarios[held.id])
    assert credit_in(session) == 8.0, "the scenario still is what it was made from, and changed"
    assert session.undo(), "the name"
    assert session.stored.scenarios[held.id].name == Text(en="A")
    assert session.undo()
    assert credit_in(session) == 7.0


def test_what_ended_a_scenario_is_not_done_again_once_the_scenario_was_edited(session: Session) -> None:
    held = fork(session, Text(en="A"), TODAY)
    credit(session, 7.0)
    drop_it(session, held)
    session.undo()
    session.undo()
    show_scenario(session, session.stored.scenarios[held.id])
    credit(session, 9.0)
    show_scenario(session, None)
    assert session.redo()
    assert credit_in(session) == 7.0
    assert not session.redo(), "it would take edits of the scenario away"
    assert held.id in session.stored.scenarios


def test_an_edit_in_a_scenario_stores_what_it_changes_and_no_more(session: Session) -> None:
    show_scenario(session, fork(session, Text(en="A"), TODAY))
    for course in session.program.courses:
        session.apply(EDIT, lambda now, course=course: change_course(now, course, credits=3.5))  # type: ignore[misc]
    session.apply(EDIT, lambda now: change_course(now, "store", credits=4.5))
    (change,) = session.changes(session.revision)
    assert (change.table, change.key[-1]) == ("scenario_changes", '["courses","store"]')
    first = worked_example.program().courses["store"].credits
    session.apply(EDIT, lambda now: change_course(now, "store", credits=first))
    (change,) = session.changes(session.revision)
    assert change.after is None, "a row as it was at first is none of the scenario's changes"
    (told,) = seen(session.changes(session.revision))
    assert (told.table, told.key, told.after) == ("courses", ("store",), session.program.courses["store"])
    assert told.before == replace(session.program.courses["store"], credits=4.5)
