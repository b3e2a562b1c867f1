"""What is shown while there is nothing to draw, and when somebody does not want to wait."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from curriplan.analysis.graph import NodeKind
from curriplan.app.jobs import Jobs, Outcome
from curriplan.app.programmes import create
from curriplan.domain.edits.rows import drop
from curriplan.domain.history import label
from curriplan.exchange.readers.sample import sample_program
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.map.graph.panel import GraphPanel
from curriplan.gui.views.map.page import MapPage, Shown


def _panel(window: MainWindow, shown: Shown) -> GraphPanel:
    window.run(shown.value)
    page = window.page
    assert isinstance(page, MapPage)
    return page.pane(shown).panel


def _text(panel: GraphPanel) -> str:
    return "".join(one.text() for one in panel.findChildren(QLabel) if one.isVisible())


def test_without_requisites_it_says_so_until_there_is_one(window: MainWindow) -> None:
    panel = _panel(window, Shown.PREREQUISITES)
    assert panel.view.isVisible()
    keys = [(course, one) for course, held in window.desk.program.requisites.items() for one in held]
    window.desk.edit(label("contribution.levels", n=1), lambda now: drop(now, "requisites", keys))
    assert _text(panel) == window.desk.say("graph.no_requisites")
    window.undo()
    assert panel.view.isVisible()


def test_who_does_not_wait_sees_the_order_of_the_programme(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled(
        self: Jobs, name: str, work: Callable[..., Any], done: Callable[[Outcome[Any]], None]
    ) -> None:
        del self, name, work
        done(Outcome(cancelled=True))

    monkeypatch.setattr(Jobs, "in_pool", cancelled)
    panel = _panel(window, Shown.GRAPH)
    drawing = panel.view.drawing
    for column in drawing.columns:
        heights = [drawing.layout.places[node].height for node in column]
        assert heights == sorted(heights)
    monkeypatch.undo()
    window.run("graph")
    after = panel.view.drawing
    assert after.columns == drawing.columns
    assert after.layout != drawing.layout


def test_another_programme_is_drawn_when_it_is_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = _panel(window, Shown.GRAPH)
    before = set(panel.view.drawing.boxes)
    other = tmp_path / "other.curriplan"
    create(other, sample_program("international_trade"), "tester").close()
    assert window.files.open(other)
    qtbot.waitUntil(lambda: window.desk.results.demand_is_known)
    window.run("graph")
    boxes = set(panel.view.drawing.boxes)
    assert {one[1] for one in boxes if one[0] is NodeKind.COURSE} == set(window.desk.program.courses)
    assert boxes != before
