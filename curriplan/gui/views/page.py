"""What every page has: a title, one computed sentence, texts that follow the language, parts it listens to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from curriplan.app.session import Edited
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.figures import OF_PAGE
from curriplan.gui.icons import pixmap
from curriplan.gui.inspector.content import EMPTY, Content
from curriplan.gui.why import ask_page
from curriplan.gui.widgets.basic import OneLine, button, column, label, row
from curriplan.gui.widgets.flow import Flow

EMPTY_WIDTH, EMPTY_PICTURE = 440, 44
LOW = 640
"""Where a page is lower than this, there is less air above and below what it shows."""

Setter = Callable[[str], Any]


class Page(QWidget):
    """One page. Subclasses fill ``body`` in ``build`` and follow the programme in ``refresh``.

    ``name`` is the page's id and its key in the texts (``page.NAME.title`` and so on). ``tables`` are the
    parts of the programme that it listens to; empty: all. ``needs_program``: an empty page offers the
    one next step instead of its body while no programme is open or ``is_empty`` says so.
    """

    name: ClassVar[str]
    tables: ClassVar[frozenset[str]] = frozenset()
    needs_program: ClassVar[bool] = True
    needs_demand: ClassVar[bool] = False

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._said: list[tuple[Setter, str]] = []
        self._built, self._ready = False, False
        self._stale, self._anew = True, False

    # -- what subclasses give ---------------------------------------------------------------------

    def build(self, body: QVBoxLayout) -> None:
        """Make the widgets; called once, when the page is first shown."""
        raise NotImplementedError(type(self).__name__)

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme; ``edited`` is None when everything may be new. Never reset a model here."""

    def headline(self) -> tuple[str, str]:
        """Return the computed sentence and what follows it in a lighter hand."""
        return "", ""

    def is_empty(self) -> bool:
        """Tell whether there is nothing to show yet in the open programme."""
        return False

    def next_step(self) -> tuple[str, Callable[[], object]] | None:
        """Return the label and the call of the one step that an empty page offers."""
        return self.desk.say("page.home.go"), lambda: self.desk.goto("home")

    def other_step(self) -> tuple[str, Callable[[], object]] | None:
        """Return the label and the call of a second step, for who has no file to begin with; or None."""
        return None

    def empty_key(self) -> str:
        """Return which text of the page, below ``page.NAME``, an empty page shows."""
        return "empty"

    def inspect(self, selection: Selection) -> Content:
        """Return what the inspector shows for a selection on this page."""
        del selection
        return EMPTY

    def show_selection(self, selection: Selection) -> None:
        """Bring a selection made elsewhere into view."""

    def restyle(self) -> None:
        """Follow a new theme; everything is repainted afterwards."""

    # -- what they use ----------------------------------------------------------------------------

    def say(self, setter: Setter, key: str) -> None:
        """Set a text now and again whenever the language changes."""
        self._said.append((setter, key))
        setter(self.desk.say(key))

    def toolbar(self, body: QVBoxLayout) -> QHBoxLayout:
        """Add and return a row for buttons above the page's content."""
        made = row(spacing=12)
        body.addLayout(made)
        return made

    def toolbar_in_lines(self, body: QVBoxLayout) -> Flow:
        """Add and return a row for many buttons, which goes on in the next line where it has no room."""
        held = QWidget()
        body.addWidget(held)
        return Flow(held, 10)

    # -- life -------------------------------------------------------------------------------------

    def appear(self) -> None:
        """Build the page if need be and bring it up to date; called before it is shown."""
        if not self._built:
            self._build_frame()
        if self._stale:
            self.update_now(None)

    def follow(self, edited: Edited | None) -> None:
        """Take news of the programme: at once if the page is seen, else when it is shown next."""
        if edited is not None and not self._concerned(change.table for change in edited.changes):
            return
        if self._built and self.isVisible():
            self.update_now(edited)
        else:
            self._stale = True

    def begin_anew(self) -> None:
        """Have what is shown next begin at its top: another programme is open."""
        self._anew = self._built

    def retell(self) -> None:
        """Follow the language."""
        for setter, key in self._said:
            setter(self.desk.say(key))
        self._stale = True
        if self._built and self.isVisible():
            self.update_now(None)

    def update_now(self, edited: Edited | None) -> None:
        """Refresh headline and content."""
        ready, was_ready = self._can_show(), self._ready
        self._stack.setCurrentIndex(0 if ready else 1)
        self._stale, self._ready = False, ready
        if not ready:
            self._show_empty()
            return
        if not was_ready:
            edited = None  # nothing is shown yet that an edit could be followed from
        self.refresh(edited)
        if self._anew:
            self._anew = False
            to_the_beginning(self)
        first, more = self.headline()
        self._tell(first, more)

    def _tell(self, first: str, more: str) -> None:
        self._headline.setText(first)
        self._headline.setVisible(bool(first))
        self._more.setText(more)
        self._why.setVisible(bool(first) and self.name in OF_PAGE)

    def _can_show(self) -> bool:
        if not self.needs_program:
            return True
        if self.desk.session is None:
            return False
        if self.needs_demand and not self.desk.results.demand_is_known:
            return False
        return not self.is_empty()

    def _concerned(self, tables: Iterable[str]) -> bool:
        return not self.tables or not self.tables.isdisjoint(tables)

    def _build_frame(self) -> None:
        self._built = True
        outer = column(self, spacing=8)
        self._outer = outer
        self._fit_air()
        title = label(role="title")
        self.say(title.setText, f"page.{self.name}.title")
        outer.addWidget(title)
        line = row(spacing=6)
        self._headline, self._more = label(role="headline"), OneLine()
        line.addWidget(self._headline)
        line.addWidget(self._more, 1)
        self._why = button("", lambda: ask_page(self.desk, self.name), "link")
        self.say(self._why.setText, "why.ask.title")
        self.say(self._why.setAccessibleName, "command.why")
        line.addWidget(self._why)
        outer.addLayout(line)
        outer.addSpacing(4)
        self._stack = QStackedLayout()
        outer.addLayout(self._stack, 1)
        content = QWidget()
        self._stack.addWidget(content)
        self.build(column(content, spacing=12))
        self._stack.addWidget(self._build_empty())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._built:
            self._fit_air()

    def _fit_air(self) -> None:
        low = self.height() < LOW
        self._outer.setContentsMargins(20, 12 if low else 20, 20, 8 if low else 16)

    def _build_empty(self) -> QWidget:
        """Return what stands in the middle of an empty page: its drawing, a sentence, what can be done."""
        empty = QWidget()
        lines = column(empty, spacing=16)
        self._empty_picture, self._empty_text = label(), label(role="dim", wrap=True)
        self._empty_text.setFixedWidth(EMPTY_WIDTH)
        for made in (self._empty_picture, self._empty_text):
            made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_button = button(kind="primary")
        self._empty_button.clicked.connect(lambda *_: self._go_on(self._step()))
        self._other_button = button(clicked=lambda: self._go_on(self._second_step()))
        under = row(spacing=10)
        under.addStretch(1)
        under.addWidget(self._empty_button)
        under.addWidget(self._other_button)
        under.addStretch(1)
        lines.addStretch(2)
        lines.addWidget(self._empty_picture)
        lines.addWidget(self._empty_text, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addLayout(under)
        lines.addStretch(3)
        return empty

    def _show_empty(self) -> None:
        self._tell("", "")
        self._empty_picture.setPixmap(pixmap(self.name, self.desk.theme.dim, EMPTY_PICTURE))
        waiting = self._is_waiting()
        key = "page.waiting" if waiting else "page.no_program"
        if not waiting and self.desk.session is not None:
            key = f"page.{self.name}.{self.empty_key()}"
        trouble = self.desk.trouble if waiting else None
        self._empty_text.setText(self.desk.say(key) if trouble is None else trouble.sentence)
        self._empty_text.setFixedHeight(self._empty_text.heightForWidth(EMPTY_WIDTH))
        for made, step in (
            (self._empty_button, self._step()),
            (self._other_button, None if waiting else self._second_step()),
        ):
            made.setVisible(step is not None)
            made.setText("" if step is None else step[0])

    def _is_waiting(self) -> bool:
        """Tell whether there is something to show as soon as its results are there."""
        return self.desk.session is not None and not self.is_empty()

    def _step(self) -> tuple[str, Callable[[], object]] | None:
        if self.desk.session is None:
            return self.desk.say("page.home.go"), lambda: self.desk.goto("home")
        if not self._is_waiting():
            return self.next_step()
        trouble = self.desk.trouble
        if trouble is None or not trouble.again:
            return None
        return self.desk.say("page.again"), lambda: self.desk.again.tell(None)

    def _second_step(self) -> tuple[str, Callable[[], object]] | None:
        return None if self.desk.session is None else self.other_step()

    @staticmethod
    def _go_on(step: tuple[str, Callable[[], object]] | None) -> None:
        if step is not None:
            step[1]()


def to_the_beginning(page: QWidget) -> None:
    """Scroll all lists of a page to their tops and forget what was chosen there, without telling so."""
    for area in (*page.findChildren(QAbstractItemView), *page.findChildren(QScrollArea)):
        if isinstance(area, QAbstractItemView) and area.selectionModel() is not None:
            area.selectionModel().reset()
            area.viewport().update()
        area.horizontalScrollBar().setValue(0)
        area.verticalScrollBar().setValue(0)
