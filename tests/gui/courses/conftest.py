"""A small programme whose every figure is known, and its courses page."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QCoreApplication, QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from curriplan.domain.course import Course, Delivery, Hours, Pool, Requisite, RequisiteKind, TermPart
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.courses.model import CourseGrid
from curriplan.gui.views.courses.page import CoursesPage
from curriplan.gui.widgets.grid import GridView
from tests import worked_example


def small_program() -> Program:
    """Return the worked example with types, hours and a pool."""
    example = worked_example.program()
    types = {"english": "type-public_basic", "store": "type-practical", "internship": "type-internship"}
    courses = {key: replace(row, type=types.get(key)) for key, row in example.courses.items()}
    courses["english"] = replace(
        courses["english"],
        hours=Hours(theory=60.0, on_campus=20.0),
        parts=(TermPart(2.0, 20.0), TermPart(2.0, 20.0)),
        department=Text("外语系", "Languages"),
    )
    courses["store"] = replace(courses["store"], hours=Hours(10.0, 30.0), parts=(TermPart(4.0, 16.0),))
    courses["internship"] = replace(courses["internship"], parts=(TermPart(None, 16.0),))
    needs = Requisite("r1", "project", RequisiteKind.ALL_OF, frozenset({"store"}))
    return replace(
        example,
        courses=courses,
        pools={"arts": Pool("arts", "A", Text("艺术", "Arts"), choose=1)},
        requisites={"project": {"r1": needs}},
    )


@pytest.fixture
def programme() -> Program:
    """Return the programme that the window opens."""
    return small_program()


@dataclass
class Stage:
    """The page with hands on it."""

    window: MainWindow
    page: CoursesPage

    @property
    def desk(self) -> Desk:
        return self.window.desk

    @property
    def view(self) -> GridView:
        return self.page.findChildren(GridView)[0]

    @property
    def model(self) -> CourseGrid:
        model = self.view.grid
        assert isinstance(model, CourseGrid)
        return model

    def course(self, key: str) -> Course:
        return self.desk.program.courses[key]

    def column(self, name: str) -> int:
        return next(n for n, one in enumerate(self.model.fields) if one.name == name)

    def row(self, key: str) -> int:
        found = self.model.row_of(key)
        assert found is not None
        return found

    def go(self, key: str, name: str) -> None:
        self.view.setCurrentIndex(self.model.index(self.row(key), self.column(name)))

    def select(self, cells: list[tuple[str, str]]) -> None:
        """Select cells one by one; the last one becomes current."""
        self.go(*cells[-1])
        for key, name in cells:
            index = self.model.index(self.row(key), self.column(name))
            self.view.selectionModel().select(
                QItemSelection(index, index), QItemSelectionModel.SelectionFlag.Select
            )

    def text(self, key: str, name: str) -> str:
        cell = self.model.cell(self.row(key), self.column(name))
        return cell.text or cell.default

    @property
    def editor(self) -> QLineEdit | None:
        open_ones = [one for one in self.view.viewport().findChildren(QLineEdit) if one.isVisible()]
        return open_ones[0] if open_ones else None

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is: in the line that is typed in, or on the grid."""
        target: QWidget = self.editor or self.view
        QTest.keyClick(target, key, held)

    def type(self, text: str) -> None:
        """Type letters; what is not on a keyboard comes from an input method, as Chinese does."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.editor or self.view, letter)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(letter)
                QCoreApplication.sendEvent(self.editor or self.view, composed)

    def undo(self) -> None:
        self.window.undo()


@pytest.fixture
def stage(window: MainWindow) -> Stage:
    """Return the courses page, ready to be typed on."""
    window.show_page("courses")
    page = window.page
    assert isinstance(page, CoursesPage)
    made = Stage(window, page)
    made.view.setFocus()
    return made


@pytest.fixture
def toasts(window: MainWindow) -> list[Toast]:
    """Collect every message that is shown."""
    told: list[Toast] = []
    window.desk.toasts.listen(told.append)
    return told


@pytest.fixture
def resets(stage: Stage) -> list[str]:
    """Collect every reset of the grid's model, which must not happen."""
    found: list[str] = []
    stage.model.modelReset.connect(lambda: found.append("reset"))
    return found


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def put_on_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


__all__ = ["Delivery", "Stage", "clipboard", "put_on_clipboard", "small_program"]
