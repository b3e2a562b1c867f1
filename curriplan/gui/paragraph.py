"""Plain text laid out in a few lines; what does not fit ends in an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption


def paragraph(text: str, font: QFont, width: float, lines: int) -> QTextLayout:
    """Lay a text out in at most ``lines`` lines of ``width`` pixels, to be drawn as it is."""
    layout, used = _laid(text, font, width, lines)
    if used >= len(text):
        return layout
    last = layout.lineAt(layout.lineCount() - 1).textStart()
    rest = QFontMetricsF(font).elidedText(text[last:], Qt.TextElideMode.ElideRight, width)
    return _laid(text[:last] + rest, font, width, lines)[0]


def _laid(text: str, font: QFont, width: float, lines: int) -> tuple[QTextLayout, int]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y, used = 0.0, 0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
        used = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, used
