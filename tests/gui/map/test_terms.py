"""A long course is said to stand in all its terms."""

from __future__ import annotations

from curriplan.analysis.calendar import first_term
from curriplan.gui.main_window import MainWindow
from curriplan.gui.terms import terms_of


def test_a_long_course_stands_in_its_first_to_its_last_term(window: MainWindow) -> None:
    desk = window.desk
    placed = [one for one in desk.program.courses.values() if first_term(desk.program, one.id) is not None]
    for span in (1, 2):
        course = next(one for one in placed if one.span == span)
        first = first_term(desk.program, course.id) or 0
        assert terms_of(desk, course.id) == (
            f"term {first}" if span == 1 else f"terms {first} to {first + 1}"
        )
