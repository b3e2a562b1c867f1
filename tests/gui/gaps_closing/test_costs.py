"""The cost table on the start page: shown, typed over, refused with a sentence, undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from curriplan.domain.profile import USUAL_COSTS
from curriplan.domain.scale import Kind, Mode
from curriplan.gui.main_window import MainWindow


def field(window: MainWindow, name: str) -> QLineEdit:
    """Return the field of a name in the inspector."""
    return next(one for one in window.findChildren(QLineEdit) if one.accessibleName() == name)


def enter(window: MainWindow, name: str, text: str) -> None:
    """Type a figure over the one in a field."""
    edit = field(window, name)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def per_level(window: MainWindow) -> float:
    """Return the hours of a level of knowledge in theory."""
    held = window.desk.program.about.costs.of(Kind.KNOWLEDGE, Mode.THEORY)
    assert held is not None
    return held.per_level


def test_hours_are_typed_over_and_the_table_gets_another_name(window: MainWindow) -> None:
    window.show_page("home")
    enter(window, "theory, knowledge", "7.5")
    assert per_level(window) == 7.5
    assert window.desk.program.about.costs.version == "own-1"
    enter(window, "theory, test of knowledge", "0")
    assert window.desk.program.about.costs.version == "own-2"
    window.run("undo")
    window.run("undo")
    assert window.desk.program.about.costs == USUAL_COSTS


def test_what_is_no_figure_is_refused_with_a_sentence(window: MainWindow) -> None:
    window.show_page("home")
    for text in ("0", "much"):
        enter(window, "theory, knowledge", text)
        told = [one.text() for one in window.findChildren(QLabel) if not one.isHidden()]
        assert any(f"“{text}”" in one for one in told)
    enter(window, "Name", " ")
    assert window.desk.program.about.costs == USUAL_COSTS


def test_the_name_and_the_step_can_be_changed(window: MainWindow) -> None:
    window.show_page("home")
    enter(window, "Name", "ours-2026")
    enter(window, "Hours a week rise by", "1")
    costs = window.desk.program.about.costs
    assert costs.version.startswith("ours-")
    assert costs.weekly_step == 1.0
