"""The panel at the right: laid out at once, scrolled where it was, typed into where something is new."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from curriplan.gui.inspector.content import Action, Content, Field, Section
from curriplan.gui.inspector.lines import Lines
from curriplan.gui.inspector.panel import Inspector
from curriplan.gui.main_window import MainWindow


def content(fields: int, about: str = "") -> Content:
    """Return so many fields; the last one holds a text."""
    names = [f"Field {n}" for n in range(fields)]
    return Content("Many", "", (Section("", tuple(Field(one, about, lambda _: None) for one in names)),))


def panel(window: MainWindow) -> tuple[Inspector, QScrollArea]:
    made = window._inspector
    return made, made.findChildren(QScrollArea)[0]


def test_nothing_is_squeezed_not_even_for_a_moment(window: MainWindow, qtbot: QtBot) -> None:
    made, area = panel(window)
    made.show_content(content(2))
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    made.show_content(content(90))
    lines = made.findChildren(QLineEdit)
    assert len(lines) >= 90
    assert {one.height() >= one.minimumSizeHint().height() for one in lines[-90:]} == {True}
    assert made._inside.height() > area.viewport().height()


def test_the_panel_stays_scrolled_where_it_was(window: MainWindow, qtbot: QtBot) -> None:
    made, area = panel(window)
    made.show_content(content(90))
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(400)
    made.show_content(content(90, "changed"))
    assert bar.value() == 400
    qtbot.wait(1)
    assert bar.value() == 400


def test_something_else_is_told_from_its_beginning(window: MainWindow, qtbot: QtBot) -> None:
    made, area = panel(window)
    made.show_content(content(90))
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(400)
    made.show_content(replace(content(90), title="Another"))
    assert bar.value() == 0
    window.desk.type_into("Field 60")
    made.show_content(replace(content(90), title="A third"))
    held = QApplication.focusWidget()
    assert held is not None
    assert area.viewport().rect().contains(held.mapTo(area.viewport(), held.rect().center()))


def test_what_is_new_is_typed_over(window: MainWindow) -> None:
    made, _ = panel(window)
    window.desk.type_into("Field 3")
    made.show_content(content(9, "New"))
    held = QApplication.focusWidget()
    assert isinstance(held, QLineEdit)
    assert held.accessibleName() == "Field 3"
    assert held.selectedText() == "New"
    QTest.keyClicks(held, "mine")
    assert held.text() == "mine"


def test_a_text_too_long_for_a_place_beside_its_name_stands_below_it(window: MainWindow) -> None:
    made, _ = panel(window)
    made.show_content(content(1, "short"))
    narrow = made.findChildren(QLineEdit)[-1]
    made.show_content(content(1, "somewhat longer than that"))
    wide = made.findChildren(QLineEdit)[-1]
    assert wide.width() > narrow.width()


def test_a_text_too_long_for_a_line_has_several_and_is_stored_by_enter(window: MainWindow) -> None:
    made, _ = panel(window)
    stored: list[str] = []
    long = "a text that is much too long to stand in a single line of the panel at the right of the window"
    made.show_content(Content("One", "", (Section("", (Field("About", long, stored.append),)),)))
    lines = made.findChildren(Lines)[-1]
    assert lines.accessibleName() == "About"
    assert lines.height() > 2 * lines.fontMetrics().height()
    assert not lines.verticalScrollBar().isVisible()
    lines.setFocus()
    QTest.keyClick(lines, Qt.Key.Key_Return)
    assert stored == []
    lines.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(lines, "more")
    QTest.keyClick(lines, Qt.Key.Key_Return)
    assert stored == [f"{long}\nmore"]


def test_the_focus_stays_in_the_panel_when_what_had_it_is_gone(window: MainWindow) -> None:
    made, _ = panel(window)
    acts = [Action(text, lambda: None) for text in ("One", "Two", "Three")]
    made.show_content(Content("Some", "", (Section("", tuple(acts)),)))
    two = next(one for one in made.findChildren(QPushButton) if one.text() == "Two")
    two.setFocus()
    made.show_content(Content("Fewer", "", (Section("", (acts[2], acts[0])),)))
    held = QApplication.focusWidget()
    assert isinstance(held, QPushButton)
    assert held.text() == "Three"
    window.page.setFocus()
    kept = QApplication.focusWidget()
    made.show_content(content(2))
    assert QApplication.focusWidget() is kept, "the panel takes no focus that it did not have"
