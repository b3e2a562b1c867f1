"""On the Gaps page: the button, the panel in place of the views, the inspector, keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from curriplan.domain.program import Program
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Action
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.gaps.closing.panel import ClosingPanel, Stage
from curriplan.gui.views.gaps.page import GapsPage
from curriplan.gui.views.gaps.tools import Shown
from tests.gui.gaps_closing.test_panel import two_gaps


@pytest.fixture
def programme() -> Program:
    return two_gaps()


@pytest.fixture
def page(window: MainWindow) -> GapsPage:
    window.resize(1440, 900)
    window.show_page("gaps")
    assert isinstance(window.page, GapsPage)
    return window.page


def seen(window: MainWindow, text: str) -> QPushButton:
    """Return the button of a text that the user sees."""
    return next(one for one in window.findChildren(QPushButton) if one.text() == text and one.isVisible())


def panel_of(page: GapsPage) -> ClosingPanel:
    (panel,) = page.findChildren(ClosingPanel)
    return panel


def test_the_panel_stands_in_place_of_the_views_until_it_is_dismissed(
    page: GapsPage, window: MainWindow
) -> None:
    panel = panel_of(page)
    assert not panel.isVisible()
    QTest.keyClick(seen(window, "Close the gaps…"), Qt.Key.Key_Space)
    assert panel.isVisible()
    assert seen(window, "Do all 2").hasFocus()
    QTest.keyClick(seen(window, "Dismiss"), Qt.Key.Key_Space)
    assert not panel.isVisible()


def test_steps_taken_by_keys_are_undone_by_keys(page: GapsPage, window: MainWindow) -> None:
    before = window.desk.program
    QTest.keyClick(seen(window, "Close the gaps…"), Qt.Key.Key_Space)
    QTest.keyClick(seen(window, "Do all 2"), Qt.Key.Key_Space)
    assert not panel_of(page).isVisible()
    assert window.desk.results.gaps().totals.gap == 0
    assert not seen(window, "Close the gaps…").isEnabled()
    window.run("undo")
    assert window.desk.program == before
    assert seen(window, "Close the gaps…").isEnabled()


def test_another_view_leaves_the_panel(page: GapsPage, window: MainWindow) -> None:
    seen(window, "Close the gaps…").click()
    page.show_view(Shown.BARS)
    assert panel_of(page).stage is Stage.HIDDEN
    assert not panel_of(page).isVisible()


def offered(page: GapsPage, selection: Selection, text: str) -> Action:
    """Return what the inspector offers by a name for a selection."""
    sections = page.inspect(selection).sections
    blocks = (block for section in sections for block in section.blocks)
    return next(one for one in blocks if isinstance(one, Action) and one.text == text)


def test_the_inspector_offers_steps_for_a_gap_and_all_for_a_post(page: GapsPage, window: MainWindow) -> None:
    gap = Selection(post="p", competency="c")
    offered(page, gap, "Preview").act()
    offered(page, gap, "Do this").act()
    assert window.desk.program.contributions["k"]["c"].level == 3
    offered(page, Selection(post="p"), "Close the gaps of this post…").act()
    assert panel_of(page).isVisible()
    assert seen(window, "Do all 1").isEnabled()


def test_keys_alone_preview_a_step_and_take_it(page: GapsPage, window: MainWindow, qtbot: QtBot) -> None:
    """The focus goes where the next key is wanted: to the step that is previewed, and back."""

    def focused(text: str) -> bool:
        held = window.focusWidget()
        return isinstance(held, QPushButton) and held.text() == text

    def press(text: str) -> None:
        qtbot.waitUntil(lambda: focused(text))
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)

    assert page.isVisible()
    window.desk.type_into("Preview")
    window.desk.select(Selection(post="p", competency="c"))
    press("Preview")
    press("Do this")
    assert window.desk.program.contributions["k"]["c"].level == 3


def test_the_cost_table_is_reached_from_the_panel(page: GapsPage, window: MainWindow) -> None:
    assert page.isVisible()
    seen(window, "Close the gaps…").click()
    seen(window, "Cost table").click()
    assert window.desk.selection == Selection(table="costs")
    assert page.inspect(window.desk.selection).title == "Cost table"
