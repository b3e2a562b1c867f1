"""The Plan page: the board, moves by mouse, menu and keys, and planning by the solver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from curriplan.analysis.calendar import first_term
from curriplan.app.figures import share, spread
from curriplan.app.scenarios import fork
from curriplan.app.session import Edited
from curriplan.app.texts import Texts
from curriplan.domain.finding import Severity
from curriplan.domain.history import label as edit_label
from curriplan.domain.text import Text
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import EMPTY, Content
from curriplan.gui.scenarios import enter_scenario
from curriplan.gui.tips import set_tip
from curriplan.gui.views.page import Page
from curriplan.gui.views.plan.aims import Aims
from curriplan.gui.views.plan.auto import AutoPlan
from curriplan.gui.views.plan.board import Board
from curriplan.gui.views.plan.choices import LEAST_TEXT, MOST_TEXT, BoardChoices
from curriplan.gui.views.plan.hands import BoardHands
from curriplan.gui.views.plan.inspect import course_content
from curriplan.gui.views.plan.legend import HueLegend
from curriplan.gui.views.plan.menu import CardMenu
from curriplan.gui.views.plan.term import add_new_term, term_content
from curriplan.gui.views.plan.weeks_pane import WeeksPane
from curriplan.gui.widgets.basic import button, row
from curriplan.gui.widgets.clamped import Clamped
from curriplan.gui.widgets.switches import Switches
from curriplan.planning.result import PlanResult

HINT_LINES = 2
VIEWS = BOARD, WEEKS = "board", "weeks"


class PlanPage(Page):
    """Which course runs when."""

    name = "plan"

    def is_empty(self) -> bool:
        """Tell whether there is nothing to place, or nowhere to place it."""
        return not (self.desk.program.courses and self.desk.program.terms)

    def empty_key(self) -> str:
        """Say what is missing: courses, or terms to place them in."""
        return "no_terms" if self.desk.program.courses else "empty"

    def next_step(self) -> tuple[str, Callable[[], object]]:
        """Offer to import courses, or a first term where there is none."""
        if self.desk.program.courses:
            return self.desk.say("term.add"), lambda: add_new_term(self.desk)
        return self.desk.say("command.import"), lambda: self.desk.commands.tell("import")

    def other_step(self) -> tuple[str, Callable[[], object]] | None:
        """Offer to type the courses in."""
        if self.desk.program.courses:
            return None
        return self.desk.say("plan.type_courses"), lambda: self.desk.goto("courses")

    def build(self, body: QVBoxLayout) -> None:
        """Make toolbar, panel of the solver, board and the line that says what a drag would break."""
        self._hint = Clamped(self.desk, HINT_LINES, "dim")
        self._board = Board(self.desk)
        self.hands = BoardHands(self.desk, self._board)
        self.hands.told.connect(self._tell_hint)
        self._menus = CardMenu(self.desk, self.hands, self.plan_selected)
        self._build_toolbar(body)
        self._auto = AutoPlan(self.desk)
        self._auto.accepted.connect(self._accept)
        self._auto.kept.connect(self._keep)
        body.addWidget(self._auto)
        self._board.chosen.connect(self._chosen)
        self._board.term_chosen.connect(lambda term: self.desk.select(Selection(term=term)))
        self._board.menu_wanted.connect(self._menu)
        self._board.listen_to_keys(self._key)
        self._weeks = WeeksPane(self.desk, self.say)
        self._weeks.view.chosen.connect(self._chosen)
        self._weeks.view.opened.connect(lambda _: self.show_view(BOARD))
        self._weeks.view.key.connect(self._week_key)
        self._views = QStackedWidget()
        self._views.addWidget(self._board)
        self._views.addWidget(self._weeks)
        body.addWidget(self._views, 1)
        self._build_foot(body)
        self._turn(self.desk.settings.plan_view)

    def _build_toolbar(self, body: QVBoxLayout) -> None:
        bar = self.toolbar_in_lines(body)
        keys = {view: f"weeks.show.{view}" for view in VIEWS}
        self._switches = Switches(self.say, keys, self.show_view)
        auto, part = button(kind="primary", clicked=self.plan_all), button(clicked=self.plan_selected)
        self.say(auto.setText, "plan.auto")
        self.say(part.setText, "plan.auto_selected")
        self._aims = Aims(self.desk, self.say)
        self._choices = BoardChoices(self.desk, self.say)
        self._choices.changed.connect(self._show_cards)
        compare = button(clicked=lambda: self.desk.goto("compare", Selection(table="placements")))
        self.say(compare.setText, "weeks.compare")
        self.say(partial(set_tip, compare), "weeks.compare_tip")
        for widget in (self._switches, auto, part, compare, *self._choices.widgets):
            bar.addWidget(widget)
        bar.set_elastic(self._choices.text, LEAST_TEXT, MOST_TEXT)
        self._legend = HueLegend()
        body.addWidget(self._legend)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self._choices.text.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._choices.text.returnPressed.connect(self._go_to_found)

    def _build_foot(self, body: QVBoxLayout) -> None:
        foot = row(spacing=12)
        foot.addWidget(self._hint, 1)
        self._all = button(kind="flat", clicked=self._choices.show_all)
        self.say(self._all.setText, "board.show_all")
        more = button(kind="flat", clicked=lambda: add_new_term(self.desk))
        self.say(more.setText, "term.add")
        for made in (self._aims.button, self._all, more):
            foot.addWidget(made)
        body.addLayout(foot)

    # -- following ------------------------------------------------------------------------------------

    def begin_anew(self) -> None:
        """Forget what was filtered and cut in the programme before."""
        super().begin_anew()
        if self._built:
            self._choices.forget()
            self.hands.forget()

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme."""
        if edited is None:
            self._choices.fit()
            self._choices.retell()
            self._aims.retell()
        self._show_cards()
        if edited is None:
            self._board.repaint_cards()
            self._auto.retell()

    def _show_cards(self) -> None:
        """Show the cards that are wanted as they are wanted, and the weeks of the same courses."""
        self._board.shown = self._choices.shown
        self._board.refresh()
        if self._view == WEEKS:
            self._weeks.refresh(self._choices.shown)
        self._legend.show_hues(self._board.cards.legend)
        self._all.setVisible(bool(self._board.cards.hidden))
        self._tell_hint("")

    def show_view(self, view: str) -> None:
        """Show the board or the weeks; the user's settings keep which."""
        held = replace(self.desk.settings, plan_view=view)
        if held != self.desk.settings:
            self.desk.settings = held
            self.desk.settings_changed.tell(held)
        self._turn(view)
        self._show_cards()
        self.show_selection(self.desk.selection)
        self.setFocus()

    def _turn(self, view: str) -> None:
        self._view = view if view in VIEWS else BOARD
        self._switches.press(self._view)
        self._views.setCurrentIndex(VIEWS.index(self._view))
        self.setFocusProxy(self._weeks if self._view == WEEKS else self._board)

    def _go_to_found(self) -> None:
        """Give the keyboard to the first card that is shown, or to the weeks."""
        if self._view == WEEKS:
            self._weeks.setFocus()
        else:
            self._board.enter_first()

    def _tell_hint(self, text: str) -> None:
        """Say something below the board; nothing: what it shows and which keys there are."""
        hidden, say = len(self._board.cards.hidden), self.desk.say
        if not text and hidden:
            text = say("board.hidden", n=self._board.cards.all - hidden, all=self._board.cards.all)
        self._hint.tell(text or say("weeks.hint" if self._view == WEEKS else "plan.hint"))

    def headline(self) -> tuple[str, str]:
        """Say how many errors there are, as the status bar counts them, and how even the plan is."""
        say, results = self.desk.say, self.desk.results
        errors = sum(one.severity is Severity.ERROR for one in results.open_findings(self.desk.today))
        without = sum(first_term(self.desk.program, course) is None for course in self.desk.program.courses)
        first = say("plan.errors", n=errors) if errors else say("plan.no_errors")
        if without:
            first = say("plan.some_unplaced", n=without) + " " + first
        hours = [load.weekly_hours for load in results.loads() if load.weekly_hours]
        parts = []
        if hours:
            parts.append(
                say("plan.range", low=self.desk.figure(min(hours)), high=self.desk.figure(max(hours)))
            )
        phases = results.phases()
        if any(one.score is not None for one in phases):
            parts.append(say("plan.phase_score", score=spread((one.score for one in phases), share)))
        unknown = {course for one in phases for course in one.unknown}
        if unknown:
            parts.append(say("plan.phase_unknown", n=len(unknown)))
        return first, " ".join(parts)

    def restyle(self) -> None:
        """Follow the theme: stripes have other colours."""
        self._stale = True
        if self.isVisible():
            self.update_now(None)

    def show_selection(self, selection: Selection) -> None:
        """Select the card of a course chosen elsewhere."""
        if self.desk.session is not None and selection.course in self.desk.program.courses:
            self._board.choose(selection.course)
            self._weeks.view.choose(selection.course)

    def inspect(self, selection: Selection) -> Content:
        """Explain a course's place, or a term."""
        if selection.term in self.desk.program.terms:
            return term_content(self.desk, selection.term)
        if selection.course not in self.desk.program.courses:
            return EMPTY
        return course_content(self.desk, selection.course, self.move_courses, self.hands.lock)

    # -- hands ----------------------------------------------------------------------------------------

    def _chosen(self, course: str) -> None:
        self.desk.select(Selection(course=course))
        if not self.hands.cut_courses:
            self._tell_hint("")

    def move_courses(self, courses: list[str], term: str) -> None:
        """Move courses to a term, or off the plan for an empty term."""
        self.hands.move(courses, term)

    def _menu(self, point: QPoint, term: str = "") -> None:
        courses = self._board.selected()
        menu = self._menus.make(self, courses) if courses else self._menus.paste_into(self, term)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(point)

    def _key(self, event: QKeyEvent, term: str) -> bool:
        """Take the keys of the board; answer whether the key was one of them."""
        if event.key() == Qt.Key.Key_Menu:
            self._menu(QCursor.pos(), term)
            return True
        if self.hands.key(event, term):
            return True
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and event.text():
            return self._look_key(event.text().lower())
        return False

    def _week_key(self, event: QKeyEvent) -> None:
        """Take the keys of the weeks: those that move and fix the selected course, and those of the look."""
        course, plain = self.desk.selection.course, event.modifiers() == Qt.KeyboardModifier.NoModifier
        courses = [course] if course in self.desk.program.courses else []
        taken = self.hands.move_key(event, courses) or (plain and self._look_key(event.text().lower()))
        event.setAccepted(taken)
        if taken:
            self.setFocus()

    def _look_key(self, text: str) -> bool:
        """Take the keys that change what is shown and how."""
        if text == "b":
            self.show_view(BOARD)
        elif text == "w":
            self.show_view(WEEKS)
        elif text == "g":
            self._choices.want(grouped=not self._choices.shown.grouped)
        elif text == "c":
            self._choices.next_colour()
        else:
            return False
        return True

    # -- the solver -----------------------------------------------------------------------------------

    def plan_all(self) -> None:
        """Have the whole plan made."""
        self._auto.start(self.desk.program)

    def plan_selected(self) -> None:
        """Have the selected courses placed, the others staying where they are."""
        chosen = self._board.selected()
        if not chosen:
            self.desk.toasts.tell(Toast(self.desk.say("plan.select_first")))
            return
        self._auto.start(self.desk.program, chosen)

    def _keep(self, result: PlanResult, courses: list[str]) -> None:
        """Make a scenario of the programme with the moves, and show it; the programme stays as it is."""
        desk, session = self.desk, self.desk.session
        if session is None:
            return
        n = len(session.stored.scenarios) + 1
        name = Text(Texts("zh")("plan.kept_name", n=n), Texts("en")("plan.kept_name", n=n))
        made = desk.told(lambda: fork(session, name, desk.today))
        if made is not None:
            enter_scenario(desk, made)
            self._accept(result, courses)

    def _accept(self, result: PlanResult, courses: list[str]) -> None:
        from curriplan.planning.accept import accept

        words = edit_label("plan.auto", n=len(courses))
        changes = self.desk.edit(words, lambda now: accept(now, result, courses))
        if changes:
            self.desk.toasts.tell(Toast(self.desk.say("plan.moved", n=len(changes)), undo=True))
