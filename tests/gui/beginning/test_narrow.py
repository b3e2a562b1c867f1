"""Where the window is narrow and the panel is open, the next step is still in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from curriplan.domain.program import Program
from curriplan.exchange.readers.sample import sample_program
from curriplan.gui.main_window import MainWindow


@pytest.fixture
def programme() -> Program:
    return sample_program("blank_three_year")


@pytest.mark.parametrize("name", ["home", "demand", "courses", "map", "gaps", "plan"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_next_step_is_in_sight(window: MainWindow, qtbot: QtBot, name: str, lang: str) -> None:
    if lang == "zh":
        window.switch_language()
    window.resize(1024, 700)
    window.run("inspector")
    window.show_page(name)

    def in_sight() -> bool:
        page = window.page
        steps = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.property("primary")]
        return any(page.rect().contains(QRect(one.mapTo(page, QPoint()), one.size())) for one in steps)

    qtbot.waitUntil(in_sight)
    assert window._inspector.isVisible()
