"""With keys alone, in the real window: find the worst gap, understand it, close it, undo it. No mouse at all.

Run as ``python -m tests.journey.keys PICTURES`` where a screen is (Xvfb will do); exits with 0 if every step did
what it should. The test starts it; ``docs/journey.md`` tells it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from curriplan.exchange.readers.sample import sample_program
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.panel import Inspector
from curriplan.gui.views.registry import VIEWS
from curriplan.gui.widgets.matrix import MatrixView
from curriplan.gui.widgets.table import FactTable
from tests.journey.hands import LOOK_EVERY_S, GaveUpError, Hands
from tests.journey.run import run

SAMPLE = "cross_border_ecommerce"
MOST_TABS, MOST_MATCHES = 60, 6
FOCUS_MOVES_WITHIN_S = 3.0


class KeysOnly:
    """The steps, each with what must be so afterwards."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.window = hands.window
        self.desk = hands.window.desk
        self.before = hands.ask(lambda: self.desk.program)

    def walk(self) -> None:
        """Walk all steps in order."""
        for step in (self.find, self.understand, self.see_on_the_map, self.close, self.undo):
            step()
            assert not self.hands.clicks, "a mouse was used"

    # -- keys -----------------------------------------------------------------------------------------

    def _page(self, name: str) -> None:
        """Go to a page by its number."""
        self.hands.key(f"ctrl+{[view.name for view in VIEWS].index(name) + 1}")
        self.hands.until(lambda: self.window.page.name == name, f"the page {name}")

    def _focus(self) -> QWidget | None:
        return self.window.focusWidget()

    def _tab_until(self, reached: Callable[[QWidget | None], bool], what: str) -> None:
        """Press Tab until what is wanted has the focus."""
        for _ in range(MOST_TABS):
            held = self.hands.ask(self._focus)
            if self.hands.ask(partial(reached, held)):
                return
            self.hands.key("Tab")
            end = time.monotonic() + FOCUS_MOVES_WITHIN_S
            while self.hands.ask(self._focus) is held and time.monotonic() < end:
                time.sleep(LOOK_EVERY_S)
        raise GaveUpError(f"{what} is not reached by Tab")

    def _button(self, key: str) -> Callable[[QWidget | None], bool]:
        """Return what tells whether a button of these words is meant."""
        words = self.desk.say(key)
        return lambda held: isinstance(held, QPushButton) and held.text() == words

    def _offered(self, key: str) -> bool:
        """Tell whether the panel shows a button of these words."""
        return any(
            one.isVisible() and self._button(key)(one) for one in self._panel().findChildren(QPushButton)
        )

    def _panel(self) -> Inspector:
        return self.window.findChildren(Inspector)[0]

    def _saved(self) -> None:
        self.hands.until(
            lambda: self.desk.session is not None and self.desk.session.state.value == "saved", "all saved"
        )

    def _missing(self) -> int:
        row = self.desk.results.gaps().row(*self.gap)
        return 0 if row is None else row.missing

    # -- the steps ------------------------------------------------------------------------------------

    def find(self) -> None:
        """Go to the gaps; the list stands worst first."""
        hands = self.hands
        self._page("gaps")
        self._tab_until(lambda held: isinstance(held, FactTable), "the list of gaps")
        hands.key("Down", "Up")
        hands.until(lambda: self.desk.selection.post and self.desk.selection.competency, "the worst gap")
        self.gap = hands.ask(lambda: (self.desk.selection.post, self.desk.selection.competency))
        rows = hands.ask(lambda: [row for post in self.desk.results.gaps().posts for row in post.rows])
        (found,) = (row for row in rows if (row.post, row.competency) == self.gap)
        assert found.missing
        assert found.weighted == max(row.weighted for row in rows)
        hands.step("keys-1-found", hands.ask(self._panel))

    def understand(self) -> None:
        """Go into the panel and take along why the level is required."""
        hands = self.hands
        hands.until(lambda: self._offered("graph.copy_why"), "why")
        hands.key("F6")
        hands.until(lambda: self._panel().isAncestorOf(self._focus() or self.window), "the panel")
        self._tab_until(self._button("graph.copy_why"), "“Copy why”")
        hands.key("space")
        post, competency = self.gap
        program = self.before
        names = [
            self.desk.name(program.posts[post].name),
            self.desk.name(program.competencies[competency].name),
        ]
        hands.until(lambda: all(one in QGuiApplication.clipboard().text() for one in names), "why, copied")
        hands.step("keys-2-understood", hands.ask(self._panel))

    def see_on_the_map(self) -> None:
        """Find the competency on the map: Ctrl+F, its name, Enter; then back."""
        hands = self.hands
        self._page("map")
        matrix = hands.ask(lambda: next(one for one in self.window.page.findChildren(MatrixView)))
        hands.key("ctrl+f")
        hands.until(lambda: not matrix.hasFocus(), "the line to find in")
        hands.type(hands.ask(lambda: self.desk.name(self.before.competencies[self.gap[1]].name)))
        self._match_until_found()
        hands.key("Escape")
        hands.until(matrix.hasFocus, "the matrix")
        column = hands.ask(lambda: matrix.matrix.column_of(self.gap[1]))
        assert hands.ask(lambda: matrix.currentIndex().column()) == column
        hands.step("keys-3-on-the-map", matrix)

    def _match_until_found(self) -> None:
        """Go from match to match: a course may be called as the competency is, and courses come first."""
        hands = self.hands
        for _ in range(MOST_MATCHES):
            held = hands.ask(lambda: self.desk.selection)
            if held.competency == self.gap[1] and not held.post:
                return
            hands.key("Return")
            hands.until(partial(self._selected_other_than, held), "the next match")
        raise GaveUpError("the competency, found")

    def _selected_other_than(self, held: Selection) -> bool:
        return self.desk.selection != held

    def close(self) -> None:
        """Go back to the gap, look at what the first step would change, and do it."""
        hands = self.hands
        self._page("gaps")
        self._tab_until(lambda held: isinstance(held, FactTable), "the list of gaps")
        hands.key("Down", "Up")
        hands.until(lambda: (self.desk.selection.post, self.desk.selection.competency) == self.gap, "the gap")
        hands.until(lambda: self._offered("closing.preview"), "steps that close it")
        hands.key("F6")
        self._tab_until(self._button("closing.preview"), "“Preview”")
        hands.key("space")
        hands.until(lambda: self._button("closing.take")(self._focus()), "“Do this”")
        hands.picture("keys-4a-preview", hands.ask(self._panel))
        hands.key("space")
        hands.until(lambda: not self._missing(), "no gap there any more")
        self._saved()
        hands.step("keys-4b-closed", hands.ask(lambda: self.window.page))

    def undo(self) -> None:
        """Take it back: everything is as it was."""
        hands = self.hands
        hands.key("ctrl+z")
        hands.until(lambda: self.desk.program == self.before, "the programme as it was")
        hands.until(self._missing, "the gap again")
        self._saved()
        hands.step("keys-5-undone", hands.ask(lambda: self.window.page))


def main(pictures: Path) -> int:
    """Walk the journey; return the exit code."""
    return run(sample_program(SAMPLE), pictures, lambda hands, _: KeysOnly(hands).walk())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
