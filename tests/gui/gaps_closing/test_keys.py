"""With keys alone: find the worst gap, understand it, close it, undo it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curriplan.gui.main_window import MainWindow
from curriplan.gui.widgets.table import FactTable

MOST_TABS = 60


def focused(window: MainWindow) -> QWidget:
    """Return what has the focus."""
    held = window.focusWidget()
    assert held is not None
    return held


def button_text(window: MainWindow) -> str:
    held = focused(window)
    return held.text() if isinstance(held, QPushButton) else ""


def press(
    window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(focused(window), key, modifier)


def is_offered(window: MainWindow, text: str) -> bool:
    """Tell whether a button can be seen: what was just made is shown by the event loop."""
    return any(one.text() == text and one.isVisible() for one in window.findChildren(QPushButton))


def tab_to(window: MainWindow, text: str) -> None:
    """Press Tab until a button has the focus."""
    for _ in range(MOST_TABS):
        if button_text(window) == text:
            return
        press(window, Qt.Key.Key_Tab)
    raise AssertionError(f"{text} is not reached by Tab")


def test_the_worst_gap_is_closed_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1440, 900)
    window.show_page("gaps")
    desk = window.desk
    before = desk.program
    for _ in range(MOST_TABS):
        if isinstance(focused(window), FactTable):
            break
        press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Up)
    cell = desk.selection.post, desk.selection.competency
    row = desk.results.gaps().row(*cell)
    assert row is not None
    assert row.missing
    qtbot.waitUntil(lambda: is_offered(window, "Preview"))
    press(window, Qt.Key.Key_F6)
    tab_to(window, "Preview")
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: button_text(window) == "Do this")
    press(window, Qt.Key.Key_Space)
    after = desk.results.gaps().row(*cell)
    assert after is not None
    assert not after.missing
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.program == before


def test_home_and_end_choose_the_first_and_the_last_gap(window: MainWindow) -> None:
    window.show_page("gaps")
    table = next(one for one in window.page.findChildren(FactTable) if one.isVisible())
    table.setFocus()
    last = table.facts.rowCount() - 1
    for key, held, row in (
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, last),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier, 0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier, last),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
    ):
        press(window, key, held)
        assert {one.row() for one in table.selectedIndexes()} == {row}
        chosen = table.facts.row(row)
        assert (window.desk.selection.post, window.desk.selection.competency) == (
            chosen.post,
            chosen.competency,
        )
