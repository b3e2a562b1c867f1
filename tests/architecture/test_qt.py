"""Two things about Qt that cannot be seen in our code: references to None, and glyphs for Chinese."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

CALLS = 20_000
CHINESE = "专业人才培养方案"
UNASSIGNED = "\u0378\u0379"
NOBODY_DRAWS = UNASSIGNED[0] * len(CHINESE)


@pytest.fixture
def image(qapp: QApplication) -> QImage:
    del qapp
    made = QImage(400, 60, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    return made


def test_painting_leaves_the_count_of_none_as_it_was(image: QImage) -> None:
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        painter.drawRect(1, 1, 5, 5)
    after = sys.getrefcount(None)
    painter.end()
    # From Python 3.12 on None is immortal and its count never moves.
    assert abs(after - before) < CALLS // 100


def painted(text: str, image: QImage) -> bytes:
    """Return the pixels of a text in the application's font."""
    canvas = image.copy()
    painter = QPainter(canvas)
    font = QFont(QApplication.font())
    font.setPixelSize(24)
    painter.setFont(font)
    painter.drawText(QRectF(0, 0, 400, 60), text)
    painter.end()
    return bytes(canvas.constBits())


def test_chinese_is_painted_with_glyphs_and_not_with_boxes(image: QImage) -> None:
    blank = bytes(image.constBits())
    chinese = painted(CHINESE, image)
    assert chinese != blank
    assert chinese != painted(NOBODY_DRAWS, image)
    single = {painted(one, image) for one in CHINESE}
    assert len(single) == len(set(CHINESE)), "several characters paint the same box"


def test_signs_of_statuses_are_painted(image: QImage) -> None:
    from curriplan.gui.theme import SIGNS

    box = painted(NOBODY_DRAWS[0], image)
    missing = [one for one in SIGNS.values() if one and painted(one, image) == box]
    assert not missing


def test_a_missing_glyph_would_be_noticed(image: QImage) -> None:
    """All characters that no font draws look the same, so the tests above can fail."""
    first, second = (painted(one, image) for one in UNASSIGNED)
    assert first == second != bytes(image.constBits())
    assert not QFontMetrics(QApplication.font()).inFontUcs4(ord(UNASSIGNED[0]))
