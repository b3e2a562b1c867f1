"""The Plan page: the board, moves by mouse, menu and keys, and planning by the solver."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from curriplan.analysis.calendar import first_term
from curriplan.analysis.order import in_order, terms_in_order
from curriplan.app.figures import share, spread
from curriplan.app.impact import new_troubles
from curriplan.app.session import Edited
from curriplan.domain.edits.placements import lock, place
from curriplan.domain.finding import Severity
from curriplan.domain.history import label as edit_label
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import EMPTY, Content
from curriplan.gui.views.page import Page
from curriplan.gui.views.plan.auto import AutoPlan
from curriplan.gui.views.plan.board import Board
from curriplan.gui.views.plan.inspect import course_content
from curriplan.gui.views.plan.term import add_new_term, term_content
from curriplan.gui.widgets.basic import button, clear, label, row
from curriplan.gui.widgets.flow import Flow
from curriplan.planning.result import PlanResult

LARGE_EDIT = 3


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
        self._cut: list[str] = []
        self._hint: QLabel = label(role="dim")
        bar = self.toolbar(body)
        self._auto_button = button(kind="primary", clicked=self.plan_all)
        self.say(self._auto_button.setText, "plan.auto")
        self._part_button = button(clicked=self.plan_selected)
        self.say(self._part_button.setText, "plan.auto_selected")
        bar.addWidget(self._auto_button)
        bar.addWidget(self._part_button)
        self._legend = QWidget()
        self._legend_line = Flow(self._legend, 10)
        bar.addWidget(self._legend, 1)
        self._auto = AutoPlan(self.desk)
        self._auto.accepted.connect(self._accept)
        body.addWidget(self._auto)
        self._board = Board(self.desk)
        self._board.moved.connect(self.move_courses)
        self._board.chosen.connect(lambda course: self.desk.select(Selection(course=course)))
        self._board.term_chosen.connect(lambda term: self.desk.select(Selection(term=term)))
        self._board.menu_wanted.connect(self._menu)
        self._board.hovered.connect(self._preview)
        self._board.left.connect(lambda: self._hint.setText(self._usual_hint()))
        self._board.listen_to_keys(self._key)
        body.addWidget(self._board, 1)
        foot = row(spacing=12)
        foot.addWidget(self._hint, 1)
        more = button(kind="flat", clicked=lambda: add_new_term(self.desk))
        self.say(more.setText, "term.add")
        foot.addWidget(more)
        body.addLayout(foot)
        self.setFocusProxy(self._board)

    # -- following ------------------------------------------------------------------------------------

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme."""
        self._board.refresh()
        if edited is None:
            self._board.repaint_cards()
            self._auto.retell()
        if edited is None or any(change.table == "course_types" for change in edited.changes):
            self._fill_legend()
        self._hint.setText(self._usual_hint())

    def _fill_legend(self) -> None:
        clear(self._legend_line)
        for kind in in_order(self.desk.program.course_types):
            entry = QWidget()
            line = row(entry, spacing=5)
            mark = label("■")
            mark.setStyleSheet(f"color: {self.desk.theme.role(kind.role)};")
            line.addWidget(mark)
            line.addWidget(label(self.desk.name(kind.name, kind.code), "dim"))
            self._legend_line.addWidget(entry)

    def _usual_hint(self) -> str:
        return self.desk.say("plan.hint")

    def headline(self) -> tuple[str, str]:
        """Say how many errors there are, as the status bar counts them, and how even the plan is."""
        say, results = self.desk.say, self.desk.results
        errors = sum(one.severity is Severity.ERROR for one in results.findings(self.desk.today))
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

    def inspect(self, selection: Selection) -> Content:
        """Explain a course's place, or a term."""
        if selection.term in self.desk.program.terms:
            return term_content(self.desk, selection.term)
        if selection.course not in self.desk.program.courses:
            return EMPTY
        return course_content(self.desk, selection.course, self.move_courses, self.lock_courses)

    # -- moving ---------------------------------------------------------------------------------------

    def move_courses(self, courses: list[str], term: str) -> None:
        """Move courses to a term, or off the plan for an empty term."""
        program = self.desk.program
        moved = [one for one in courses if one in program.courses and not self._is_locked(one)]
        if len(moved) < len(courses):
            self.desk.toasts.tell(Toast(self.desk.say("plan.locked_stay", n=len(courses) - len(moved))))
        targets = dict.fromkeys(moved, term or None)
        if not moved:
            return
        number = program.terms[term].number if term else 0
        if len(moved) == 1:
            (course,) = (program.courses[one] for one in moved)
            name = course.name.or_code(course.code)
            words = (
                edit_label("placement.move", course=name, number=number)
                if term
                else edit_label("placement.off", course=name)
            )
        else:
            words = (
                edit_label("placement.moves", n=len(moved), number=number)
                if term
                else edit_label("placement.offs", n=len(moved))
            )
        changes = self.desk.edit(words, lambda now: place(now, targets))
        self._board.focus_card(moved[-1])
        if len(changes) >= LARGE_EDIT:
            self.desk.toasts.tell(Toast(self.desk.say("plan.moved", n=len(changes)), undo=True))

    def lock_courses(self, courses: list[str], locked: bool) -> None:
        """Fix courses to their term, or free them."""
        words = edit_label("placement.lock" if locked else "placement.unlock", n=len(courses))
        self.desk.edit(words, lambda now: lock(now, courses, locked))

    def _is_locked(self, course: str) -> bool:
        held = self.desk.program.placements.get(course)
        return held is not None and held.locked

    def _shift(self, by: int) -> None:
        """Move the selected courses by some terms, each from where it is."""
        terms = terms_in_order(self.desk.program)
        for course in self._board.selected():
            begins = first_term(self.desk.program, course)
            at = next((n for n, term in enumerate(terms) if term.number == begins), -1 if by > 0 else None)
            if at is not None and 0 <= at + by < len(terms):
                self.move_courses([course], terms[at + by].id)

    def _preview(self, courses: list[str], term: str) -> None:
        """Say at once what the dragged courses would break in a term."""
        desk = self.desk
        targets = {course: term or None for course in courses if course in desk.program.courses}
        troubles = new_troubles(desk.results.checked(desk.today), lambda now: place(now, targets))
        if not troubles:
            self._hint.setText(desk.say("plan.fits"))
            return
        texts = "  ·  ".join(desk.texts.finding(one) for one in troubles[:3])
        self._hint.setText(desk.say("plan.breaks", text=texts))

    # -- menu and keys --------------------------------------------------------------------------------

    def _menu(self, point: QPoint) -> None:
        courses = self._board.selected()
        if not courses:
            return
        say = self.desk.say
        menu = QMenu(self)
        to = menu.addMenu(say("plan.move_to"))
        for term in terms_in_order(self.desk.program):
            name = self.desk.name(term.name) or say("plan.term", number=term.number)
            to.addAction(name).triggered.connect(partial(self._from_menu, courses, term.id))
        menu.addAction(say("plan.take_off")).triggered.connect(partial(self._from_menu, courses, ""))
        locked = all(self._is_locked(one) for one in courses)
        menu.addAction(say("plan.unlock" if locked else "plan.lock")).triggered.connect(
            lambda *_: self.lock_courses(courses, not locked)
        )
        menu.addSeparator()
        menu.addAction(say("plan.auto_selected")).triggered.connect(lambda *_: self.plan_selected())
        menu.addAction(say("plan.open_course")).triggered.connect(
            lambda *_: self.desk.goto("courses", Selection(course=courses[-1]))
        )
        menu.exec(point)
        menu.deleteLater()

    def _from_menu(self, courses: list[str], term: str, *_: object) -> None:
        self.move_courses(courses, term)

    def _key(self, event: QKeyEvent) -> bool:
        """Take the keys of the board; answer whether the key was one of them."""
        courses = self._board.selected()
        shifted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & shifted == shifted and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._shift(1 if event.key() == Qt.Key.Key_Right else -1)
            return True
        if not courses or event.modifiers() & shifted not in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ControlModifier,
        }:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._clipboard_key(event, courses)
        numbers = {str(term.number): term.id for term in terms_in_order(self.desk.program)}
        if event.text() in numbers:
            self.move_courses(courses, numbers[event.text()])
        elif event.text().lower() == "l":
            self.lock_courses(courses, not all(self._is_locked(one) for one in courses))
        elif event.key() == Qt.Key.Key_Delete:
            self.move_courses(courses, "")
        elif event.key() == Qt.Key.Key_Menu:
            self._menu(QCursor.pos())
        else:
            return False
        return True

    def _clipboard_key(self, event: QKeyEvent, courses: list[str]) -> bool:
        if event.key() == Qt.Key.Key_X:
            self._cut = courses
            self._hint.setText(self.desk.say("plan.cut", n=len(courses)))
            return True
        if event.key() == Qt.Key.Key_V and self._cut:
            held = self.desk.program.placements.get(courses[-1])
            if held is not None:
                self.move_courses(self._cut, held.term)
                self._cut = []
            return True
        return False

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

    def _accept(self, result: PlanResult, courses: list[str]) -> None:
        from curriplan.planning.accept import accept

        words = edit_label("plan.auto", n=len(courses))
        changes = self.desk.edit(words, lambda now: accept(now, result, courses))
        if changes:
            self.desk.toasts.tell(Toast(self.desk.say("plan.moved", n=len(changes)), undo=True))
