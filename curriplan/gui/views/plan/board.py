"""The board: years side by side, each with its terms; what is without a term stands before them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from curriplan.analysis.calendar import first_term
from curriplan.analysis.order import terms_in_order
from curriplan.gui.desk import Desk
from curriplan.gui.theme import Tone
from curriplan.gui.views.plan.card_model import CardModel
from curriplan.gui.views.plan.cards import UNPLACED, Cards, cards_by_term, head_with_troubles, year_titles
from curriplan.gui.views.plan.column import TermList
from curriplan.gui.views.plan.head_view import HeadView
from curriplan.gui.views.plan.links import Edge, End, LinkLayer, links_of
from curriplan.gui.views.plan.preview import Preview
from curriplan.gui.views.plan.shown import EVERYTHING, Shown
from curriplan.gui.widgets.basic import card, clear, column, label, row

COLUMN_WIDTH = 148
Keys = Callable[[QKeyEvent, str], bool]
"""What keys are offered to first, with the term in whose column they were pressed; it answers whether it took them."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One column: its term's id, model, list and head."""

    term: str
    model: CardModel
    cards: TermList
    head: HeadView | QLabel
    box: QWidget


class Board(QScrollArea):
    """All columns. Moves are wishes: the page carries them out as edits."""

    moved = Signal(list, str)
    chosen = Signal(str)
    term_chosen = Signal(str)
    menu_wanted = Signal(QPoint)
    hovered = Signal(list, str)
    entered = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lanes: dict[str, Lane] = {}
        self._titles: dict[int, tuple[QLabel, QLabel]] = {}
        self._shape: tuple[tuple[str, int], ...] = ()
        self._keys: Keys = lambda *_: False
        self._together = False
        self.shown: Shown = EVERYTHING
        self.cards: Cards = Cards({}, frozenset(), (), 0)
        inside = self._inside = QWidget()
        inside.setObjectName("scrolled")
        self._line: QHBoxLayout = row(inside, spacing=8)
        self.setWidget(inside)
        self._layer = LinkLayer(desk, inside, self._end)
        inside.installEventFilter(self)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit_heads)

    def listen_to_keys(self, keys: Keys) -> None:
        """Have keys offered to a function first."""
        self._keys = keys

    def refresh(self) -> None:
        """Follow the programme."""
        desk = self._desk
        shape = tuple((term.id, term.year) for term in terms_in_order(desk.program))
        if shape != self._shape:
            self._shape = shape
            self._build()
        self.cards = cards_by_term(desk, self.shown)
        held = self.cards.by_term
        for term, lane in self._lanes.items():
            lane.model.show_cards(held[term])
        findings = desk.results.findings(desk.today)
        for load in desk.results.loads():
            view = self._lanes[load.term.id].head
            if isinstance(view, HeadView):
                view.show_head(head_with_troubles(desk, load, findings))
        for year, title, share in year_titles(desk):
            self._titles[year][0].setText(title)
            self._titles[year][1].setText(share)
        tray = self._lanes[UNPLACED]
        tray.box.setVisible(bool(held[UNPLACED]))
        if isinstance(tray.head, QLabel):
            tray.head.setText(desk.say("plan.unplaced", n=len(held[UNPLACED])))
        self._fitting.start()
        self._show_links()

    def repaint_cards(self) -> None:
        """Have every card painted and measured again after a change of theme or language."""
        names = {one.id: one.number for one in self._desk.program.terms.values()}
        for term, lane in self._lanes.items():
            lane.cards.restyle()
            lane.cards.setAccessibleName(self._name(names, term))
            lane.head.update()
        self._layer.look_again()

    # -- building -------------------------------------------------------------------------------------

    def _build(self) -> None:
        clear(self._line)
        self._lanes, self._titles = {}, {}
        tray, lines = self._box()
        title = label(role="strong")
        lines.addWidget(title)
        self._lanes[UNPLACED] = self._lane(UNPLACED, title, lines, tray)
        self._line.addWidget(tray, 1)
        years: dict[int, list[str]] = {}
        for term, year in self._shape:
            years.setdefault(year, []).append(term)
        for year, terms in years.items():
            self._line.addWidget(self._year(year, terms), len(terms) * 2)
        self.setFocusProxy(self._lanes[self._shape[0][0]].cards if self._shape else tray)
        self._layer.raise_()

    def _year(self, year: int, terms: list[str]) -> QFrame:
        box, lines = self._box()
        top = row(spacing=8)
        titles = (label(role="strong"), label(role="dim"))
        self._titles[year] = titles
        top.addWidget(titles[0], 1)
        top.addWidget(titles[1])
        lines.addLayout(top)
        across = row(spacing=6)
        for term in terms:
            inside = QWidget()
            inside.setMinimumWidth(COLUMN_WIDTH - 26)
            down = column(inside, spacing=6)
            view = HeadView(self._desk)
            view.clicked.connect(partial(self.term_chosen.emit, term))
            down.addWidget(view)
            self._lanes[term] = self._lane(term, view, down, inside)
            across.addWidget(inside, 1)
        lines.addLayout(across, 1)
        return box

    def _box(self) -> tuple[QFrame, QVBoxLayout]:
        box = card()
        lines = column(box, spacing=8, margin=8)
        return box, lines

    def _name(self, numbers: dict[str, int], term: str) -> str:
        say = self._desk.say
        return say("plan.term", number=numbers[term]) if term else say("plan.without_term")

    def _lane(self, term: str, view: HeadView | QLabel, lines: QVBoxLayout, box: QWidget) -> Lane:
        model = CardModel(self._desk)
        cards = TermList(self._desk, model)
        names = {one.id: one.number for one in self._desk.program.terms.values()}
        cards.setAccessibleName(self._name(names, term))
        cards.dropped.connect(lambda courses: self.moved.emit(courses, term))
        cards.hovered.connect(lambda courses: self.hovered.emit(courses, term))
        cards.left.connect(self.left.emit)
        cards.key.connect(partial(self._key, term))
        cards.customContextMenuRequested.connect(
            lambda point: self.menu_wanted.emit(cards.viewport().mapToGlobal(point))
        )
        cards.selectionModel().selectionChanged.connect(lambda *_: self._selection_changed(term))
        cards.verticalScrollBar().valueChanged.connect(lambda _: self._layer.look_again())
        cards.installEventFilter(self)
        lines.addWidget(cards, 1)
        return Lane(term, model, cards, view, box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the pane of lines as large as the board, and tell in which column the keyboard is."""
        if event.type() is QEvent.Type.Resize and watched is self._inside:
            self._layer.setGeometry(self._inside.rect())
            self._fitting.start()
        elif event.type() is QEvent.Type.FocusIn and isinstance(watched, TermList):
            term = next((lane.term for lane in self._lanes.values() if lane.cards is watched), None)
            if term is not None:
                self.entered.emit(term)
        return super().eventFilter(watched, event)

    def _fit_heads(self) -> None:
        """Give all heads the height of the one that needs most, and short names where a name has no room."""
        views = [lane.head for lane in self._lanes.values() if isinstance(lane.head, HeadView)]
        narrow = not all(one.name_fits() for one in views)
        high = max((one.needed() for one in views), default=0)
        for one in views:
            one.shorten(short=narrow)
        if any(one.height() != high for one in views):
            for one in views:
                one.setFixedHeight(high)
            QTimer.singleShot(0, self._follow_current)
        self._layer.look_again()

    def _follow_current(self) -> None:
        """Have the selected card still seen after the columns became shorter."""
        for lane in self._lanes.values():
            if lane.cards.selectedIndexes():
                lane.cards.bring(lane.cards.currentIndex().row())

    # -- lines of requisites --------------------------------------------------------------------------

    def _show_links(self) -> None:
        course = self._desk.selection.course
        known = course in self._desk.program.courses
        self._layer.show_links(links_of(self._desk.program, course) if known else ())

    def _end(self, course: str, *, last: bool) -> End | None:
        """Return where the card of a course is on the board: seen, or behind which edge of its column."""
        program = self._desk.program
        begins = first_term(program, course)
        number = None if begins is None else begins + (program.courses[course].span - 1 if last else 0)
        term = next((one.id for one in program.terms.values() if one.number == number), UNPLACED)
        lane = self._lanes.get(term)
        if lane is None or not lane.box.isVisible():
            return None
        view = lane.cards.viewport()
        corner = view.mapTo(self._inside, QPoint(0, 0))
        area = QRectF(view.rect()).translated(corner.x(), corner.y())
        at = lane.model.row_of_course(course, last=last)
        if at is None:
            return End(Edge.HIDDEN, area, area)
        room = QRectF(lane.cards.visualRect(lane.model.index(at))).translated(corner.x(), corner.y())
        if room.center().y() < area.top():
            return End(Edge.ABOVE, area, area)
        if room.center().y() > area.bottom():
            return End(Edge.BELOW, area, area)
        return End(Edge.CARD, room.intersected(area).adjusted(0, 0, 0, -5), area)

    # -- what a move would do ---------------------------------------------------------------------------

    def preview(self, held: Preview | None, tone: Tone | None = None, note: str = "") -> None:
        """Show in the columns what a move in hand would do; None takes it away."""
        for term, lane in self._lanes.items():
            if isinstance(lane.head, HeadView):
                lane.head.preview(None if held is None else held.heads.get(term))
            lane.cards.mark(lane.cards.cut, frozenset() if held is None else held.breaks)
            here = held is not None and held.term == term
            lane.cards.note(note if here else "", tone if here else None)
        self._layer.setVisible(held is None)  # lines of the plan as it is would be beside the point
        self._fitting.start()

    def mark_cut(self, courses: Collection[str]) -> None:
        """Mark the cards that wait to be pasted."""
        for lane in self._lanes.values():
            lane.cards.mark(frozenset(courses), lane.cards.would_break)

    # -- selection and keys ---------------------------------------------------------------------------

    def _selection_changed(self, term: str) -> None:
        lane = self._lanes[term]
        courses = lane.cards.selected_courses()
        if not courses:
            return
        more = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if not self._together and not QGuiApplication.keyboardModifiers() & more:
            self._select_only(term)
        self.chosen.emit(courses[-1])
        self._show_links()

    def _select_only(self, term: str) -> None:
        for other in self._lanes.values():
            if other.term != term:
                other.cards.selectionModel().clearSelection()

    def selected(self) -> list[str]:
        """Return the courses of the selected cards, each once."""
        return list(
            dict.fromkeys(course for lane in self._lanes.values() for course in lane.cards.selected_courses())
        )

    def choose(self, course: str) -> None:
        """Select the card of a course and bring it into view; the first where it runs over several terms."""
        if course not in self.selected():
            for term in (term for term, _ in (*self._shape, (UNPLACED, 0))):
                lane = self._lanes.get(term)
                at = None if lane is None else lane.model.row_of_course(course)
                if lane is not None and at is not None:
                    lane.cards.choose_row(at)
                    lane.cards.bring(at)
                    self._select_only(term)
                    break
        self._show_links()

    def focus_cards(self, courses: Collection[str]) -> None:
        """Select the cards of some courses and give the keyboard to the last of them that is shown."""
        wanted = frozenset(courses)
        lanes = [
            lane for lane in self._lanes.values() if any(one.course in wanted for one in lane.model.cards())
        ]
        for lane in self._lanes.values():
            if lane not in lanes:
                lane.cards.selectionModel().clearSelection()
        if not lanes:
            return
        if len(wanted) == 1:
            self.choose(next(iter(wanted)))
            lanes = [lane for lane in lanes if lane.cards.selected_courses()] or lanes
        else:
            self._together = True
            for lane in lanes:
                lane.cards.choose(wanted)
            self._together = False
        lanes[-1].cards.setFocus()

    def enter_first(self) -> None:
        """Give the keyboard to the first card that there is."""
        lane = next((one for one in self._lanes.values() if one.model.cards()), None)
        if lane is not None:
            lane.cards.enter(0)
            self._layer.look_again()

    def focus_card(self, course: str) -> None:
        """Give the keyboard to the card of a course."""
        self.focus_cards([course])

    def _key(self, term: str, event: QKeyEvent) -> None:
        if self._keys(event, term):
            event.accept()
            return
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        by = sideways.get(Qt.Key(event.key()))
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and by is not None:
            self._step_aside(term, by)
            event.accept()

    def _step_aside(self, term: str, by: int) -> None:
        """Go to the next column, an empty one as well: something may be pasted there."""
        order = [
            key for key in (UNPLACED, *(one for one, _ in self._shape)) if self._lanes[key].box.isVisible()
        ]
        at = order.index(term) + by if term in order else -1
        if not 0 <= at < len(order):
            return
        here, there = self._lanes[term], self._lanes[order[at]]
        there.cards.enter(max(0, here.cards.currentIndex().row()))
        self.ensureWidgetVisible(there.cards, 20, 0)
