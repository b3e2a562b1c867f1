"""Where things are on the Plan page, for tests."""

from __future__ import annotations

from curriplan.analysis.calendar import first_term
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.plan.board import Board
from curriplan.gui.views.plan.column import TermList
from curriplan.gui.views.plan.page import PlanPage


def shown_plan(window: MainWindow) -> tuple[PlanPage, Board]:
    """Show the page; return it with its board."""
    window.show_page("plan")
    page = window.page
    assert isinstance(page, PlanPage)
    return page, page.findChildren(Board)[0]


def movable(window: MainWindow, number: int = 1) -> list[str]:
    """Return the courses of a term that stand in no other one and are not fixed."""
    program = window.desk.program
    return [
        course
        for course in program.placements
        if first_term(program, course) == number
        and program.courses[course].span == 1
        and not program.placements[course].locked
    ]


def cards_of(board: Board, number: int) -> TermList:
    """Return the cards of a term, 0 for those without one."""
    return board.findChildren(TermList)[number]
