"""The other views of the Map page, wanted by name: by a command of the window, or for a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curriplan.gui.main_window import MainWindow
    from curriplan.gui.views.map.graph.pane import Pane
    from curriplan.gui.views.map.page import MapPage

VIEWS_OF_MAP = ("graph", "prerequisites")
"""What the Map page shows instead of the matrix; each can be asked for as a page is."""


def show_view_of_map(window: MainWindow, name: str) -> None:
    """Show the Map page with the graph or the prerequisites."""
    from curriplan.gui.views.map.page import MapPage, Shown

    window.show_page("map")
    if isinstance(window.page, MapPage):
        window.page.show_view(Shown(name))


def save_graph(window: MainWindow) -> None:
    """Have the user choose where the graph goes that is shown, or the graph of the map; write it."""
    from curriplan.gui.views.map.page import MapPage

    page = window.page
    if not isinstance(page, MapPage) or not _seen(page):
        show_view_of_map(window, "graph")
    page = window.page
    if isinstance(page, MapPage):
        for pane in _seen(page):
            pane.tools.picture().ask_and_save(window)


def _seen(page: MapPage) -> list[Pane]:
    """Return the graph that is shown, if one is."""
    from curriplan.gui.views.map.page import Shown

    panes = [page.pane(Shown(name)) for name in VIEWS_OF_MAP]
    return [pane for pane in panes if pane.panel.isVisible()]
