"""Which part of the map is seen as a graph: columns and module; post and gaps come from the page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu

from curriplan.analysis.graph import NodeKind
from curriplan.analysis.order import in_order
from curriplan.gui.desk import Desk
from curriplan.gui.views.map.graph.drawing import Drawing
from curriplan.gui.views.map.graph.kept import Kept
from curriplan.gui.views.map.graph.map_drawing import map_drawing
from curriplan.gui.views.map.graph.pane import Choices
from curriplan.gui.views.map.graph.wishes import COLUMNS, Wishes
from curriplan.gui.views.map.lines import Filters
from curriplan.gui.widgets.basic import button


class MapChoices(Choices):
    """The choices of the map."""

    empty = "graph.nothing_left"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.wishes = Wishes()
        self._kept = Kept()
        self._module = QComboBox()
        self._module.setFixedWidth(130)
        self._module.activated.connect(lambda *_: self.choose_module(self._module.currentData()))
        self._columns = button()
        self._menu = QMenu(self._columns)
        self._columns.setMenu(self._menu)
        for widget in (self._columns, self._module):
            self.line.addWidget(widget)

    def wish(self, filters: Filters) -> Wishes:
        """Return everything that decides what is drawn."""
        return replace(self.wishes, only_gaps=filters.only_gaps, post=filters.post)

    def draw(self, filters: Filters) -> Drawing:
        """Return the map as it is wanted."""
        return map_drawing(self.desk, self.wish(filters), self._kept)

    def retell(self) -> None:
        """Follow the language and the programme."""
        desk, say = self.desk, self.desk.say
        self._module.setAccessibleName(say("graph.tool.module"))
        self._module.clear()
        self._module.addItem(say("graph.tool.all_modules"), "")
        used = {one.module for one in desk.program.competencies.values()}
        for module in in_order(desk.program.modules):
            if module.id in used:
                self._module.addItem(desk.name(module.name, module.code), module.id)
        self._module.setCurrentIndex(max(0, self._module.findData(self.wishes.module)))
        self._module.setVisible(self._module.count() > 1)
        self._fill_columns()

    def _fill_columns(self) -> None:
        say, shown = self.desk.say, self.wishes.columns
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
