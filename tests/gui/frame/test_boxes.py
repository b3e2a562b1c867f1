"""An empty box to tick is seen in both themes: on its own, in a list, in a menu; and so is its tick."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from curriplan.app.jobs import inline_jobs
from curriplan.app.settings import Settings
from curriplan.gui.desk import Desk
from curriplan.gui.style import apply_theme
from curriplan.gui.theme import LIGHT
from curriplan.gui.widgets.lines import Lines

CLEAR = 3.0  # WCAG 2.1, 1.4.11: what tells a control from its ground
BOX = 26  # pixels at the left in which the box stands


@pytest.fixture(params=["light", "dark"])
def desk(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Desk]:
    assert qapp is not None
    made = Desk(inline_jobs(), Settings(lang="en", theme=request.param), LIGHT)
    apply_theme(made)
    yield made
    apply_theme(Desk(inline_jobs(), Settings(lang="en", theme="light"), LIGHT))


def light(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2.1."""
    raw = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in raw)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(picture: QPixmap, ground: str) -> float:
    """Return the highest contrast of the box's pixels with the ground."""
    image, base = picture.toImage(), light(QColor(ground))
    seen = {image.pixelColor(x, y).rgb() for x in range(BOX) for y in range(image.height())}
    each = [light(QColor(one)) for one in seen]
    return max((max(one, base) + 0.05) / (min(one, base) + 0.05) for one in each)


def in_a_list(*, ticked: bool) -> QWidget:
    made = Lines()
    made.fill_ticked([("", "a")], () if ticked else {"a"})
    return made


def in_a_menu(*, ticked: bool) -> QWidget:
    made = QMenu()
    act = made.addAction(" ")
    act.setCheckable(True)
    act.setChecked(ticked)
    return made


def alone(kind: type[QCheckBox | QRadioButton]) -> Callable[..., QWidget]:
    def made(*, ticked: bool) -> QWidget:
        box = kind("")
        box.setChecked(ticked)
        return box

    return made


@pytest.mark.parametrize(
    "make",
    [alone(QCheckBox), alone(QRadioButton), in_a_list, in_a_menu],
    ids=["box", "radio", "list", "menu"],
)
def test_a_box_is_seen_empty_and_ticked(desk: Desk, qtbot: QtBot, make: Callable[..., QWidget]) -> None:
    pictures = []
    for ticked in (False, True):
        widget = make(ticked=ticked)
        qtbot.addWidget(widget)
        widget.setStyleSheet(f"QWidget {{ background: {desk.theme.panel}; }}")
        widget.resize(80, 40)
        pictures.append(widget.grab())
        assert contrast(pictures[-1], desk.theme.panel) >= CLEAR
    assert pictures[0].toImage() != pictures[1].toImage()
