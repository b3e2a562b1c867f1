"""What stands above the graph: columns, module, zoom, search, and how it is taken along."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QWidget

from curriplan.analysis.graph import Node, NodeKind
from curriplan.analysis.order import in_order
from curriplan.gui.desk import Desk
from curriplan.gui.views.map.graph.picture import GraphPicture
from curriplan.gui.views.map.graph.view import GraphView
from curriplan.gui.views.map.graph.wishes import COLUMNS, Wishes
from curriplan.gui.widgets.basic import button, row


class GraphTools(QWidget):
    """The tools of a graph. ``changed`` tells that something else is wished for."""

    changed = Signal()

    def __init__(self, desk: Desk, view: GraphView) -> None:
        super().__init__()
        self._desk, self._view = desk, view
        self.wishes = Wishes()
        self._module = QComboBox()
        self._module.setFixedWidth(130)
        self._module.activated.connect(lambda *_: self.choose_module(self._module.currentData()))
        self._columns, self._picture = button(), button()
        self._menu = QMenu(self._columns)
        self._columns.setMenu(self._menu)
        taking = QMenu(self._picture)
        taking.aboutToShow.connect(lambda: self._offer_picture(taking))
        self._picture.setMenu(taking)
        self._fit, self._zoom = button(clicked=view.fit), button(clicked=lambda: view.zoom_to(1.0))
        self.search_line = QLineEdit()
        self.search_line.setFixedWidth(140)
        self.search_line.setClearButtonEnabled(True)
        self.search_line.textChanged.connect(lambda *_: self._find())
        self.search_line.returnPressed.connect(self._next)
        line = row(self, spacing=6)
        for widget in (self._columns, self._module, self.search_line, self._fit, self._zoom, self._picture):
            line.addWidget(widget)
        view.zoomed.connect(self._show_zoom)
        self._bind()
        self.setVisible(False)

    def _bind(self) -> None:
        view = self._view
        for keys, act in (
            ("Ctrl+0", lambda: view.zoom_to(1.0)),
            ("Ctrl+9", view.fit),
            ("Ctrl++", view.zoom_in),
            ("Ctrl+=", view.zoom_in),
            ("Ctrl+-", view.zoom_out),
            ("Ctrl+F", self.search),
            ("Ctrl+C", lambda: self.picture().copy_table()),
        ):
            QShortcut(QKeySequence(keys), view, act).setContext(Qt.ShortcutContext.WidgetShortcut)

    def retell(self) -> None:
        """Follow the language and the programme."""
        desk, say = self._desk, self._desk.say
        for widget, key in ((self._fit, "fit"), (self._picture, "picture")):
            widget.setText(say(f"graph.tool.{key}"))
        self.search_line.setPlaceholderText(say("graph.tool.find"))
        self.search_line.setAccessibleName(say("graph.tool.find"))
        self._module.setAccessibleName(say("graph.tool.module"))
        self._zoom.setAccessibleName(say("graph.tool.zoom"))
        self._module.clear()
        self._module.addItem(say("graph.tool.all_modules"), "")
        used = {one.module for one in desk.program.competencies.values()}
        for module in in_order(desk.program.modules):
            if module.id in used:
                self._module.addItem(desk.name(module.name, module.code), module.id)
        self._module.setCurrentIndex(max(0, self._module.findData(self.wishes.module)))
        self._module.setVisible(self._module.count() > 1)
        self._fill_columns()
        self._show_zoom()

    def _fill_columns(self) -> None:
        say, shown = self._desk.say, self.wishes.columns
        self._menu.clear()
        for kind in COLUMNS:
            made = QAction(say(f"graph.column.{kind.value}"), self._menu)
            made.setCheckable(True)
            made.setChecked(kind in shown)
            made.setEnabled(kind is not NodeKind.COMPETENCY)
            made.toggled.connect(lambda on, kind=kind: self.show_column(kind, on=on))
            self._menu.addAction(made)
        self._columns.setText(say("graph.tool.columns"))

    def show_column(self, kind: NodeKind, *, on: bool) -> None:
        """Show or hide a column; terms stand beside courses only."""
        held = self.wishes.columns | {kind} if on else self.wishes.columns - {kind}
        if kind is NodeKind.TERM and on:
            held |= {NodeKind.COURSE}
        if kind is NodeKind.COURSE and not on:
            held -= {NodeKind.TERM}
        self.wishes = replace(self.wishes, columns=held)
        self._fill_columns()
        self.changed.emit()

    def choose_module(self, module: str) -> None:
        """Show only what has to do with a module; "": with any."""
        self.wishes = replace(self.wishes, module=module)
        self._module.setCurrentIndex(max(0, self._module.findData(module)))
        self.changed.emit()

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
        """Return all that is drawn as a picture of its own."""
        return GraphPicture(self._desk, self._view.drawing)

    def _offer_picture(self, menu: QMenu) -> None:
        menu.clear()
        self._offered = self.picture()
        self._offered.offer(menu)
