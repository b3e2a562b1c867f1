"""What automatic planning makes best, and in which order: a menu below the board, kept in the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from curriplan.app.proposals import aims_of, told_aims
from curriplan.gui.desk import Desk
from curriplan.gui.tips import set_tip
from curriplan.gui.widgets.basic import button
from curriplan.planning.result import Objective

Say = Callable[[Callable[[str], object], str], None]


class Aims(QObject):
    """The button tells the order; in its menu an aim is taken out, or put behind the others."""

    changed = Signal()

    def __init__(self, desk: Desk, say: Say) -> None:
        super().__init__()
        self._desk = desk
        self.button = button(kind="flat")
        say(partial(set_tip, self.button), "aims.tip")
        menu = QMenu(self.button)
        menu.aboutToShow.connect(partial(self._fill, menu))
        self.button.setMenu(menu)
        self.retell()

    def retell(self) -> None:
        """Follow the language, and what is chosen."""
        say, chosen = self._desk.say, aims_of(self._desk.settings.plan_aims)
        names = [say(f"aims.{one.value}") for one in chosen] or [say("aims.none")]
        more = len(names) - 1
        first = names[0]
        self.button.setText(
            say("aims.order", first=first, n=more) if more else say("aims.order_one", first=first)
        )
        self.button.setAccessibleName(say("aims.name", aims=tuple(names)))

    def toggle(self, aim: Objective) -> None:
        """Take an aim out, or put it behind the others."""
        desk = self._desk
        held = aims_of(desk.settings.plan_aims)
        kept = tuple(one for one in held if one is not aim)
        desk.settings = replace(desk.settings, plan_aims=told_aims(kept if aim in held else (*held, aim)))
        desk.settings_changed.tell(desk.settings)
        self.retell()
        self.changed.emit()

    def _fill(self, menu: QMenu) -> None:
        """List those that are chosen in their order, then the others."""
        menu.clear()
        say, held = self._desk.say, aims_of(self._desk.settings.plan_aims)
        for n, one in enumerate((*held, *(other for other in Objective if other not in held)), 1):
            name = say(f"aims.{one.value}")
            text = say("aims.place", n=n, name=name) if one in held else name
            made = menu.addAction(text, partial(self.toggle, one))
            made.setCheckable(True)
            made.setChecked(one in held)
