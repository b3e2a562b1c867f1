"""A layout that breaks its line where there is no more room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSpacerItem, QWidget


class Flow(QLayout):
    """Places widgets side by side and goes on in the next line.

    What comes behind a stretch stands at the right end of the line, if it has room there.
    """

    def __init__(self, parent: QWidget, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._elastic: tuple[QWidget | None, int, int] = (None, 0, 0)
        self.setContentsMargins(0, 0, 0, 0)

    def add_stretch(self) -> None:
        """Have what follows stand at the right."""
        self.addItem(QSpacerItem(0, 0))

    def set_elastic(self, widget: QWidget, least: int, most: int) -> None:
        """Have one widget be narrower, down to so many pixels, where that keeps all in one line."""
        self._elastic = widget, least, most
        widget.setMinimumWidth(least)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, n: int) -> QLayoutItem | None:
        return self._items[n] if 0 <= n < len(self._items) else None

    def takeAt(self, n: int) -> QLayoutItem | None:
        return self._items.pop(n) if 0 <= n < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inside = width - margins.left() - margins.right()
        return self._lay(QRect(0, 0, inside, 0), place=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect.marginsRemoved(self.contentsMargins()), place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _lay(self, rect: QRect, *, place: bool) -> int:
        """Break the items into lines, the middles of each line at one height; return the height of all."""
        x, y, high = rect.x(), rect.y(), 0
        sizes = self._sizes(rect.width())
        line: list[tuple[QLayoutItem, QPoint, QSize]] = []
        for n, item in enumerate(self._items):
            if isinstance(item, QSpacerItem):
                x = max(x, rect.right() + 1 - self._width(self._items[n + 1 :]))
                continue
            if item.isEmpty():  # a hidden widget takes no room
                continue
            size = sizes[n]
            if line and x + size.width() > rect.right() + 1:
                _place(line, high, place=place)
                x, y, high, line = rect.x(), y + high + self._gap, 0, []
            line.append((item, QPoint(x, y), size))
            x += size.width() + self._gap
            high = max(high, size.height())
        _place(line, high, place=place)
        return y + high - rect.y()

    def _sizes(self, width: int) -> list[QSize]:
        """Return how large each item is where so much room is."""
        sizes = [item.sizeHint() for item in self._items]
        elastic, least, most = self._elastic
        for item, size in zip(self._items, sizes, strict=True):
            if elastic is not None and item.widget() is elastic:
                others = self._width([one for one in self._items if one is not item]) + self._gap
                size.setWidth(max(least, min(most, width - others)))
        return sizes

    def _width(self, items: Sequence[QLayoutItem]) -> int:
        """Return how wide items are side by side; where that is too much, the line breaks as ever."""
        widths = [
            item.sizeHint().width()
            for item in items
            if not item.isEmpty() and not isinstance(item, QSpacerItem)
        ]
        return sum(widths) + self._gap * max(0, len(widths) - 1)


def _place(line: Sequence[tuple[QLayoutItem, QPoint, QSize]], high: int, *, place: bool) -> None:
    for item, at, size in line if place else ():
        item.setGeometry(QRect(at + QPoint(0, (high - size.height()) // 2), size))
