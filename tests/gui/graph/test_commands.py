"""The graph by command: shown, and saved as a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.map.page import MapPage, Shown


@pytest.mark.parametrize("name", ["graph", "prerequisites"])
def test_a_command_shows_each_view(window: MainWindow, name: str) -> None:
    window.run(name)
    page = window.page
    assert isinstance(page, MapPage)
    assert page.pane(Shown(name)).panel.isVisible()


@pytest.mark.parametrize("shown", ["", "prerequisites"])
def test_a_command_saves_what_is_shown(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: str
) -> None:
    """Without a graph in view it is the graph of the map."""
    path = tmp_path / "graph.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "SVG (*.svg)"))
    if shown:
        window.run(shown)
    window.run("save_graph")
    text = path.read_text("utf-8")
    head = window.desk.say("plan.term", number=1) if shown else window.desk.say("graph.column.post")
    assert head in text
