"""Icons: one family of monochrome drawings, coloured by the theme when they are loaded."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from curriplan.domain.resources import folder


@cache
def _drawing(name: str) -> str:
    return (folder("resources") / "icons" / f"{name}.svg").read_text("utf-8")


def pixmap(name: str, colour: str, size: int = 20, ratio: float = 2.0) -> QPixmap:
    """Return an icon in one colour; ``size`` in device-independent pixels."""
    svg = _drawing(name).replace("currentColor", colour)
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str, checked: str | None = None) -> QIcon:
    """Return an icon in one colour, and in another one where its button is checked."""
    made = QIcon(pixmap(name, colour))
    if checked is not None:
        made.addPixmap(pixmap(name, checked), QIcon.Mode.Normal, QIcon.State.On)
    return made
