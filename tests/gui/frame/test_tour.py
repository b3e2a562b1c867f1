"""The tour: five steps through the smaller sample, in the inspector; optional, changes nothing, can be taken again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from curriplan.gui.main_window import MainWindow
from curriplan.gui.tour import COMPETENCY, POST, STEPS
from curriplan.gui.views.gaps.page import GapsPage


@pytest.fixture(autouse=True)
def _documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have new programmes made in a folder of the test."""
    monkeypatch.setattr("curriplan.gui.files.programmes_folder", lambda: tmp_path / "documents")


def shown(window: MainWindow, kind: type[QPushButton | QLabel]) -> list[str]:
    """Return the words that the panel shows, of labels or of buttons."""
    return [one.text() for one in window._inspector.findChildren(kind) if one.isVisible()]


def press(window: MainWindow, qtbot: QtBot, key: str) -> None:
    """Press a button of the panel as soon as it is there."""
    words = window.desk.say(key)
    qtbot.waitUntil(lambda: words in shown(window, QPushButton))
    found = window._inspector.findChildren(QPushButton)
    next(one for one in found if one.text() == words and one.isVisible()).click()


def take(window: MainWindow, qtbot: QtBot) -> None:
    inside = window.desk.program.about.name.en.startswith("International trade")
    window.run("tour")
    if not inside:
        press(window, qtbot, "tour.begin")
    qtbot.waitUntil(lambda: window.tour.step is STEPS[0])


def wait_for(window: MainWindow, qtbot: QtBot, kind: type[QPushButton | QLabel], words: str) -> None:
    qtbot.waitUntil(lambda: words in shown(window, kind))


def press_next(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Press the button that leads on: it has the focus, so Space will do."""

    def focused() -> bool:
        held = window.focusWidget()
        return isinstance(held, QPushButton) and held.text() == name

    qtbot.waitUntil(focused)
    held = window.focusWidget()
    assert held is not None
    QTest.keyClick(held, Qt.Key.Key_Space)


def test_five_steps_lead_from_demand_to_plan_with_the_gap_selected(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.desk
    take(window, qtbot)
    program = desk.program
    assert program.about.name.en.startswith("International trade")
    pages = []
    for n, step in enumerate(STEPS):
        assert window.tour.step is step
        pages.append(window.page.name)
        wait_for(window, qtbot, QLabel, desk.say("tour.step", n=n + 1, all=5))
        assert desk.say(f"tour.{step.name}.text") in shown(window, QLabel)
        if step.competency:
            assert program.competencies[desk.selection.competency].code == COMPETENCY
        if step.post:
            assert program.posts[desk.selection.post].code == POST
        if step.name == "close":
            qtbot.waitUntil(lambda: desk.say("closing.preview") in shown(window, QPushButton))
        press_next(window, qtbot, desk.say("tour.end" if n == len(STEPS) - 1 else "tour.next"))
    assert pages == ["demand", "map", "gaps", "gaps", "plan"]
    assert window.tour.step is None
    qtbot.waitUntil(lambda: desk.say("tour.end") not in shown(window, QPushButton))
    assert desk.program is program, "the tour itself changes nothing"


def test_the_gap_it_tells_of_is_the_one_that_is_marked_whatever_was_chosen_before(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("gaps")
    assert isinstance(window.page, GapsPage)
    heat = window.page._heat
    heat._list.setCurrentIndex(heat._list.model().index(heat._list.model().rowCount() - 1, 0))
    heat._view.setCurrentIndex(heat._model.index(heat._model.rowCount() - 1, heat._model.columnCount() - 1))
    take(window, qtbot)
    window.tour.next()
    window.tour.next()
    qtbot.wait(100)
    program, chosen = window.desk.program, heat._view.selected_cells()
    assert [(program.posts[a].code, program.competencies[b].code) for a, b in chosen] == [(POST, COMPETENCY)]
    marked = heat._list_model.key(heat._list.currentIndex().row())
    assert marked == "\x1f".join(chosen[0])


def test_it_begins_with_its_own_words_in_sight_and_the_focus_on_what_leads_on(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("gaps")
    window.activateWindow()
    bar = window._inspector.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    take(window, qtbot)
    qtbot.wait(200)
    held = window.focusWidget()
    assert isinstance(held, QPushButton)
    assert held.text() == window.desk.say("tour.next")
    assert bar.value() == 0
    QTest.keyClick(held, Qt.Key.Key_Return)
    assert window.tour.step is STEPS[1]


def test_it_says_first_that_it_takes_the_place_of_the_programme(window: MainWindow, qtbot: QtBot) -> None:
    session = window.desk.session
    window.run("tour")
    name = window.desk.program.about.name.en
    wait_for(window, qtbot, QLabel, window.desk.say("tour.ask", name=name))
    press(window, qtbot, "tour.stay")
    assert window.desk.session is session
    qtbot.waitUntil(lambda: window.desk.say("tour.begin") not in shown(window, QPushButton))


def test_it_leads_back_and_uses_the_same_copy_again(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    before = window.desk.program.about.name
    for _ in range(2):
        take(window, qtbot)
        press(window, qtbot, "tour.return")
        qtbot.waitUntil(lambda: window.desk.program.about.name == before)
        assert window.tour.step is None
    assert len(list((tmp_path / "documents").glob("*.curriplan"))) == 1


def test_it_can_be_taken_again_without_another_copy_of_the_sample(window: MainWindow, qtbot: QtBot) -> None:
    take(window, qtbot)
    session = window.desk.session
    window.tour.next()
    window.tour.end()
    take(window, qtbot)
    assert window.desk.session is session
    assert window.page.name == "demand"


def test_another_page_offers_the_way_back(window: MainWindow, qtbot: QtBot) -> None:
    take(window, qtbot)
    back = window.desk.say("tour.back")
    qtbot.waitUntil(lambda: bool(shown(window, QPushButton)))
    assert back not in shown(window, QPushButton)
    bar = window._inspector.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    window.tour.next()
    qtbot.waitUntil(lambda: window._inspector.isVisible() and bar.value() == 0)
    window.tour.take()
    qtbot.waitUntil(lambda: window.page.name == "demand")
    window.show_page("courses")
    qtbot.waitUntil(lambda: back in shown(window, QPushButton))
    (button,) = (one for one in window._inspector.findChildren(QPushButton) if one.text() == back)
    button.click()
    assert window.page.name == "demand"


def test_it_ends_with_the_programme_and_shows_itself_where_the_panel_is_folded_away(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1024, 700)
    first = window.desk.session
    assert first is not None
    path = first.store.path
    take(window, qtbot)
    assert window._inspector.isVisible()
    window.tour.next()
    assert window._inspector.isVisible()
    window.files.open(path)
    assert window.tour.step is None
