"""What the programme was is read beside the window: a side waits for it, or says that it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from curriplan.app.jobs import Job, Outcome
from curriplan.app.scenarios import fork
from curriplan.app.session import Session
from curriplan.domain.changes import Changes
from curriplan.domain.edits.courses import change_course
from curriplan.domain.history import label
from curriplan.domain.text import Text
from curriplan.gui.desk import Toast
from curriplan.gui.main_window import MainWindow
from curriplan.gui.scenarios import enter_scenario, leave_scenario
from curriplan.gui.views.compare.page import ComparePage
from curriplan.gui.views.compare.sides import Side
from curriplan.storage.errors import StoreError

EDIT = label("course.cells", n=1)


@pytest.fixture
def session(window: MainWindow) -> Session:
    """Return the session after an edit that is no longer at hand, as one of another day."""
    held = window.desk.session
    assert held is not None
    one = next(iter(window.desk.program.courses))
    window.desk.edit(EDIT, lambda now: change_course(now, one, credits=9.5))
    held._recent.clear()
    return held


@pytest.fixture
def toasts(window: MainWindow) -> list[str]:
    said: list[str] = []

    def hear(toast: Toast) -> None:
        said.append(toast.text)

    window.desk.toasts.listen(hear)
    return said


def shown(window: MainWindow) -> ComparePage:
    window.show_page("compare")
    page = window.page
    assert isinstance(page, ComparePage)
    return page


def chips(page: ComparePage) -> list[str]:
    items = [page._chips.itemAt(n) for n in range(page._chips.count())]
    widgets = [one.widget() for one in items if one is not None]
    return [one.text() for one in widgets if isinstance(one, QPushButton) and one.text() != "×"]


def refuse(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the file refuse to be read."""

    def fail(_: int) -> Changes:
        raise StoreError("store.unknown")

    monkeypatch.setattr(session.store, "changes", fail)


@pytest.mark.usefixtures("session")
def test_a_side_is_shown_when_it_has_been_read(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    late: list[tuple[Callable[..., Any], Callable[..., Any]]] = []

    def hold(name: str, work: Any, done: Any) -> Job:
        late.append((work, done))
        return Job(name)

    monkeypatch.setattr(window.desk.jobs, "on_lane", hold)
    page = shown(window)
    assert chips(page) == ["● Programme", "Revision 1: reading…"]
    assert page._names == ["Programme"]
    page.update_now(None)
    ((work, done),) = late
    done(Outcome(value=work(None)))
    assert chips(page) == ["● Programme", "Revision 1"]
    assert page._names == ["Programme", "Revision 1"]
    assert page._models["changes"].rowCount() == 1


def test_a_side_that_cannot_be_read_says_so(
    window: MainWindow, session: Session, toasts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(session, monkeypatch)
    page = shown(window)
    assert chips(page) == ["● Programme", "✕ Revision 1: cannot be read"]
    assert len(toasts) == 1
    page._remove(Side("revision", "1"))
    assert chips(page) == ["● Programme"]


def test_a_scenario_whose_beginning_cannot_be_read_is_not_entered(
    window: MainWindow, session: Session, toasts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = fork(session, Text(en="Plan B"), window.desk.today)
    session._recent.clear()
    refuse(session, monkeypatch)
    enter_scenario(window.desk, made)
    assert session.scenario is None
    assert len(toasts) == 1


@pytest.mark.usefixtures("session")
def test_what_was_worked_out_for_a_revision_is_kept_while_the_programme_changes(window: MainWindow) -> None:
    page = shown(window)
    first = page._sides.seen(Side("revision", "1"))
    one = next(iter(window.desk.program.courses))
    window.desk.edit(EDIT, lambda now: change_course(now, one, credits=8.5))
    assert page._sides.seen(Side("revision", "1")) is first


def test_a_scenario_beside_the_programme_shows_its_last_edit(window: MainWindow, session: Session) -> None:
    page = shown(window)
    made = fork(session, Text(en="Plan B"), window.desk.today)
    side = Side("scenario", made.id)
    page._sides.add(side)
    page.update_now(None)
    before = page._sides.seen(side)
    one = next(iter(window.desk.program.courses))
    enter_scenario(window.desk, made)
    window.desk.edit(EDIT, lambda now: change_course(now, one, credits=7.25))
    leave_scenario(window.desk)
    after = page._sides.seen(side)
    assert before.program.courses[one].credits != 7.25
    assert after.program.courses[one].credits == 7.25
