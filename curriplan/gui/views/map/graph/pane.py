"""A graph with everything that belongs to it: what is chosen, the tools above it, the drawing."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from curriplan.gui.desk import Desk
from curriplan.gui.views.map.graph.drawing import Drawing
from curriplan.gui.views.map.graph.panel import GraphPanel
from curriplan.gui.views.map.graph.tools import GraphTools
from curriplan.gui.views.map.lines import Filters
from curriplan.gui.widgets.basic import row


class Choices(QWidget):
    """What a user chooses of a graph; ``changed`` tells that it is something else now.

    ``empty`` is the key of what is said where nothing is left to draw.
    """

    changed = Signal()
    empty: ClassVar[str]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.line = row(self, spacing=6)

    def wish(self, filters: Filters) -> object:
        """Return a value that is another one when the drawing must be laid out anew."""
        raise NotImplementedError(type(self).__name__)

    def draw(self, filters: Filters) -> Drawing:
        """Return the drawing, without a layout."""
        raise NotImplementedError(type(self).__name__)

    def retell(self) -> None:
        """Follow the language and the programme."""


class Pane:
    """One graph of the page. ``choices`` and ``tools`` stand in the toolbar, ``panel`` below it."""

    def __init__(self, desk: Desk, choices: Choices) -> None:
        self._filters = Filters()
        self.choices = choices
        self.panel = GraphPanel(desk, choices.empty)
        self.tools = GraphTools(desk, self.panel.view)
        choices.changed.connect(lambda: self.tell(self._filters))

    def retell(self) -> None:
        """Follow the language and the programme."""
        self.choices.retell()
        self.tools.retell()

    def tell(self, filters: Filters) -> None:
        """Draw what there is now."""
        self._filters = filters
        self.panel.tell(self.choices.wish(filters), lambda: self.choices.draw(filters))

    def set_visible(self, on: bool) -> None:
        """Show or hide what stands in the toolbar."""
        self.choices.setVisible(on)
        self.tools.setVisible(on)
