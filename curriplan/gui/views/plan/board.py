"""The board: years side by side, each with its terms; what is without a term stands before them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from curriplan.analysis.order import terms_in_order
from curriplan.gui.desk import Desk
from curriplan.gui.views.plan.cards import UNPLACED, cards_by_term, head, year_titles
from curriplan.gui.views.plan.column import CardModel, HeadView, TermList
from curriplan.gui.widgets.basic import card, clear, column, label, row

COLUMN_WIDTH = 148


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
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lanes: dict[str, Lane] = {}
        self._titles: dict[int, tuple[QLabel, QLabel]] = {}
        self._shape: tuple[tuple[str, int], ...] = ()
        self._keys: Callable[[QKeyEvent], bool] = lambda _: False
        inside = QWidget()
        inside.setObjectName("scrolled")
        self._line: QHBoxLayout = row(inside, spacing=12)
        self.setWidget(inside)

    def listen_to_keys(self, keys: Callable[[QKeyEvent], bool]) -> None:
        """Have keys offered to a function first; it answers whether it took them."""
        self._keys = keys

    def refresh(self) -> None:
        """Follow the programme."""
        shape = tuple((term.id, term.year) for term in terms_in_order(self._desk.program))
        if shape != self._shape:
            self._shape = shape
            self._build()
        held = cards_by_term(self._desk)
        for term, lane in self._lanes.items():
            lane.model.show_cards(held[term])
        for load in self._desk.results.loads():
            view = self._lanes[load.term.id].head
            if isinstance(view, HeadView):
                view.show_head(head(self._desk, load))
        for year, title, share in year_titles(self._desk):
            self._titles[year][0].setText(title)
            self._titles[year][1].setText(share)
        tray = self._lanes[UNPLACED]
        tray.box.setVisible(bool(held[UNPLACED]))
        if isinstance(tray.head, QLabel):
            tray.head.setText(self._desk.say("plan.unplaced", n=len(held[UNPLACED])))

    def repaint_cards(self) -> None:
        """Have every card painted and measured again after a change of theme or language."""
        for lane in self._lanes.values():
            lane.cards.scheduleDelayedItemsLayout()
            lane.cards.viewport().update()
            lane.head.update()

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

    def _year(self, year: int, terms: list[str]) -> QFrame:
        box, lines = self._box()
        top = row(spacing=8)
        titles = (label(role="strong"), label(role="dim"))
        self._titles[year] = titles
        top.addWidget(titles[0], 1)
        top.addWidget(titles[1])
        lines.addLayout(top)
        across = row(spacing=8)
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
        lines = column(box, spacing=8, margin=10)
        return box, lines

    def _lane(self, term: str, view: HeadView | QLabel, lines: QVBoxLayout, box: QWidget) -> Lane:
        model = CardModel()
        cards = TermList(self._desk, model)
        names = {one.id: one.number for one in self._desk.program.terms.values()}
        say = self._desk.say
        cards.setAccessibleName(say("plan.term", number=names[term]) if term else say("plan.without_term"))
        cards.dropped.connect(lambda courses: self.moved.emit(courses, term))
        cards.hovered.connect(lambda courses: self.hovered.emit(courses, term))
        cards.left.connect(self.left.emit)
        cards.key.connect(partial(self._key, term))
        cards.customContextMenuRequested.connect(
            lambda point: self.menu_wanted.emit(cards.viewport().mapToGlobal(point))
        )
        cards.selectionModel().selectionChanged.connect(lambda *_: self._selection_changed(term))
        cards.installEventFilter(self)
        lines.addWidget(cards, 1)
        return Lane(term, model, cards, view, box)

    # -- selection and keys ---------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a column that gets the focus by Tab have a current card."""
        if (
            event.type() == QEvent.Type.FocusIn
            and isinstance(watched, TermList)
            and not watched.currentIndex().isValid()
            and watched.cards.rowCount()
        ):
            watched.setCurrentIndex(watched.cards.index(0))
        return super().eventFilter(watched, event)

    def _selection_changed(self, term: str) -> None:
        lane = self._lanes[term]
        courses = lane.cards.selected_courses()
        if not courses:
            return
        for other in self._lanes.values():
            if other.term != term:
                other.cards.selectionModel().clearSelection()
        self.chosen.emit(courses[-1])

    def selected(self) -> list[str]:
        """Return the courses of the selected cards."""
        return [course for lane in self._lanes.values() for course in lane.cards.selected_courses()]

    def choose(self, course: str) -> None:
        """Select the card of a course and bring it into view; the first where it runs over several terms."""
        if course in self.selected():
            return
        for term in (term for term, _ in (*self._shape, (UNPLACED, 0))):
            lane = self._lanes.get(term)
            at = None if lane is None else lane.model.row_of_course(course)
            if lane is not None and at is not None:
                lane.cards.setCurrentIndex(lane.model.index(at))
                lane.cards.scrollTo(lane.model.index(at))
                return

    def focus_card(self, course: str) -> None:
        """Give the keyboard to the card of a course."""
        self.choose(course)
        for lane in self._lanes.values():
            if course in lane.cards.selected_courses():
                lane.cards.setFocus()
                return

    def _key(self, term: str, event: QKeyEvent) -> None:
        if self._keys(event):
            event.accept()
            return
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() in {
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
        }:
            self._step_aside(term, 1 if event.key() == Qt.Key.Key_Right else -1)
            event.accept()

    def _step_aside(self, term: str, by: int) -> None:
        order = [
            key for key in (UNPLACED, *(one for one, _ in self._shape)) if self._lanes[key].model.rowCount()
        ]
        if term not in order:
            return
        at = order.index(term) + by
        if not 0 <= at < len(order):
            return
        here, there = self._lanes[term], self._lanes[order[at]]
        row_here = min(here.cards.currentIndex().row(), there.model.rowCount() - 1)
        there.cards.setFocus()
        there.cards.setCurrentIndex(there.model.index(max(0, row_here)))
        self.ensureWidgetVisible(there.cards, 20, 0)
