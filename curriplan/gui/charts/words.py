"""Names broken into lines where they stand in a drawing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def in_lines(text: str, metrics: QFontMetrics, width: float, most: int) -> list[str]:
    """Return a text broken into at most so many lines, at spaces where it has any; the last one is elided."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) + 1 < most and metrics.horizontalAdvance(rest) > width:
        cut = next((k for k in range(len(rest), 1, -1) if metrics.horizontalAdvance(rest[:k]) <= width), 1)
        space = rest.rfind(" ", 0, cut + 1)
        end = space if space > 0 else cut
        lines.append(rest[:end])
        rest = rest[end:].lstrip()
    return [*lines, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(width))]
