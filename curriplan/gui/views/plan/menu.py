"""The menu of cards: all that drag and keys do, without either."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from curriplan.analysis.order import terms_in_order
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.views.plan.hands import BoardHands


@dataclass(frozen=True, slots=True)
class CardMenu:
    """What makes the menu of some cards; ``plan`` has the selected ones placed by the solver."""

    desk: Desk
    hands: BoardHands
    plan: Callable[[], object]

    def make(self, parent: QWidget, courses: list[str]) -> QMenu:
        """Return the menu of courses."""
        say, hands, desk = self.desk.say, self.hands, self.desk
        menu = QMenu(parent)
        to = menu.addMenu(say("plan.move_to"))
        for term in terms_in_order(desk.program):
            name = desk.name(term.name) or say("plan.term", number=term.number)
            key = f"\t{term.number}" if term.number <= 9 else ""
            to.addAction(f"{name}{key}", partial(hands.move, courses, term.id))
        for text, keys, act in (
            (say("board.earlier"), "Alt+←", partial(hands.shift, courses, -1)),
            (say("board.later"), "Alt+→", partial(hands.shift, courses, 1)),
            (say("plan.take_off"), "Del", partial(hands.move, courses, "")),
            (say("board.cut"), "Ctrl+X", partial(hands.cut, courses)),
            (self._lock_text(courses), "L", partial(hands.toggle_lock, courses)),
        ):
            menu.addAction(f"{text}\t{keys}", act)
        menu.addSeparator()
        menu.addAction(say("plan.auto_selected"), self.plan)
        opened = Selection(course=courses[-1])
        menu.addAction(say("plan.open_course"), lambda: desk.goto("courses", opened))
        return menu

    def _lock_text(self, courses: list[str]) -> str:
        locked = all(self.hands.is_locked(one) for one in courses)
        return self.desk.say("plan.unlock" if locked else "plan.lock")

    def paste_into(self, parent: QWidget, term: str) -> QMenu | None:
        """Return a menu that pastes what was cut; None where nothing was."""
        cut = self.hands.cut_courses
        if not cut:
            return None
        menu = QMenu(parent)
        menu.addAction(f"{self.desk.say('board.paste', n=len(cut))}\tCtrl+V", partial(self.hands.paste, term))
        return menu
