"""The bar above the page: which programme, undo and redo, search, language and theme."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton

from curriplan.domain.history import Label
from curriplan.gui.desk import Desk
from curriplan.gui.icons import icon
from curriplan.gui.tips import set_tip
from curriplan.gui.widgets.basic import button, row
from curriplan.gui.widgets.clamped import Clamped

LONGEST = 24
"""Characters of a scenario's name: the bar must not make the window wide."""


class TopBar(QFrame):
    """Each signal asks the window for a command of that name."""

    command = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(48)
        self._desk = desk
        line = row(self, spacing=8)
        line.setContentsMargins(20, 0, 20, 0)
        self._name = button("", lambda: self._menu.exec(self._below()), "flat")
        self._name.setStyleSheet("font-weight: 600; font-size: 14px;")
        self._about = Clamped(desk, 1, "dim")
        self._narrow = False
        self._menu = QMenu(self)
        self._undo = self._command_button("undo")
        self._redo = self._command_button("redo")
        self._search = self._command_button("search")
        self._search.setMinimumWidth(250)
        self._search.setStyleSheet("text-align: left; padding-left: 10px;")
        self._lang = self._command_button("language")
        self._theme = self._command_button("theme")
        self._panel = self._command_button("inspector")
        line.addWidget(self._name)
        line.addWidget(self._about, 1)
        for made in (self._undo, self._redo):
            line.addWidget(made)
        line.addSpacing(12)
        line.addWidget(self._search)
        for made in (self._lang, self._theme, self._panel):
            line.addWidget(made)
        self.retell()
        self.restyle()
        desk.edited.listen(lambda _: self.show_programme())  # a scenario may be shown, or no longer

    def _below(self) -> QPoint:
        return self._name.mapToGlobal(self._name.rect().bottomLeft())

    def _command_button(self, name: str) -> QPushButton:
        made = button("", lambda: self.command.emit(name))
        made.setIconSize(QSize(16, 16))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    @property
    def programme(self) -> str:
        """Return how the bar names the open programme, with its scenario; empty where none is open."""
        return "" if self._desk.session is None else self._name.text()

    def show_programme(self) -> None:
        """Show the name of the open programme, and what it is."""
        session = self._desk.session
        if session is None:
            self._name.setText("Curriplan")
            self._about.tell("")
            return
        about = session.program.about
        terms = len(session.program.terms)
        years = max((term.year for term in session.program.terms.values()), default=0)
        name = self._desk.name(about.name, about.code) or session.store.path.stem
        inside = session.scenario
        if inside is not None:
            scenario = self._desk.name(inside.name, self._desk.say("compare.nameless"))
            short = scenario if len(scenario) <= LONGEST else f"{scenario[: LONGEST - 1]}…"
            name = self._desk.say("compare.top", programme=name, scenario=short)
        self._name.setText(name)
        intake = self._desk.say("top.intake", year=str(about.intake)) if about.intake else ""
        span = self._desk.say("top.terms", years=years, terms=terms)
        self._about.tell("" if self._narrow else " · ".join(part for part in (intake, span) if part))

    def show_steps(self, undo: Label | None, redo: Label | None) -> None:
        """Say what undo and redo would do."""
        for made, step, key in ((self._undo, undo, "undo"), (self._redo, redo, "redo")):
            made.setEnabled(step is not None)
            what = "" if step is None else self._desk.say(f"edit.{step.code}", **dict(step.args))
            words = self._desk.say(f"top.{key}_what", what=what) if what else self._desk.say(f"top.{key}")
            set_tip(made, words)
            made.setAccessibleName(words)

    def set_menu(self, menu: QMenu) -> None:
        """Take the menu that the programme's name opens."""
        self._menu = menu

    def set_narrow(self, narrow: bool) -> None:
        """Give words up where there is no room for them."""
        self._search.setMinimumWidth(120 if narrow else 250)
        self._narrow = narrow
        self.show_programme()
        for made, key in ((self._undo, "undo"), (self._redo, "redo")):
            made.setText("" if narrow else self._desk.say(f"top.{key}"))

    def retell(self) -> None:
        """Follow the language."""
        say = self._desk.say
        self._undo.setText(say("top.undo"))
        self._redo.setText(say("top.redo"))
        self._search.setText(say("top.search"))
        set_tip(self._search, "Ctrl+K")
        self._lang.setText(say("top.other_language"))
        self._lang.setAccessibleName(say("command.language"))
        for made, key in ((self._theme, "theme"), (self._panel, "inspector"), (self._search, "search")):
            made.setAccessibleName(say(f"command.{key}"))
        set_tip(self._theme, say("command.theme"))
        set_tip(self._panel, say("command.inspector"))
        self.show_programme()

    def restyle(self) -> None:
        """Follow the theme."""
        theme = self._desk.theme
        for made, name in (
            (self._undo, "undo"),
            (self._redo, "redo"),
            (self._search, "search"),
            (self._theme, "theme"),
            (self._panel, "panel"),
        ):
            made.setIcon(icon(name, theme.ink if name in {"undo", "redo"} else theme.dim))
        self._name.setIcon(icon("down", theme.dim))
        self._name.setIconSize(QSize(12, 12))
        self._name.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
