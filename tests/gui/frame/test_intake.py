"""The next intake, made in the window."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from curriplan.domain.changes import diff
from curriplan.gui.desk import Toast
from curriplan.gui.main_window import MainWindow


def test_the_next_intake_lies_beside_the_programme_and_is_open(window: MainWindow, qtbot: QtBot) -> None:
    desk, told = window.desk, list[Toast]()
    desk.toasts.listen(told.append)
    assert desk.session is not None
    old, path, year = desk.program, desk.session.store.path, desk.program.about.intake
    assert year is not None
    window.run("new_intake")
    qtbot.waitUntil(lambda: desk.session is not None and desk.session.answers_loaded)
    assert desk.session is not None
    assert desk.session.store.path.parent == path.parent
    assert desk.session.store.path != path
    assert desk.program.about.intake == year + 1
    assert [one.table for one in diff(old, desk.program)] == ["profile"]
    assert any(str(desk.session.store.path) in one.text for one in told)


def test_a_programme_that_names_no_intake_says_so(window: MainWindow) -> None:
    from dataclasses import replace

    from curriplan.domain.edits.rows import put
    from curriplan.domain.history import label

    desk, told = window.desk, list[Toast]()
    desk.edit(label("course.add", code="x"), lambda now: put(now, "profile", replace(now.about, intake=None)))
    desk.toasts.listen(told.append)
    before = desk.session
    window.run("new_intake")
    assert desk.session is before
    assert len(told) == 1
    assert "intake" in told[0].text
