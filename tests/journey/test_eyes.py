"""The eyes of the journey: they see an empty page as empty, and one page as not another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.journey.eyes import emptiness, likeness, pixels, shown

SIZE = (600, 400)


def paper() -> QImage:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    return image


def drawn(*boxes: QRect) -> QImage:
    image = paper()
    painter = QPainter(image)
    for box in boxes:
        painter.fillRect(box, QColor("#203040"))
    painter.end()
    return image


def rows(first: int = 0) -> list[QRect]:
    return [QRect(20 + first, y, 500, 6) for y in range(10, 390, 28)]


def test_rows_of_a_table_are_something() -> None:
    assert emptiness(pixels(drawn(*rows()))) == ""


@pytest.mark.parametrize(
    "boxes",
    [
        [],
        [QRect(0, 0, 600, 30)],
        [QRect(250, 180, 100, 40)],
        [QRect(0, 0, 30, 400)],
        [QRect(0, 0, 600, 1)],
    ],
    ids=["nothing", "a bar of buttons", "a sentence in the middle", "a rail of icons", "a line"],
)
def test_a_page_without_content_is_empty(boxes: list[QRect]) -> None:
    assert emptiness(pixels(drawn(*boxes)))


def test_many_colours_do_not_make_a_page() -> None:
    image = paper()
    for n in range(64):
        image.setPixelColor(n * 9, 3, QColor(n * 3, 255 - n * 3, n))
    assert emptiness(pixels(image))


def test_a_part_is_looked_at_for_itself() -> None:
    image = drawn(*[QRect(x, y, 8, 8) for x in range(300, 590, 20) for y in range(10, 390, 20)])
    assert emptiness(pixels(image, QRect(300, 0, 300, 400))) == ""
    assert emptiness(pixels(image, QRect(0, 0, 290, 400)))
    assert emptiness(pixels(image, QRect(0, 0, 0, 0)))


def test_what_is_covered_or_moved_is_not_shown() -> None:
    own = pixels(drawn(*rows()))
    assert shown(own, own) == 1.0
    assert shown(own, pixels(paper())) == 0.0
    assert shown(own, pixels(drawn(*rows()[:7]))) == 0.5
    assert shown(pixels(paper()), pixels(paper())) == 0.0


def test_the_same_picture_is_alike_and_another_is_not() -> None:
    one = pixels(drawn(*rows()))
    assert likeness(one, pixels(drawn(*rows()))) == 1.0
    assert likeness(one, pixels(drawn(*rows(40)))) < 0.99
    assert likeness(one, pixels(paper())) < 0.9
    assert likeness(one, one[:-1]) == 0.0
