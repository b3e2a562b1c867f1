"""The quiet picture below everything that lights up, kept as it was painted: a pan paints only what comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

Paint = Callable[[QPainter, QRect], None]


@dataclass(frozen=True, slots=True)
class Look:
    """What the picture depends on, beside where it is scrolled to."""

    size: QSize
    zoom: float
    ratio: float


class Layer:
    """A picture of the viewport. ``paint`` paints a part of it, in pixels of the viewport."""

    def __init__(self, paint: Paint) -> None:
        self._paint = paint
        self._look: Look | None = None
        self._at = QPoint()
        self._pixmap = QPixmap()

    def forget(self) -> None:
        """Paint everything anew next time."""
        self._look = None

    def picture(self, look: Look, at: QPoint, ground: str) -> QPixmap:
        """Return the picture scrolled to a place, painted as far as it was not there yet."""
        moved = self._at - at
        whole = QRect(QPoint(), look.size)
        stale = [whole]
        if self._look == look and look.ratio == int(look.ratio) and whole.contains(_abs(moved)):
            stale = self._scrolled(moved, whole, int(look.ratio))
        elif self._look is None or self._look.size != look.size or self._look.ratio != look.ratio:
            self._pixmap = QPixmap(look.size * look.ratio)
            self._pixmap.setDevicePixelRatio(look.ratio)
        self._look, self._at = look, QPoint(at)
        if stale:
            self._fill(stale, ground)
        return self._pixmap

    def _scrolled(self, moved: QPoint, whole: QRect, ratio: int) -> list[QRect]:
        """Move what is painted already, and return what is not: a strip above or below, one beside."""
        if moved.isNull():
            return []
        unused = QRegion()
        self._pixmap.scroll(
            moved.x() * ratio, moved.y() * ratio, QRect(QPoint(), whole.size() * ratio), unused
        )
        kept = whole.intersected(whole.translated(moved))
        level = QRect(0, 0, whole.width(), kept.top())
        if moved.y() < 0:
            level = QRect(0, kept.bottom() + 1, whole.width(), -moved.y())
        upright = QRect(0, kept.top(), kept.left(), kept.height())
        if moved.x() < 0:
            upright = QRect(kept.right() + 1, kept.top(), -moved.x(), kept.height())
        return [strip for strip in (level, upright) if not strip.isEmpty()]

    def _fill(self, stale: list[QRect], ground: str) -> None:
        painter = QPainter(self._pixmap)
        for part in stale:
            painter.setClipRect(part)
            painter.fillRect(part, QColor(ground))
            self._paint(painter, part)
        painter.end()


def _abs(moved: QPoint) -> QPoint:
    return QPoint(abs(moved.x()), abs(moved.y()))
