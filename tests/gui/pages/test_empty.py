"""What a page says and offers while there is nothing to show, and where each of its steps leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from curriplan.domain.course import Course
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import put
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.registry import PASSING, VIEWS
from tests.gui.pages.files import course_list

EMPTY_ONES = ("demand", "courses", "map", "gaps", "plan")
"""Pages that show nothing of a programme without posts, courses and competencies."""


@pytest.fixture
def programme() -> Program:
    return blank_program(Text("空白", "Blank"))


def offered(window: MainWindow) -> list[QPushButton]:
    """Return the buttons that can be seen on the page."""
    return [one for one in window.page.findChildren(QPushButton) if one.isVisible()]


def told(window: MainWindow) -> str:
    """Return the sentence of the empty page that is shown."""
    assert window.page._empty_text.isVisible()
    return window.page._empty_text.text()


def page(window: MainWindow, name: str) -> None:
    window.show_page(name)
    assert window.page.name == name


def added_course(program: Program) -> Program:
    return put(program, "courses", Course("c", "C1", Text("课", "Course")))


ACROSS: dict[str, tuple[str, str, Callable[[MainWindow], object]]] = {
    "demand": (
        "What posts require stands here",
        "Add a post",
        lambda w: len(w.desk.program.posts) == 2 and not w.page._empty_text.isVisible(),
    ),
    "courses": (
        "Courses stand here as rows of a grid",
        "Add a course",
        lambda w: len(w.desk.program.courses) == 1 and not w.page._empty_text.isVisible(),
    ),
    "map": (
        "The map shows which course brings which competency",
        "Add a competency",
        lambda w: len(w.desk.program.competencies) == 1,
    ),
    "gaps": (
        "Gaps appear when posts require competencies",
        "State demands by hand",
        lambda w: w.page.name == "demand",
    ),
    "plan": (
        "Courses are placed into terms here",
        "Type the courses in",
        lambda w: w.page.name == "courses",
    ),
}
"""Of each empty page: how its sentence begins, its second button, and what is so after a press."""


@pytest.mark.parametrize("name", EMPTY_ONES)
def test_it_says_what_belongs_here_and_goes_on_by_hand(window: MainWindow, name: str) -> None:
    begins, by_hand, so = ACROSS[name]
    page(window, name)
    assert told(window).startswith(begins)
    assert [one.text() for one in offered(window)] == ["Import answers or courses…", by_hand]
    offered(window)[1].click()
    assert so(window)


@pytest.mark.parametrize("name", EMPTY_ONES)
def test_its_first_step_chooses_a_file_and_shows_what_it_brings(
    window: MainWindow, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = course_list(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(chosen)], ""))
    page(window, name)
    offered(window)[0].click()
    assert window.page.name == "import"
    assert window.page.headline()[0].startswith("courses.csv would add ")


@pytest.mark.parametrize("name", EMPTY_ONES)
def test_it_speaks_the_other_language_at_once(window: MainWindow, name: str) -> None:
    page(window, name)
    english = told(window)
    window.switch_language()
    assert told(window) == window.desk.say(f"page.{name}.empty") != english
    assert offered(window)[0].text() == "导入问卷或课程…"


def test_a_map_without_courses_leads_to_them(window: MainWindow) -> None:
    page(window, "map")
    offered(window)[1].click()
    assert told(window) == window.desk.say("page.map.no_courses")
    assert offered(window)[1].text() == "Type the courses in"
    offered(window)[1].click()
    assert window.page.name == "courses"


def test_a_map_without_competencies_makes_the_first(window: MainWindow) -> None:
    window.desk.edit(label("course.add", code="C1"), added_course)
    page(window, "map")
    assert told(window) == window.desk.say("page.map.no_competencies")
    offered(window)[1].click()
    assert len(window.desk.program.competencies) == 1
    assert not window.page._empty_text.isVisible()


def test_a_plan_without_terms_makes_the_first(window: MainWindow) -> None:
    window.desk.edit(label("term.years", n=0), lambda now: replace(added_course(now), terms={}))
    assert not window.desk.program.terms
    page(window, "plan")
    assert told(window) == window.desk.say("page.plan.no_terms")
    assert [one.text() for one in offered(window)] == ["Add a term"]
    offered(window)[0].click()
    assert len(window.desk.program.terms) == 1
    assert not window.page._empty_text.isVisible()


def test_an_import_without_a_file_offers_to_choose_one(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = course_list(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(chosen)], ""))
    page(window, "import")
    assert told(window).startswith("Choose a file with answers, a list of posts")
    assert [one.text() for one in offered(window)] == ["Choose a file…"]
    offered(window)[0].click()
    assert window.page.headline()[0].startswith("courses.csv would add ")
    assert not window.page._empty_text.isVisible()


def test_undo_empties_the_page_again(window: MainWindow) -> None:
    page(window, "courses")
    offered(window)[1].click()
    window.undo()
    assert told(window).startswith("Courses stand here")


@pytest.mark.parametrize("name", [one.name for one in (*VIEWS, *PASSING) if one.name != "home"])
def test_without_a_programme_every_page_leads_to_the_start(window: MainWindow, name: str) -> None:
    window.files.close_programme()
    page(window, name)
    assert told(window) == "No programme is open yet. Open one, or begin with a sample, on the start page."
    assert [one.text() for one in offered(window)] == ["Go to the start page"]
    offered(window)[0].click()
    assert window.page.name == "home"
