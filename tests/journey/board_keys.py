"""The board with keys alone, in the real window: find a card, move it in every way, see what it breaks, undo.

Run as ``python -m tests.journey.board_keys PICTURES`` where a screen is; the test starts it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from curriplan.analysis.calendar import first_term
from curriplan.domain.course import RequisiteKind
from curriplan.exchange.readers.sample import sample_program
from curriplan.gui.views.plan.board import Board
from curriplan.gui.views.plan.column import TermList
from curriplan.gui.views.plan.page import PlanPage
from curriplan.gui.views.plan.weeks_view import WeeksView
from tests.journey.hands import Hands
from tests.journey.keys import SAMPLE, KeysOnly
from tests.journey.run import run

BACK = 8
"""More than the edits that are made."""


class BoardKeys(KeysOnly):
    """The steps, each with what must be so afterwards."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self.course = hands.ask(self._needing)

    def walk(self) -> None:
        """Walk all steps in order."""
        for step in (
            self.find_card,
            self.break_and_mend,
            self.cut_and_paste,
            self.look,
            self.weeks,
            self.undo_all,
        ):
            step()
            assert not self.hands.clicks, "a mouse was used"

    # -- finding things -------------------------------------------------------------------------------

    def _needing(self) -> str:
        """Return a course of one term that another one must come before, and that stands right behind it."""
        program = self.before
        return next(
            held.course
            for rows in program.requisites.values()
            for held in rows.values()
            if held.kind is RequisiteKind.ALL_OF
            and program.courses[held.course].span == 1
            and not program.placements[held.course].locked
            and (first_term(program, held.course) or 0)
            == 1 + max(first_term(program, one) or 0 for one in held.courses)
        )

    def _plan(self) -> PlanPage:
        page = self.window.page
        assert isinstance(page, PlanPage)
        return page

    def _board(self) -> Board:
        return self._plan().findChildren(Board)[0]

    def _term(self) -> int | None:
        return first_term(self.desk.program, self.course)

    def _stands_in(self, number: int | None) -> None:
        self.hands.until(lambda: self._term() == number, f"the course in term {number}")
        self.hands.until(lambda: self._board().selected() == [self.course], "the card still chosen")

    # -- the steps ------------------------------------------------------------------------------------

    def find_card(self) -> None:
        """Ctrl+F, its name, Enter: its card is chosen; Escape of the filter shows the others again."""
        hands = self.hands
        self._page("plan")
        self.home = hands.ask(self._term)
        hands.key("ctrl+f")
        hands.until(lambda: isinstance(self._focus(), QLineEdit), "the line to find in")
        hands.type(hands.ask(lambda: self.before.courses[self.course].code))
        hands.key("Return")
        hands.until(lambda: self._board().selected() == [self.course], "the card")
        hands.step("board-1-found", hands.ask(self._plan))
        hands.key("ctrl+f", "ctrl+a", "Delete")
        hands.until(lambda: not self._board().cards.hidden, "all cards")
        hands.key("Return")
        hands.until(lambda: isinstance(self._focus(), TermList), "the board")
        hands.ask(lambda: self._board().focus_card(self.course))

    def break_and_mend(self) -> None:
        """Alt+Left puts it before what it needs, which is said on card, columns and strip; Alt+Right mends it."""
        hands = self.hands
        assert self.home is not None
        hands.key("alt+Left")
        self._stands_in(self.home - 1)
        hands.until(lambda: "▼" in self._plan()._hint.text, "what it breaks")
        hands.until(lambda: self.desk.results.findings(self.desk.today), "findings")
        self._saved()
        hands.step("board-2-broken", hands.ask(self._board))
        hands.key("alt+Right")
        self._stands_in(self.home)

    def cut_and_paste(self) -> None:
        """Ctrl+X, to the next column, where what would be is said, Ctrl+V; then a figure, and L fixes it."""
        hands = self.hands
        assert self.home is not None
        hands.key("ctrl+x")
        hands.until(lambda: self._plan().hands.cut_courses == (self.course,), "cut")
        hands.key("Right")
        hands.picture("board-3a-would-be", hands.ask(self._board))
        hands.key("ctrl+v")
        self._stands_in(self.home + 1)
        hands.key(str(self.home))
        self._stands_in(self.home)
        hands.key("l")
        hands.until(lambda: self.desk.program.placements[self.course].locked, "fixed")
        self._saved()
        hands.step("board-3b-fixed", hands.ask(self._board))

    def look(self) -> None:
        """G groups by type with sums, C colours by phase."""
        self.hands.key("g", "c")
        self.hands.until(lambda: self._board().shown.grouped, "groups")
        self.hands.until(lambda: self._board().shown.colour.value == "phase", "phases")
        self.hands.step("board-4-grouped", self.hands.ask(self._board))

    def weeks(self) -> None:
        """W shows the weeks with the same course; arrows go on, Enter shows the next one on the board."""
        hands = self.hands
        hands.key("w")
        view = hands.ask(lambda: self._plan().findChildren(WeeksView)[0])
        hands.until(lambda: view.hasFocus() and view.course == self.course, "its row")
        hands.step("board-5-weeks", view)
        hands.key("Down")
        hands.until(lambda: self.desk.selection.course not in {"", self.course}, "the next course")
        hands.key("Return")
        hands.until(lambda: not view.isVisible(), "the board again")

    def undo_all(self) -> None:
        """Ctrl+Z until all is as it was."""
        hands = self.hands
        for _ in range(BACK):
            if hands.ask(lambda: self.desk.program == self.before):
                break
            revision = hands.ask(lambda: self.desk.session.revision if self.desk.session else 0)
            hands.key("ctrl+z")
            hands.until(
                lambda held=revision: self.desk.session is not None and self.desk.session.revision > held,  # type: ignore[misc]
                "an edit taken back",
            )
        assert hands.ask(lambda: self.desk.program == self.before)
        self._saved()
        hands.step("board-6-undone", hands.ask(self._board))


def main(pictures: Path) -> int:
    """Walk the journey; return the exit code."""
    return run(sample_program(SAMPLE), pictures, lambda hands, _: BoardKeys(hands).walk())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
