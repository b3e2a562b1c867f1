"""The graph with its card: it lays out what is to be drawn, follows edits, and answers a selection."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from curriplan.analysis.graph import Node
from curriplan.analysis.layout.arrange import QUICK, Layout, arrange, follow, rejoin
from curriplan.app.jobs import Job, Outcome
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.views.map.graph.drawing import Drawing, differing, nothing, placed
from curriplan.gui.views.map.graph.spots import nodes_of, selection_of
from curriplan.gui.views.map.graph.view import GraphView
from curriplan.gui.widgets.basic import card, column, label

Make = Callable[[], Drawing]


class GraphPanel(QWidget):
    """Shows a drawing of the open programme, or a text, by its key, where there is nothing to draw."""

    def __init__(self, desk: Desk, empty: str) -> None:
        super().__init__()
        self._desk, self._empty = desk, empty
        self._make: Make = nothing
        self._wish: tuple[object, object] | None = None
        self._layout: Layout[Node] | None = None
        self._drawn: Drawing | None = None
        self._job: Job | None = None
        self.view = GraphView(desk)
        self.view.picked.connect(self._picked)
        box = card()
        column(box, margin=1).addWidget(self.view)
        self._waiting = label(role="dim")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(box)
        self.setFocusProxy(self.view)

    def tell(self, wish: object, make: Make) -> None:
        """Draw what ``make`` returns; while ``wish`` is the same, what stays keeps its place.

        Another wish is laid out anew, in a job; what was drawn before is seen until that is done.
        """
        desk = self._desk
        if not desk.results.demand_is_known:
            self._tell("page.waiting")
            return
        self._make = make
        wanted = (desk.session, wish)
        if wanted != self._wish:
            if self._wish is not None and self._wish[0] is not desk.session:
                self.view.show_drawing(nothing())  # what belongs to another programme is not to be clicked
            self._wish = wanted
            self._arrange()
        elif self._layout is not None:
            self._draw(make(), self._layout)

    def _arrange(self) -> None:
        if self._job is not None:
            self._job.cancel()
        drawing = self._make()
        layered = drawing.layered()
        wish = self._wish

        def arranged(outcome: Outcome[Layout[Node]]) -> None:
            if self._wish != wish:
                return
            self._job = None
            if outcome.cancelled:
                self._give_up()
            elif outcome.error is not None:
                self._desk.complain(outcome.error)
            elif outcome.value is not None:
                self._drawn = drawing
                self._draw(self._make(), outcome.value)

        self._layout = self._drawn = None
        if not self.view.drawing.boxes:
            self._tell("job.arrange.title")
        self._job = self._desk.jobs.in_pool("arrange", lambda told: arrange(layered, told, QUICK), arranged)

    def _give_up(self) -> None:
        """Draw everything in the order of the programme, however many lines cross; later anew."""
        self._wish = None
        if self.isVisible():
            self._drawn = self._make()
            self._draw(self._drawn, follow(self._drawn.layered(), Layout({}, {}, 0.0), anew=True))

    def _tell(self, key: str) -> None:
        """Show a text instead of a drawing."""
        self._waiting.setText(self._desk.say(key))
        self._stack.setCurrentIndex(0)

    def _draw(self, drawing: Drawing, kept: Layout[Node]) -> None:
        """Draw what is there now, placed as it was laid out last."""
        self._layout = self._rejoined(drawing, kept) or follow(drawing.layered(), kept)
        self._drawn = drawing
        if drawing.boxes:
            self._stack.setCurrentIndex(1)
        else:
            self._tell(self._empty)
        self.view.show_drawing(placed(drawing, self._layout))
        self.choose(self._desk.selection, seen=False)

    def _rejoined(self, drawing: Drawing, kept: Layout[Node]) -> Layout[Node] | None:
        """Return the layout at once, where no box must make room for another one or for a line."""
        before = self._drawn
        if before is None or not drawing.stands_like(before):
            return None
        gone, come = differing(before.lines, drawing.lines)
        return rejoin(kept, ((one.start, one.end) for one in gone), ((one.start, one.end) for one in come))

    def choose(self, selection: Selection, *, seen: bool = True) -> None:
        """Light what is selected."""
        self.view.hold(nodes_of(selection), seen)

    def _picked(self, node: Node | None) -> None:
        self._desk.select(selection_of(self._desk.program, node))
