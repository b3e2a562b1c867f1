"""The ten steps of a designer's first day, walked in the real window with real mouse and keys.

Run as ``python -m tests.journey.walk PICTURES`` where a screen is (Xvfb will do); exits with 0 if every
step did what it should. The test starts it; ``docs/journey.md`` tells it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QPushButton, QToolButton

from curriplan.analysis.calendar import first_term
from curriplan.domain.program import Program
from curriplan.domain.resources import folder
from curriplan.exchange.readers.sample import sample_program
from curriplan.gui.inspector.panel import Inspector
from curriplan.gui.sheets.field import Field
from curriplan.gui.views.courses.model import CourseGrid
from curriplan.gui.views.export.preview import SheetView
from curriplan.gui.views.imports.page import ImportPage
from curriplan.gui.views.plan.auto import AutoPlan, Stage
from curriplan.gui.views.plan.board import Board
from curriplan.gui.views.plan.column import TermList
from curriplan.gui.widgets.grid import GridView
from curriplan.gui.widgets.matrix import MatrixView
from curriplan.gui.widgets.table import FactTable
from tests.journey.hands import Hands, cell, middle
from tests.journey.run import run

SAMPLE = "cross_border_ecommerce"


def without_answers(program: Program) -> Program:
    """Return the sample as it was before anybody was asked."""
    return replace(program, respondents={}, enterprises={})


def _fields(grid: GridView) -> Sequence[Field]:
    model = grid.model()
    assert isinstance(model, CourseGrid)
    return model.fields


class Journey:
    """The steps, each with what must be so afterwards."""

    def __init__(self, hands: Hands, work: Path) -> None:
        self.hands = hands
        self.window = hands.window
        self.desk = hands.window.desk
        self.work = work

    def walk(self) -> None:
        """Walk all steps in order."""
        for step in (
            self.import_answers,
            self.read_evidence,
            self.edit_courses,
            self.set_levels,
            self.find_worst_gap,
            self.close_it,
            self.plan_automatically,
            self.move_one_course,
            self.undo_it,
            self.export,
        ):
            step()

    # -- finding things -------------------------------------------------------------------------------

    def _page(self, name: str) -> None:
        """Click a page on the rail."""
        title = self.desk.say(f"page.{name}.title")
        buttons = self.window.findChildren(QToolButton)
        self.hands.click(middle(next(one for one in buttons if one.text() == title)))
        self.hands.until(lambda: self.window.page.name == name, f"the page {name}")

    def _dialog(self, path: Path) -> None:
        """Type a path into the file dialog that has come up."""
        self.hands.until(lambda: self.window.findChildren(QFileDialog), "the file dialog")
        self.hands.until(
            lambda: any(
                one.isVisible() and one.isActiveWindow() for one in self.window.findChildren(QFileDialog)
            ),
            "the file dialog in front",
        )
        self.hands.key("ctrl+a")
        self.hands.type(str(path))
        self.hands.key("Return")
        self.hands.until(self.window.isActiveWindow, "the window again")

    def _button(self, key: str) -> QPushButton:
        """Return the page's button whose words begin as a text of the catalogue does."""
        words = self.desk.say(key, n=0).split("0")[0].strip()
        return next(one for one in self.window.page.findChildren(QPushButton) if one.text().startswith(words))

    def _table(self) -> FactTable:
        return next(one for one in self.window.page.findChildren(FactTable) if one.isVisible())

    def _matrix(self) -> MatrixView:
        return next(one for one in self.window.page.findChildren(MatrixView) if one.isVisible())

    def _board(self) -> Board:
        return self.window.page.findChildren(Board)[0]

    def _inspector(self) -> Inspector:
        return self.hands.ask(lambda: self.window.findChildren(Inspector)[0])

    def _saved(self) -> None:
        self.hands.until(
            lambda: self.desk.session is not None and self.desk.session.state.value == "saved", "all saved"
        )

    # -- the steps ------------------------------------------------------------------------------------

    def import_answers(self) -> None:
        """Import the answers that firms have sent, after looking at what they would change."""
        hands = self.hands
        hands.key("ctrl+i")
        self._dialog(folder("samples") / SAMPLE / "answers_example.xlsx")
        hands.until(lambda: isinstance(self.window.page, ImportPage), "the preview")
        take = hands.ask(lambda: self._button("import.take"))
        hands.until(take.isEnabled, "a preview that can be taken")
        assert not hands.ask(lambda: self.desk.program.respondents)
        hands.picture("01a-import-preview", hands.ask(self._table))
        hands.click(middle(take))
        hands.until(lambda: len(self.desk.program.respondents) >= 40, "the answers")
        hands.until(lambda: self.desk.results.demand_is_known, "the required levels")
        self._saved()
        hands.step("01-import", hands.ask(self._table))

    def read_evidence(self) -> None:
        """Read why a level is required."""
        self._page("demand")
        table = self.hands.ask(self._table)
        self.hands.click(cell(table, 2))
        self.hands.until(lambda: self.desk.selection.competency, "a requirement")
        self.hands.step("02-evidence", table, self._inspector())

    def edit_courses(self) -> None:
        """Give three courses other credits, as in a spreadsheet."""
        self._page("courses")
        hands = self.hands
        grid = hands.ask(lambda: self.window.page.findChildren(GridView)[0])
        column = hands.ask(lambda: [one.name for one in _fields(grid)].index("credits"))
        before = hands.ask(lambda: self.desk.program)
        hands.click(cell(grid, 0, column))
        for figure in ("3.5", "2.5", "4"):
            hands.type(figure)
            hands.key("Return")
        hands.until(
            lambda: (
                sum(
                    one.credits != before.courses[one.id].credits
                    for one in self.desk.program.courses.values()
                )
                >= 2
            ),
            "other credits",
        )
        self._saved()
        hands.step("03-courses", grid)

    def set_levels(self) -> None:
        """Set ten levels by keys."""
        self._page("map")
        hands, matrix = self.hands, self.hands.ask(self._matrix)
        hands.click(cell(matrix, 1, 0))
        before = hands.ask(lambda: self.desk.session.revision if self.desk.session else 0)
        for n in range(10):
            hands.type("2" if n % 2 else "1")
            hands.key("Right" if n < 5 else "Down")
        hands.until(
            lambda: self.desk.session is not None and self.desk.session.revision >= before + 8, "the levels"
        )
        self._saved()
        hands.step("04-levels", matrix)

    def find_worst_gap(self) -> None:
        """Find the worst gap and read why."""
        self._page("gaps")
        table = self.hands.ask(self._table)
        self.hands.click(cell(table, 0))
        self.hands.until(lambda: self.desk.selection.post and self.desk.selection.competency, "the worst gap")
        self.worst = self.hands.ask(lambda: table.facts.row(0))
        self.hands.step("05-worst-gap", table, self.hands.ask(self._matrix), self._inspector())

    def close_it(self) -> None:
        """Open it on the map and teach it in the internship, where every level can be reached."""
        hands = self.hands
        hands.key("Return")
        hands.until(lambda: self.window.page.name == "map", "the map")
        matrix = hands.ask(self._matrix)
        internship = hands.ask(
            lambda: next(
                one.id for one in self.desk.program.courses.values() if one.delivery.value == "internship"
            )
        )
        row = hands.ask(lambda: matrix.matrix.row_of(internship)) or 0
        column = hands.ask(lambda: matrix.matrix.column_of(self.worst.competency)) or 0
        hands.click(cell(matrix, row, column))
        hands.type("4")
        hands.until(lambda: not self._missing(), "no gap there any more")
        self._saved()
        hands.step("06-closed", matrix, self._inspector())

    def _missing(self) -> int:
        row = self.desk.results.gaps().row(self.worst.post, self.worst.competency)
        return 0 if row is None else row.missing

    def plan_automatically(self) -> None:
        """Have the terms planned, look at the moves, accept them."""
        self._page("plan")
        hands = self.hands
        auto = hands.ask(lambda: self.window.page.findChildren(AutoPlan)[0])
        start = hands.ask(lambda: self._button("plan.auto"))
        hands.click(middle(start))
        hands.until(lambda: auto.stage is Stage.PROPOSAL, "a proposal", patience=60)
        hands.picture("07a-proposal", auto)
        hands.key("space")
        hands.until(lambda: auto.stage is Stage.HIDDEN, "the moves accepted")
        self._saved()
        hands.step("07-planned", hands.ask(self._board))

    def move_one_course(self) -> None:
        """Drag a card to the next term."""
        hands = self.hands
        board = hands.ask(self._board)
        lists = hands.ask(lambda: board.findChildren(TermList))
        self.moved = hands.ask(lambda: self._movable(lists[1]))
        row = hands.ask(lambda: lists[1].cards.row_of_course(self.moved)) or 0
        foot = lambda: lists[2].viewport().mapToGlobal(QPoint(40, lists[2].viewport().height() - 20))  # noqa: E731
        hands.drag(cell(lists[1], row), foot)
        hands.until(lambda: first_term(self.desk.program, self.moved) == 2, "the course in term 2")
        self._saved()
        hands.step("08-moved", board)

    def _movable(self, cards: TermList) -> str:
        program = self.desk.program
        for n in range(cards.cards.rowCount()):
            course = cards.cards.card(n).course
            if program.courses[course].span == 1 and not program.placements[course].locked:
                return course
        raise AssertionError("no course of term 1 can be moved")

    def undo_it(self) -> None:
        """Take the move back."""
        self.hands.key("ctrl+z")
        self.hands.until(lambda: first_term(self.desk.program, self.moved) == 1, "the course back in term 1")
        self._saved()
        self.hands.step("09-undone", self.hands.ask(self._board))

    def export(self) -> None:
        """Write the workbook."""
        hands = self.hands
        hands.key("ctrl+e")
        hands.until(lambda: self.window.page.name == "export", "the export page")
        write = hands.ask(lambda: self._button("export.write"))
        hands.click(middle(write))
        target = self.work / "plan.xlsx"
        self._dialog(target)
        hands.until(target.exists, "the workbook")
        hands.step("10-exported", hands.ask(lambda: self.window.page.findChildren(SheetView)[0]))


def main(pictures: Path) -> int:
    """Walk the journey; return the exit code."""
    return run(
        without_answers(sample_program(SAMPLE)), pictures, lambda hands, work: Journey(hands, work).walk()
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
