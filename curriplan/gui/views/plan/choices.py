"""What is chosen above the board: which cards, in which groups, coloured by what. The user's settings keep the latter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from curriplan.analysis.order import in_order
from curriplan.gui.desk import Desk
from curriplan.gui.views.plan.hues import ColourBy
from curriplan.gui.views.plan.shown import EVERYTHING, Shown
from curriplan.gui.widgets.basic import button

LEAST_TEXT, MOST_TEXT = 104, 168
Say = Callable[[Callable[[str], object], str], None]


class BoardChoices(QObject):
    """The line to find in and two menus; ``changed`` tells that other cards are wanted."""

    changed = Signal()

    def __init__(self, desk: Desk, say: Say) -> None:
        super().__init__()
        self._desk = desk
        self._shown = replace(EVERYTHING, grouped=desk.settings.plan_grouped, colour=_colour(desk))
        self.text = QLineEdit()
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(lambda text: self.want(text=text))
        say(self.text.setPlaceholderText, "board.find")
        say(self.text.setAccessibleName, "board.find_name")
        self.filter, self.look = button(), button()
        self._menus = {self.filter: self._fill_filter, self.look: self._fill_look}
        for made, fill in self._menus.items():
            menu = QMenu(made)
            menu.aboutToShow.connect(partial(self._show, menu, fill))
            made.setMenu(menu)
        self.retell()

    @property
    def shown(self) -> Shown:
        """Return what is wanted."""
        return self._shown

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """Return what stands in the toolbar, in its order."""
        return self.text, self.filter, self.look

    def retell(self) -> None:
        """Follow the language, and what is chosen."""
        say, shown = self._desk.say, self._shown
        self.filter.setText(say("board.filter_n", n=shown.filters) if shown.filters else say("board.filter"))
        self.look.setText(say(f"board.colour.by.{shown.colour.value}"))
        self.look.setAccessibleName(say("board.look_name"))

    def fit(self) -> None:
        """Let go of what the programme has not: another one may be open."""
        program, shown = self._desk.program, self._shown
        kept = replace(
            shown,
            type=shown.type if shown.type in program.course_types else "",
            track=shown.track if shown.track in program.tracks else "",
            post=shown.post if shown.post in program.posts else "",
        )
        if kept != shown:
            self._shown = kept
            self.retell()

    def want(self, **wanted: Any) -> None:
        """Want something else; how cards look is kept in the settings."""
        desk, shown = self._desk, replace(self._shown, **wanted)
        if shown == self._shown:
            return
        self._shown = shown
        held = replace(desk.settings, plan_grouped=shown.grouped, plan_colour=shown.colour.value)
        if held != desk.settings:
            desk.settings = held
            desk.settings_changed.tell(held)
        self.retell()
        self.changed.emit()

    def forget(self) -> None:
        """Ask nothing of the cards of another programme; how they look stays."""
        held = self._shown
        self._shown = replace(EVERYTHING, grouped=held.grouped, colour=held.colour)
        blocked = self.text.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.text.clear()
        self.text.blockSignals(blocked)
        self.retell()

    def show_all(self) -> None:
        """Show every card again."""
        self.text.clear()
        self.want(text="", only_troubled=False, only_free=False, type="", track="", post="")

    def next_colour(self) -> None:
        """Colour by the next thing."""
        every = list(ColourBy)
        self.want(colour=every[(every.index(self._shown.colour) + 1) % len(every)])

    # -- menus ----------------------------------------------------------------------------------------

    def _show(self, menu: QMenu, fill: Callable[[QMenu], None]) -> None:
        menu.clear()
        fill(menu)

    def _fill_filter(self, menu: QMenu) -> None:
        desk, say, program = self._desk, self._desk.say, self._desk.program
        self._switch(menu, say("board.only_troubled"), "only_troubled")
        self._switch(menu, say("board.only_free"), "only_free")
        menu.addSeparator()
        for name, rows in (
            ("type", in_order(program.course_types)),
            ("track", in_order(program.tracks)),
            ("post", in_order(program.posts)),
        ):
            if rows and (name != "post" or desk.results.demand_is_known):
                named = [(one.id, desk.name(one.name, one.code)) for one in rows]
                self._one_of(menu.addMenu(say(f"board.by.{name}")), name, named)
        menu.addSeparator()
        menu.addAction(say("board.show_all"), self.show_all).setEnabled(self._shown.is_narrow)

    def _fill_look(self, menu: QMenu) -> None:
        say = self._desk.say
        group = QActionGroup(menu)
        for one in ColourBy:
            made = menu.addAction(say(f"board.colour.by.{one.value}"), partial(self.want, colour=one))
            made.setCheckable(True)
            made.setChecked(one is self._shown.colour)
            group.addAction(made)
        menu.addSeparator()
        self._switch(menu, say("board.grouped"), "grouped")

    def _switch(self, menu: QMenu, text: str, name: str) -> None:
        made = menu.addAction(text)
        made.setCheckable(True)
        made.setChecked(bool(getattr(self._shown, name)))
        made.toggled.connect(lambda on: self.want(**{name: on}))

    def _one_of(self, menu: QMenu, name: str, rows: Iterable[tuple[str, str]]) -> None:
        group = QActionGroup(menu)
        for key, text in (("", self._desk.say(f"board.every.{name}")), *rows):
            made = menu.addAction(text.replace("&", "&&"), partial(self.want, **{name: key}))
            made.setCheckable(True)
            made.setChecked(key == getattr(self._shown, name))
            group.addAction(made)


def _colour(desk: Desk) -> ColourBy:
    held = desk.settings.plan_colour
    return ColourBy(held) if held in set(ColourBy) else ColourBy.TYPE
