"""Terms by hand: one more, one fewer, other years; the board follows and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from curriplan.analysis.order import terms_in_order
from curriplan.domain.program import Program
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import Action, Content
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.home.programme import programme_sections
from curriplan.gui.views.plan.board import Board


def press(content: Content, text: str) -> None:
    """Take one of the actions that the inspector offers."""
    next(
        block
        for section in content.sections
        for block in section.blocks
        if isinstance(block, Action) and block.text == text
    ).act()


def numbers(window: MainWindow) -> list[tuple[int, int]]:
    return [(one.number, one.year) for one in terms_in_order(window.desk.program)]


def lanes(window: MainWindow) -> int:
    """Return how many terms the board shows."""
    return sum(bool(term) for term in window.page.findChildren(Board)[0]._lanes)


def test_a_term_is_added_behind_the_last_and_selected(window: MainWindow) -> None:
    window.show_page("plan")
    before = window.desk.program
    assert lanes(window) == 6
    next(one for one in window.page.findChildren(QPushButton) if one.text() == "Add a term").click()
    assert numbers(window)[-1] == (7, 4)
    assert len(window.desk.program.about.phases) == 4
    assert lanes(window) == 7
    fresh = terms_in_order(window.desk.program)[-1].id
    assert window.desk.selection == Selection(term=fresh)
    assert window.page.inspect(window.desk.selection).title == "Term 7"
    window.undo()
    assert window.desk.program == before
    assert lanes(window) == 6


def test_the_last_term_goes_with_what_is_placed_in_it(window: MainWindow) -> None:
    told: list[Toast] = []
    window.desk.toasts.listen(told.append)
    window.show_page("plan")
    before = window.desk.program
    last = terms_in_order(before)[-1]
    begun = [key for key, one in before.placements.items() if one.term == last.id]
    assert begun
    window.desk.select(Selection(term=terms_in_order(before)[0].id))
    press(window.page.inspect(window.desk.selection), "Delete term 6, the last")
    after = window.desk.program
    assert last.id not in after.terms
    assert not after.placements.keys() & set(begun)
    assert after.courses.keys() == before.courses.keys()
    assert (f"{len(begun)} course" in told[-1].text, told[-1].undo) == (True, True)
    window.undo()
    assert window.desk.program == before


@pytest.mark.parametrize(("typed", "terms", "phases"), [("4", 8, 4), ("2", 4, 2), ("1", 2, 1)])
def test_years_are_typed_on_the_start_page(window: MainWindow, typed: str, terms: int, phases: int) -> None:
    before = window.desk.program
    line = years_line(window)
    line.setText(typed)
    line.editingFinished.emit()
    assert len(window.desk.program.terms) == terms
    assert len(window.desk.program.about.phases) == phases
    window.undo()
    assert window.desk.program == before


@pytest.mark.parametrize("typed", ["0", "2.5", "40", "three"])
def test_years_that_cannot_be_are_refused(window: MainWindow, typed: str) -> None:
    before = window.desk.program
    line = years_line(window)
    line.setText(typed)
    line.editingFinished.emit()
    assert window.desk.program is before


def years_line(window: MainWindow) -> QLineEdit:
    window.show_page("home")
    assert programme_sections(window.desk)
    return next(one for one in window._inspector.findChildren(QLineEdit) if one.accessibleName() == "Years")


class TestWithoutTerms:
    """Courses, but no calendar."""

    @pytest.fixture
    def programme(self, sample: Program) -> Program:
        about = {key: replace(one, phases=()) for key, one in sample.profile.items()}
        bare = {key: replace(one, allowed_terms=frozenset()) for key, one in sample.courses.items()}
        return replace(sample, terms={}, placements={}, courses=bare, profile=about)

    def test_the_first_term_is_one_button_away(self, window: MainWindow) -> None:
        window.show_page("plan")
        shown = [one for one in window.page.findChildren(QPushButton) if one.isVisible()]
        assert [one.text() for one in shown] == ["Add a term"]
        shown[0].click()
        assert numbers(window) == [(1, 1)]
        assert lanes(window) == 1
        window.undo()
        assert not window.page.findChildren(Board)[0].isVisible()
