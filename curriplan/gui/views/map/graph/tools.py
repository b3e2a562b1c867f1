"""What stands above every graph: search, zoom, and how it is taken along."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from curriplan.analysis.graph import Node
from curriplan.gui.desk import Desk
from curriplan.gui.views.map.graph.picture import GraphPicture
from curriplan.gui.views.map.graph.view import GraphView
from curriplan.gui.widgets.basic import button, row


class GraphTools(QWidget):
    """The tools of a graph."""

    def __init__(self, desk: Desk, view: GraphView) -> None:
        super().__init__()
        self._desk, self._view = desk, view
        self._picture = button()
        taking = QMenu(self._picture)
        taking.aboutToShow.connect(lambda: self._offer_picture(taking))
        self._picture.setMenu(taking)
        self._fit, self._zoom = button(clicked=view.fit), button(clicked=lambda: view.zoom_to(1.0))
        self.search_line = QLineEdit()
        self.search_line.setFixedWidth(124)
        self.search_line.setClearButtonEnabled(True)
        self.search_line.textChanged.connect(lambda *_: self._find())
        self.search_line.returnPressed.connect(self._next)
        line = row(self, spacing=6)
        for widget in (self.search_line, self._fit, self._zoom, self._picture):
            line.addWidget(widget)
        view.zoomed.connect(self._show_zoom)
        self._bind()

    def _bind(self) -> None:
        view = self._view
        for keys, act in (
            ("Ctrl+0", lambda: view.zoom_to(1.0)),
            ("Home", view.fit),
            ("Ctrl++", view.zoom_in),
            ("Ctrl+=", view.zoom_in),
            ("Ctrl+-", view.zoom_out),
            ("Ctrl+F", self.search),
            ("Ctrl+C", lambda: self.picture().copy_table()),
        ):
            QShortcut(QKeySequence(keys), view, act).setContext(Qt.ShortcutContext.WidgetShortcut)

    def retell(self) -> None:
        """Follow the language."""
        say = self._desk.say
        self._fit.setText(say("graph.tool.fit"))
        self._picture.setText(say("graph.tool.picture"))
        self.search_line.setPlaceholderText(say("graph.tool.find"))
        self.search_line.setAccessibleName(say("graph.tool.find_name"))
        self._zoom.setAccessibleName(say("graph.tool.zoom"))
        self._show_zoom()

    def _show_zoom(self) -> None:
        self._zoom.setText(f"{self._view.zoom * 100:.0f} %")

    # -- search ---------------------------------------------------------------------------------------

    def search(self) -> None:
        """Take the next keys as what is looked for."""
        self.search_line.setFocus()
        self.search_line.selectAll()

    def _matches(self) -> list[Node]:
        text = self.search_line.text().strip().casefold()
        drawing = self._view.drawing
        if not text:
            return []
        return [
            node
            for column in drawing.columns
            for node in column
            if text in drawing.boxes[node].name.casefold()
        ]

    def _find(self) -> None:
        found = self._matches()
        self._view.mark(found)
        if found:
            self._view.centre_on(found[0])

    def _next(self) -> None:
        """Select the next one that was found."""
        found, held = self._matches(), self._view.held
        if found:
            at = found.index(held[0]) + 1 if held and held[0] in found else 0
            self._view.mark(())
            self._view.picked.emit(found[at % len(found)])
            self._view.centre_on(found[at % len(found)])

    # -- taking it along ------------------------------------------------------------------------------

    def picture(self) -> GraphPicture:
        """Return all that is drawn, with what is lit, as a picture of its own."""
        return GraphPicture(self._desk, self._view.drawing, self._view.lit())

    def _offer_picture(self, menu: QMenu) -> None:
        menu.clear()
        self._offered = self.picture()
        self._offered.offer(menu)
