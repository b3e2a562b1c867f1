"""A designer begins with nothing: mouse and keys on what the window shows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from curriplan.gui.desk import Desk
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.plan.auto import AutoPlan
from curriplan.gui.views.plan.auto import Stage as PlanStage
from curriplan.gui.widgets.grid import GridView
from curriplan.gui.widgets.matrix import MatrixView
from curriplan.gui.widgets.table import FactTable

W = TypeVar("W", bound=QWidget)
Left = Qt.MouseButton.LeftButton


def _is_typed_in(grid: GridView) -> bool:
    return bool(grid.viewport().findChildren(QLineEdit))


class Beginner:
    """Hands on the window. ``seen`` is called with a name whenever there is something to look at."""

    def __init__(
        self, window: MainWindow, qtbot: QtBot, seen: Callable[[str], object] = lambda _: None
    ) -> None:
        self.window = window
        self.qtbot = qtbot
        self.seen = seen

    @property
    def desk(self) -> Desk:
        """Return what every page shares; it is read here, never told anything."""
        return self.window.desk

    def say(self, key: str, **args: object) -> str:
        return self.desk.say(key, **args)

    # -- hands ----------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Wait until what follows from the last edit is shown."""
        self.qtbot.waitUntil(lambda: not self.window._consequences.isActive())

    def find(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """Wait for what is seen under a name, or with that text, and return it."""
        found: list[W] = []

        def here() -> bool:
            if self.window._consequences.isActive():
                return False
            found[:] = [
                one
                for one in (inside or self.window).findChildren(kind)
                if one.isVisible() and name in {one.accessibleName(), getattr(one, "text", str)()}
            ]
            return bool(found)

        self.qtbot.waitUntil(here)
        return found[0]

    def click(self, name: str, inside: QWidget | None = None) -> None:
        """Click the button of a name."""
        QTest.mouseClick(self.find(QPushButton, name, inside), Left)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the focus is; what is on no keyboard comes from an input method, as Chinese does."""
        for letter in text:
            target = QApplication.focusWidget()  # the first letter may open a line to type in
            assert target is not None
            if letter.isascii():
                QTest.keyClicks(target, letter)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(letter)
                QCoreApplication.sendEvent(target, composed)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)
        self.settle()

    def enter(self, text: str) -> None:
        """Type a text and press Enter."""
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def open_panel(self) -> None:
        """Show the panel at the right where the window has no room for it by itself."""
        if not self.window._inspector.isVisible():
            self.press(Qt.Key.Key_F4)

    def fill(self, field: str, text: str) -> None:
        """Click into a field of the inspector, type over what it holds, press Enter."""
        self.open_panel()
        line = self.find(QLineEdit, field, self.window._inspector)
        QTest.mouseClick(line, Left)
        line.selectAll()
        self.enter(text)

    def focused(self, field: str) -> None:
        """Wait until the keys go to a field of the inspector."""
        self.find(QLineEdit, field, self.window._inspector)
        held = QApplication.focusWidget()
        assert held is not None
        assert held.accessibleName() == field

    def page(self, name: str) -> None:
        """Click a page on the rail."""
        QTest.mouseClick(self.find(QToolButton, self.say(f"page.{name}.title")), Left)
        self.qtbot.waitUntil(lambda: self.window.page.name == name)
        self.settle()

    # -- the steps ------------------------------------------------------------------------------------

    def look_at_nothing(self) -> None:
        """Every empty page tells what belongs there and offers a way on."""
        for name in ("demand", "courses", "map", "gaps", "plan", "export", "history", "lists"):
            self.page(name)
            shown = [one.text() for one in self.window.page.findChildren(QPushButton) if one.isVisible()]
            assert any(shown) or name == "history", name
            self.seen(f"0-{name}")

    def begin(self) -> None:
        """Follow the start page to the first step."""
        self.page("home")
        self.seen("1-home")
        self.click(self.say("home.open", page=self.say("page.demand.title")))
        assert self.window.page.name == "demand"

    def add_post(self, name: str) -> None:
        """Add a post with the button and name it."""
        self.click(self.say("demand.add_post"), self.window.page)
        self.focused(self.say(f"lists.column.name_{self.desk.texts.lang}"))
        self.seen("2-post")
        self.enter(name)
        self.seen("2-post-named")

    def demand(self, name: str, level: str) -> None:
        """State that the chosen post demands a competency that is not there yet, at a level."""
        self.open_panel()
        self.fill(self.say("demand.new_competency"), name)
        self.click(f"{self.say('demand.column.level')} {level}", self.window._inspector)
        self.seen("3-competency")

    def demand_another(self, name: str, level: str) -> None:
        """State another one in the line above the table: Enter, and Enter again since it is new."""
        line = self.find(QLineEdit, self.say("demand.state_line"))
        QTest.mouseClick(line, Left)
        self.enter(name)
        self.seen("3-once-more")
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.click(f"{self.say('demand.column.level')} {level}", self.window._inspector)
        self.seen("3-another")

    def type_courses(self, rows: list[tuple[str, dict[str, str]]]) -> None:
        """Type courses with some of their cells."""
        self.page("courses")
        for n, (name, cells) in enumerate(rows):
            if n:
                self.press(Qt.Key.Key_Insert)
            else:
                self.click(self.say("courses.add"), self.window.page)
            grid = next(one for one in self.window.page.findChildren(GridView) if one.isVisible())
            self.qtbot.waitUntil(partial(_is_typed_in, grid))
            self.enter(name)
            row = grid.grid.row_of(self.desk.selection.course)
            for heading, text in cells.items():
                column = next(
                    c for c in range(grid.grid.columnCount()) if grid.grid.heading(c) == self.say(heading)
                )
                index = grid.grid.index(row or 0, column)
                grid.scrollTo(index)
                QTest.mouseClick(grid.viewport(), Left, pos=grid.visualRect(index).center())
                self.enter(text)
        self.seen("4-courses")

    def set_level(self, row: int, column: int, level: str) -> None:
        """Type a level on the map."""
        self.page("map")
        matrix = self._matrix()
        QTest.mouseClick(matrix.viewport(), Left, pos=self._middle(matrix, row, column))
        matrix.setFocus()
        self.type(level)
        self.settle()
        self.seen("5-map")

    def _matrix(self) -> MatrixView:
        return next(one for one in self.window.page.findChildren(MatrixView) if one.isVisible())

    def _middle(self, matrix: MatrixView, row: int, column: int) -> QPoint:
        rows = [n for n in range(matrix.matrix.rowCount()) if not matrix.matrix.row(n).heads]
        return matrix.visualRect(matrix.matrix.index(rows[row], column)).center()

    def see_gap(self) -> None:
        """Find the gap at the head of the list, the worst first, and open it on the map."""
        self.page("gaps")
        self.seen("6-gaps")
        table = next(one for one in self.window.page.findChildren(FactTable) if one.isVisible())
        assert table.facts.row(0).missing
        QTest.mouseClick(table.viewport(), Left, pos=table.visualRect(table.facts.index(0, 0)).center())
        self.settle()
        self.seen("6-gap")
        table.setFocus()
        self.press(Qt.Key.Key_Return)
        assert self.window.page.name == "map"

    def teach_it(self, row: int, column: int, level: str) -> None:
        """Teach it on campus, and to the level that is required."""
        self.set_level(row, column, level)
        self.open_panel()
        self.click(f"{self.say('map.mode')} {self.say('mode.short.on_campus')}", self.window._inspector)
        self.seen("7-closed")

    def plan(self) -> None:
        """Have the terms planned and accept all moves."""
        self.page("plan")
        self.seen("8-unplaced")
        auto = self.window.page.findChildren(AutoPlan)[0]
        self.click(self.say("plan.auto"), self.window.page)
        self.qtbot.waitUntil(lambda: auto.stage is PlanStage.PROPOSAL, timeout=20_000)
        self.seen("8-proposal")
        self.click(self.say("plan.accept_all"), auto)
        self.seen("8-planned")

    def export(self, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Write the workbook; the system's own dialog answers with a path."""
        self.page("export")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        self.click(self.say("export.write"), self.window.page)
        self.qtbot.waitUntil(target.exists, timeout=20_000)
        self.seen("9-exported")
        self.page("home")
        self.seen("9-home")
