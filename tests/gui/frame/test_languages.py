"""Words that are not ours, and names that are not given: both follow the language of the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest

from curriplan.domain.program import Program
from curriplan.domain.text import EMPTY
from curriplan.gui.application import follow_language
from curriplan.gui.desk import Selection
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.map.inspect import set_level
from curriplan.gui.views.plan.page import PlanPage
from curriplan.gui.widgets.matrix import MatrixView


def own_word() -> str:
    """Return what Qt itself calls the cancel button."""
    return QCoreApplication.translate("QPlatformTheme", "Cancel")


def test_the_words_of_qt_follow_the_switch_of_the_language(window: MainWindow) -> None:
    follow_language(window.desk)
    assert own_word() == "Cancel"
    window.switch_language()
    assert own_word() == "取消"
    window.switch_language()
    assert own_word() == "Cancel"


class TestNameless:
    """Courses and competencies that have only a code."""

    @pytest.fixture
    def programme(self, sample: Program) -> Program:
        courses = {key: replace(row, name=EMPTY) for key, row in sample.courses.items()}
        nodes = {key: replace(row, name=EMPTY) for key, row in sample.competencies.items()}
        return replace(sample, courses=courses, competencies=nodes)

    def told(self, window: MainWindow) -> str:
        """Return what undo would take back, as the button says it."""
        session = window.desk.session
        assert session is not None
        assert session.undo_label is not None
        return window.desk.say(f"edit.{session.undo_label.code}", **dict(session.undo_label.args))

    def test_a_move_names_the_course_by_its_code(self, window: MainWindow) -> None:
        window.show_page("plan")
        page = window.page
        assert isinstance(page, PlanPage)
        free = [
            one
            for one, held in window.desk.program.placements.items()
            if not held.locked and window.desk.program.courses[one].span == 1
        ]
        code = window.desk.program.courses[free[0]].code
        page.move_courses(free[:1], "")
        assert self.told(window) == f"Take {code} off the plan"
        page.move_courses(free[:1], "term-1")
        assert self.told(window) == f"Move {code} to term 1"
        page.move_courses(free[:2], "")
        assert self.told(window).startswith("Take 2 courses off the plan")

    def test_a_level_names_both_by_their_codes(self, window: MainWindow) -> None:
        program = window.desk.program
        course, node = next(iter(program.courses.values())), next(iter(program.competencies.values()))
        set_level(window.desk, course.id, node.id, 1)
        assert self.told(window) == f"Set {course.code} × {node.code} to 1"

    def test_a_level_typed_on_the_map_names_both_by_their_codes(self, window: MainWindow) -> None:
        window.show_page("map")
        view = next(one for one in window.page.findChildren(MatrixView) if one.isVisible())
        program = window.desk.program
        course, held = next((one, held) for one, held in program.contributions.items() if held)
        window.desk.select(Selection(course, next(iter(held))))
        level = next(iter(held.values())).level
        QTest.keyClicks(view, "1" if level != 1 else "2")
        node = program.competencies[next(iter(held))]
        assert self.told(window).startswith(f"Set {program.courses[course].code} × {node.code} to ")
