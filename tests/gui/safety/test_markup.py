"""Text that looks like HTML is shown as text: no tool tip and no page loads the picture that it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from curriplan.domain.program import Program
from curriplan.gui.desk import Selection
from curriplan.gui.main_window import MainWindow
from curriplan.gui.tips import set_tip, show_tip, tip
from curriplan.gui.views.registry import PASSING, VIEWS
from tests.report.payloads import poisoned
from tests.report.programmes import full

RED = QColor(255, 0, 0)
ROWS = 60
TIP = Qt.ItemDataRole.ToolTipRole
shows_a_tip = pytest.mark.qt_log_ignore("does not support raise", extend=True)


@pytest.fixture
def picture(tmp_path: Path) -> str:
    """Return markup that shows a red square."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(RED)
    path = tmp_path / "red.png"
    assert image.save(str(path))
    return f"<img src='{path.as_uri()}' width=40 height=40>"


@pytest.fixture
def programme(picture: str) -> Program:
    return poisoned(full(), 0, (picture, f"</qt>{picture}", f"<qt>{picture}\n&lt;"))


def red_in(widget: QWidget) -> bool:
    """Tell whether a widget, as it is painted, holds the red of the picture."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    red = RED.rgb() & 0xFFFFFF
    data = memoryview(image.constBits()).cast("I")
    return any(pixel & 0xFFFFFF == red for pixel in data)


def shown_tip(qtbot: QtBot) -> QWidget:
    """Return the tool tip that is seen."""

    def seen() -> list[QWidget]:
        tops = QApplication.topLevelWidgets()
        return [one for one in tops if one.inherits("QTipLabel") and one.isVisible()]

    qtbot.waitUntil(lambda: bool(seen()))
    return seen()[-1]


def tips_of(window: MainWindow) -> list[str]:
    """Return every tool tip that the window can show now."""
    found = [one.toolTip() for one in window.findChildren(QWidget)]
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        rows = min(model.rowCount(), ROWS)
        across = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        found += [model.index(row, n).data(TIP) for row in range(rows) for n in range(across)]
        found += [model.headerData(n, Qt.Orientation.Horizontal, TIP) for n in range(across)]
        found += [model.headerData(n, Qt.Orientation.Vertical, TIP) for n in range(rows)]
    return [one for one in found if one]


@shows_a_tip
def test_a_bare_tool_tip_would_show_the_picture(qtbot: QtBot, picture: str) -> None:
    """So that the tests below can fail."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    QToolTip.showText(QPoint(5, 5), picture, widget)
    assert red_in(shown_tip(qtbot))
    QToolTip.hideText()


@shows_a_tip
def test_an_escaped_tool_tip_shows_the_words(qtbot: QtBot, picture: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    show_tip(QPoint(5, 5), f"{picture}\nsecond", widget)
    assert not red_in(shown_tip(qtbot))
    QToolTip.hideText()
    set_tip(widget, "a < b & c\nd")
    assert widget.toolTip() == "<qt>a &lt; b &amp; c<br>d</qt>"
    set_tip(widget, "")
    assert widget.toolTip() == tip("") == ""


@pytest.mark.parametrize("name", [view.name for view in (*VIEWS, *PASSING)])
def test_no_page_shows_a_picture_that_a_text_names(window: MainWindow, name: str) -> None:
    program = window.desk.program
    window.show_page(name)
    wishes = [
        Selection(course=next(iter(program.courses)), competency=next(iter(program.competencies))),
        Selection(post=next(iter(program.posts)), competency=next(iter(program.competencies))),
        Selection(term=next(iter(program.terms)), course=next(iter(program.courses))),
        Selection(revision=1),
    ]
    for wish in wishes:
        window.desk.select(wish)
        assert not red_in(window)
        tips = tips_of(window)
        assert tips
        bare = [one for one in tips if not one.startswith("<qt>") or "<img" in one]
        assert not bare
